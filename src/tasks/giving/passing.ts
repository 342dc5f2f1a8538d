import { act, type Ctx, type Entry } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { findPerson, findWho } from '../../people/queries.ts'
import { placeInPlan } from '../../plans/linking.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import type { Action } from '../../rules/access.ts'
import { mostParts } from '../../rules/parts.ts'
import { move, subjectOf } from '../doing/moving.ts'
import { findTask } from '../queries.ts'
import { clearDraft, type TaskInput } from './draft.ts'
import { removeDraft } from './drafts.ts'
import { issueWithin } from './issuing.ts'

/*
 * One order for many. A fan-out (giao nhiều nơi) is one task, held by whoever follows and gathers it (người tổng hợp), and a
 * part of it for each receiver; it never counts itself, so the frame is nobody's figure, yet it has one responsible person
 * and an approver like any other. Passing down (giao một phần) adds parts to a task one already has. Either way: one act.
 */

type Row = Entry & { action: Action }

/**
 * Gives the same order to several people: `input` is the frame, whose responsible person gathers the results; `to` are the
 * public ids of the receivers. Throws `Invalid` as `issueWithin` does; beside `to` for what is wrong with a receiver.
 * Returns the public id of the frame.
 */
export async function fanOut(ctx: Ctx, input: TaskInput, to: readonly string[], draft?: string): Promise<string> {
  const frame = { ...input, coordinators: [] }
  const { assignee } = await clearDraft(ctx.db.reader, ctx, frame)
  refuseFew(to, 2, 'Chọn từ hai nơi nhận trở lên. Giao một nơi thì dùng Giao việc.')
  return act(
    ctx,
    'person.giveTask',
    (tx) => findWho(tx, assignee.id, ctx.today),
    async (tx) => {
      const { id, entry } = await issueWithin(tx, ctx, frame, await placeInPlan(tx, ctx, frame, draft))
      const copies = await issueTo(tx, ctx, input, to, id)
      return { ...entry, also: [...copies, ...(draft ? await removeDraft(tx, ctx, draft) : [])] }
    },
  )
}

/**
 * Passes parts of a task down, one to each receiver, due no later than the whole. Throws like `fanOut`; refuses with
 * 'task.wrongState' when the whole is not in hand. Returns the public id of the whole.
 */
export const passDown = (ctx: Ctx, id: string, input: TaskInput, to: readonly string[], draft?: string) =>
  act(
    ctx,
    'task.passDown',
    (tx) => findTask(tx, id),
    async (tx, whole) => {
      refuseFew(to, 1, 'Chọn người nhận.')
      await move(tx, ctx, whole, 'task.passDown')
      const parts = await issueTo(tx, ctx, input, to, whole.id)
      const also = [...parts, ...(draft ? await removeDraft(tx, ctx, draft) : [])]
      // What was passed to whom is said by the rows of the parts: not everybody who sees the whole sees all of those.
      return { subject: subjectOf(whole), facts: {}, about: whole.assigneeId, also }
    },
  )

function refuseFew(to: readonly string[], fewest: number, said: string) {
  if (new Set(to).size < fewest) throw new Invalid({ to: said })
  refuseUnless(new Set(to).size <= mostParts, 'task.tooManyParts')
}

/** A part for each; what is wrong with all of them at once. */
async function issueTo(tx: Tx, ctx: Ctx, input: TaskInput, to: readonly string[], parentId: number): Promise<Row[]> {
  const rows: Row[] = []
  const wrong: string[] = []
  for (const assigneeId of new Set(to)) {
    try {
      const { entry } = await issueWithin(tx, ctx, { ...input, assigneeId }, { parentId })
      rows.push({ action: 'person.giveTask', ...entry })
    } catch (error) {
      wrong.push(await ofReceiver(tx, assigneeId, error))
    }
  }
  if (wrong.length > 0) throw new Invalid({ to: wrong.join(' ') })
  return rows
}

const aboutThem = ['assignee', 'assigner', 'approver'] as const

/** "Hoàng Thị Mai – ..." for what is wrong with a receiver; anything else is wrong with the order and is thrown on. */
async function ofReceiver(tx: Tx, publicId: string, error: unknown): Promise<string> {
  const said = error instanceof Invalid ? aboutThem.map((field) => error.errors[field]).find(Boolean) : undefined
  const isTheirs = error instanceof Invalid && Object.keys(error.errors).every((field) => isAboutThem(field))
  if (!said || !isTheirs) throw error
  const person = await findPerson(tx, publicId)
  return `${person?.name ?? publicId} – ${said}`
}

const isAboutThem = (field: string) => (aboutThem as readonly string[]).includes(field)
