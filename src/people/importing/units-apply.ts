import { setImmediate as turn } from 'node:timers/promises'
import type { Ctx, Entry } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import type { Applied, Options, RowAnswer } from '../../imports/kinds.ts'
import { refuseUnless } from '../../refusal.ts'
import type { Action } from '../../rules/access.ts'
import { unitSubject } from '../subjects.ts'
import { unitById } from '../tree.ts'
import { insertUnit, rewriteUnit } from '../unit-commands.ts'
import type { AboveRef, ChangedUnitPlan, NewUnitPlan, UnitPlan } from './unit-plan.ts'

/** Writes the units of a file, each after the one it is to stand below. */
export async function applyUnits(
  tx: Tx,
  _ctx: Ctx,
  answers: readonly RowAnswer[],
  _options: Options,
): Promise<Applied> {
  const plans = answers.map(({ plan }) => plan as UnitPlan)
  const byRow = new Map(plans.map((plan) => [plan.row, plan]))
  const byUnit = new Map(plans.flatMap((plan) => (plan.new ? [] : [[plan.id, plan] as const])))
  const written = new Map<UnitPlan, number>()
  const also: (Entry & { action: Action })[] = []

  async function write(plan: UnitPlan): Promise<number> {
    const before = written.get(plan)
    if (before !== undefined) return before
    const above = plan.above && (await settled(plan.above))
    const { id, entry } = plan.new ? await open(tx, plan, above) : await change(tx, plan, above)
    written.set(plan, id)
    also.push(entry)
    return id
  }

  /** The id of what stands above; a unit that this file moves itself is moved first. */
  async function settled(ref: AboveRef): Promise<number> {
    const plan = 'row' in ref ? byRow.get(ref.row) : byUnit.get(ref.id)
    return plan ? write(plan) : 'id' in ref ? ref.id : 0
  }

  for (const plan of plans) {
    await write(plan)
    await turn() // the statements of SQLite alone would not let anything else be answered
  }
  const fresh = plans.filter(({ new: isNew }) => isNew).length
  return { also, link: '/units', said: `Đã thêm ${fresh} đơn vị, cập nhật ${plans.length - fresh} đơn vị.` }
}

async function open(tx: Tx, plan: NewUnitPlan, above: number | undefined) {
  const parent = await standing(tx, above ?? 0)
  const { name, shortName, kind, code, day } = plan
  const { id, entry } = await insertUnit(tx, parent, { name, shortName, kind, code, day })
  return { id, entry: { ...entry, action: 'unit.add' as const } }
}

async function change(tx: Tx, plan: ChangedUnitPlan, above: number | undefined) {
  const unit = await standing(tx, plan.id)
  refuseUnless(unit.version === plan.version, 'stale')
  const parentId = above ?? unit.parentId
  const parent = parentId === null ? undefined : await standing(tx, parentId)
  const { name, shortName, code, day } = plan
  const path = await rewriteUnit(tx, unit, parent, { name, shortName, code, position: unit.position }, day)
  const facts = { ...plan.facts, ...(day && { fromDay: day }) }
  return { id: unit.id, entry: { action: 'unit.edit' as const, subject: unitSubject(unit, path), facts } }
}

/** As it is now, with the path that changes before it gave it. */
async function standing(tx: Tx, id: number) {
  const unit = await unitById(tx, id)
  refuseUnless(unit && unit.closedOn === null, 'stale')
  return unit
}
