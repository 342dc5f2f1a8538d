import { z } from 'zod'
import { endpoint } from '../../endpoint.ts'
import { officeOf } from '../../people/queries.ts'
import { refuseUnless } from '../../refusal.ts'
import type { WebContext } from '../../web.tsx'
import { chooseTerms } from '../terms/commands.ts'
import { findTermsOffice, termsInForce, termsShape } from '../terms/terms.ts'

const ref = z.object({ id: z.string(), name: z.string() })
const officeId = z.string().optional().describe('Cơ quan khác; không ghi là cơ quan của người của mã.')
const inForce = z.object({
  office: ref,
  chosenBy: ref.nullable().describe('Cơ quan đã chọn; null khi dùng số có sẵn, chưa kiểm chứng.'),
  from: z.iso.date().nullable(),
  version: z.number().int().describe('Số lần cơ quan này đã chọn; gửi lại trong If-Match.'),
  terms: termsShape,
})

/** The terms of inspection in force, and their choice. */
export const termsEndpoints = [
  endpoint({
    method: 'get',
    path: '/settings/inspection-terms',
    action: 'unit.see',
    summary: 'Thời hạn giải trình, khắc phục, tái phạm đang dùng ở cơ quan',
    query: z.object({ officeId }),
    answer: inForce,
    handle: (c, { query }) => shownTerms(c, query.officeId),
  }),
  endpoint({
    method: 'post',
    path: '/settings/inspection-terms',
    action: 'unit.configure',
    summary: 'Chọn thời hạn kiểm tra của cơ quan, từ hôm nay; hạn đã giao giữ nguyên',
    body: termsShape.extend({ officeId, answerDays: z.number().int().min(1).max(60) }),
    answer: inForce,
    handle: async (c, { body: { officeId, ...terms } }) => {
      const { publicId } = await officeAsked(c, officeId)
      await chooseTerms(c.var.ctx, publicId, terms)
      return shownTerms(c, publicId)
    },
  }),
]

async function officeAsked(c: WebContext, id: string | undefined) {
  const { db, who } = c.var.ctx
  const own = id ? undefined : await officeOf(db.reader, who.path)
  const office = await findTermsOffice(db.reader, id ?? own?.publicId ?? '')
  refuseUnless(office, 'missing')
  return office
}

async function shownTerms(c: WebContext, id: string | undefined) {
  const { publicId, name, path, version } = await officeAsked(c, id)
  const { terms, office, from } = await termsInForce(c.var.ctx.db.reader, path, c.var.ctx.today)
  const chosenBy = office ? { id: office.publicId, name: office.name } : null
  return { office: { id: publicId, name }, chosenBy, from: from ?? null, version, terms }
}
