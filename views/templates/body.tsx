import type { ClaritySet } from '../../src/rules/clarity-set.ts'
import type { TemplateBody } from '../../src/templates/body.ts'
import { number } from '../format.ts'
import { factsOf, paragraph, quiet, type Sayings, sentence, stopped } from '../tasks/sayings.tsx'
import { Facts } from '../ui/facts.tsx'
import { stepDoerNames } from '../words.ts'

type Props = { body: TemplateBody; set: ClaritySet }

/** What a version of a template brings into a task, rõ by rõ. */
export const TemplateFacts = ({ body, set }: Props) => <Facts rows={factsOf(set, sayingsOf(body), 'Ghi khi giao')} />

const sayingsOf =
  (body: TemplateBody): Sayings =>
  (beside) => ({
    title: paragraph(body.title || <span class="muted">Tên việc ghi khi giao</span>),
    content: body.content && (beside.includes('title') ? quiet(body.content) : paragraph(body.content)),
    steps: body.steps.length > 0 && paragraph(<StepList steps={body.steps} />),
    approver: !body.consequence && sentence(<span class="muted">Người nghiệm thu chọn khi giao</span>),
    consequence: body.consequence && paragraph(body.consequence),
    product: body.product && sentence(stopped(productOf(body))),
    due: sentence(`${dueOf(body)}.`),
    factor: sentence(`K = ${number(body.factor / 100)}.`),
    acceptance: body.acceptance && quiet(stopped(`Đạt khi ${body.acceptance}`)),
    evidence: body.evidence && quiet(stopped(`Minh chứng: ${body.evidence}`)),
  })

const productOf = ({ quantity, quantityUnit, product }: TemplateBody) =>
  [number(quantity).padStart(2, '0'), quantityUnit, product].filter(Boolean).join(' ')

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
