import type { Ctx } from '../act.ts'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { findPlan, type PlanRow } from './queries.ts'

/** A plan this person follows; every other one is not there. */
export async function findSeen({ db, who }: Pick<Ctx, 'db' | 'who'>, publicId: string): Promise<PlanRow> {
  const plan = await findPlan(db.reader, publicId)
  refuseUnless(plan && can(who, 'plan.see', plan), 'missing')
  return plan
}
