import { z } from 'zod'
import { day as shown } from '../../../views/format.ts'
import { endpoint } from '../../endpoint.ts'
import { findUnit } from '../../people/tree.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { type Figure, type MetricKey, metricKeys, metrics } from '../../rules/inspection-figures.ts'
import { severities } from '../../rules/inspections.ts'
import type { WebContext } from '../../web.tsx'
import { figuresOfYear } from '../figures/figures.ts'
import { wholeFindingsOf } from '../findings/find-findings.ts'
import { addRecommendations } from '../findings/outside.ts'
import { readRecommendations } from '../findings/outside-form.ts'
import { giveRemedies, remedyErrors } from '../findings/remedies.ts'
import { type Proposal, proposeRemedy, remediableIn } from '../findings/remedying.ts'
import { findRound, sheetsIn } from '../queries.ts'
import { termsFor } from '../terms/terms.ts'

const ref = z.object({ id: z.string(), name: z.string() })
const done = z.object({ id: z.string() })
const choice = z.object({
  doer: z
    .string()
    .max(100)
    .optional()
    .describe('Mã công khai; người đã ghi ở tồn tại, hoặc trưởng đơn vị, nếu không ghi.'),
  approver: z.string().max(100).optional().describe('Trưởng đoàn hoặc người quyết định; không phải người khắc phục.'),
  due: z.iso.date().optional().describe('Hạn ghi ở tồn tại nếu không ghi.'),
})
const dryRun = z.object({
  items: z.array(
    z.object({
      finding: z.string(),
      text: z.string(),
      doer: ref.nullable(),
      approver: ref.nullable(),
      due: z.iso.date(),
      unclear: z.array(z.object({ field: z.string(), detail: z.string() })).describe('Trống thì giao được ngay.'),
    }),
  ),
  notKnown: z.number().int().describe('Số tồn tại chưa chuyển bên được kiểm tra nên chưa giao được.'),
  given: z.number().int().describe('Số tồn tại đã có việc khắc phục.'),
})
const figure = z.object({ value: z.number().int(), of: z.number().int().nullable() })
const counted = z.array(
  z.object({ key: z.string(), name: z.string(), count: z.number().int(), before: z.number().int() }),
)
const span = z.object({ from: z.iso.date(), to: z.iso.date() })

