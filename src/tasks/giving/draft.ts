import { z } from 'zod'
import { gapErrors } from '../../../views/tasks/gaps.ts'
import type { Ctx } from '../../act.ts'
import type { Reader } from '../../db/schema.ts'
import { Invalid } from '../../refusal.ts'
import { can, holds, holdsOver, type Person } from '../../rules/access.ts'
import { gapsOf, stepDoers } from '../../rules/clarity.ts'
import { blocks } from '../../rules/clarity-set.ts'
import { taskKinds } from '../../rules/tasks.ts'
import { type LookUps, lookUps } from './look-ups.ts'

const line = z.string().max(300, 'Rút gọn còn không quá 300 ký tự.').default('')
const paragraph = z.string().max(5000, 'Rút gọn còn không quá 5.000 ký tự.').default('')

/** A task as it is given, by form or API: people by public id, days already read. Incomplete is allowed; issuing is not. */
export const taskInput = z.object({
  kind: z.enum(taskKinds).default('action'),
  title: line,
  content: paragraph,
  document: line,
  assigneeId: z.string().optional(),
  /** Phối hợp, each with an own part. */
  coordinators: z
    .array(z.object({ personId: z.string(), part: line }))
    .max(10, 'Một việc có không quá 10 người phối hợp.')
    .optional(),
  /** The leader in whose name a clerk gives it; a leader gives in the own name. */
  assignerId: z.string().optional(),
  approverId: z.string().optional(),
  followerId: z.string().optional(),
  consequence: line,
  steps: z
    .array(
      z.object({
        name: line,
        days: z.number().int().min(0).max(2000).optional(),
        doer: z.enum(stepDoers).optional(),
      }),
    )
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
  /** The version of the process template (mẫu quy trình) it was filled from. */
  templateVersion: z.string().optional(),
  /** The directive plan (văn bản chỉ đạo) it belongs to. */
  plan: z.string().optional(),
  /** The line of that plan it carries out. */
  planLine: z.string().optional(),
})
export type TaskInput = z.infer<typeof taskInput>

/** The people a clear task names, as they stand now. */
export interface Parties {
  assignee: Person
  coordinators: { person: Person; part: string }[]
  assigner: Person
  approver: Person
  follower?: Person
}

type Giving = Pick<Ctx, 'db' | 'who' | 'today' | 'calendar'>

/**
 * A draft beside the people it names, the set of rõ of whoever gives it, and everything that is still unclear in it.
 * `isWarranted`: something else than a role says who gives and who approves, and was asked about already: a conclusion.
 */
export async function readDraft(
  db: Reader,
  ctx: Giving,
  input: TaskInput,
  look = lookUps(ctx, db),
  isWarranted = false,
) {
  const find = async (id: string | undefined) => (id ? look.who(id) : undefined)
  const assignee = await find(input.assigneeId)
  const assigner = givesInOwnName(ctx.who, assignee, input) ? ctx.who : await find(input.assignerId)
  const approver = await find(input.approverId)
  const follower = await find(input.followerId)
  const coordinators = await findCoordinators(find, input)
  const rights = isWarranted ? warranted : rightsOf(ctx.who, assignee, assigner, approver)
  const persons = coordinators.map(({ person }) => person)
  const gaps = gapsOf(
    input,
    { assignee, assigner, approver, coordinators: persons, ...rights },
    ctx.today,
    ctx.calendar,
  )
  const set = await look.set()
  return { assignee, assigner, approver, follower, coordinators, gaps, set }
}

const warranted = { mayGive: true, mayAssign: true, mayApprove: true }

/** Whoever leads the responsible person does; a clerk (chuyên viên theo dõi) enters it in the name of a leader. */
function givesInOwnName(who: Person, assignee: Person | undefined, { assignerId }: TaskInput): boolean {
  if (assignerId) return assignerId === who.publicId
  return assignee ? holdsOver(who, 'leader', assignee) : !holds(who, 'clerk')
}

/** That somebody is out of reach is said once, beside the responsible person. */
function rightsOf(who: Person, assignee?: Person, assigner?: Person, approver?: Person) {
  const leads = (person: Person | undefined) => Boolean(person && assignee && holdsOver(person, 'leader', assignee))
  const mayGive = Boolean(assignee && can(who, 'person.giveTask', assignee))
  const mayName = assigner?.id === who.id || Boolean(assignee && holdsOver(who, 'clerk', assignee))
  return { mayGive, mayAssign: !mayGive || (leads(assigner) && mayName), mayApprove: leads(approver) }
}

async function findCoordinators(find: (id: string) => Promise<Person | undefined>, { coordinators = [] }: TaskInput) {
  const found: { person: Person | undefined; part: string }[] = []
  for (const { personId, part } of coordinators) found.push({ person: await find(personId), part })
  return found
}

/** The parties of a draft that may be issued. Throws `Invalid` with a sentence beside each field that is not clear and must be. */
export async function clearDraft(
  db: Reader,
  ctx: Ctx,
  input: TaskInput,
  look?: LookUps,
  isWarranted?: boolean,
): Promise<Parties> {
  const { assignee, assigner, approver, follower, gaps, set, ...read } = await readDraft(
    db,
    ctx,
    input,
    look,
    isWarranted,
  )
  const blocking = gaps.filter((gap) => blocks(set, gap))
  if (blocking.length > 0 || !assignee || !assigner || !approver) throw new Invalid(gapErrors(blocking, ctx.today, set))
  const coordinators = read.coordinators.flatMap(({ person, part }) => (person ? [{ person, part }] : []))
  return { assignee, assigner, approver, follower, coordinators }
}
