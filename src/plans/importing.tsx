import { LinePreview, sumOf } from '../../views/plans/preview.tsx'
import type { Ctx } from '../act.ts'
import { lineOf } from '../imports/cells.ts'
import type { Kind, Options, RowAnswer } from '../imports/kinds.ts'
import { findUnit } from '../people/tree.ts'
import { refuseUnless } from '../refusal.ts'
import { can, type Person } from '../rules/access.ts'
import { readDay } from '../rules/days.ts'
import type { PlanDocument } from '../rules/plan-documents.ts'
import { blankForm } from '../tasks/giving/filling.ts'
import type { TaskForm } from '../tasks/giving/form.ts'
import { leadersOver } from '../tasks/giving/leaders.ts'
import { rememberedLookUps } from '../tasks/giving/look-ups.ts'
import { templatesFor } from '../templates/queries.ts'
import { answersFor, type LineView } from './answering.ts'
import { writePlans } from './applying.ts'
import { doerFinder } from './doers.ts'
import { planFields } from './fields.ts'
import { judgePlan } from './judging.ts'
import { checkPlanOptions, planOptions } from './options.ts'
import { readPlans } from './reading.ts'

/** Văn bản chỉ đạo, kế hoạch: its lines become tasks where they are clear, drafts where they are not. */
export const planKind: Kind = {
  key: 'plan',
  title: 'Văn bản chỉ đạo, kế hoạch',
  text: 'Mỗi dòng nhiệm vụ đủ rõ thành một việc được giao, dòng chưa đủ rõ thành nháp; theo dõi cả văn bản ở một trang.',
  noun: 'dòng',
  action: 'unit.importPlan',
  whole: true,
  fields: planFields,
  options: planOptions,
  checkOptions: checkPlanOptions,
  async check(ctx, rows, options, progress) {
    const unit = await unitOf(ctx, options)
    const { plans, done } = readPlans(rows, documentOf(options))
    const around = { ctx, unitId: unit.id, find: await doerFinder(ctx, unit), look: rememberedLookUps(ctx) }
    const blank = await givenBy(ctx, options)
    const templates = await templatesFor(ctx.db.reader, unit.path)
    let count = done.length
    const answers: RowAnswer[] = done.map(({ number, values }) => {
      return {
        number,
        outcome: 'skipped',
        title: lineOf(values.title),
        notes: [{ text: 'Đã xong hoặc đã hủy ở nơi cũ.' }],
      }
    })
    for (const plan of plans) {
      const judged = await judgePlan({ ...around, blank, templates }, plan, () => progress(++count))
      answers.push(...answersFor(ctx, plan, judged, options.mode === 'drafts' ? 'drafts' : 'issue'))
    }
    return answers.sort((a, b) => a.number - b.number)
  },
  async apply(tx, ctx, answers, options, { name, hash }) {
    const unit = await findUnit(tx, options.unit ?? '')
    refuseUnless(unit && can(ctx.who, 'unit.importPlan', unit), 'stale')
    return writePlans(tx, ctx, answers, { unit, file: { name, hash } })
  },
  show: (view) => <LinePreview view={view as LineView} />,
  sum: (views) => sumOf(views as readonly (LineView | undefined)[]),
}

async function unitOf(ctx: Ctx, { unit = '' }: Options) {
  const found = await findUnit(ctx.db.reader, unit)
  refuseUnless(found && can(ctx.who, 'unit.importPlan', found), 'missing')
  return found
}

const documentOf = ({ number = '', day = '', issuer = '', summary = '' }: Options): PlanDocument => {
  return { number, day: readDay(day, '2000-01-01') ?? null, issuer, summary }
}

/** The form every line begins with: given in the name of the leader chosen, who also approves. */
async function givenBy(ctx: Ctx, { assigner = '' }: Options): Promise<TaskForm> {
  const blank = await blankForm(ctx)
  if (!assigner || assigner === ctx.who.publicId) return { ...blank, ...inOwnName(ctx.who) }
  const person = (await leadersOver(ctx.db.reader, ctx.who.path, ctx.today)).find(
    ({ publicId }) => publicId === assigner,
  )
  return { ...blank, assigner: person?.name ?? '', assignerId: person?.publicId ?? '', approver: '', approverId: '' }
}

const inOwnName = (who: Person) => ({ assigner: '', assignerId: '', approver: who.name, approverId: who.publicId })
