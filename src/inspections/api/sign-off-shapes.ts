import { z } from 'zod'
import { roundStates } from '../../rules/inspections.ts'
import { lackKinds, paperKinds } from '../../rules/sign-off.ts'

const count = z.number().int()
const headcount = { present: count, excused: count, unexcused: count }

/** The figures of one round. */
const figures = z.object({
  sheets: count,
  results: z.object({ pass: count, partial: count, fail: count, na: count, open: count }),
  findings: z.object({
    counted: count,
    withdrawn: count.describe('Đã rút sau giải trình; không tính vào số nào khác.'),
    repeats: count,
    bySeverity: z.object({ light: count, medium: count, heavy: count }),
  }),
  headcount: z.object({ staff: count, ...headcount }).nullable(),
  shares: z.object(headcount).nullable().describe('Phần trăm nhân 100 của tổng quân số.'),
})

/** The end of a round as the API shows it. */
export const closingShape = z.object({
  state: z.enum(roundStates),
  lacks: z
    .array(
      z.object({
        kind: z.enum(lackKinds),
        text: z.string(),
        waivable: z.boolean().describe('Để ngỏ được nếu ghi lý do.'),
        sheet: z.string().nullable(),
        items: z.array(z.string()),
        finding: z.string().nullable(),
      }),
    )
    .describe('Chỉ đoàn kiểm tra thấy; rỗng khi kết thúc được.'),
  signOffs: z.array(
    z.object({
      id: z.string(),
      sequence: count,
      at: z.string(),
      by: z.string(),
      digest: z.string().describe('SHA-256 của `frozen`.'),
      intact: z.boolean(),
      reopenedAt: z.string().nullable(),
      reason: z.string().nullable(),
      figures: figures.nullable(),
      frozen: z.string().nullable().describe('Số liệu lúc chốt, đúng từng byte.'),
    }),
  ),
  papers: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(paperKinds),
      sheet: z.string().nullable(),
      signOff: z.string().nullable(),
      number: z.string(),
      day: z.iso.date(),
      signer: z.string(),
      file: z.string(),
      size: count,
      at: z.string(),
    }),
  ),
})

/** A Word file. */
export const wordShape = z.object({
  name: z.string(),
  draft: z.boolean(),
  digest: z.string().nullable().describe('Mã của số liệu đã chốt; null khi lập từ số liệu chưa chốt.'),
  content: z.string().describe('Tệp Word, base64.'),
})
