import { sql } from 'kysely'
import { act, type Ctx, type Entry } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { insertAll } from '../db/slices.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import type { Action } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { searchText } from '../rules/names.ts'
import { newPublicId } from '../secrets.ts'
import { clarityKey } from '../settings/queries.ts'
import { type Closure, foreseeClosure } from './closure-plan.ts'
import { closureRows, type Placing } from './closure-rows.ts'
import { moveInspections } from './closure-sheets.ts'
import type { ClosureInput } from './forms.ts'
import { goesOn, isOpened, type Taker } from './merger-tree.ts'
import { reseat } from './reseat.ts'
import { grantRow } from './roles.ts'
import { rescope, tasksOfUnits } from './scopes.ts'
import { unitSubject } from './subjects.ts'
import { findOpenUnit } from './tree.ts'

/**
 * Closes units, or merges them (kết thúc, sáp nhập), as `foreseeClosure` shows it: people, roles held on, templates,
 * checklists and sheets of inspection nobody has begun go along to what takes over; every task stays the work of the unit it was given in, which keeps its name and figures and
 * adds up for its successor. Throws `Invalid` with all that stands in the way; refuses with 'stale' when something else
 * would happen than what was shown.
 */
export const closeUnit = (ctx: Ctx, id: string, input: ClosureInput) =>
  act(
    ctx,
    'unit.close',
    (tx) => findOpenUnit(tx, id),
    async (tx, unit) => {
      const foreseen = await foreseeClosure(tx, ctx, unit, input)
      if (Object.keys(foreseen.errors).length > 0) throw new Invalid(foreseen.errors)
      refuseUnless(input.seen === foreseen.seen, 'stale')
      const place = await openUnits(tx, foreseen, input.day)
      await close(tx, foreseen, place, input.day)
      await movePeople(tx, foreseen, input.day)
      await moveRoles(tx, foreseen, place, input.day)
      await reseat(tx, ctx, foreseen.approvers.tasks, foreseen.approvers.names)
      await rescope(tx, tasksOfUnits(foreseen.roots.map((root) => root.id)))
      await moveBelongings(tx, foreseen, place)
      await moveInspections(tx, foreseen.closings, place)
      const [own, ...also] = closureRows(foreseen, place, input.day)
      return { ...(own as Entry & { action: Action }), subject: unitSubject(unit, unit.path), also }
    },
  )

/** Opens what is to be opened, each after what it stands under. Returns where everything that takes over stands now. */
async function openUnits(tx: Tx, { closings, openings }: Closure, day: Day): Promise<Placing> {
  const placed = new Map<number, { id: number; publicId: string; path: string }>()
  const place: Placing = (taker) => placed.get(taker.id) ?? (taker as Taker & { publicId: string })
  for (const opening of openings) {
    const parent = placed.get(opening.parentId ?? 0) ?? { id: opening.parentId, path: parentPath(opening) }
    const { kind, name, shortName, superior, position, of } = opening
    const folded = searchText(name, shortName)
    const isSame = of && closings.some((closing) => closing.unit.id === of.id && goesOn(closing, closings))
    if (isSame && of.code) await tx.updateTable('units').set({ code: null }).where('id', '=', of.id).execute()
    const unit = await tx
      .insertInto('units')
      .values({
        ...{ publicId: newPublicId(), kind, name, shortName, superior, position, folded },
        ...{ parentId: parent.id, path: '', openedOn: day, closedOn: null, successorId: null },
        ...(isSame && { code: of.code }),
      })
      .returning(['id', 'publicId'])
      .executeTakeFirstOrThrow()
    const path = `${parent.path}${unit.id}/`
    await tx.updateTable('units').set({ path }).where('id', '=', unit.id).execute()
    const span = { unitId: unit.id, parentId: parent.id, name, shortName, fromDay: day, toDay: null }
    await tx.insertInto('unitSpans').values(span).execute()
    placed.set(opening.id, { ...unit, path })
  }
  return place
}

const parentPath = ({ path, id }: Taker) => path.slice(0, -`${id}/`.length)

async function close(tx: Tx, { closings }: Closure, place: Placing, day: Day) {
  for (const { unit, into } of closings) {
    const closed = { closedOn: day, successorId: into ? place(into).id : null, version: unit.version + 1 }
    await tx.updateTable('units').set(closed).where('id', '=', unit.id).execute()
  }
  const ids = closings.map(({ unit }) => unit.id)
  await tx.updateTable('unitSpans').set({ toDay: day }).where('unitId', 'in', ids).where('toDay', 'is', null).execute()
}

/** In sets, not person by person, each to what their unit went into: an office of hundreds moves in four statements. */
async function movePeople(tx: Tx, { closings, members }: Closure, day: Day) {
  if (members.length === 0) return
  const ids = closings.map(({ unit }) => unit.id)
  const here = sql`unit_id in (${sql.join(ids)})`
  const successor = (of: string) => sql`(select successor_id from units where units.id = ${sql.ref(of)})`
  await sql`insert into postings (person_id, unit_id, post, from_day, to_day)
    select person_id, ${successor('now.unit_id')}, post, ${day}, null from postings as now
    where ${here} and to_day is null and from_day < ${day}
      and person_id in (select people.id from people where ${here} and left_on is null)`.execute(tx)
  const open = tx.updateTable('postings').where('unitId', 'in', ids).where('toDay', 'is', null)
  await open.set({ toDay: day }).where('fromDay', '<', day).execute()
  await sql`update postings set unit_id = ${successor('postings.unit_id')}
    where ${here} and to_day is null and from_day = ${day}`.execute(tx)
  await sql`update people set unit_id = ${successor('people.unit_id')}, version = version + 1
    where ${here} and left_on is null and system = 0`.execute(tx)
}

/** Every role held in a closed unit ends; those held on begin anew in what takes over. */
async function moveRoles(tx: Tx, { closings, roles }: Closure, place: Placing, day: Day) {
  const ids = closings.map(({ unit }) => unit.id)
  await tx
    .updateTable('roleGrants')
    .set((is) => ({ toDay: is.case().when('fromDay', '>', day).then(is.ref('fromDay')).else(day).end() }))
    .where('unitId', 'in', ids)
    .where((is) => is.or([is('toDay', 'is', null), is('toDay', '>', day)]))
    .execute()
  const begun = roles.flatMap(({ personId, role, into, carried }) =>
    into && carried !== undefined ? grantRow(personId, role, place(into).id, day) : [],
  )
  await insertAll(tx, 'roleGrants', begun)
}

async function moveBelongings(tx: Tx, { closings, belongings }: Closure, place: Placing) {
  const takers = new Map(closings.flatMap(({ into }) => (into ? [[into.id, into] as const] : [])))
  for (const table of ['processTemplates', 'checklists'] as const)
    for (const { id, version, into } of table === 'checklists' ? belongings.checklists : belongings.templates) {
      const taker = into === undefined ? undefined : takers.get(into)
      const set = taker ? { unitId: place(taker).id } : { active: 0 }
      await tx
        .updateTable(table)
        .set({ ...set, version: version + 1 })
        .where('id', '=', id)
        .execute()
    }
  for (const { id, into } of belongings.plans)
    await tx
      .updateTable('inspectionPlans')
      .set({ unitId: place(into).id })
      .where('id', '=', id)
      .execute()
  const { clarity } = belongings
  if (!clarity || isOpened(clarity.into)) return
  const key = clarityKey(place(clarity.into).publicId)
  await tx.insertInto('settings').values({ key, value: clarity.value }).execute()
}
