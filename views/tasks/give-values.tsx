import type { Child } from 'hono/jsx'
import type { Segment } from '../../src/rules/clarity-set.ts'
import { addWorkingDays } from '../../src/rules/working-days.ts'
import { longDay, number, shortDay } from '../format.ts'
import type { Known } from './clarity-words.ts'
import type { GiveProps } from './give.tsx'
import { countPlaces, To } from './receivers.tsx'
import { stopped } from './sayings.tsx'

/** What each field of the form holds, for the segments of the meter. */
export const knownIn = (props: GiveProps): Known => ({
  assignee: props.fan ? countPlaces(props.fan) : props.form.assignee,
  coordinators: props.form.coordinators.map(({ name }) => name).join('; '),
  title: props.form.title,
  content: shortened(props.form.content),
  steps: `${props.form.steps.length} bước`,
  assigner: props.assigner,
  approver: props.form.approver,
  product: productOf(props),
  quantity: props.form.quantity,
  due: dueOf(props),
})

/** The same for the line over the section of a rõ: everything it holds, a sentence a field. */
export function inALine(props: GiveProps, { fields }: Segment): Child {
  const told = saidIn(props, fields)
  const sentences = fields.flatMap((field) => told[field] || [])
  return sentences.map((sentence) => <>{sentence} </>)
}

function saidIn(props: GiveProps, among: Segment['fields']): Known {
  const { title, content, document, approver, follower, product, quantity, acceptance, evidence, factor } = props.form
  const due = dueOf(props)
  return {
    assignee: props.fan ? <To {...props} fan={props.fan} /> : <Assignee {...props} />,
    coordinators: partsOf(props),
    title: title && <strong>{stopped(title)}</strong>,
    content: content !== title && stopped(shortened(content)),
    document: document && stopped(`Căn cứ: ${document}`),
    steps: props.form.steps.length > 0 && stopped(stepsOf(props)),
    assigner: props.assigner && stopped(`Giao: ${props.assigner}`),
    approver: approver && stopped(`Nghiệm thu: ${approver}`),
    follower: follower && stopped(`Theo dõi: ${follower}`),
    product: product && <strong>{stopped(productOf(props))}</strong>,
    quantity: !among.includes('product') && quantity && stopped(`Số lượng: ${quantity}`),
    due: due && stopped(`Hạn ${due}`),
    acceptance: acceptance && stopped(`Đạt khi ${acceptance}`),
    evidence: evidence && stopped(`Minh chứng: ${evidence}`),
    factor: factor && factor !== '1' && stopped(`K = ${factor}`),
  }
}

const Assignee = ({ form: { assignee, assigneeId }, unit }: GiveProps) =>
  assignee ? (
    <>
      <strong>{assignee}</strong>
      {assigneeId && unit ? `, ${unit}.` : '.'}
    </>
  ) : null

function partsOf({ form: { coordinators } }: GiveProps): string {
  const named = coordinators.map(({ name, part }) => (part ? `${name} (${part})` : name))
  return named.length > 0 ? stopped(`Phối hợp: ${named.join('; ')}`) : ''
}

const longest = 140
const shortened = (text: string) => (text.length > longest ? `${text.slice(0, longest).replace(/\s+\S*$/, '')}…` : text)

function stepsOf({ form: { steps }, today, calendar }: GiveProps): string {
  const until = (days: string) =>
    /^\d{1,4}$/.test(days) ? ` (đến ${shortDay(addWorkingDays(today, Number(days), calendar), today)})` : ''
  return `${steps.length} bước: ${steps.map(({ name, days }) => name + until(days)).join('; ')}`
}

/** "01 báo cáo": a number below ten has two figures, as in documents. */
function productOf({ form: { quantity, quantityUnit, product }, input }: GiveProps): string {
  const count = input.quantity > 0 ? number(input.quantity).padStart(2, '0') : quantity
  return product && [count, quantityUnit, product].filter(Boolean).join(' ')
}

/** "thứ Ba, 15/12/2026": the weekday and the year, so that a slip shows before it is sent; counted ones as well. */
export const dueOf = ({ form, due }: Pick<GiveProps, 'form' | 'due'>) =>
  due ? longDay(due).replace(/^./, (letter) => letter.toLocaleLowerCase('vi')) : form.due
