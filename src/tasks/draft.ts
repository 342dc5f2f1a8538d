import { z } from 'zod'
import { gapErrors } from '../../views/tasks/gaps.ts'
import type { Ctx } from '../act.ts'
import type { Reader } from '../db/schema.ts'
import { findWho } from '../people/queries.ts'
import { Invalid } from '../refusal.ts'
import { can, type Person } from '../rules/access.ts'
import { gapsOf } from '../rules/clarity.ts'
import type { Day } from '../rules/days.ts'
import { taskKinds } from '../rules/tasks.ts'

const line = z.string().max(300, 'Rút gọn còn không quá 300 ký tự.').default('')
const paragraph = z.string().max(5000, 'Rút gọn còn không quá 5.000 ký tự.').default('')

/** A task as it is given, by form or API: people by public id, days already read. Incomplete is allowed; issuing is not. */
export const taskInput = z.object({
  kind: z.enum(taskKinds).default('action'),
  title: line,
  content: paragraph,
  document: line,
  assigneeId: z.string().optional(),
  approverId: z.string().optional(),
  followerId: z.string().optional(),
  consequence: line,
  steps: z
    .array(z.object({ name: line, days: z.number().int().min(0).max(2000).optional() }))
    .max(50)
    .default([]),
  product: line,
  quantity: z.number().int().min(0).max(1_000_000).default(1),
  quantityUnit: line,
  acceptance: paragraph,
  evidence: line,
  /** The conversion factor K in hundredths. */
  factor: z.number().int().min(1).max(100_000).default(100),
  dueTyped: z.iso.date().optional(),
  dueCounted: z.number().int().min(0).max(2000).optional(),
})
export type TaskInput = z.infer<typeof taskInput>

/** The people a clear task names, as they stand now. */
export interface Parties {
  assignee: Person
  approver: Person
  follower?: Person
}

/** A draft beside the people it names and everything that is still unclear in it. */
export async function readDraft(db: Reader, ctx: Pick<Ctx, 'who' | 'today' | 'calendar'>, input: TaskInput) {
  const find = (id: string | undefined) => findByPublicId(db, id, ctx.today)
  const [assignee, approver, follower] = [
    await find(input.assigneeId),
    await find(input.approverId),
    await find(input.followerId),
  ]
  const mayGive = Boolean(assignee && can(ctx.who, 'person.giveTask', assignee))
  const mayApprove = Boolean(approver && assignee && can(approver, 'person.giveTask', assignee))
  const gaps = gapsOf(input, { assignee, approver, mayGive, mayApprove }, ctx.today, ctx.calendar)
  return { assignee, approver, follower, gaps }
}

async function findByPublicId(db: Reader, publicId: string | undefined, today: Day): Promise<Person | undefined> {
  if (!publicId) return undefined
  const people = db.selectFrom('people').select('id').where('publicId', '=', publicId).where('system', '=', 0)
  const row = await people.executeTakeFirst()
  return row && findWho(db, row.id, today)
}

/** The parties of a draft that may be issued. Throws `Invalid` with a sentence beside each field that is not clear. */
export async function clearDraft(db: Reader, ctx: Ctx, input: TaskInput): Promise<Parties> {
  const { assignee, approver, follower, gaps } = await readDraft(db, ctx, input)
  if (gaps.length > 0 || !assignee || !approver) throw new Invalid(gapErrors(gaps, ctx.today))
  return { assignee, approver, follower }
}
