import { Hono } from 'hono'
import { z } from 'zod'
import { allow, done, readForm, type Web } from '../web.tsx'
import { attempt } from './attempt.ts'
import { roleForm } from './forms.ts'
import { showPerson } from './page.tsx'
import { endRole, grantRole, resumeRole } from './roles.ts'

/** Giao vai trò, thôi vai trò, hoàn tác. */
export const roleGrants = new Hono<Web>()
  .post('/:id/roles', allow('unit.grantRole'), async (c) => {
    const id = c.req.param('id')
    const form = await readForm(c, roleForm(c.var.ctx.today))
    if (!form.ok) return showPerson(c, id, form)
    const { errors } = await attempt(() => grantRole(c.var.ctx, id, form.value))
    return errors ? showPerson(c, id, { errors, typed: form.typed }) : done(c, `/people/${id}`, 'Đã giao vai trò.')
  })
  .post('/:id/roles/:grant/end', allow('unit.endRole'), async (c) => {
    const { id, grant } = c.req.param()
    await readForm(c, z.object({}))
    await endRole(c.var.ctx, id, grant)
    return done(c, `/people/${id}`, 'Đã thôi vai trò.', `/people/${id}/roles/${grant}/return`)
  })
  .post('/:id/roles/:grant/return', allow('unit.grantRole'), async (c) => {
    const { id, grant } = c.req.param()
    await readForm(c, z.object({}))
    await resumeRole(c.var.ctx, id, grant)
    return done(c, `/people/${id}`, 'Đã hoàn tác: vai trò được giữ tiếp.')
  })
