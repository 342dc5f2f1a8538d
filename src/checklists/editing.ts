import { z } from 'zod'
import { attempt } from '../people/attempt.ts'
import { refuseUnless } from '../refusal.ts'
import { readForm, type WebContext } from '../web.tsx'
import type { ChecklistBody } from './body.ts'
import { editChecklist } from './commands.ts'
import { findEditable, saved } from './found.ts'

const step = z.object({ by: z.enum(['up', 'down']) })

/** The code in the address: of an item or a group. */
export const codeIn = (c: WebContext): string => c.req.param('code') ?? ''

/** Takes an item or a group out; what cannot be is said on the checklist's page. */
export async function remove(
  c: WebContext,
  how: (body: ChecklistBody, code: string) => ChecklistBody,
  what: 'mục' | 'nhóm',
) {
  const checklist = await findEditable(c)
  const code = codeIn(c)
  await readForm(c, z.object({}))
  const edit = () => editChecklist(c.var.ctx, checklist.publicId, ({ body }) => ({ body: how(body, code) }))
  const { errors } = await attempt(edit)
  return saved(c, checklist, errors ? Object.values(errors).join(' ') : `Đã bỏ ${what} ${code}.`)
}

/** Moves an item or a group up or down, and stays with it where things are put in order. */
export async function move(
  c: WebContext,
  how: (body: ChecklistBody, code: string, by: 1 | -1) => ChecklistBody,
  anchor: string,
) {
  const checklist = await findEditable(c)
  const code = codeIn(c)
  const form = await readForm(c, step)
  refuseUnless(form.ok, 'missing')
  const by = form.value.by === 'up' ? -1 : 1
  await editChecklist(c.var.ctx, checklist.publicId, ({ body }) => ({ body: how(body, code, by) }))
  return saved(c, checklist, 'Đã xếp lại.', `?order=1${anchor}${encodeURIComponent(code)}`)
}
