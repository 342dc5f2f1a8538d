import type { TemplateBody } from '../../src/templates/body.ts'
import { number } from '../format.ts'
import { type Fact, Facts } from '../ui/facts.tsx'
import { clarityNames, stepDoerNames } from '../words.ts'

/** What a version of a template brings into a task, rõ by rõ. */
export const TemplateFacts = ({ body }: { body: TemplateBody }) => <Facts rows={rowsOf(body)} />

const rowsOf = (body: TemplateBody): Fact[] => [
  {
    icon: 'file-text',
    label: clarityNames.work,
    body: body.title || <span class="muted">Tên việc ghi khi giao</span>,
    more: body.content,
  },
  { icon: 'route', label: clarityNames.process, body: <StepList steps={body.steps} /> },
  {
    icon: 'shield-check',
    label: clarityNames.responsibility,
    body: body.consequence || <span class="muted">Người nghiệm thu chọn khi giao</span>,
  },
  {
    icon: 'target',
    label: clarityNames.outcome,
    body: `${[number(body.quantity).padStart(2, '0'), body.quantityUnit, body.product].filter(Boolean).join(' ')}. ${dueOf(body)}. K = ${number(body.factor / 100)}`,
    more: [body.acceptance && `Đạt khi ${body.acceptance}.`, body.evidence && `Minh chứng: ${body.evidence}.`]
      .filter(Boolean)
      .join(' '),
  },
]

const dueOf = ({ dueDays }: TemplateBody) =>
  dueDays === undefined ? 'Hạn ghi khi giao' : `Hạn ${dueDays} ngày làm việc từ ngày giao`

const StepList = ({ steps }: Pick<TemplateBody, 'steps'>) => (
  <ol class="plain-steps">
    {steps.map(({ name, days, doer = 'responsible' }) => (
      <li>
        {name}{' '}
        <span class="muted">
          ({stepDoerNames[doer].toLocaleLowerCase('vi')}
          {days === undefined ? ', cùng hạn của việc' : `, xong sau ${days} ngày làm việc`})
        </span>
      </li>
    ))}
  </ol>
)
