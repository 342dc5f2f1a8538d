import { sql } from 'kysely'
import { day as shown } from '../../views/format.ts'
import { act, type Ctx, type Facts } from '../act.ts'
import type { Reader, Tx } from '../db/schema.ts'
import { rescopeRounds, roundsOfUnits } from '../inspections/rounds/scopes.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { searchText } from '../rules/names.ts'
import { newPublicId } from '../secrets.ts'
import { refuseTakenCode } from './codes.ts'
import type { UnitEdit, UnitInput } from './forms.ts'
import { rescope, tasksOfUnits } from './scopes.ts'
import { unitSubject } from './subjects.ts'
import { currentSpan, findOpenUnit, type UnitRow, unitById } from './tree.ts'

/** Opens a unit (đơn vị) or an office (cơ quan) under another, last among its neighbours. */
export const addUnit = (ctx: Ctx, input: UnitInput) =>
  act(
    ctx,
    'unit.add',
    (tx) => findOpenUnit(tx, input.parent),
    async (tx, parent) => {
      const { name, shortName, code, kind, day } = input
      await refuseSameName(tx, parent.id, name)
      await refuseTakenCode(tx, 'units', code)
      return (await insertUnit(tx, parent, { name, shortName, code, kind, day })).entry
    },
  )

type NewUnit = { name: string; shortName: string; kind: string; day: Day; code?: string }

/** A new unit under another, last among its neighbours; `entry` is what the record is told. */
export async function insertUnit(
  tx: Tx,
  parent: { id: number; path: string; name: string },
  { name, shortName, kind, day, code }: NewUnit,
) {
  const unit = await tx
    .insertInto('units')
    .values({
      publicId: newPublicId(),
      kind,
      name,
      shortName,
      code: code ?? null,
      folded: foldedOf({ name, shortName }),
      position: await nextPosition(tx, parent.id),
      parentId: parent.id,
      path: '',
      openedOn: day,
      closedOn: null,
      successorId: null,
    })
    .returning(['id', 'publicId'])
    .executeTakeFirstOrThrow()
  const path = `${parent.path}${unit.id}/`
  await tx.updateTable('units').set({ path }).where('id', '=', unit.id).execute()
  const span = { unitId: unit.id, parentId: parent.id, name, shortName, fromDay: day, toDay: null }
  await tx.insertInto('unitSpans').values(span).execute()
  const facts = { name, shortName, kind, ...(code && { code }), parent: parent.name, fromDay: day }
  return { id: unit.id, path, name, entry: { subject: unitSubject(unit, path), facts } }
}

/** Renames a unit, moves it under another one or among its neighbours. Name and place are dated, the order is not. */
export const editUnit = (ctx: Ctx, id: string, input: UnitEdit) =>
  act(
    ctx,
    'unit.edit',
    (tx) => findOpenUnit(tx, id),
    async (tx, unit) => {
      const before = unit.parentId === null ? undefined : await unitById(tx, unit.parentId)
      const parent = await parentFor(tx, ctx, unit, before, input.parent)
      const { name, shortName, code = null, position, day } = input
      if (parent && (name !== unit.name || parent.id !== unit.parentId))
        await refuseSameName(tx, parent.id, name, unit.id)
      await refuseTakenCode(tx, 'units', input.code, unit.id)
      const isDated = name !== unit.name || shortName !== unit.shortName || parent?.id !== before?.id
      const path = await rewriteUnit(tx, unit, parent, { name, shortName, code, position }, isDated ? day : undefined)
      const facts = { ...differences(unit, input, before, parent), ...(isDated && { fromDay: day }) }
      return { subject: unitSubject(unit, path), facts }
    },
  )

/**
 * Writes name, place and order of a unit; a name or place that changes holds from `day` on. Returns the path it has then.
 * Throws `Invalid({ day })` for a day before the present name and place.
 */
