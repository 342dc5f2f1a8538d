import { act, type Ctx } from '../../act.ts'
import type { Reader } from '../../db/schema.ts'
import { officeOf } from '../../people/queries.ts'
import { refuseUnless } from '../../refusal.ts'
import type { Person } from '../../rules/access.ts'
import { coverageOf } from '../../rules/inspections.ts'
import { newPublicId } from '../../secrets.ts'
import { unitsInScope, unitsInspected } from './coverage.ts'

/** Kế hoạch kiểm tra năm of an office; undefined while there is none. */
export const planOf = (db: Reader, unitId: number, year: number) =>
  db.selectFrom('inspectionPlans').selectAll().where('unitId', '=', unitId).where('year', '=', year).executeTakeFirst()
export type YearPlan = NonNullable<Awaited<ReturnType<typeof planOf>>>

export interface Coverage {
  done: number
  of: number
  /** The units in scope without an inspection this year. */
  left: { publicId: string; name: string }[]
}

/**
 * Coverage (độ phủ) of the year as this person may know it: the open units below the ones led or inspected there, and how
 * many of them a round begun this year has a sheet for. Undefined for who leads and inspects nothing. Two queries.
 */
export async function coverageFor(db: Reader, who: Person, year: number): Promise<Coverage | undefined> {
  if (!who.roles.some(({ role }) => role === 'leader' || role === 'inspector')) return undefined
  const scope = await unitsInScope(db, who, `${year}-12-31`)
  const inspected = new Set(await unitsInspected(db, who, { from: `${year}-01-01`, to: `${year}-12-31` }))
  const figure = coverageOf(
    scope.map(({ id }) => id),
    [...inspected],
  )
  const left = scope.filter(({ id }) => !inspected.has(id)).map(({ publicId, name }) => ({ publicId, name }))
  return { ...figure, left }
}

/** Puts down the plan of a year, or changes it. `target` is the share of the units to be inspected, in percent. */
export const savePlan = (ctx: Ctx, year: number, input: { document: string; target: number }) =>
  act(
    ctx,
    'unit.planInspection',
    async (tx) => {
      const office = await officeOf(tx, ctx.who.path)
      if (!office) return undefined
      const plan = await planOf(tx, office.id, year)
      return { id: office.id, publicId: office.publicId, path: office.path, plan, version: plan?.version ?? 0 }
    },
    async (tx, { id: unitId, publicId, path, plan, version }) => {
      refuseUnless(year >= 2000 && year <= 2100, 'missing')
      if (plan)
        await tx
          .updateTable('inspectionPlans')
          .set({ ...input, version: version + 1 })
          .where('id', '=', plan.id)
          .execute()
      else
        await tx
          .insertInto('inspectionPlans')
          .values({ publicId: newPublicId(), unitId, year, ...input })
          .execute()
      const facts = {
        year: String(year),
        target: plan && plan.target !== input.target ? [plan.target, input.target] : input.target,
        mandate: plan && plan.document !== input.document ? [plan.document, input.document] : input.document,
      }
      return { subject: { kind: 'unit', publicId, path }, facts }
    },
  )
