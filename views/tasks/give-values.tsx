import type { Child } from 'hono/jsx'
import type { Clarity } from '../../src/rules/clarity.ts'
import { addWorkingDays } from '../../src/rules/working-days.ts'
import { longDay, number, shortDay } from '../format.ts'
import type { GiveProps } from './give.tsx'

/** What a rõ holds, for a segment of the meter. */
export function inAWord(props: GiveProps, clarity: Clarity): Child {
  const { form } = props
  switch (clarity) {
    case 'person':
      return form.assignee
    case 'work':
      return form.title
    case 'process':
      return `${form.steps.length} bước`
    case 'responsibility':
      return form.approver
    case 'outcome':
      return [productOf(props), dueOf(props)].filter(Boolean).join(', ')
  }
}

/** The same for the line over its section, with everything else it holds. */
export function inALine(props: GiveProps, clarity: Clarity): Child {
  const { form, unit } = props
  const { title, content, document, assigner, approver, follower } = form
  switch (clarity) {
    case 'person':
      return <Line first={form.assignee} rest={[form.assigneeId && unit && `, ${unit}`, partsOf(props)]} />
    case 'work':
      return <Line first={title} rest={[moreOf(title, content), document && `. Căn cứ: ${document}`]} />
    case 'process':
      return stepsOf(props)
    case 'responsibility':
      return sentence({ Giao: assigner, 'Nghiệm thu': approver, 'Theo dõi': follower })
    case 'outcome':
      return <Line first={productOf(props)} rest={outcomeOf(props)} />
  }
}

const Line = ({ first, rest }: { first: string; rest: readonly (string | false | undefined)[] }) => (
  <>
    <strong>{first}</strong>
    {rest.filter(Boolean).join('')}
  </>
)

function partsOf({ form: { coordinators } }: GiveProps): string | undefined {
  const named = coordinators.map(({ name, part }) => (part ? `${name} (${part})` : name))
  return named.length > 0 ? `. Phối hợp: ${named.join('; ')}` : undefined
}

const moreOf = (title: string, content: string) => content && content !== title && `: ${shortened(content)}`
const longest = 140
const shortened = (text: string) => (text.length > longest ? `${text.slice(0, longest).replace(/\s+\S*$/, '')}…` : text)

function stepsOf({ form: { steps }, today, calendar }: GiveProps): string {
  const until = (days: string) =>
    /^\d{1,4}$/.test(days) ? ` (đến ${shortDay(addWorkingDays(today, Number(days), calendar), today)})` : ''
  return `${steps.length} bước: ${steps.map(({ name, days }) => name + until(days)).join('; ')}`
}

const sentence = (said: Record<string, string>) =>
  Object.entries(said)
    .filter(([, name]) => name)
    .map(([role, name]) => `${role}: ${name}.`)
    .join(' ')

/** "01 báo cáo": a number below ten has two figures, as in documents. */
function productOf({ form: { quantity, quantityUnit, product }, input }: GiveProps): string {
  const count = input.quantity > 0 ? number(input.quantity).padStart(2, '0') : quantity
  return product && [count, quantityUnit, product].filter(Boolean).join(' ')
}

const outcomeOf = (props: GiveProps) => {
  const { acceptance, evidence, factor } = props.form
  const due = dueOf(props)
  return [
    due && `, hạn ${due}`,
    acceptance && `; đạt khi ${acceptance}`,
    evidence && `. Minh chứng: ${evidence}`,
    factor && factor !== '1' && `. K = ${factor}`,
  ]
}

/** "thứ Ba, 15/12/2026": the weekday and the year, so that a slip shows before it is sent; counted ones as well. */
export const dueOf = ({ form, due }: GiveProps) =>
  due ? longDay(due).replace(/^./, (letter) => letter.toLocaleLowerCase('vi')) : form.due