export async function rewriteUnit(
  tx: Tx,
  unit: UnitRow,
  parent: { id: number; path: string } | undefined,
  is: { name: string; shortName: string; position: number; code?: string | null },
  day?: Day,
): Promise<string> {
  const { name, shortName } = is
  const parentId = parent?.id ?? null
  if (day) await enterSpan(tx, unit, { parentId, name, shortName }, day)
  const columns = { ...is, folded: foldedOf(is), parentId, version: unit.version + 1 }
  await tx.updateTable('units').set(columns).where('id', '=', unit.id).execute()
  const path = `${parent?.path ?? '/'}${unit.id}/`
  if (path !== unit.path) await moveSubtree(tx, unit, path)
  return path
}

/** The unit it is to stand under: not itself, nothing below it, and within reach. The root stays the root. */
async function parentFor(tx: Tx, ctx: Ctx, unit: UnitRow, before: UnitRow | undefined, publicId: string | undefined) {
  if (!before || publicId === before.publicId) return before
  const parent = publicId ? await findOpenUnit(tx, publicId) : undefined
  if (!parent) throw new Invalid({ parent: 'Chọn đơn vị cấp trên đang hoạt động.' })
  if (parent.path.startsWith(unit.path))
    throw new Invalid({
      parent: 'Đơn vị không đặt được vào chính nó hoặc vào đơn vị trực thuộc của nó. Chọn đơn vị khác.',
    })
  refuseUnless(can(ctx.who, 'unit.add', parent), 'forbidden')
  return parent
}

/** Closes the span that holds and opens the next one; on its own first day it is put right instead. */
async function enterSpan(
  tx: Tx,
  unit: UnitRow,
  is: { parentId: number | null; name: string; shortName: string },
  day: Day,
) {
  const now = await currentSpan(tx, unit.id)
  if (now && day < now.fromDay)
    throw new Invalid({ day: `Tên và vị trí hiện nay có từ ${shown(now.fromDay)}. Ghi ngày từ hôm đó.` })
  if (now?.fromDay === day) {
    await tx.updateTable('unitSpans').set(is).where('id', '=', now.id).execute()
    return
  }
  if (now) await tx.updateTable('unitSpans').set({ toDay: day }).where('id', '=', now.id).execute()
  await tx
    .insertInto('unitSpans')
    .values({ ...is, unitId: unit.id, fromDay: day, toDay: null })
    .execute()
}

/** All paths below in one statement; then who finds the tasks of the whole subtree, and the rounds of inspection. */
async function moveSubtree(tx: Tx, { id, path: from }: UnitRow, to: string) {
  const rest = sql<string>`${to} || substr(path, ${sql.lit(from.length + 1)})`
  await tx.updateTable('units').set({ path: rest }).where('path', '>=', from).where('path', '<', `${from}:`).execute()
  await rescope(tx, tasksOfUnits([id]))
  await rescopeRounds(tx, roundsOfUnits([id]))
}

async function refuseSameName(db: Reader, parentId: number, name: string, except = 0) {
  const other = await db
    .selectFrom('units')
    .select('id')
    .where('parentId', '=', parentId)
    .where('name', '=', name)
    .where('closedOn', 'is', null)
    .where('id', '<>', except)
    .executeTakeFirst()
  if (other) throw new Invalid({ name: `Ở cấp này đã có ${name}. Ghi tên khác.` })
}

async function nextPosition(db: Reader, parentId: number): Promise<number> {
  const last = await db
    .selectFrom('units')
    .select((is) => is.fn.max('position').as('position'))
    .where('parentId', '=', parentId)
    .executeTakeFirst()
  return (last?.position ?? 0) + 1
}

const foldedOf = ({ name, shortName }: { name: string; shortName: string }) => searchText(name, shortName)

/** From what to what, of what differs. */
function differences(unit: UnitRow, input: UnitEdit, before?: UnitRow, parent?: UnitRow): Facts {
  const pairs = {
    name: [unit.name, input.name],
    shortName: [unit.shortName, input.shortName],
    code: [unit.code, input.code ?? null],
    parent: before?.id === parent?.id ? [] : [before?.name, parent?.name],
    position: [unit.position, input.position],
  }
  return Object.fromEntries(Object.entries(pairs).filter(([, [from, to]]) => from !== to))
}
