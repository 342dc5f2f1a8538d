import { z } from 'zod'
import { clarityPresets } from '../data/clarity-sets.ts'
import { endpoint } from '../endpoint.ts'
import { officeOf } from '../people/queries.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import type { WebContext } from '../web.tsx'
import { chooseClarity } from './commands.ts'
import { clarityFor, findOffice, segmentShape } from './queries.ts'

const ref = z.object({ id: z.string(), name: z.string() })
const segments = z.array(segmentShape)
const officeId = z.string().optional().describe('Cơ quan khác; không ghi là cơ quan của người của mã.')
const inForce = z.object({
  office: ref,
  chosenBy: ref.nullable().describe('Cơ quan đã chọn bộ đang dùng; null khi chưa ai chọn.'),
  version: z.number().int().describe('Số lần cơ quan này đã chọn; gửi lại trong If-Match.'),
  segments: segments.describe('Các rõ theo thứ tự, mỗi mục của một việc thuộc đúng một rõ.'),
  presets: z
    .array(z.object({ key: z.string(), source: z.string(), confidence: z.string(), segments }))
    .describe('Các bộ có sẵn, nguồn và mức đối chiếu.'),
})
const choice = z.object({
  officeId,
  preset: z.string().optional().describe('Tên một bộ có sẵn; hoặc ghi segments.'),
  segments: segments.optional(),
})

/** The set of rõ in force, and its choice. */
export const settingsEndpoints = [
  endpoint({
    method: 'get',
    path: '/settings/clarity',
    action: 'unit.see',
    summary: 'Bộ rõ đang dùng ở cơ quan, và các bộ có sẵn',
    query: z.object({ officeId }),
    answer: inForce,
    handle: (c, { query }) => clarityOf(c, query.officeId),
  }),
  endpoint({
    method: 'post',
    path: '/settings/clarity',
    action: 'unit.configure',
    summary: 'Chọn bộ rõ của cơ quan; việc đã giao giữ nguyên',
    body: choice,
    answer: inForce,
    handle: async (c, { body }) => {
      const preset = clarityPresets.find(({ key }) => key === body.preset)
      const set = body.segments ?? preset?.set
      if (!set) throw new Invalid({ preset: 'Ghi tên một bộ có sẵn, hoặc ghi segments.' })
      const { publicId } = await officeAsked(c, body.officeId)
      await chooseClarity(c.var.ctx, publicId, set)
      return clarityOf(c, publicId)
    },
  }),
]

async function officeAsked(c: WebContext, id: string | undefined) {
  const { db, who } = c.var.ctx
  const own = id ? undefined : await officeOf(db.reader, who.path)
  const office = await findOffice(db.reader, id ?? own?.publicId ?? '')
  refuseUnless(office, 'missing')
  return office
}

async function clarityOf(c: WebContext, id: string | undefined) {
  const { publicId, name, path, version } = await officeAsked(c, id)
  const { set, office } = await clarityFor(c.var.ctx.db.reader, path)
  return {
    office: { id: publicId, name },
    chosenBy: office ? { id: office.publicId, name: office.name } : null,
    version,
    segments: written(set),
    presets: clarityPresets.map(({ set, ...preset }) => ({ ...preset, segments: written(set) })),
  }
}

const written = (set: (typeof clarityPresets)[number]['set']) =>
  set.map((segment) => ({ ...segment, fields: [...segment.fields] }))
