import type { Ctx } from '../../act.ts'
import type { Reader } from '../../db/schema.ts'
import { eachSlice } from '../../db/slices.ts'
import type { GivenRow, Kind, Options, RowAnswer } from '../../imports/kinds.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { readUnits } from './known-units.ts'
import { openPlaces } from './places.ts'
import { unitFields } from './unit-fields.ts'
import { answerUnit, refuseBeyondReach } from './unit-judge.ts'
import { matchUnits } from './unit-match.ts'
import { unitReader } from './unit-rows.ts'
import { refuseBrokenTree } from './unit-tree-faults.ts'
import { applyUnits } from './units-apply.ts'

/** Units (đơn vị) and the tree they form; those merged or closed keep their history. */
export const unitsKind: Kind = {
  key: 'units',
  title: 'Cơ quan, đơn vị',
  text: 'Cây đơn vị: phòng, ban, đơn vị trực thuộc và thứ bậc của chúng.',
  noun: 'đơn vị',
  action: 'unit.add',
  fields: unitFields,
  check: checkUnits,
  apply: applyUnits,
}

async function checkUnits(
  ctx: Ctx,
  given: readonly GivenRow[],
  _options: Options,
  progress: (done: number) => Promise<void>,
): Promise<RowAnswer[]> {
  const { reader } = ctx.db
  const isWithinReach = (unit: { path: string }) => can(ctx.who, 'unit.add', unit)
  const { units } = await readUnits(reader)
  const places = await openPlaces(reader, { isWithinReach })
  const top = units.filter((unit) => unit.closedOn === null && isWithinReach(unit)).sort(byDepth)[0]
  refuseUnless(top, 'forbidden')
  const cases = matchUnits(given.map(unitReader(ctx.today)), units, places, top)
  const byRow = new Map(cases.map((one) => [one.row, one]))
  const ground = {
    byId: places.byId,
    since: await presentSince(reader),
    caseOf: (row: (typeof cases)[number]['row']) => byRow.get(row) as (typeof cases)[number],
  }
  for (const one of cases) refuseBeyondReach(ctx, one, ground)
  refuseBrokenTree(cases, units)
  const answers: RowAnswer[] = []
  await eachSlice(cases, 200, async (slice, done) => {
    answers.push(...slice.map((one) => answerUnit(ctx, one, ground)))
    await progress(done)
  })
  return answers
}

const byDepth = (a: { path: string }, b: { path: string }) => a.path.split('/').length - b.path.split('/').length

async function presentSince(db: Reader) {
  const spans = await db.selectFrom('unitSpans').select(['unitId', 'fromDay']).where('toDay', 'is', null).execute()
  return new Map(spans.map(({ unitId, fromDay }) => [unitId, fromDay]))
}
