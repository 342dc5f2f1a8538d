import { z } from 'zod'
import { lackText } from '../../../views/inspections/sign-off-lacks.tsx'
import { endpoint } from '../../endpoint.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { isWaivable, sides } from '../../rules/sign-off.ts'
import type { WebContext } from '../../web.tsx'
import { isRecordable, recordPaper } from '../closing/papers.ts'
import { storeSigned } from '../closing/papers-routes.ts'
import { conclusionPaper, minutesPaper, type WordPaper } from '../closing/papers-word.ts'
import { reopenRound, signOffRound } from '../closing/sign-off.ts'
import { closingFor } from '../closing/sign-off-page.ts'
import { signSheet, unsignSheet } from '../closing/signing.ts'
import { findRound } from '../queries.ts'
import { findSheet } from '../sheets/sheets.ts'
import { closingShape, wordShape } from './sign-off-shapes.ts'

const done = z.object({ id: z.string() })
const name = z.string().min(1).max(200)

async function seen(c: WebContext, id: string) {
  const round = await findRound(c.var.ctx.db.reader, c.var.ctx.who, id)
  refuseUnless(round && can(c.var.ctx.who, 'round.see', round), 'missing')
  return round
}

const asWord = ({ name, bytes, draft, digest }: WordPaper) => ({
  ...{ name: `${name}.docx`, draft, digest },
  content: Buffer.from(bytes).toString('base64'),
})

async function paperFields(c: WebContext, body: { number: string; day: string; signer: string; file?: unknown }) {
  const { number, day, signer, file } = body
  return { number, day, signer, file: await storeSigned(c, file) }
}
const paperIn = z.object({ number: name, day: z.iso.date(), signer: name, file: z.any() })

/** Recording comes with a file, so the right to is asked before the file is taken. */
async function recordable(c: WebContext, id: string) {
  const round = await seen(c, id)
  refuseUnless(can(c.var.ctx.who, 'round.record', round), 'forbidden')
  refuseUnless(isRecordable(round), 'round.wrongState')
}

/** The end of a round: what its pages can do. */
export const signOffEndpoints = [
  endpoint({
    method: 'get',
    path: '/inspections/{id}/sign-off',
    action: 'round.see',
    summary: 'Chỗ còn thiếu để kết thúc đợt; các lần kết thúc, văn bản đã ký',
    answer: closingShape,
    handle: async (c, { id }) => {
      const view = await closingFor(c.var.ctx, await seen(c, id))
      refuseUnless(view, 'missing')
      return {
        state: view.round.state,
        lacks: view.lacks.map((lack) => ({
          ...{ kind: lack.kind, text: lackText(lack), waivable: isWaivable(lack) },
          ...{ sheet: lack.sheet?.id ?? null, items: lack.items ?? [], finding: lack.finding?.id ?? null },
        })),
        signOffs: view.signOffs.map((one) => ({
          ...{ id: one.publicId, at: one.at, by: one.by, digest: one.digest, intact: one.intact },
          ...{ reopenedAt: one.reopenedAt, reason: one.reason, sequence: one.sequence },
          figures: (view.whole && one.data?.figures) || null,
          frozen: view.whole ? one.frozen : null,
        })),
        papers: view.papers.map((one) => ({
          ...{ id: one.publicId, kind: one.kind, sheet: one.sheet, signOff: one.signOff, at: one.at },
          ...{ number: one.number, day: one.day, signer: one.signer, file: one.fileName, size: one.size },
        })),
      }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/{id}/sign-off',
    action: 'round.signOff',
    summary: 'Kết thúc đợt kiểm tra, chốt số liệu',
    body: z.object({
      waiver: z.string().max(1000).default('').describe('Lý do để ngỏ mục chưa ghi, ảnh, tên còn thiếu.'),
    }),
    answer: done,
    handle: async (c, { id, body }) => {
      await seen(c, id)
      return { id: await signOffRound(c.var.ctx, id, body) }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/{id}/reopening',
    action: 'round.reopen',
    summary: 'Mở lại đợt đã kết thúc',
    body: z.object({ reason: z.string().min(1).max(1000) }),
    answer: done,
    handle: async (c, { id, body }) => {
      await seen(c, id)
      return { id: await reopenRound(c.var.ctx, id, body.reason) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/inspections/{id}/conclusion',
    action: 'round.see',
    summary: 'Thông báo kết luận dạng Word (base64)',
    query: z.object({ signOff: z.string().max(100).optional() }),
    answer: wordShape,
    handle: async (c, { id, query }) => asWord(await conclusionPaper(c.var.ctx, id, query.signOff)),
  }),
  endpoint({
    method: 'post',
    path: '/inspections/{id}/papers',
    action: 'round.record',
    summary: 'Ghi thông báo kết luận đã ký (multipart: number, day, signer, file)',
    body: paperIn,
    multipart: true,
    answer: done,
    handle: async (c, { id, body }) => {
      await recordable(c, id)
      return { id: await recordPaper(c.var.ctx, id, { kind: 'conclusion', ...(await paperFields(c, body)) }) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/inspections/sheets/{id}/minutes',
    action: 'round.see',
    summary: 'Biên bản kiểm tra dạng Word (base64)',
    query: z.object({ signOff: z.string().max(100).optional() }),
    answer: wordShape,
    handle: async (c, { id, query }) => asWord(await minutesPaper(c.var.ctx, id, query.signOff)),
  }),
  endpoint({
    method: 'post',
    path: '/inspections/sheets/{id}/papers',
    action: 'round.record',
    summary: 'Ghi biên bản đã ký (multipart: number, day, signer, file)',
    body: paperIn,
    multipart: true,
    answer: done,
    handle: async (c, { id, body }) => {
      const sheet = await findSheet(c.var.ctx.db.reader, c.var.ctx.who, id)
      refuseUnless(sheet, 'missing')
      const round = sheet.round.publicId
      await recordable(c, round)
      return {
        id: await recordPaper(c.var.ctx, round, { kind: 'minutes', sheet: id, ...(await paperFields(c, body)) }),
      }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/sheets/{id}/signatures',
    action: 'round.record',
    summary: 'Ghi một bên ký biên bản, hoặc từ chối ký',
    body: z.object({ side: z.enum(sides), name, post: name, refused: z.string().max(1000).default('') }),
    answer: done,
    handle: async (c, { id, body }) => {
      await signSheet(c.var.ctx, id, body)
      return { id }
    },
  }),
  endpoint({
    method: 'post',
    path: '/inspections/sheets/{id}/signatures/removal',
    action: 'round.record',
    summary: 'Bỏ chữ ký ghi nhầm',
    body: z.object({ side: z.enum(sides) }),
    answer: done,
    handle: async (c, { id, body }) => {
      await unsignSheet(c.var.ctx, id, body.side)
      return { id }
    },
  }),
]
