import { z } from 'zod'
import type { Ctx } from '../act.ts'
import { resolvePerson } from '../people/pick.ts'
import type { PersonRow } from '../people/queries.ts'
import { type Day, daysBetween, readDay } from '../rules/days.ts'
import type { Errors } from '../web.tsx'
import { type TaskInput, taskInput } from './draft.ts'

const text = z.string().default('')
const texts = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()).max(50))

/** The giving form as typed; nothing in it is compulsory yet, so that a half-filled one can show its meter. */
export const taskForm = z.object({
  title: text,
  content: text,
  document: text,
  assignee: text,
  assigneeId: text,
  approver: text,
  approverId: text,
  follower: text,
  followerId: text,
  consequence: text,
  stepName: texts,
  stepDays: texts,
  product: text,
  quantity: text,
  quantityUnit: text,
  acceptance: text,
  evidence: text,
  factor: text,
  due: text,
})
export type TaskForm = z.infer<typeof taskForm>

/** What a filled form comes to: the input of the command, sentences about what cannot be read, people to choose from. */
export interface ReadTask {
  input: TaskInput
  errors: Errors
  candidates: Record<string, PersonRow[]>
}

const pickProblems = {
  missing: '',
  unknown: 'Không tìm thấy ai tên như vậy. Gõ lại họ tên, có dấu hay không dấu đều được.',
  several: 'Có nhiều người khớp tên này. Chọn đúng một người.',
}

/** Reads names into people, text into days and numbers. What is merely missing is left to the clarity check. */
export async function readTask(ctx: Pick<Ctx, 'db' | 'today'>, form: TaskForm): Promise<ReadTask> {
  const errors: Errors = {}
  const candidates: Record<string, PersonRow[]> = {}
  const person = async (field: 'assignee' | 'approver' | 'follower') => {
    const picked = await resolvePerson(ctx, { text: form[field], id: form[`${field}Id`] })
    if (!picked.problem) return picked.person?.publicId
    candidates[field] = picked.candidates
    if (pickProblems[picked.problem]) errors[field] = pickProblems[picked.problem]
    return undefined
  }
  const fields = {
    ...form,
    assigneeId: await person('assignee'),
    approverId: await person('approver'),
    followerId: await person('follower'),
    steps: readSteps(form, errors),
    quantity: readWhole(form.quantity, 'quantity', errors),
    factor: readFactor(form.factor, errors),
    ...readDue(form.due, ctx.today, errors),
  }
  const read = taskInput.safeParse(fields)
  for (const issue of read.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message
  return { input: read.data ?? taskInput.parse({ title: form.title.slice(0, 300) }), errors, candidates }
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

function readSteps({ stepName, stepDays }: TaskForm, errors: Errors): TaskInput['steps'] {
  const rows = stepName.map((name, at) => ({ name, days: stepDays[at] ?? '' }))
  return rows
    .filter(({ name }) => name)
    .map(({ name, days }) => {
      if (days && !/^\d{1,4}$/.test(days))
        errors.steps = `Bước “${name}”: ghi số ngày làm việc là số tròn, hoặc để trống.`
      return { name, ...(/^\d{1,4}$/.test(days) && { days: Number(days) }) }
    })
}

function readWhole(typed: string, field: string, errors: Errors): number {
  const plain = typed.replace(/\./g, '')
  if (!typed) return 0
  if (!/^\d{1,7}$/.test(plain)) errors[field] = `“${typed}” không phải số tròn. Ghi số lượng như 1 hoặc 12.`
  return /^\d{1,7}$/.test(plain) ? Number(plain) : 0
}

/** '1,5' -> 150 hundredths. */
function readFactor(typed: string, errors: Errors): number {
  if (!typed) return 100
  const parts = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(typed)
  const hundredths = parts ? Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) : 0
  if (hundredths < 1) errors.factor = `“${typed}” không phải hệ số. Ghi số lớn hơn 0, ví dụ 1 hoặc 1,5.`
  return hundredths < 1 ? 100 : hundredths
}
