import { codeKey, nameKey, plainKey } from './keys.ts'
import type { KnownUnit } from './known-units.ts'
import type { Places } from './places.ts'
import { type UnitRow, unitFault } from './unit-rows.ts'

/** Where a row of the file is to stand: below a unit that is there, or below another row of the file. */
export type Above = { unit: KnownUnit } | { row: UnitRow }

/** A row of units with the unit it is about, if that is there already, and what it is to stand below. */
export interface UnitCase {
  row: UnitRow
  unit?: KnownUnit
  /** Missing for the root, and where nothing was said of a unit that is there. */
  above?: Above
  notes: string[]
}

const separators = /\s*[/\\>|→]\s*/

/** Finds for every row its unit and the one above; `top` is where a new unit goes of which nothing is said. */
export function matchUnits(
  rows: readonly UnitRow[],
  units: readonly KnownUnit[],
  places: Places,
  top: KnownUnit,
): UnitCase[] {
  const byCode = new Map(units.flatMap((unit) => (unit.code ? [[codeKey(unit.code), unit] as const] : [])))
  const rowsByKey = grouped(rows, ({ code, name, shortName }) => [
    code && codeKey(code),
    name && nameKey(name),
    shortName && nameKey(shortName),
  ])
  const below = grouped(units, ({ parentId, name }) => [`${parentId} ${nameKey(name)}`])
  const called = grouped(units, ({ name }) => [nameKey(name)])
  const cases = new Map<UnitRow, UnitCase>()
  const coded = (row: UnitRow) => (row.code ? byCode.get(codeKey(row.code)) : undefined)

  /** What stands above: a row of this file, by code or name or path, else a unit that is there. */
  function aboveOf(row: UnitRow, notes: string[]): Above | undefined {
    const text = row.parent
    if (text === undefined) return undefined
    const found = rowsCalled(text).filter((one) => one !== row)
    if (found.length > 1) {
      unitFault(row, 'parent', `Trong tệp có ${found.length} dòng tên ${text}. Ghi mã đơn vị hoặc cả đường dẫn.`)
      return undefined
    }
    if (found[0]) return { row: found[0] }
    const place = places.find(text)
    if ('unit' in place) {
      if (place.note) notes.push(place.note)
      return { unit: place.unit }
    }
    unitFault(
      row,
      'parent',
      'wrong' in place
        ? place.wrong.replace(/ Sửa tên, hoặc.*$/, ' Sửa tên, hoặc thêm đơn vị đó vào tệp.')
        : `Không có đơn vị “${text}”.`,
    )
    return undefined
  }

  function rowsCalled(text: string): UnitRow[] {
    const named = [...(rowsByKey.get(codeKey(text)) ?? []), ...(rowsByKey.get(nameKey(text)) ?? [])]
    if (named.length > 0) return [...new Set(named)]
    const names = text.split(separators).filter(Boolean)
    const [last, before] = [names.at(-1), names.at(-2)]
    if (last === undefined || before === undefined) return []
    const under = (row: UnitRow) =>
      row.parent !== undefined &&
      (plainKey(row.parent).endsWith(plainKey(before)) ||
        rowsCalled(row.parent).some(({ name }) => name && nameKey(name) === nameKey(before)))
    return (rowsByKey.get(nameKey(last)) ?? []).filter(under)
  }

  function caseOf(row: UnitRow): UnitCase {
    const known = cases.get(row)
    if (known) return known
    const one: UnitCase = { row, notes: [] }
    cases.set(row, one) // a row above itself finds this one, half done; the walk for cycles tells
    if (isRoot(row)) return Object.assign(one, { unit: root, above: underRoot(row) })
    const above = aboveOf(row, one.notes)
    const unit = coded(row) ?? byName(row, above)
    return Object.assign(one, { unit, above: above ?? (unit ? undefined : { unit: top }) })
  }

  const root = units.find(({ parentId }) => parentId === null)
  const isRoot = (row: UnitRow) =>
    root && (coded(row) ?? root) === root && row.name !== undefined && nameKey(row.name) === nameKey(root.name)

  /** Nothing stands above the root; where something is written, it is a fault. */
  function underRoot(row: UnitRow): undefined {
    if (row.parent) unitFault(row, 'parent', `${root?.name} là đơn vị gốc nên không thuộc đơn vị nào. Xóa ô này.`)
    return undefined
  }

  function byName(row: UnitRow, above: Above | undefined): KnownUnit | undefined {
    if (row.name === undefined) {
      unitFault(row, 'name', row.code ? `Không có đơn vị mã ${row.code}. Ghi tên để tạo mới.` : 'Ghi tên đơn vị.')
      return undefined
    }
    const standing = above && 'row' in above ? caseOf(above.row).unit : above?.unit
    const found = above
      ? standing
        ? below.get(`${standing.id} ${nameKey(row.name)}`)
        : []
      : called.get(nameKey(row.name))
    const open = (found ?? []).filter(({ closedOn }) => closedOn === null)
    if (open.length > 1)
      unitFault(row, 'name', `Có ${open.length} đơn vị tên ${row.name}. Ghi đơn vị cấp trên, hoặc mã đơn vị.`)
    const unit = open[0] ?? (row.code ? undefined : found?.[0])
    if (unit?.code && row.code && codeKey(unit.code) !== codeKey(row.code))
      unitFault(row, 'code', `${unit.name} đã có mã ${unit.code}. Sửa mã, hoặc ghi tên khác.`)
    return unit
  }

  return rows.map(caseOf)
}

/** The things that share a key; a thing may have several. */
export function grouped<T>(items: readonly T[], keys: (item: T) => readonly (string | undefined)[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of new Set(keys(item))) {
      if (!key) continue
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}
