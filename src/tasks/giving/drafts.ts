import { createHash } from 'node:crypto'
import { findAccount } from '../../account/queries.ts'
import { act, type Ctx, type Entry } from '../../act.ts'
import type { Reader, Tx } from '../../db/schema.ts'
import { refuseUnless } from '../../refusal.ts'
import type { Action } from '../../rules/access.ts'
import { newPublicId } from '../../secrets.ts'
import { draftTitle, entryOfDrafts } from './draft-rows.ts'
import { type TaskForm, taskForm } from './form.ts'

/*
 * Drafts (nháp): giving forms as far as they were filled. Each belongs to the account of whoever keeps it; nobody else
 * sees it, and nobody keeps one while standing in for somebody.
 */

const readForm = (json: string): TaskForm => taskForm.parse(JSON.parse(json))

/** A person's drafts, the one touched last first. */
export async function draftsOf(db: Reader, ownerId: number, limit: number) {
  const rows = await db
    .selectFrom('drafts')
    .select(['publicId', 'title', 'form', 'updatedAt'])
    .where('ownerId', '=', ownerId)
    .orderBy('updatedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, form: readForm(row.form) }))
}

export async function countDrafts(db: Reader, ownerId: number): Promise<number> {
  const drafts = db.selectFrom('drafts').where('ownerId', '=', ownerId)
  const { count } = await drafts.select((is) => is.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return count
}

/** A draft of this person's own, as its form. */
export async function findDraft(db: Reader, ownerId: number, publicId: string) {
  const drafts = db.selectFrom('drafts').selectAll().where('ownerId', '=', ownerId).where('publicId', '=', publicId)
  const row = await drafts.executeTakeFirst()
  return row && { ...row, form: { ...readForm(row.form), draft: row.publicId } }
}

/** Keeps a form as it is: over the draft it came from, or as a new one. Returns the draft's public id. */
export async function keepDraft(ctx: Ctx, form: TaskForm): Promise<string> {
  const sending = sendingOf(ctx, form)
  const open = form.draft ? await findDraft(ctx.db.reader, ctx.who.id, form.draft) : undefined
  const publicId = open?.publicId ?? sending?.slice(0, 16) ?? newPublicId()
  await act(
    { ...ctx, key: sending },
    'account.keepDraft',
    (tx) => findAccount(tx, ctx.who.actorId),
    async (tx, account) => {
      const set = { form: JSON.stringify({ ...form, draft: '' }), title: draftTitle(form), updatedAt: ctx.now }
      await tx
        .insertInto('drafts')
        .values({ ...set, publicId, ownerId: account.personId })
        .onConflict((on) => on.column('publicId').doUpdateSet(set))
        .execute()
      return entryOfDrafts(account, { title: set.title })
    },
  )
  return publicId
}

/** Keeps several forms at once as new drafts; one row of the record says how many. */
export const keepDrafts = (ctx: Ctx, forms: readonly TaskForm[]) =>
  act(
    ctx,
    'account.keepDraft',
    (tx) => findAccount(tx, ctx.who.actorId),
    async (tx, account) => {
      const rows = forms.map((form) => ({ form: JSON.stringify({ ...form, draft: '' }), title: draftTitle(form) }))
      const own = { ownerId: account.personId, updatedAt: ctx.now }
      await tx
        .insertInto('drafts')
        .values(rows.map((row) => ({ ...row, ...own, publicId: newPublicId() })))
        .execute()
      return entryOfDrafts(account, { drafts: forms.length })
    },
  )

/** Bỏ nháp. */
export const dropDraft = (ctx: Ctx, id: string) =>
  act(
    ctx,
    'account.dropDraft',
    (tx) => findAccount(tx, ctx.who.actorId),
    async (tx) => {
      const [dropped] = await removeDraft(tx, ctx, id)
      refuseUnless(dropped, 'missing')
      return dropped
    },
  )

/** Removes a draft of one's own that was issued or dropped; nothing when there is none of that id. */
export async function removeDraft(tx: Tx, ctx: Ctx, id: string): Promise<(Entry & { action: Action })[]> {
  const inPerson = ctx.who.id === ctx.who.actorId
  const [draft, account] = [await findDraft(tx, ctx.who.id, id), await findAccount(tx, ctx.who.id)]
  if (!draft || !account || !inPerson) return []
  await tx.deleteFrom('drafts').where('id', '=', draft.id).execute()
  return [{ action: 'account.dropDraft', ...entryOfDrafts(account, { title: draft.title }) }]
}

/** Names one sending of one form: the same again is one draft; words changed since then are kept, whatever page they come from. */
const sendingOf = ({ key, who }: Ctx, form: TaskForm): string | undefined =>
  key &&
  createHash('sha256')
    .update(`${who.publicId}\n${key}\n${JSON.stringify(form)}`)
    .digest('base64url')
