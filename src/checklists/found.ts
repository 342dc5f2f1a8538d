import { officeOf } from '../people/queries.ts'
import { refuseUnless } from '../refusal.ts'
import { can, unitsOf } from '../rules/access.ts'
import { done, type WebContext } from '../web.tsx'
import { type Checklist, findChecklist } from './queries.ts'

/** An office's checklists are for those in it and below. */
export async function findSeen(c: WebContext): Promise<Checklist> {
  const checklist = await findChecklist(c.var.ctx.db.reader, c.req.param('id') ?? '')
  refuseUnless(checklist && unitsOf(c.var.ctx.who.path).has(checklist.unitId), 'missing')
  return checklist
}

export async function findEditable(c: WebContext): Promise<Checklist> {
  const checklist = await findSeen(c)
  refuseUnless(can(c.var.ctx.who, 'checklist.edit', checklist), 'forbidden')
  return checklist
}

/** For what makes a new one: only over one's own office. */
export async function refuseOutsiders(c: WebContext) {
  const { db, who } = c.var.ctx
  const office = await officeOf(db.reader, who.path)
  refuseUnless(office && can(who, 'checklist.edit', office), 'forbidden')
}

/** The number of the version the address asks for; none asks for the newest. */
export function versionAsked(c: WebContext): number | undefined {
  const asked = c.req.query('version')
  refuseUnless(asked === undefined || /^\d{1,6}$/.test(asked), 'missing')
  return asked === undefined ? undefined : Number(asked)
}

/** Back to the checklist, which says what was done and whether it became another version. */
export async function saved(c: WebContext, before: Checklist, said: string, place = '') {
  const after = await findChecklist(c.var.ctx.db.reader, before.publicId)
  const isNext = after && after.number > before.number
  const next = isNext ? ` Bảng kiểm thành bản ${after.number}; đợt đã kiểm tra giữ bản ${before.number}.` : ''
  return done(c, `/checklists/${before.publicId}${place}`, said + next)
}

/** How the pages of one checklist are headed. */
export const pageOf = ({ publicId, name }: Pick<Checklist, 'publicId' | 'name'>, title: string) => ({
  title,
  section: 'checklists',
  crumbs: [...crumbs, { href: `/checklists/${publicId}`, label: name }],
})

export const crumbs = [{ href: '/checklists', label: 'Bảng kiểm' }]
