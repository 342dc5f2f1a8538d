import { z } from 'zod'
import { remedyGroups } from '../../../views/inspections/remedy-groups.ts'
import { itemsOf } from '../../checklists/body.ts'
import { endpoint, listOf, paging } from '../../endpoint.ts'
import { officeOf } from '../../people/queries.ts'
import { Invalid, Refusal, refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { severities } from '../../rules/inspections.ts'
import { findingAnswers } from '../../rules/rounds.ts'
import type { WebContext } from '../../web.tsx'
import { findFinding, findingsSeen } from '../findings/find-findings.ts'
import { findingFilter, readFindingQuery } from '../findings/finding-asked.ts'
import { findingForm, readFinding } from '../findings/finding-form.ts'
import {
  addFinding,
  answerFinding,
  editFinding,
  putFinding,
  removeFinding,
  withdrawFinding,
} from '../findings/findings.ts'
import { findRound, roundsSeen, sheetsIn } from '../queries.ts'
import { coverageFor, planOf, savePlan } from '../rounds/plans.ts'
import { readRound, roundForm } from '../rounds/round-form.ts'
import { cancelRound, editRound, planRound, startRound } from '../rounds/rounds.ts'
import { judged } from '../sheets/answer-form.ts'
import { answerShown } from '../sheets/answer-json.ts'
import { addPhotos, removePhoto, saveAnswers, saveSheetText } from '../sheets/answering.ts'
import { filesIn, findInspecting, findReadable, storePhotos } from '../sheets/photos.ts'
import { answersOf, bodyOfRound } from '../sheets/sheets.ts'
import { termsFor } from '../terms/terms.ts'
import { answer, answerIn, finding, findingIn, line, planOut, roundIn, sheet, whole } from './shapes.ts'
import { asFinding, asLine, asSheet, asWhole } from './shown.ts'

const done = z.object({ id: z.string() })
const year = z.coerce.number().int().min(2000).max(2100)

async function seen(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
  const round = await findRound(db.reader, who, id)
  refuseUnless(round && can(who, 'round.see', round), 'missing')
  return round
}

async function seenFinding(c: WebContext, id: string) {
  const found = await findFinding(c.var.ctx.db.reader, id)
  refuseUnless(found && can(c.var.ctx.who, 'finding.see', found), 'missing')
  return found
}

/** A round as JSON brings it, people and units by their public ids; refused field by field. */
async function inputOf(c: WebContext, body: z.output<typeof roundIn>) {
  const { head, secretary, orderer, members, units, people, ...plain } = body
  const typed = roundForm.parse({
    ...plain,
    ...{ headId: head, secretaryId: secretary, ordererId: orderer, member: members, unit: units, person: people },
  })
  const { input, errors } = await readRound(c.var.ctx, typed)
  if (Object.keys(errors).length > 0) throw new Invalid(errors)
  return input
}

async function findingInput(c: WebContext, body: z.output<typeof findingIn>, path: string) {
  const typed = findingForm.parse({ ...body, due: body.due ?? '' })
  const { input, errors } = await readFinding(
    c.var.ctx,
    typed,
    await termsFor(c.var.ctx.db.reader, path, c.var.ctx.today),
  )
  if (Object.keys(errors).length > 0) throw new Invalid(errors)
  return input
}

/** Self-inspection: what its pages can do. */
export const inspectionEndpoints = [
  endpoint({
    method: 'get',
    path: '/inspections',
    action: 'round.see',
    summary: 'Các đợt kiểm tra của một năm thuộc phạm vi được xem',
    query: z.object({ year: year.optional().describe('Năm nay nếu không ghi.') }),
    answer: listOf(line),
    handle: async (c, { query }) => {
      const { db, who, today } = c.var.ctx
      const rows = await roundsSeen(db.reader, who, query.year ?? Number(today.slice(0, 4)))
      const sheets = await sheetsIn(
        db.reader,
        rows.map(({ id }) => id),
      )
      return { items: rows.map((row) => asLine(row, sheets)), next: null }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections',
    action: 'unit.planInspection',
    summary: 'Lập đợt kiểm tra',
    body: roundIn,
    answer: done,
    status: 201,
    handle: async (c, { body }) => ({ id: await planRound(c.var.ctx, await inputOf(c, body)) }),
  }),
  endpoint({
    method: 'get',
    path: '/inspections/plan',
    action: 'round.see',
    summary: 'Kế hoạch kiểm tra năm và độ phủ',
    query: z.object({ year: year.optional() }),
    answer: planOut,
    handle: async (c, { query }) => {
      const { db, who, today } = c.var.ctx
      const asked = query.year ?? Number(today.slice(0, 4))
      const office = await officeOf(db.reader, who.path)
      const plan = office && (await planOf(db.reader, office.id, asked))
      const coverage = await coverageFor(db.reader, who, asked)
      return {
        year: asked,
        document: plan?.document ?? null,
        target: plan?.target ?? null,
        version: plan?.version ?? 0,
        coverage: coverage ? { done: coverage.done, of: coverage.of } : null,
      }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/plan',
    action: 'unit.planInspection',
    summary: 'Lập, sửa kế hoạch kiểm tra năm',
    body: z.object({ year, document: z.string().max(300).default(''), target: z.number().int().min(0).max(100) }),
    answer: done,
    handle: async (c, { body: { year, ...input } }) => ({ id: await savePlan(c.var.ctx, year, input) }),
  }),
  endpoint({
    method: 'get',
    path: '/inspections/{id}',
    action: 'round.see',
    summary: 'Một đợt kiểm tra với đoàn và các phiếu',
    answer: whole,
    handle: async (c, { id }) => {
      const round = await seen(c, id)
      return asWhole(c.var.ctx, round)
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/{id}/edit',
    action: 'round.edit',
    summary: 'Sửa đợt kiểm tra chưa bắt đầu',
    body: roundIn,
    answer: done,
    handle: async (c, { id, body }) => {
      await seen(c, id)
      return { id: await editRound(c.var.ctx, id, await inputOf(c, body)) }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/{id}/start',
    action: 'round.start',
    summary: 'Bắt đầu đợt kiểm tra',
    answer: done,
    handle: async (c, { id }) => ({ id: await startRound(c.var.ctx, id) }),
  }),
  endpoint({
    method: 'post',
    path: '/inspections/{id}/cancellation',
    action: 'round.cancel',
    summary: 'Bỏ đợt kiểm tra chưa bắt đầu',
    answer: done,
    handle: async (c, { id }) => ({ id: await cancelRound(c.var.ctx, id) }),
  }),
  endpoint({
    method: 'get',
    path: '/inspections/sheets/{id}',
    action: 'round.see',
    summary: 'Một phiếu kiểm tra với các mục và kết quả',
    answer: sheet,
    handle: async (c, { id }) => asSheet(c.var.ctx, await findReadable(c, id)),
  }),
  endpoint({
    method: 'post',
    path: '/inspections/sheets/{id}/text',
    action: 'round.inspect',
    summary: 'Ghi địa điểm, đại diện đơn vị, ưu điểm',
    body: z.object({
      place: z.string().max(300).default(''),
      met: z.string().max(500).default(''),
      strengths: z.string().max(4000).default(''),
      version: z.number().int(),
    }),
    answer: done,
    handle: async (c, { id, body: { version, ...text } }) => {
      await findInspecting(c, id)
      await saveSheetText(c.var.ctx, id, text, version)
      return { id }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/sheets/{id}/answers/{item}',
    action: 'round.inspect',
    summary: 'Ghi kết quả một mục; 409 khi người khác vừa ghi mục đó',
    body: answerIn,
    answer,
    handle: async (c, { id, body: { version, ...given } }) => {
      const { round, id: sheetId } = await findInspecting(c, id)
      const item = itemsOf(await bodyOfRound(c.var.ctx.db.reader, round)).find(
        ({ code }) => code === c.req.param('item'),
      )
      refuseUnless(item, 'missing')
      const read = judged(item, given)
      if (Object.keys(read.errors).length > 0) throw new Invalid(read.errors)
      const { conflicts } = await saveAnswers(c.var.ctx, id, [{ ...read.input, item: item.code, version }])
      if (conflicts.length > 0) throw new Refusal('stale')
      return answerShown(item.code, (await answersOf(c.var.ctx.db.reader, [sheetId])).get(sheetId)?.get(item.code))
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/sheets/{id}/photos',
    action: 'round.inspect',
    summary: 'Thêm ảnh cho một mục (multipart: item, photo)',
    body: z.object({ item: z.string().max(20), photo: z.any() }),
    multipart: true,
    answer: done,
    handle: async (c, { id, body: { item, photo } }) => {
      await findInspecting(c, id)
      const files = await storePhotos(c, filesIn(photo), 'photo')
      if (files.length === 0) throw new Invalid({ photo: 'Chọn ít nhất một ảnh.' })
      await addPhotos(
        c.var.ctx,
        id,
        files.map((file) => ({ item, file })),
      )
      return { id }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/sheets/{id}/photos/{file}/removal',
    action: 'round.inspect',
    summary: 'Bỏ một ảnh của mục',
    answer: done,
    handle: async (c, { id }) => {
      await findInspecting(c, id)
      return { id: await removePhoto(c.var.ctx, id, c.req.param('file') ?? '') }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/sheets/{id}/findings',
    action: 'round.inspect',
    summary: 'Ghi tồn tại',
    body: findingIn,
    answer: done,
    status: 201,
    handle: async (c, { id, body }) => {
      const { round } = await findInspecting(c, id)
      return { id: await addFinding(c.var.ctx, id, await findingInput(c, body, round.path)) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/findings',
    action: 'finding.see',
    summary: 'Tồn tại thuộc phạm vi được xem, mới nhất trước',
    query: paging.extend({
      unit: z.string().max(100).optional().describe('Mã công khai của đơn vị; gồm cả đơn vị trực thuộc.'),
      severity: z.enum(severities).optional(),
      show: z.enum(['open', 'mine', 'waiting', 'withdrawn']).optional(),
      from: z.iso.date().optional().describe('Ghi nhận từ ngày.'),
      to: z.iso.date().optional().describe('Ghi nhận đến ngày.'),
      remedy: z.enum(Object.keys(remedyGroups)).optional().describe('Tình trạng khắc phục.'),
      repeat: z.enum(['1']).optional().describe('1: chỉ tồn tại tái phạm.'),
      outside: z.enum(['0', '1']).optional().describe('1: chỉ kiến nghị của cơ quan ngoài; 0: không kể.'),
    }),
    answer: listOf(finding),
    handle: async (c, { query: { limit, ...query } }) => {
      const { db, who } = c.var.ctx
      const asked = readFindingQuery((name) => query[name as keyof typeof query])
      const filter = await findingFilter(c.var.ctx, asked)
      const rows = await findingsSeen(db.reader, who, filter, limit + 1)
      const next = rows.length > limit ? (rows[limit - 1]?.publicId ?? null) : null
      return { items: rows.slice(0, limit).map((row) => asFinding(row, c.var.ctx.today)), next }
    },
  }),
  endpoint({
    method: 'get',
    path: '/findings/{id}',
    action: 'finding.see',
    summary: 'Một tồn tại',
    answer: finding,
    handle: async (c, { id }) => asFinding(await seenFinding(c, id), c.var.ctx.today),
  }),
  endpoint({
    method: 'post',
    path: '/findings/{id}/edit',
    action: 'finding.edit',
    summary: 'Sửa tồn tại chưa chuyển bên được kiểm tra',
    body: findingIn,
    answer: done,
    handle: async (c, { id, body }) => {
      await seenFinding(c, id)
      const { roundPath } = await seenFinding(c, id)
      return { id: await editFinding(c.var.ctx, id, await findingInput(c, body, roundPath)) }
    },
  }),
  endpoint({
    method: 'post',
    path: '/findings/{id}/removal',
    action: 'finding.edit',
    summary: 'Bỏ tồn tại ghi nhầm, chưa chuyển bên được kiểm tra',
    answer: done,
    handle: async (c, { id }) => ({ id: await removeFinding(c.var.ctx, id) }),
  }),
  endpoint({
    method: 'post',
    path: '/findings/{id}/putting',
    action: 'finding.put',
    summary: 'Chuyển tồn tại cho bên được kiểm tra',
    answer: done,
    handle: async (c, { id }) => ({ id: await putFinding(c.var.ctx, id) }),
  }),
  endpoint({
    method: 'post',
    path: '/findings/{id}/answer',
    action: 'finding.answer',
    summary: 'Nhất trí hoặc giải trình',
    body: z.object({ answer: z.enum(findingAnswers), text: z.string().max(4000).default('') }),
    answer: done,
    handle: async (c, { id, body }) => ({ id: await answerFinding(c.var.ctx, id, { ...body, files: [] }) }),
  }),
  endpoint({
    method: 'post',
    path: '/findings/{id}/withdrawal',
    action: 'finding.withdraw',
    summary: 'Rút tồn tại sau giải trình',
    body: z.object({ reason: z.string().min(1).max(1000) }),
    answer: done,
    handle: async (c, { id, body }) => ({ id: await withdrawFinding(c.var.ctx, id, body.reason) }),
  }),
]
