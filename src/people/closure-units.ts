import { day as shown } from '../../views/format.ts'
import type { Reader } from '../db/schema.ts'
import { refuseUnless } from '../refusal.ts'
import { can, type Person } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import type { ClosureInput } from './forms.ts'
import { type Closing, opening, type Taker } from './merger-tree.ts'
import type { UnitRow } from './tree.ts'

type Errors = Record<string, string>

/** The units named, without those that lie below another of them. */
export function rootsOf(who: Person, open: UnitRow[], unit: UnitRow, { also }: ClosureInput, errors: Errors) {
  const others = also.flatMap((id) => open.find(({ publicId }) => publicId === id) ?? [])
  if (others.length < also.length) errors.also = 'Có đơn vị không còn hoạt động. Chọn lại các đơn vị cùng sáp nhập.'
  const named = [...new Set([unit, ...others.filter(({ id }) => id !== unit.id)])]
  for (const { path } of named) refuseUnless(can(who, 'unit.close', { path }), 'forbidden')
  if (named.some(({ parentId }) => parentId === null)) errors.successor = 'Đơn vị gốc của hệ thống không kết thúc được.'
  return named.filter(({ id, path }) => !named.some((above) => above.id !== id && path.startsWith(above.path)))
}

/** The unit that takes over: one that stands, or one to be opened; none when nothing was named. */
export function successorOf(
  who: Person,
  open: UnitRow[],
  roots: UnitRow[],
  input: ClosureInput,
  errors: Errors,
): Taker | undefined {
  const isClosing = ({ path }: UnitRow) => roots.some((root) => path.startsWith(root.path))
  const findOpen = (publicId?: string) => open.find((unit) => unit.publicId === publicId)
  if (input.into === 'new') return newUnit(who, open, roots, input, errors)
  const unit = findOpen(input.successor)
  if (input.successor && !unit) errors.successor ??= 'Đơn vị này không còn. Chọn đơn vị khác.'
  if (!unit) return undefined
  if (isClosing(unit)) {
    errors.successor ??= `${unit.name} cũng kết thúc, hoặc nằm trong đơn vị kết thúc. Chọn đơn vị nhận khác.`
    return undefined
  }
  refuseUnless(can(who, 'unit.addPerson', unit), 'forbidden')
  return unit
}

function newUnit(
  who: Person,
  open: UnitRow[],
  roots: UnitRow[],
  { name = '', shortName = '', parent: parentId, day }: ClosureInput,
  errors: Errors,
): Taker | undefined {
  const [first] = roots
  const usual = open.find(({ id }) => id === first?.parentId)
  const parent = parentId ? open.find(({ publicId }) => publicId === parentId) : usual
  if (!name) errors.name = 'Ghi tên đơn vị mới.'
  if (!shortName) errors.shortName = 'Ghi tên viết tắt của đơn vị mới.'
  if (!parent || roots.some((root) => parent.path.startsWith(root.path))) {
    errors.parent = 'Chọn đơn vị cấp trên không kết thúc lần này.'
    return undefined
  }
  if (day < parent.openedOn) errors.day = `${parent.name} thành lập ngày ${shown(parent.openedOn)}. Ghi ngày từ hôm đó.`
  if (!name || !shortName) return undefined
  refuseUnless(can(who, 'unit.add', parent), 'forbidden')
  const beside = open.filter((unit) => unit.parentId === parent.id)
  const isTaken = beside.some((unit) => unit.name === name && !roots.some(({ id }) => id === unit.id))
  if (isTaken) errors.name = `Ở cấp này đã có ${name}. Ghi tên khác, hoặc chọn đơn vị đó làm đơn vị nhận.`
  const position = Math.max(0, ...beside.map((unit) => unit.position)) + 1
  const { kind = 'unit', superior = '' } = first ?? {}
  return opening([], parent, { kind, superior, name, shortName, position })
}

/** Not before a unit, its present name, what takes over or anybody's present posting began: the latest of these days. */
export async function dayError(db: Reader, closings: Closing[], day: Day): Promise<string | undefined> {
  const ids = [0, ...closings.map(({ unit }) => unit.id)]
  const latest = (table: 'unitSpans' | 'postings') =>
    db
      .selectFrom(table)
      .select((is) => ['unitId', is.fn.max('fromDay').as('day')])
      .where('unitId', 'in', ids)
      .where('toDay', 'is', null)
      .groupBy('unitId')
      .execute()
  const [spans, postings] = [await latest('unitSpans'), await latest('postings')]
  const nameOf = new Map(closings.map(({ unit }) => [unit.id, unit.name]))
  const days = [
    ...closings.map(({ unit }) => ({ day: unit.openedOn, what: `${unit.name} thành lập` })),
    ...closings.flatMap(({ into }) => (into ? { day: into.openedOn, what: `${into.name} thành lập` } : [])),
    ...spans.map((row) => ({ day: row.day, what: `${nameOf.get(row.unitId)} đổi tên hoặc vị trí` })),
    ...postings.map((row) => ({ day: row.day, what: `Có người đến ${nameOf.get(row.unitId)}` })),
  ]
  const last = days.filter((one) => one.day > day).sort((a, b) => (a.day < b.day ? 1 : -1))[0]
  return last && `${last.what} ngày ${shown(last.day)}. Ghi ngày từ hôm đó.`
}
