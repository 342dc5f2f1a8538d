import type { Child } from 'hono/jsx'
import { type PartState, partStateOf } from '../../src/rules/ball.ts'
import { documentCited } from '../../src/rules/plan-documents.ts'
import { day, moment, number, shortDay } from '../format.ts'
import { findingTitle } from '../inspections/finding-title.ts'
import { PrintButton } from '../record/permissions.tsx'
import { Facts } from '../ui/facts.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { TaskPageProps } from './page.tsx'
import { factsOf, paragraph, quiet, type Sayings, sentence, stopped } from './sayings.tsx'

/** "01 báo cáo": a number below ten has two figures, as in documents; '' where no product was asked for. */
export const productOf = ({ quantity, quantityUnit, product }: TaskPageProps['task']) =>
  product && [number(quantity).padStart(2, '0'), quantityUnit, product].filter(Boolean).join(' ')

/** A task rõ by rõ, as the set in force names and groups them. */
export const Clarities = (props: TaskPageProps) => (
  <Sheet
    title={`${props.set.length} rõ`}
    flush
    aside={
      <span class="desk-only">
        <PrintButton />
      </span>
    }
  >
    <Facts rows={factsOf(props.set, sayingsOf(props), 'Không ghi khi giao')} />
  </Sheet>
)

const sayingsOf =
  (props: TaskPageProps): Sayings =>
  (beside) => {
    const { task } = props
    return {
      assignee: paragraph(<Person name={task.assigneeName} id={task.assigneePublicId} after={`, ${task.unitName}`} />),
      coordinators: props.coordinators.length > 0 && paragraph(<Coordinators {...props} />),
      title: !beside.includes('content') && paragraph(task.title),
      content: task.content && paragraph(task.content),
      document: (task.document || props.plan || props.finding) && quiet(<Basis {...props} />),
      steps: (props.steps.length > 0 || props.template) && paragraph(<Process {...props} />),
      assigner: sentence(`Giao: ${task.assignerName}.`),
      approver: sentence(`Nghiệm thu: ${task.approverName}.`),
      follower: task.followerName && sentence(`Theo dõi: ${task.followerName}.`),
      consequence: task.consequence && quiet(task.consequence),
      product: task.product && sentence(stopped(beside.includes('quantity') ? productOf(task) : task.product)),
      due: sentence(`Hạn ${day(task.due)}.`),
      quantity: task.product && !beside.includes('product') && sentence(quantityOf(task)),
      factor: sentence(`K = ${number(task.factor / 100)}.`),
      acceptance: task.acceptance && sentence(stopped(`Đạt khi ${task.acceptance}`)),
      evidence: task.evidence && quiet(`Minh chứng: ${task.evidence}`),
    }
  }

/** The document behind it: a way to the plan for those who follow that, its number and summary for everybody. */
const Basis = ({ task, plan, finding }: TaskPageProps) => {
  const cited = task.document || (plan && documentCited(plan))
  return (
    <>
      {cited && (
        <>
          Căn cứ: {plan?.href ? <a href={plan.href}>{cited}</a> : cited}
          {finding && '. '}
        </>
      )}
      {finding && <Remedied {...finding} />}
    </>
  )
}

/** The finding of an inspection that the task remedies. */
const Remedied = ({ href, ...finding }: NonNullable<TaskPageProps['finding']>) => {
  const named = `${findingTitle(finding)} của đợt “${finding.roundName}”`
  return <>Khắc phục {href ? <a href={href}>{named}</a> : named}.</>
}

const quantityOf = ({ quantity, quantityUnit }: TaskPageProps['task']) =>
  `Số lượng: ${[number(quantity), quantityUnit].filter(Boolean).join(' ')}.`

const Person = ({ name, id, after }: { name: string; id: string; after: string }) => (
  <>
    <a href={`/people/${id}`}>
      <strong>{name}</strong>
    </a>
    {after}
  </>
)

const partStates: Record<PartState, string> = {
  open: 'đang làm phần việc này',
  awaited: 'người thực hiện đang chờ phần việc này',
  done: 'đã xong',
}

/** Phối hợp: each with an own part, and how far it is. */
const Coordinators = ({ coordinators, holdings, ctx }: TaskPageProps) => (
  <>
    <span class="muted">Phối hợp:</span>
    <ul class="helpers">
      {coordinators.map((one) => {
        const state = partStateOf(one, holdings)
        return (
          <li>
            <a href={`/people/${one.publicId}`}>{one.name}</a>: {one.part}.{' '}
            <span class={`part-state ${state}`}>
              {capital(partStates[state])}
              {one.doneAt && ` ${moment(one.doneAt, ctx.today)}`}
              {one.note && `: ${one.note}`}
            </span>
          </li>
        )
      })}
    </ul>
  </>
)

const capital = (text: string) => text.replace(/^./u, (letter) => letter.toLocaleUpperCase('vi'))

function Process({ steps, template, ctx }: TaskPageProps): Child {
  const told = steps.map(({ name, due }) => `${name} (đến ${shortDay(due, ctx.today)})`).join('; ')
  return (
    <>
      {told && `${told}.`}
      {template && <Source {...template} />}
    </>
  )
}

/** The very version the task was filled from; only those of the office whose template it is may open it. */
const Source = ({ name, number, publicId, mayOpen }: NonNullable<TaskPageProps['template']>) => (
  <span class="more">
    Theo mẫu {mayOpen ? <a href={`/templates/${publicId}?version=${number}#ban-${number}`}>{name}</a> : name}, bản{' '}
    {number}.
  </span>
)
