import { day } from '../../../views/format.ts'
import type { Reader } from '../../db/schema.ts'
import { nfc } from '../../rules/names.ts'
import { codeKey, distance, nameKey, plainKey } from './keys.ts'
import { type KnownUnit, readUnits } from './known-units.ts'

/** What a unit's name in a cell leads to. */
export type Place =
  /** `note` says when it is another one than was written: merged into it, or called so before. */
  | { unit: KnownUnit; note?: string }
  /** Units that are not there yet, from the highest down, below one that is. */
  | { under: KnownUnit; names: string[] }
  | { wrong: string }

export interface Places {
  byId: ReadonlyMap<number, KnownUnit>
  find(text: string): Place
}

interface Wanted {
  /** Whether the person may use it: of several of one name, only one within reach is meant. */
  isWithinReach(unit: KnownUnit): boolean
  /** Names that are not there become new units, instead of being refused. */
  create?: boolean
}

const separators = /\s*[/\\>|→]\s*/
const mostNames = 5

/** Finds units by code, by name or abbreviation, or by a path ('UBND phường A / Phòng Kinh tế'). */
export async function openPlaces(db: Reader, { isWithinReach, create }: Wanted): Promise<Places> {
  const { units, former } = await readUnits(db)
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const open = units.filter(({ closedOn }) => closedOn === null)
  const closed = units.filter(({ closedOn }) => closedOn !== null)
  const once = former.flatMap(({ unitId, ...names }) =>
    [byId.get(unitId)].flatMap((u) => (u ? [{ ...u, ...names }] : [])),
  )
  const byCode = indexed(open, ({ code }) => (code ? [codeKey(code)] : []))
  /** The surest first: as it is called now, without marks, as it was called before it was merged or renamed. */
  const levels = [open, closed, once].flatMap((some) => [
    { key: nameKey, index: indexed(some, namesOf(nameKey)) },
    { key: plainKey, index: indexed(some, namesOf(plainKey)) },
  ])

  const chainOf = ({ path }: KnownUnit) =>
    path
      .split('/')
      .filter(Boolean)
      .map((id) => byId.get(Number(id)))
  const pathName = (unit: KnownUnit) =>
    chainOf(unit)
      .map((one) => one?.shortName)
      .slice(0, -1)
      .concat(unit.name)
      .join(' / ')

  /** Every name of the path stands above the unit, in that order. */
  function liesBelow(unit: KnownUnit, above: readonly string[]): boolean {
    const left = [...above]
    for (const one of chainOf(unit).slice(0, -1)) {
      const wanted = left[0]
      if (one && wanted !== undefined && namesOf(plainKey)(one).includes(plainKey(wanted))) left.shift()
    }
    return left.length === 0
  }

  function named(name: string, above: readonly string[]): Place | undefined {
    const coded = above.length === 0 ? byCode.get(codeKey(name)) : undefined
    if (coded?.[0]) return { unit: coded[0] }
    for (const { key, index } of levels) {
      const all = unique(index.get(key(name)) ?? []).filter((unit) => liesBelow(unit, above))
      const reached = all.length > 1 ? all.filter(isWithinReach) : all
      const found = reached.length > 0 ? reached : all
      if (found.length > 1) return { wrong: several(name, found) }
      if (found[0]) return standing(found[0])
    }
    return undefined
  }

  const several = (name: string, found: readonly KnownUnit[]) =>
    `Có ${found.length} đơn vị tên ${name}. Ghi cả đường dẫn: ${found.slice(0, mostNames).map(pathName).join('; ')}.`

  /** The unit itself, or what it became. */
  function standing(found: KnownUnit): Place {
    const now = byId.get(found.id) ?? found
    if (now.closedOn === null)
      return now.name === found.name ? { unit: now } : { unit: now, note: `${found.name} nay là ${now.name}.` }
    const heir = heirOf(now)
    if (!heir)
      return { wrong: `${now.name} đã kết thúc ngày ${day(now.closedOn)}, không có đơn vị tiếp nhận. Ghi đơn vị khác.` }
    return { unit: heir, note: `${now.name} đã sáp nhập vào ${heir.name} từ ${day(now.closedOn)}.` }
  }

  function heirOf(unit: KnownUnit): KnownUnit | undefined {
    const next = unit.successorId === null ? undefined : byId.get(unit.successorId)
    return next === undefined || next.closedOn === null ? next : heirOf(next)
  }

  function search(text: string): Place {
    const whole = nfc(text)
    const names = whole.split(separators).filter(Boolean)
    const last = names.at(-1)
    if (last === undefined) return { wrong: 'Ghi tên đơn vị.' }
    return named(whole, []) ?? (names.length > 1 ? named(last, names.slice(0, -1)) : undefined) ?? unknown(names)
  }

  function unknown(names: readonly string[]): Place {
    const text = names.join(' / ')
    if (!create)
      return {
        wrong: `Không có đơn vị “${text}”.${nearest(names.at(-1) ?? '')} Sửa tên, hoặc chọn tạo đơn vị chưa có.`,
      }
    if (names.some((name) => name.length > 200)) return { wrong: `Tên đơn vị “${text}” dài quá 200 ký tự.` }
    const above = names.length > 1 ? search(names.slice(0, -1).join(' / ')) : top()
    if ('wrong' in above) return above
    return 'unit' in above
      ? { under: above.unit, names: names.slice(-1) }
      : { under: above.under, names: [...above.names, ...names.slice(-1)] }
  }

  /** Where a new unit goes of which nothing is said: right below the highest unit within reach. */
  function top(): Place {
    const [highest] = open.filter(isWithinReach).sort((a, b) => depth(a) - depth(b))
    return highest ? { unit: highest } : { wrong: 'Đồng chí không quản trị đơn vị nào.' }
  }

  function nearest(name: string): string {
    const wanted = plainKey(name)
    const near = open
      .map((unit) => ({ unit, far: Math.min(...namesOf(plainKey)(unit).map((key) => distance(key, wanted))) }))
      .filter(({ far }) => far <= Math.max(2, wanted.length / 5))
      .sort((a, b) => a.far - b.far)
    return near[0] ? ` Có phải ${near[0].unit.name}?` : ''
  }

  const known = new Map<string, Place>()
  function find(text: string): Place {
    const place = known.get(text) ?? search(text)
    known.set(text, place)
    return place
  }
  return { byId, find }
}

const depth = ({ path }: KnownUnit) => path.split('/').length
const namesOf = (key: (name: string) => string) => (unit: Pick<KnownUnit, 'name' | 'shortName'>) => [
  key(unit.name),
  key(unit.shortName),
]
const unique = (units: readonly KnownUnit[]) => [...new Map(units.map((unit) => [unit.id, unit])).values()]

function indexed<T>(items: readonly T[], keys: (item: T) => string[]): Map<string, T[]> {
  const index = new Map<string, T[]>()
  for (const item of items) for (const key of keys(item)) index.set(key, [...(index.get(key) ?? []), item])
  return index
}