/** Giao khắc phục, kiến nghị của cơ quan ngoài, số liệu: what their pages can do. */
export const remedyEndpoints = [
  endpoint({
    method: 'get',
    path: '/inspections/figures',
    action: 'finding.see',
    summary: 'Số liệu kiểm tra của một năm và cùng kỳ năm trước, mỗi số kèm cách tính, tử số, mẫu số',
    query: z.object({
      year: z.coerce.number().int().min(2000).max(2100).optional(),
      unit: z.string().max(100).optional().describe('Mã công khai của đơn vị; gồm cả đơn vị trực thuộc.'),
    }),
    answer: z.object({
      year: z.number().int(),
      span,
      before: span,
      metrics: z.array(
        z.object({
          key: z.enum(metricKeys),
          name: z.string(),
          definition: z.string(),
          numerator: z.string(),
          denominator: z.string().nullable(),
          unit: z.enum(['share', 'count']),
          now: figure,
          before: figure,
        }),
      ),
      bySeverity: counted,
      byItem: counted,
      byUnit: counted,
      coverage: z.array(ref.extend({ inspected: z.boolean() })).describe('Các đơn vị thuộc phạm vi.'),
    }),
    handle: async (c, { query }) => {
      const { db, who, today } = c.var.ctx
      const unit = query.unit ? await findUnit(db.reader, query.unit) : undefined
      refuseUnless(!query.unit || unit, 'missing')
      const year = query.year ?? Number(today.slice(0, 4))
      const { spans, now, before, bySeverity, byItem, byUnit, units } = await figuresOfYear(db.reader, {
        ...{ year, today, who, unitId: unit?.id },
      })
      const coverage = units.map(({ publicId, name, inspected }) => ({ id: publicId, name, inspected }))
      const figures = { metrics: told(now, before), bySeverity, byItem, byUnit, coverage }
      return { year, span: spans.span, before: spans.before, ...figures }
    },
  }),
  endpoint({
    method: 'post',
    path: '/findings/{id}/remedy',
    action: 'finding.remedy',
    summary: 'Giao việc khắc phục một tồn tại',
    body: choice,
    answer: done,
    status: 201,
    handle: async (c, { id, body }) => ({
      id: await beside(id, () => giveRemedies(c.var.ctx, [{ finding: id, ...body }])),
    }),
  }),
  endpoint({
    method: 'get',
    path: '/inspections/{id}/remedies',
    action: 'finding.remedy',
    summary: 'Xem trước việc khắc phục của các tồn tại chưa giao trong một đợt',
    answer: dryRun,
    handle: async (c, { id }) => {
      const { open, notKnown, given } = remediableIn(c.var.ctx, await findingsOf(c, id))
      const items: z.input<typeof dryRun>['items'] = []
      for (const finding of open) {
        const proposal = await proposeRemedy(c.var.ctx.db.reader, c.var.ctx, finding, {})
        items.push({ finding: finding.publicId, text: finding.text, ...proposed(c, finding.publicId, proposal) })
      }
      return { items, notKnown: notKnown.length, given: given.length }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/{id}/remedies',
    action: 'finding.remedy',
    summary: 'Giao việc khắc phục nhiều tồn tại của một đợt cùng lúc; một chỗ chưa rõ thì không giao việc nào',
    body: z.object({
      remedies: z
        .array(choice.extend({ finding: z.string().max(100) }))
        .min(1)
        .max(500),
    }),
    answer: done,
    status: 201,
    handle: async (c, { id, body: { remedies } }) => {
      const own = new Set((await findingsOf(c, id)).map(({ publicId }) => publicId))
      refuseUnless(
        remedies.every(({ finding }) => own.has(finding)),
        'missing',
      )
      await giveRemedies(c.var.ctx, remedies)
      return { id }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/{id}/recommendations',
    action: 'round.inspect',
    summary: 'Ghi kết luận và các kiến nghị của cơ quan ngoài',
    body: z.object({
      number: z.string().max(100).describe('Số, ký hiệu của kết luận.'),
      day: z.iso.date().describe('Ngày của kết luận.'),
      sheet: z.string().max(100).describe('Phiếu của đơn vị hoặc người phải thực hiện.'),
      severity: z.enum(severities),
      due: z.iso.date().optional(),
      recommendations: z.array(z.string().min(1).max(2000)).min(1).max(100),
    }),
    answer: done,
    status: 201,
    handle: async (c, { id, body: { recommendations, day, due, ...body } }) => {
      const round = await seenRound(c, id)
      const { ctx } = c.var
      const [sheets, terms] = [
        await sheetsIn(ctx.db.reader, [round.id]),
        await termsFor(ctx.db.reader, round.path, ctx.today),
      ]
      const texts = recommendations.map((text) => text.replace(/\s*\n\s*/g, ' ')).join('\n')
      const typed = { ...body, day: shown(day), due: due ? shown(due) : '', texts }
      const { input, errors } = readRecommendations(ctx, typed, round.outsideBody, sheets, terms)
      if (Object.keys(errors).length > 0) throw new Invalid(errors)
      return { id: await addRecommendations(ctx, id, input) }
    },
  }),
]

const told = (now: Record<MetricKey, Figure>, before: Record<MetricKey, Figure>) =>
  metrics.map(({ figure, ...metric }) => ({ ...metric, now: now[metric.key], before: before[metric.key] }))

async function seenRound(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
  const round = await findRound(db.reader, who, id)
  refuseUnless(round && can(who, 'round.see', round), 'missing')
  return round
}

async function findingsOf(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
  return wholeFindingsOf(db.reader, who, await seenRound(c, id))
}

function proposed(c: WebContext, finding: string, proposal: Proposal) {
  const { doer, approver, due } = proposal
  const unclear = Object.entries(remedyErrors(proposal, c.var.ctx.today, finding))
  const named = (one: Proposal['doer']) => (one ? { id: one.publicId, name: one.name } : null)
  return {
    doer: named(doer),
    approver: named(approver),
    due,
    unclear: unclear.map(([field, detail]) => ({ field: bare(field), detail })),
  }
}

/** 'due.<finding>' -> 'due': where there is only one, its fields go without its id. */
const bare = (field: string) => field.split('.')[0] ?? field

async function beside<T>(finding: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const own = Object.entries(error.errors).filter(([field]) => field.endsWith(`.${finding}`))
    throw new Invalid(Object.fromEntries(own.map(([field, text]) => [bare(field), text])))
  }
}
