import { z } from 'zod'
import { results } from '../rules/inspections.ts'
import { line, only } from './shapes.ts'

/** The words beside a measure are written in one cell of a spreadsheet: what sets them apart there is not in them. */
const label = (missing: string, most = 60) =>
  line(missing, most).regex(/^[^;=]*$/, 'Nhãn không có dấu chấm phẩy, dấu bằng.')
const half = (missing: string) => label(missing).regex(/^[^/]*$/, 'Nhãn không có dấu gạch chéo.')
const pair = only({ part: half('Ghi nhãn của số thứ nhất.'), whole: half('Ghi nhãn của tổng số.') })
const yes = z
  .boolean('Ghi true hoặc false.')
  .optional()
  .overwrite((value) => value || undefined)
const bound = z
  .number('Ghi một số.')
  .min(-1e9, 'Số quá nhỏ.')
  .max(1e9, 'Số quá lớn.')
  .refine((value) => Number(value.toFixed(3)) === value, 'Ghi không quá ba số lẻ.')
  .overwrite((value) => value + 0)

/** How a bound is written beside a unit: 'từ 5', 'đến 15,5'. */
export const boundText = /^(từ|đến)\s+(\S+)$/i

const measures = [
  only({
    type: z.literal('passFail'),
    per: z.enum(['room', 'absentPerson'], 'Ghi room hoặc absentPerson.').optional(),
    names: yes,
    document: yes,
    extra: label('Ghi nội dung phải ghi thêm.', 300).optional(),
  }),
  only({
    type: z.literal('headcount'),
    labels: only({
      staff: label('Ghi nhãn của tổng số, ví dụ biên chế.'),
      present: label('Ghi nhãn của số có mặt.'),
      excused: label('Ghi nhãn của số vắng có lý do.'),
      unexcused: label('Ghi nhãn của số vắng không lý do.'),
    }),
  }),
  only({ type: z.literal('count'), label: label('Ghi đếm cái gì, ví dụ người không đeo thẻ.'), names: yes }),
  only({ type: z.literal('ratio'), labels: pair, list: label('Ghi phải liệt kê cái gì.').optional() }),
  only({ type: z.literal('sample'), labels: pair }),
  only({ type: z.literal('document') }),
  only({
    type: z.literal('number'),
    unit: label('Ghi đơn vị đo, ví dụ phút.').refine(
      (unit) => !boundText.test(unit),
      'Ghi đơn vị đo trước, ví dụ phút.',
    ),
    least: bound.optional(),
    most: bound.optional(),
  }).refine(({ least, most }) => least === undefined || most === undefined || least <= most, {
    error: 'Số “từ” không lớn hơn số “đến”.',
    path: ['least'],
  }),
  only({
    type: z.literal('choice'),
    options: z
      .array(
        only({ label: label('Ghi tên mức.'), result: z.enum(results, 'Ghi một trong: pass, partial, fail, na.') }),
        'Ghi các mức trong [ ].',
      )
      .min(2, 'Ghi ít nhất hai mức.')
      .max(10, 'Ghi không quá 10 mức.')
      .refine((options) => new Set(options.map(({ label }) => label)).size === options.length, 'Hai mức trùng tên.'),
  }),
  only({ type: z.literal('text') }),
] as const

/** What is recorded beside the result: `Measure` of src/rules/inspections.ts, as JSON brings it. */
export const measureBody = z.discriminatedUnion('type', measures, {
  error: `Ghi type là một trong: ${measures.map(({ shape }) => shape.type.value).join(', ')}.`,
})
