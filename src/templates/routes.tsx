import { Hono } from 'hono'
import { TemplateEditor } from '../../views/templates/form.tsx'
import { TemplateList } from '../../views/templates/list.tsx'
import { TemplatePage } from '../../views/templates/page.tsx'
import { LinkButton } from '../../views/ui/button.tsx'
import { attempt, attemptEdit } from '../people/attempt.ts'
import { officeOf } from '../people/queries.ts'
import { refuseUnless } from '../refusal.ts'
import { can, could, unitsOf } from '../rules/access.ts'
import { clarityFor } from '../settings/queries.ts'
import { again, allow, done, type Errors, readForm, type Web, type WebContext } from '../web.tsx'
import { addTemplate, editTemplate, offerTemplate } from './commands.ts'
import { formOf, readTemplate, type TemplateForm, templateForm } from './form.ts'
import { findTemplate, type Template, templatesFor, versionsOf } from './queries.ts'

const crumbs = [{ href: '/templates', label: 'Mẫu quy trình' }]
const newPage = { title: 'Lập mẫu quy trình', section: 'templates', crumbs }
const editPage = ({ publicId, name }: Template) => {
  return {
    title: 'Sửa mẫu',
    section: 'templates',
    crumbs: [...crumbs, { href: `/templates/${publicId}`, label: name }],
  }
}

/** Mẫu quy trình: what usual tasks have in common, in versions. */
export const templates = new Hono<Web>()
  .get('/', allow('template.see'), async (c) => {
    const { db, who } = c.var.ctx
    const query = { search: c.req.query('q') ?? '', retired: c.req.query('retired') === '1' }
    const rows = await templatesFor(db.reader, who.path, query)
    const office = await officeOf(db.reader, who.path)
    const actions = office && can(who, 'template.edit', office) && (
      <LinkButton kind="pri" icon="plus" href="/templates/new">
        Lập mẫu
      </LinkButton>
    )
    const gives = could(who, 'person.giveTask')
    const page = { title: 'Mẫu quy trình', section: 'templates', actions: actions || undefined }
    return c.render(<TemplateList rows={rows} query={query} gives={gives} />, page)
  })
  .get('/new', allow('template.edit'), async (c) => {
    await refuseOutsiders(c)
    const form = templateForm.parse({ quantity: '1', factor: '1' })
    return c.render(<TemplateEditor form={form} set={await setFor(c)} />, newPage)
  })
  .post('/', allow('template.edit'), async (c) => {
    await refuseOutsiders(c)
    const { form, set, input, errors } = await typedTemplate(c)
    const added = errors ? { errors } : await attempt(() => addTemplate(c.var.ctx, input))
    if (added.errors) return again(c, <TemplateEditor form={form} set={set} errors={added.errors} />, newPage)
    return done(c, `/templates/${added.done}`, `Đã lập mẫu “${input.name}”.`)
  })
  .get('/:id', allow('template.see'), async (c) => {
    const { db, who, today } = c.var.ctx
    const template = await findSeen(c)
    const versions = await versionsOf(db.reader, template.id)
    const mayEdit = can(who, 'template.edit', template)
    const shown = { template, versions, mayEdit, today, set: await setFor(c), asked: Number(c.req.query('version')) }
    const page = { title: template.name, section: 'templates', crumbs }
    return c.render(<TemplatePage {...shown} mayGive={could(who, 'person.giveTask')} />, page)
  })
  .get('/:id/edit', allow('template.edit'), async (c) => {
    const template = await findEditable(c)
    const form = formOf(template)
    return c.render(<TemplateEditor form={form} set={await setFor(c)} template={template} />, editPage(template))
  })
  .post('/:id/edit', allow('template.edit'), async (c) => {
    const template = await findEditable(c)
    const { form, set, input, errors } = await typedTemplate(c)
    const edited = errors ? { errors } : await attemptEdit(() => editTemplate(c.var.ctx, template.publicId, input))
    if ('stale' in edited && edited.stale) return overtaken(c, template, form)
    if (edited.errors) {
      const shown = { ...template, version: c.var.ctx.version ?? template.version }
      const view = <TemplateEditor form={form} set={set} template={shown} errors={edited.errors} />
      return again(c, view, editPage(template))
    }
    return done(c, `/templates/${template.publicId}`, 'Đã lưu thành bản mới. Việc đã giao giữ bản cũ.')
  })
  .post('/:id/retirement', allow('template.edit'), (c) => offer(c, false, 'Đã thôi dùng mẫu này.'))
  .post('/:id/return', allow('template.edit'), (c) => offer(c, true, 'Mẫu được dùng lại.'))

/** Somebody saved another version meanwhile: it stays, and what was typed may follow it as the next one. */
async function overtaken(c: WebContext, template: Template, form: TemplateForm) {
  const [newest] = await versionsOf(c.var.ctx.db.reader, template.id)
  const set = await setFor(c)
  c.status(409)
  return c.render(<TemplateEditor {...{ form, set, template }} overtaken={newest} />, editPage(template))
}

async function offer(c: WebContext, active: boolean, said: string) {
  const template = await findEditable(c)
  await readForm(c, templateForm)
  await offerTemplate(c.var.ctx, template.publicId, active)
  return done(c, `/templates/${template.publicId}`, said)
}

async function typedTemplate(c: WebContext) {
  const read = await readForm(c, templateForm)
  const form = read.value ?? templateForm.parse({})
  const set = await setFor(c)
  const { input, errors } = readTemplate(form, set)
  return { form, set, input, errors: Object.keys(errors).length > 0 ? (errors as Errors) : undefined }
}

/** The set of rõ in force for whoever looks at or writes a template. */
const setFor = async (c: WebContext) => (await clarityFor(c.var.ctx.db.reader, c.var.ctx.who.path)).set

/** An office's templates are for those in it and below. */
async function findSeen(c: WebContext): Promise<Template> {
  const template = await findTemplate(c.var.ctx.db.reader, c.req.param('id') ?? '')
  refuseUnless(template && unitsOf(c.var.ctx.who.path).has(template.unitId), 'missing')
  return template
}

async function findEditable(c: WebContext): Promise<Template> {
  const template = await findSeen(c)
  refuseUnless(can(c.var.ctx.who, 'template.edit', template), 'forbidden')
  return template
}

async function refuseOutsiders(c: WebContext) {
  const { db, who } = c.var.ctx
  const office = await officeOf(db.reader, who.path)
  refuseUnless(office && can(who, 'template.edit', office), 'forbidden')
}
