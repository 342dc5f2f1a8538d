import { day, number, shortDay } from '../format.ts'
import { PrintButton } from '../record/permissions.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { clarityNames } from '../words.ts'
import type { TaskPageProps } from './page.tsx'

/** "01 báo cáo": a number below ten has two figures, as in documents. */
export const productOf = ({ quantity, quantityUnit, product }: TaskPageProps['task']) =>
  [number(quantity).padStart(2, '0'), quantityUnit, product].filter(Boolean).join(' ')

/** The five rõ of a task as five rows. */
export function FiveClarities({ task, steps, ctx }: TaskPageProps) {
  const rows: Fact[] = [
    {
      icon: 'user-round',
      label: clarityNames.person,
      body: <Person name={task.assigneeName} id={task.assigneePublicId} after={`, ${task.unitName}`} />,
    },
    {
      icon: 'file-text',
      label: clarityNames.work,
      body: <span class="said">{task.content}</span>,
      more: task.document && `Căn cứ: ${task.document}`,
    },
    {
      icon: 'route',
      label: clarityNames.process,
      body: steps.map(({ name, due }) => `${name} (đến ${shortDay(due, ctx.today)})`).join('; '),
    },
    {
      icon: 'shield-check',
      label: clarityNames.responsibility,
      body: `Giao: ${task.assignerName}. Nghiệm thu: ${task.approverName}.${task.followerName ? ` Theo dõi: ${task.followerName}.` : ''}`,
      more: task.consequence,
    },
    {
      icon: 'target',
      label: clarityNames.outcome,
      body: `${productOf(task)}${task.acceptance ? `; đạt khi ${task.acceptance}` : ''}. Hạn ${day(task.due)}, K = ${number(task.factor / 100)}`,
      more: task.evidence && `Minh chứng: ${task.evidence}`,
    },
  ]
  return (
    <Sheet
      title="5 rõ"
      flush
      aside={
        <span class="desk-only">
          <PrintButton />
        </span>
      }
    >
      <Facts rows={rows} />
    </Sheet>
  )
}

const Person = ({ name, id, after }: { name: string; id: string; after: string }) => (
  <>
    <a href={`/people/${id}`}>
      <strong>{name}</strong>
    </a>
    {after}
  </>
)
