import { faultSentence } from '../../views/settings/faults.ts'
import { type TaskField, taskFields } from '../rules/clarity.ts'
import { type ClaritySet, faultsOf, most, type Segment } from '../rules/clarity-set.ts'
import { fold } from '../rules/names.ts'
import type { Errors, Typed } from '../web.tsx'

/** One line of the form that writes a set; its number is what the fields below choose it by. */
export interface SegmentRow {
  key: string
  label: string
  order: string
  compulsory: boolean
}

/** The form of a set of rõ as typed: numbered lines, and for each field of a task the number of its line. */
export interface ClarityForm {
  rows: SegmentRow[]
  homes: Record<TaskField, string>
}

/** A set as its form shows it, with one empty line to add a rõ in. */
export function formOf(set: ClaritySet): ClarityForm {
  const rows = set.map(({ key, label, compulsory }, at) => ({ key, label, order: String(at + 1), compulsory }))
  const homes = taskFields.map((field) => [field, String(set.findIndex(({ fields }) => fields.includes(field)) + 1)])
  return { rows: withEmpty(rows), homes: Object.fromEntries(homes) }
}

const withEmpty = (rows: SegmentRow[]): SegmentRow[] =>
  rows.length < most ? [...rows, { key: '', label: '', order: String(rows.length + 1), compulsory: true }] : rows

/** The form as it was sent; anything a field can hold is taken, so that nothing typed is lost. */
export function typedForm(typed: Typed): ClarityForm {
  const text = (name: string) => (typeof typed[name] === 'string' ? typed[name] : '')
  const sent = Array.from({ length: most }, (_, at) => at + 1).filter((row) => `label${row}` in typed)
  const rows = sent.map((row) => ({
    key: text(`key${row}`),
    label: text(`label${row}`).slice(0, 40),
    order: text(`order${row}`),
    compulsory: text(`compulsory${row}`) !== '',
  }))
  const homes = Object.fromEntries(taskFields.map((field) => [field, text(`home-${field}`)]))
  return { rows: rows.at(-1)?.label ? withEmpty(rows) : rows, homes: homes as ClarityForm['homes'] }
}

/** What the form comes to: a set in the order given, and a sentence beside each place that is not right. */
export function readSet({ rows, homes }: ClarityForm): { set: ClaritySet; errors: Errors } {
  const lines = rows.map((row, at) => ({ ...row, number: at + 1, fields: fieldsAt(homes, at + 1) }))
  const used = lines.filter(({ label, fields }) => label || fields.length > 0).sort(byOrder)
  const keys = new Set<string>()
  const set = used.map(({ key, label, fields, compulsory, number }): Segment => {
    return { key: unused(keys, key || keyOf(label) || `ro-${number}`), label: capital(label), fields, compulsory }
  })
  const errors: Errors = {}
  for (const fault of faultsOf(set)) errors[placeOf(fault, used)] ??= faultSentence(set, fault)
  return { set, errors }
}

const fieldsAt = (homes: ClarityForm['homes'], number: number) =>
  taskFields.filter((field) => homes[field] === String(number))

type Line = { order: string; number: number }
/** A line sent to the place of another comes before it on the way up and after it on the way down. */
const byOrder = (a: Line, b: Line) => placeIn(a) - placeIn(b) || wayOf(a) - wayOf(b) || a.number - b.number
const wayOf = (line: Line) => Math.sign(placeIn(line) - line.number)
const placeIn = ({ order, number }: Line) => (/^\d{1,2}$/.test(order) ? Number(order) : number)

/** 'Rõ thẩm quyền' -> 'ro-tham-quyen'. */
const keyOf = (label: string) =>
  fold(label)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

function unused(keys: Set<string>, key: string): string {
  let free = key
  for (let more = 2; keys.has(free); more += 1) free = `${key}-${more}`
  keys.add(free)
  return free
}

const capital = (label: string) => label.replace(/^./u, (letter) => letter.toLocaleUpperCase('vi'))

/** The field of the form beside which a fault is put right. */
function placeOf(fault: ReturnType<typeof faultsOf>[number], used: readonly Line[]): string {
  if ('field' in fault) return `home-${fault.field}`
  if (!('at' in fault)) return 'label1'
  const number = used[fault.at]?.number ?? 1
  return fault.code === 'vitalOptional' ? `compulsory${number}` : `label${number}`
}
