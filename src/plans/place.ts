import { documentName, type PlanDocument } from '../rules/plan-documents.ts'

/** Where the pages of plans stand in the navigation. */
export const section = 'plans'
export const crumbs = [{ href: '/plans', label: 'Văn bản chỉ đạo' }]

/** The same for a page of one plan. */
export const under = (plan: PlanDocument & { publicId: string }) => ({
  section,
  crumbs: [...crumbs, { href: `/plans/${plan.publicId}`, label: plan.number || documentName(plan) }],
})
