import { Hono } from 'hono'
import { GroupEditor } from '../../views/checklists/group.tsx'
import { attemptEdit } from '../people/attempt.ts'
import { refuseUnless } from '../refusal.ts'
import { allow, readForm, type Web } from '../web.tsx'
import type { ChecklistGroup } from './body.ts'
import { findGroup, moveGroup, putGroup, removeGroup } from './changes.ts'
import { type Edit, editChecklist } from './commands.ts'
import { codeIn, move, remove } from './editing.ts'
import { groupForm, markOf } from './form.ts'
import { findEditable, pageOf, saved } from './found.ts'
import type { Checklist } from './queries.ts'

const groupPage = (checklist: Checklist, code: string) => pageOf(checklist, `Sửa nhóm ${code}`)
const markOfGroup = ({ code, name }: ChecklistGroup) => markOf([code, name])

/** The groups of a checklist, one at a time. */
export const groups = new Hono<Web>()
  .get('/:id/groups/:code', allow('checklist.edit'), async (c) => {
    const checklist = await findEditable(c)
    const group = findGroup(checklist.body, codeIn(c))
    refuseUnless(group, 'missing')
    const form = { code: group.code, name: group.name, seen: markOfGroup(group) }
    return c.render(<GroupEditor {...{ form, group, checklist }} />, groupPage(checklist, group.code))
  })
  .post('/:id/groups/:code', allow('checklist.edit'), async (c) => {
    const checklist = await findEditable(c)
    const was = codeIn(c)
    const form = await readForm(c, groupForm)
    const put: Edit = ({ body }) => {
      const now = findGroup(body, was)
      refuseUnless(now && form.ok && markOfGroup(now) === form.value.seen, 'stale')
      return { body: putGroup(body, form.value, was) }
    }
    const edited = form.ok ? await attemptEdit(() => editChecklist(c.var.ctx, checklist.publicId, put)) : form
    const isOvertaken = 'stale' in edited && edited.stale === true
    if (!edited.errors && !isOvertaken) return saved(c, checklist, `Đã lưu nhóm ${form.value?.code}.`)
    const group = findGroup(checklist.body, was)
    refuseUnless(group, 'missing')
    const typed = (name: string) => String(form.typed[name] ?? '')
    const seen = isOvertaken ? markOfGroup(group) : typed('seen')
    const shown = { form: { code: typed('code'), name: typed('name'), seen }, group, checklist }
    c.status(isOvertaken ? 409 : 422)
    const view = <GroupEditor {...shown} errors={edited.errors} overtaken={isOvertaken} />
    return c.render(view, groupPage(checklist, was))
  })
  .post('/:id/groups/:code/removal', allow('checklist.edit'), (c) => remove(c, removeGroup, 'nhóm'))
  .post('/:id/groups/:code/move', allow('checklist.edit'), (c) => move(c, moveGroup, '#nhom-'))
