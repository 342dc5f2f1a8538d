import { act, type Ctx } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { officeOf } from '../people/queries.ts'
import { Invalid } from '../refusal.ts'
import { searchText } from '../rules/names.ts'
import { newPublicId } from '../secrets.ts'
import type { TemplateBody } from './body.ts'
import type { TemplateInput } from './form.ts'
import { findTemplate } from './queries.ts'

/** Adds a template to the office of whoever makes it. Returns its public id. */
export const addTemplate = (ctx: Ctx, { name, key, body }: TemplateInput) =>
  act(
    ctx,
    'template.edit',
    async (tx) => {
      const office = await officeOf(tx, ctx.who.path)
      return office && { id: office.id, path: office.path }
    },
    async (tx, office) => {
      await refuseTakenKey(tx, office.id, key)
      const row = { publicId: newPublicId(), unitId: office.id, key, name, folded: searchText(name, key) }
      const { id } = await tx.insertInto('processTemplates').values(row).returning('id').executeTakeFirstOrThrow()
      await insertVersion(tx, ctx, id, 1, body)
      return { subject: subjectOf({ ...row, ...office }), facts: { name, key, templateVersion: 1 } }
    },
  )

/** Changes a template by a new version of it; tasks given before keep the one they were filled from. */
export const editTemplate = (ctx: Ctx, id: string, { name, key, body }: TemplateInput) =>
  act(
    ctx,
    'template.edit',
    (tx) => findTemplate(tx, id),
    async (tx, template) => {
      if (key !== template.key) await refuseTakenKey(tx, template.unitId, key)
      const set = { name, key, folded: searchText(name, key), version: template.version + 1 }
      await tx.updateTable('processTemplates').set(set).where('id', '=', template.id).execute()
      await insertVersion(tx, ctx, template.id, template.number + 1, body)
      const numbers = [template.number, template.number + 1]
      return {
        subject: subjectOf(template),
        facts: { name: [template.name, name], key: [template.key, key], templateVersion: numbers },
      }
    },
  )

/** Stops or starts offering a template (thôi dùng, dùng lại); what was given from it stays. */
export const offerTemplate = (ctx: Ctx, id: string, active: boolean) =>
  act(
    ctx,
    'template.edit',
    (tx) => findTemplate(tx, id),
    async (tx, template) => {
      const set = { active: active ? 1 : 0, version: template.version + 1 }
      await tx.updateTable('processTemplates').set(set).where('id', '=', template.id).execute()
      return { subject: subjectOf(template), facts: { name: template.name, active: [template.active === 1, active] } }
    },
  )

const subjectOf = ({ publicId, path }: { publicId: string; path: string }) => ({ kind: 'template', publicId, path })

const insertVersion = (tx: Tx, ctx: Ctx, templateId: number, number: number, body: TemplateBody) =>
  tx
    .insertInto('processVersions')
    .values({
      publicId: newPublicId(),
      templateId,
      number,
      body: JSON.stringify(body),
      at: ctx.now,
      byId: ctx.who.actorId,
    })
    .execute()

async function refuseTakenKey(tx: Tx, unitId: number, key: string) {
  const taken = await tx
    .selectFrom('processTemplates')
    .select('name')
    .where('unitId', '=', unitId)
    .where('key', '=', key)
    .executeTakeFirst()
  if (taken) throw new Invalid({ key: `Mẫu “${taken.name}” đang dùng tên gọi nhanh này. Đặt tên khác.` })
}
