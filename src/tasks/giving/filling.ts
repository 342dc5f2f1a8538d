import type { Ctx } from '../../act.ts'
import { holds } from '../../rules/access.ts'
import type { TemplateBody } from '../../templates/body.ts'
import { findVersion, templatesFor } from '../../templates/queries.ts'
import type { WebContext } from '../../web.tsx'
import { type TaskForm, taskForm } from './form.ts'
import { leadersOver } from './leaders.ts'

/** What a task that nothing is known of yet has in common with nearly every other. */
const usual = {
  steps: [{ name: 'Thực hiện, báo cáo kết quả', days: '', doer: 'responsible' as const }],
  quantity: '1',
  factor: '1',
  consequence: 'Trễ hạn hoặc lỗi lớn: trừ 25% điểm tiến độ, chất lượng mỗi lần (NĐ 335/2025).',
}
type Filling = Partial<TaskForm>

/** An empty form for this person: a leader gives and approves; a clerk does so for the one leader there is. */
export async function blankForm({ db, who, today }: Ctx): Promise<TaskForm> {
  const form = taskForm.parse(usual)
  if (holds(who, 'leader')) return { ...form, approver: who.name, approverId: who.publicId }
  const [leader, another] = await leadersOver(db.reader, who.path, today)
  if (!leader || another) return form
  return { ...form, assigner: leader.name, assignerId: leader.publicId }
}

/** What a version of a template brings. */
export const broughtBy = (publicId: string, body: TemplateBody): Filling => ({
  ...usual,
  templateVersion: publicId,
  title: body.title,
  content: body.content,
  steps: body.steps.map(({ name, days, doer = 'responsible' }) => ({ name, days: days?.toString() ?? '', doer })),
  product: body.product,
  quantity: String(body.quantity),
  quantityUnit: body.quantityUnit,
  acceptance: body.acceptance,
  evidence: body.evidence,
  ...(body.consequence && { consequence: body.consequence }),
  factor: String(body.factor / 100).replace('.', ','),
  due: body.dueDays === undefined ? '' : `${body.dueDays} ngày làm việc`,
})

/** Puts what a template brings into a form: what was typed stays, what the template before it had brought gives way. */
export async function refill({ db }: Pick<Ctx, 'db'>, form: TaskForm, next: Filling): Promise<TaskForm> {
  const earlier = form.templateVersion ? await findVersion(db.reader, form.templateVersion) : undefined
  const before: Filling = earlier ? broughtBy(earlier.publicId, earlier.body) : usual
  const entries = Object.entries(next) as [keyof TaskForm, unknown][]
  const fits = ([key]: [keyof TaskForm, unknown]) => isNothing(form[key]) || same(form[key], before[key])
  return { ...form, ...Object.fromEntries(entries.filter(fits)) }
}

const isNothing = (value: unknown) => value === '' || (Array.isArray(value) && value.length === 0)
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The form filled from the template the address names (`?template=`), if the office has one of that short name. */
export async function withTemplate(c: WebContext, form: TaskForm): Promise<TaskForm> {
  const { ctx } = c.var
  const key = c.req.query('template')
  const template = key ? (await templatesFor(ctx.db.reader, ctx.who.path)).find((one) => one.key === key) : undefined
  return template ? refill(ctx, form, broughtBy(template.versionPublicId, template.body)) : form
}
