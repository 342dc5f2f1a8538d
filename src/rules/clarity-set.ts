import { type Gap, isAbsence, type TaskField, taskFields } from './clarity.ts'

/** One rõ: what the office calls it, which fields of a task it groups, and whether a task may be issued without it. */
export interface Segment {
  /** Stands in addresses of a page ('ro-person') and in the API; the same as long as the rõ is the same. */
  key: string
  /** 'Rõ người'. */
  label: string
  fields: readonly TaskField[]
  compulsory: boolean
}

/** Bộ rõ: the rõ of an office in its order. Every field of a task belongs to exactly one of them. */
export type ClaritySet = readonly Segment[]

/** Without one of these there is no task, so a rõ that holds one is always compulsory. */
export const vitalFields = ['assignee', 'title', 'assigner', 'approver', 'due'] as const satisfies readonly TaskField[]

/** What can be missing. A rõ that held none of them would be clear whatever is written, and say nothing. */
export const judgedFields = [...vitalFields, 'content', 'steps', 'product', 'quantity'] as const

const holdsAny = (segment: Pick<Segment, 'fields'>, fields: readonly TaskField[]) =>
  segment.fields.some((field) => fields.includes(field))

/** The fields of a rõ without which there is no task: [] when the rõ may be left optional. */
export const vitalIn = ({ fields }: Pick<Segment, 'fields'>): TaskField[] =>
  fields.filter((field) => (vitalFields as readonly TaskField[]).includes(field))

/** Whether two sets ask for the same under the same names, in the same order. */
export const isSameSet = (one: ClaritySet, other: ClaritySet): boolean => asked(one) === asked(other)

const asked = (set: ClaritySet) =>
  JSON.stringify(set.map(({ label, fields, compulsory }) => [label, [...fields].sort(), compulsory]))

/** The rõ a field belongs to. Throws when the set has none, which `faultsOf` would have told. */
export function segmentOf(set: ClaritySet, field: TaskField): Segment {
  const found = set.find(({ fields }) => fields.includes(field))
  if (!found) throw new Error(`no rõ holds ${field}`)
  return found
}

/** Whether this gap keeps the task from being issued: what is wrong always, what is absent where its rõ is compulsory. */
export const blocks = (set: ClaritySet, gap: Gap): boolean => !isAbsence(gap) || segmentOf(set, gap.field).compulsory

/** A rõ of a task as it stands. `open`: not clear, and it need not be. */
export interface Measured {
  segment: Segment
  state: 'clear' | 'open' | 'missing'
  /** The first thing to put right; none where a field cannot even be read. */
  gap?: Gap
}

/** Every rõ of a task in order; `unread` are the fields in which something is typed that cannot be taken. */
export function measure(set: ClaritySet, gaps: readonly Gap[], unread: readonly TaskField[] = []): Measured[] {
  return set.map((segment) => {
    const own = gaps.filter(({ field }) => segment.fields.includes(field))
    const gap = own.find((one) => blocks(set, one)) ?? own[0]
    if (gap && blocks(set, gap)) return { segment, state: 'missing', gap }
    if (holdsAny(segment, unread)) return { segment, state: 'missing' }
    return gap ? { segment, state: 'open', gap } : { segment, state: 'clear' }
  })
}

/** How many rõ are clear, out of how many; the task may be issued when `lacking` is empty. */
export function sumOf(measured: readonly Measured[]) {
  const clear = measured.filter(({ state }) => state === 'clear').length
  return { clear, total: measured.length, lacking: measured.filter(({ state }) => state === 'missing') }
}

/** What keeps a set from being in force; `at` is the place of the rõ, from 0. */
export type SetFault =
  | { code: 'tooFew' | 'tooMany' }
  | { code: 'noLabel' | 'sameLabel' | 'nothingJudged' | 'vitalOptional'; at: number }
  | { code: 'nowhere' | 'twice'; field: TaskField }

/** Everything wrong with a set somebody wrote; [] when it may be put in force. */
export function faultsOf(set: ClaritySet): SetFault[] {
  return [...countFaults(set), ...set.flatMap((segment, at) => segmentFaults(set, segment, at)), ...fieldFaults(set)]
}

/** One rõ for everything tells nobody anything; more than there are things to judge by cannot be. */
export const fewest = 2
export const most = judgedFields.length

function countFaults({ length }: ClaritySet): SetFault[] {
  if (length < fewest) return [{ code: 'tooFew' }]
  return length > most ? [{ code: 'tooMany' }] : []
}

function segmentFaults(set: ClaritySet, segment: Segment, at: number): SetFault[] {
  const { label, compulsory } = segment
  const faults: SetFault[] = []
  if (!label) faults.push({ code: 'noLabel', at })
  else if (set.findIndex((other) => folded(other.label) === folded(label)) < at) faults.push({ code: 'sameLabel', at })
  if (!holdsAny(segment, judgedFields)) faults.push({ code: 'nothingJudged', at })
  if (!compulsory && vitalIn(segment).length > 0) faults.push({ code: 'vitalOptional', at })
  return faults
}

const folded = (label: string) => label.toLocaleLowerCase('vi')

const fieldFaults = (set: ClaritySet): SetFault[] =>
  taskFields.flatMap((field): SetFault[] => {
    const times = set.flatMap(({ fields }) => fields).filter((one) => one === field).length
    if (times === 1) return []
    return [{ code: times === 0 ? 'nowhere' : 'twice', field }]
  })
