import { z } from 'zod'
import { stepDoers } from '../../rules/clarity.ts'
import { type Day, daysBetween, readDay } from '../../rules/days.ts'
import { hundredthsOf } from '../../rules/decimals.ts'
import { taskKinds } from '../../rules/tasks.ts'
import type { Errors } from '../../web.tsx'
import type { TaskInput } from './draft.ts'

const text = z.string().catch('')
const list = (value: unknown): string[] => (value === undefined ? [] : [value].flat()).map(String)

/** One more or less is no matter: rows left empty are not sent on. */
export const mostCoordinators = 8

/** The giving form as typed; nothing in it is compulsory yet, so that a half-filled one can show its meter. */
export const taskForm = z.preprocess(
  gathered,
  z.object({
    kind: z.enum(taskKinds).catch('action'),
    /** The quick line as it stands in its field, and as it was when it was last read. */
    line: text,
    lastLine: text,
    /** Public ids of the template's version it was filled from, and of the draft it was kept as. */
    templateVersion: text,
    draft: text,
    /** Public id of the task it is to be a part of. */
    parent: text,
    title: text,
    content: text,
    document: text,
    /** The public id of the directive plan it is given for. */
    plan: text,
    assignee: text,
    assigneeId: text,
    coordinators: z.array(z.object({ name: text, id: text, part: text })).default([]),
    assigner: text,
    assignerId: text,
    approver: text,
    approverId: text,
    follower: text,
    followerId: text,
    consequence: text,
    steps: z
      .array(z.object({ name: text, days: text, doer: z.enum(stepDoers).catch('responsible') }))
      .max(50)
      .default([]),
    product: text,
    quantity: text,
    quantityUnit: text,
    acceptance: text,
    evidence: text,
    factor: text,
    due: text,
  }),
)
export type TaskForm = z.infer<typeof taskForm>
export type StepRow = TaskForm['steps'][number]

/** Rows of a form made lists: steps come as columns of equal length, coordinators numbered, for each has chips of its own. */
function gathered(typed: unknown): unknown {
  const fields = typed as Record<string, unknown>
  return {
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, isRows(name) ? value : oneOf(value)])),
    ...('stepName' in fields && { steps: stepsOf(fields) }),
    ...('coordinator1' in fields && { coordinators: coordinatorsOf(fields) }),
  }
}

const isRows = (name: string) => name === 'steps' || name === 'coordinators'
/** A field that was somehow sent twice counts as it was sent last. */
const oneOf = (value: unknown) => (Array.isArray(value) ? value.at(-1) : value)

export function stepsOf({ stepName, stepDays, stepDoer }: Record<string, unknown>) {
  const [days, doers] = [list(stepDays), list(stepDoer)]
  const rows = list(stepName).map((name, at) => ({ name, days: days[at] ?? '', doer: doers[at] }))
  return rows.filter(({ name, days }) => name || days)
}

function coordinatorsOf(fields: Record<string, unknown>) {
  const field = (name: string) => String(fields[name] ?? '')
  const rows = Array.from({ length: mostCoordinators }, (_, at) => at + 1).map((at) => ({
    name: field(`coordinator${at}`),
    id: field(`coordinator${at}Id`),
    part: field(`part${at}`),
  }))
  return rows.filter(({ name, id, part }) => name || id || part)
}

const counted = /^(?:sau\s+)?(\d{1,4})\s*(?:ngày|ngay)(?:\s+(?:làm việc|lam viec))?$/i

/** '15/12', '15/12/2026', or '5 ngày làm việc': typed, or counted from today. */
export function readDue(typed: string, today: Day, errors: Errors): Pick<TaskInput, 'dueTyped' | 'dueCounted'> {
  if (!typed) return {}
  const days = counted.exec(typed)?.[1]
  if (days) return { dueCounted: Number(days) }
  const day = nearest(typed, today)
  if (!day) errors.due = `Không đọc được “${typed}”. Ghi ngày như 15/12/2026, hoặc “5 ngày làm việc”.`
  return day ? { dueTyped: day } : {}
}

/**
 * Without a year a day is the next to come, except one that went by within half a year: '18/11' typed on 22/11 is a
 * deadline missed by mistake, not one a year away.
 */
function nearest(typed: string, today: Day): Day | undefined {
  const day = readDay(typed, today)
  const lastYear = day && `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  const isYearless = !/\d{4}|[/.-]\d+[/.-]\d+/.test(typed)
  return isYearless && lastYear && daysBetween(lastYear, today) <= 183 ? lastYear : day
}

export function readSteps(rows: readonly StepRow[], errors: Errors): TaskInput['steps'] {
  return rows.map(({ name, days, doer }) => {
    if (!name) errors.steps = 'Có bước ghi số ngày mà chưa có tên. Ghi tên bước, hoặc xóa số ngày.'
    if (days && !/^\d{1,4}$/.test(days))
      errors.steps = `Bước “${name}”: ghi số ngày làm việc là số tròn, hoặc để trống.`
    return { name, doer, ...(/^\d{1,4}$/.test(days) && { days: Number(days) }) }
  })
}

export function readWhole(typed: string, field: string, errors: Errors): number {
  const plain = typed.replace(/\./g, '')
  if (!typed) return 0
  if (!/^\d{1,7}$/.test(plain)) errors[field] = `“${typed}” không phải số tròn. Ghi số lượng như 1 hoặc 12.`
  return /^\d{1,7}$/.test(plain) ? Number(plain) : 0
}

/** '1,5' -> 150 hundredths. */
export function readFactor(typed: string, errors: Errors): number {
  if (!typed) return 100
  const hundredths = hundredthsOf(typed) ?? 0
  if (hundredths < 1) errors.factor = `“${typed}” không phải hệ số. Ghi số lớn hơn 0, ví dụ 1 hoặc 1,5.`
  return hundredths < 1 ? 100 : hundredths
}
