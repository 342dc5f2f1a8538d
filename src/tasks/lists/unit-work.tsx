import { Hono } from 'hono'
import { UnitWork, WorkForm } from '../../../views/tasks/unit-work.tsx'
import type { Ctx } from '../../act.ts'
import {
  closureOf,
  mergedInto,
  readUnits,
  scopesOfUnit,
  unitChoices,
  unitsLed,
  type WorkUnit,
} from '../../people/work-units.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { type Period, periods } from '../../rules/task-lists.ts'
import { allow, type Web } from '../../web.tsx'
import { figuresOfPeople, figuresOfUnits, sumOf } from './figures.ts'
import { visibleTasks } from './lists.ts'
import { workloadOf } from './workload.ts'

const longest = 5

/** Tình hình đơn vị: the figures of a unit for those who lead or follow it; of the own work for everybody. */
export const unitWork = new Hono<Web>().get('/', allow('task.see'), async (c) => {
  const { ctx } = c.var
  const units = await readUnits(ctx.db.reader)
  const asked = c.req.query('unit') ?? ''
  const period = periods.find((known) => known === c.req.query('period')) ?? 'quarter'
  const unit = asked ? units.find(({ publicId }) => publicId === asked) : unitsLed(units, ctx.who)[0]
  refuseUnless(unit || !asked || asked === 'me', 'missing')
  const isOwn = !unit || asked === 'me'
  if (!isOwn) refuseUnless(can(ctx.who, 'unit.seeWork', { ...unit, scopes: scopesOfUnit(units, unit.id) }), 'forbidden')
  const figures = isOwn ? await ownFigures(ctx, period) : await unitFigures(ctx, units, unit, period)
  const choices = unitChoices(units, ctx.who)
  return c.render(<UnitWork {...figures} unit={isOwn ? undefined : unit} period={period} ctx={ctx} />, {
    title: choices.length > 0 ? 'Tình hình đơn vị' : 'Tình hình của tôi',
    section: 'work',
    actions: <WorkForm units={choices} unit={isOwn ? undefined : unit} period={period} />,
  })
})

async function ownFigures({ db, who, today }: Ctx, period: Period) {
  const figures = await figuresOfPeople(db.reader, [who.id], { period, today })
  const late = await visibleTasks(db, who, { view: 'mine', buckets: { of: ['openLate'], on: today } }, longest)
  return { total: sumOf(figures.values()), late }
}

async function unitFigures({ db, who, today }: Ctx, units: WorkUnit[], unit: WorkUnit, period: Period) {
  const ids = closureOf(units, [unit.id])
  const byUnit = await figuresOfUnits(db.reader, ids, { period, today })
  const sum = (of: readonly number[]) => sumOf(of.flatMap((id) => byUnit.get(id) ?? []))
  const lines = mergedInto(units, unit).map(({ ids, ...line }) => ({ ...line, figures: sum(ids) }))
  const merged = lines.filter(({ figures }) => Object.values(figures).some((count) => count > 0))
  const below = units
    .filter(({ parentId, closedOn }) => parentId === unit.id && !closedOn)
    .sort((a, b) => a.position - b.position)
    .map((child) => ({ unit: child, figures: sum(closureOf(units, [child.id])) }))
  const late = { units: { heads: [unit], ids }, buckets: { of: ['openLate'] as const, on: today } }
  const [load, longestLate] = await Promise.all([
    unit.closedOn ? undefined : workloadOf(db.reader, unit, { period, today }),
    visibleTasks(db, who, late, longest),
  ])
  const heir = units.find(({ id }) => id === unit.successorId)
  return { total: sum(ids), below, merged, heir, load, late: longestLate }
}
