import { act, type Ctx } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { officeOf } from '../people/queries.ts'
import { Invalid } from '../refusal.ts'
import { searchText } from '../rules/names.ts'
import { type ChecklistBody, checklistBody, itemsOf } from './body.ts'
import { changeFacts } from './compare.ts'
import { type Checklist, findChecklist, freeKey } from './queries.ts'
import { insertChecklist, putBody } from './rows.ts'

export interface ChecklistInput {
  name: string
  body: ChecklistBody
}

/** Adds a checklist to the office of whoever makes it; `copyOf` is the name of the one it was copied from. Returns its public id. */
export const addChecklist = (ctx: Ctx, { name, body }: ChecklistInput, copyOf?: string) =>
  act(
    ctx,
    'checklist.edit',
    async (tx) => {
      const office = await officeOf(tx, ctx.who.path)
      return office && { id: office.id, path: office.path }
    },
    async (tx, { id: unitId, path }) => {
      await refuseTakenName(tx, unitId, name)
      const key = await freeKey(tx, unitId, name)
      const row = { unitId, key, name, body, byId: ctx.who.actorId, at: ctx.now }
      const publicId = await insertChecklist(tx, row)
      const facts = { name, copyOf, checklistVersion: 1, itemsAdded: itemsOf(body).length }
      return { subject: { kind: 'checklist', publicId, path }, facts }
    },
  )

/** What an edit makes of a checklist as it stands. It may run twice, and throws what cannot be. */
export type Edit = (checklist: Pick<Checklist, 'name' | 'body'>) => Partial<ChecklistInput>

/**
 * Changes a checklist: its newest version in place while no round has used it, else by a next one. What is as it was
 * makes no version; a body that breaks the rules of bodies is refused.
 */
export const editChecklist = (ctx: Ctx, id: string, edit: Edit) =>
  act(
    ctx,
    'checklist.edit',
    (tx) => findChecklist(tx, id),
    async (tx, checklist) => {
      const { name = checklist.name, body: edited = checklist.body } = edit(checklist)
      const body = sound(edited)
      if (name !== checklist.name) await refuseTakenName(tx, checklist.unitId, name)
      const isSame = JSON.stringify(body) === JSON.stringify(checklist.body)
      const by = { byId: ctx.who.actorId, at: ctx.now }
      await touch(tx, checklist, { name, folded: searchText(name) }) // first: two who edit at once meet here
      const number = isSame ? checklist.number : await putBody(tx, checklist, body, by)
      const facts = {
        name: name === checklist.name ? name : [checklist.name, name],
        checklistVersion: number === checklist.number ? number : [checklist.number, number],
        ...changeFacts(checklist.body, body),
      }
      return { subject: subjectOf(checklist), facts }
    },
  )

/** Stops or starts using a checklist for new rounds (thôi dùng, dùng lại); rounds that have it keep it. */
export const offerChecklist = (ctx: Ctx, id: string, active: boolean) =>
  act(
    ctx,
    'checklist.edit',
    (tx) => findChecklist(tx, id),
    async (tx, checklist) => {
      await touch(tx, checklist, { active: active ? 1 : 0 })
      return {
        subject: subjectOf(checklist),
        facts: { name: checklist.name, active: [checklist.active === 1, active] },
      }
    },
  )

const touch = (tx: Tx, { id, version }: Checklist, set: { name?: string; folded?: string; active?: 0 | 1 }) =>
  tx
    .updateTable('checklists')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .execute()

const subjectOf = ({ publicId, path }: Checklist) => ({ kind: 'checklist', publicId, path })

/** Two checklists of one name in an office could not be told apart where a round chooses one. */
async function refuseTakenName(tx: Tx, unitId: number, name: string) {
  const rows = await tx.selectFrom('checklists').select('name').where('unitId', '=', unitId).execute()
  if (rows.some((row) => searchText(row.name) === searchText(name)))
    throw new Invalid({ name: 'Cơ quan đã có bảng kiểm tên này. Đặt tên khác.' })
}

function sound(body: ChecklistBody): ChecklistBody {
  const read = checklistBody.safeParse(body)
  if (read.success) return read.data
  throw new Invalid({ body: read.error.issues[0]?.message ?? '' })
}
