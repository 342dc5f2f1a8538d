import { day as shown } from '../../../views/format.ts'
import { unitKinds } from '../../../views/people/unit.tsx'
import type { Ctx } from '../../act.ts'
import type { RowAnswer } from '../../imports/kinds.ts'
import { can } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'
import type { KnownUnit } from './known-units.ts'
import { shortNameOf } from './new-places.ts'
import type { Above, UnitCase } from './unit-match.ts'
import type { AboveRef, ChangedUnitPlan, NewUnitPlan } from './unit-plan.ts'
import { type UnitRow, unitFault } from './unit-rows.ts'

interface Ground {
  byId: ReadonlyMap<number, KnownUnit>
  /** Since when each unit has its present name and place. */
  since: ReadonlyMap<number, Day>
  caseOf(row: UnitRow): UnitCase
}

/** Whether the person may do what each row asks for; faults are added to the row. */
export function refuseBeyondReach(ctx: Ctx, one: UnitCase, { caseOf }: Ground) {
  const { row, unit, above } = one
  if (unit?.closedOn) return
  if (unit && !can(ctx.who, 'unit.edit', unit)) unitFault(row, 'name', `Đồng chí không quản trị ${unit.name}.`)
  const at = above && standingAbove(above, caseOf)
  if (at && at.id !== unit?.parentId && !can(ctx.who, 'unit.add', at))
    unitFault(row, 'parent', `Đồng chí không quản trị ${at.name} nên không đặt đơn vị vào đó.`)
  if (unit && unit.parentId === null && above)
    unitFault(row, 'parent', `${unit.name} là đơn vị gốc nên không thuộc đơn vị nào. Xóa ô này.`)
  if (unit && row.kind && row.kind !== unit.kind)
    unitFault(row, 'kind', `${unit.name} là ${unitKinds[unit.kind]}; nhập từ tệp không đổi loại. Xóa ô này.`)
}

/** The nearest unit upward that is there already: new rows have no place of their own yet. */
function standingAbove(above: Above, caseOf: Ground['caseOf'], seen = new Set<Above>()): KnownUnit | undefined {
  if ('unit' in above) return above.unit
  const { unit, above: next } = caseOf(above.row)
  if (unit || !next || seen.has(next)) return unit
  return standingAbove(next, caseOf, seen.add(next))
}

/** Refused for a day that cannot be, or what is to come of the row. */
export function answerUnit(ctx: Ctx, one: UnitCase, ground: Ground): RowAnswer {
  const { row, unit, notes } = one
  const said = notes.map((text) => ({ ...cellOf(row), text }))
  if (row.faults.length > 0) return refusedUnit(one)
  if (!unit) return newUnit(ctx, one, said, ground)
  return unit.closedOn ? closedUnit(one, unit, ground) : changedUnit(ctx, one, unit, said, ground)
}

export const refusedUnit = ({ row, unit }: UnitCase): RowAnswer => ({
  number: row.number,
  outcome: 'refused',
  title: row.name ?? unit?.name ?? row.code ?? '',
  notes: row.faults,
})

const cellOf = (row: UnitRow) => {
  const cell = row.at('parent')
  return cell ? { cell } : {}
}

function newUnit(ctx: Ctx, { row, above }: UnitCase, notes: RowAnswer['notes'], { caseOf }: Ground): RowAnswer {
  const name = row.name ?? ''
  const plan: NewUnitPlan = {
    new: true,
    row: row.number,
    name,
    shortName: row.shortName ?? shortNameOf(name),
    kind: row.kind ?? 'unit',
    ...(row.code && { code: row.code }),
    day: row.day ?? ctx.today,
    above: refOf(above as Above, caseOf),
  }
  const changes = [
    { label: 'Thuộc đơn vị', to: nameOf(above as Above, caseOf) },
    { label: 'Tên viết tắt', to: plan.shortName },
    { label: 'Loại', to: unitKinds[plan.kind] ?? '' },
    { label: 'Mã đơn vị', to: plan.code ?? '' },
    { label: 'Từ ngày', to: shown(plan.day) },
  ]
  const shownChanges = changes.filter(({ to }) => to).map((change) => ({ ...change, from: '' }))
  return { number: row.number, outcome: 'created', title: name, notes, changes: shownChanges, plan }
}

/** What was merged or closed stays as it was: a list from before must not bring it back. */
function closedUnit({ row }: UnitCase, unit: KnownUnit, { byId }: Ground): RowAnswer {
  const heir = unit.successorId === null ? undefined : byId.get(unit.successorId)
  const since = shown(unit.closedOn ?? '')
  const text = heir
    ? `Đã sáp nhập vào ${heir.name} từ ${since}; giữ nguyên lịch sử.`
    : `Đã kết thúc từ ${since}; giữ nguyên lịch sử.`
  return { number: row.number, outcome: 'skipped', title: unit.name, notes: [{ text }] }
}

function changedUnit(ctx: Ctx, one: UnitCase, unit: KnownUnit, notes: RowAnswer['notes'], ground: Ground): RowAnswer {
  const { row, above } = one
  const ref = above && refOf(above, ground.caseOf)
  const moves = ref !== undefined && !('id' in ref && ref.id === unit.parentId)
  const is = { name: row.name ?? unit.name, shortName: row.shortName ?? unit.shortName, code: row.code ?? unit.code }
  const plan: ChangedUnitPlan = { new: false, row: row.number, id: unit.id, version: unit.version, ...is, facts: {} }
  for (const key of ['code', 'name', 'shortName'] as const)
    if (is[key] !== unit[key]) plan.facts[key] = [unit[key], is[key]]
  if (moves && above) {
    plan.above = ref
    plan.facts.parent = [ground.byId.get(unit.parentId ?? 0)?.name ?? null, nameOf(above, ground.caseOf)]
  }
  const isDated = Boolean(plan.facts.name || plan.facts.shortName || plan.facts.parent)
  if (isDated) plan.day = row.day ?? ctx.today
  const since = ground.since.get(unit.id)
  if (plan.day && since && plan.day < since)
    unitFault(row, 'day', `Tên và vị trí hiện nay của ${unit.name} có từ ${shown(since)}. Ghi ngày từ hôm đó.`)
  if (row.faults.length > 0) return refusedUnit(one)
  const changes = Object.entries(plan.facts).map(([key, [from, to]]) => ({
    label: labels[key] ?? key,
    from: from ?? '',
    to: to ?? '',
  }))
  if (changes.length === 0) return { number: row.number, outcome: 'same', title: is.name, notes }
  return { number: row.number, outcome: 'changed', title: is.name, notes, changes, plan }
}

const labels: Record<string, string> = {
  code: 'Mã đơn vị',
  name: 'Tên đơn vị',
  shortName: 'Tên viết tắt',
  parent: 'Thuộc đơn vị',
}

function refOf(above: Above, caseOf: Ground['caseOf']): AboveRef {
  if ('unit' in above) return { id: above.unit.id }
  const { unit, row } = caseOf(above.row)
  return unit ? { id: unit.id } : { row: row.number }
}

const nameOf = (above: Above, caseOf: Ground['caseOf']): string =>
  'unit' in above ? above.unit.name : (caseOf(above.row).unit?.name ?? above.row.name ?? '')
