import { z } from 'zod'
import { memberParts, results, roundForms, roundStates, severities } from '../../rules/inspections.ts'
import { remedyStates } from '../../rules/remedies.ts'
import { findingAnswers, findingStages } from '../../rules/rounds.ts'
import { valueBody } from '../sheets/answer-value.ts'

/** Rounds, sheets and findings as the API takes and shows them. */

const ref = z.object({ id: z.string(), name: z.string() })

export const line = z.object({
  id: z.string(),
  name: z.string(),
  form: z.enum(roundForms),
  state: z.enum(roundStates),
  number: z.number().int().nullable().describe('Số đợt trong năm; null khi chưa bắt đầu.'),
  outsideBody: z.string(),
  document: z.string(),
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  startedAt: z.string().nullable(),
  orderedBy: ref,
  inspected: z.array(z.object({ unit: ref, person: ref.nullable() })),
  version: z.number().int(),
})

const counts = z.object({
  pass: z.number().int(),
  partial: z.number().int(),
  fail: z.number().int(),
  na: z.number().int(),
  open: z.number().int(),
})

export const whole = line.extend({
  ownReason: z.string(),
  checklist: z.object({ id: z.string(), name: z.string(), number: z.number().int() }).nullable(),
  team: z.array(ref.extend({ part: z.enum(memberParts) })),
  sheets: z.array(z.object({ id: z.string(), unit: ref, person: ref.nullable(), counts: counts.nullable() })),
})

export const roundIn = z.object({
  form: z.enum(roundForms),
  name: z.string().max(300),
  outsideBody: z.string().max(300).default(''),
  document: z.string().max(300).default(''),
  checklist: z.string().max(100).default('').describe('Không cần với đợt của cơ quan ngoài.'),
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  orderer: z.string().max(100).optional().describe('Người quyết định; người lập nếu không ghi.'),
  head: z.string().max(100),
  secretary: z.string().max(100).optional(),
  members: z.array(z.string().max(100)).max(200).default([]),
  units: z.array(z.string().max(100)).max(200).default([]),
  people: z.array(z.string().max(100)).max(200).default([]),
  ownReason: z.string().max(1000).default(''),
})

export const planOut = z.object({
  year: z.number().int(),
  document: z.string().nullable(),
  target: z.number().int().nullable().describe('Phần trăm số đơn vị phải kiểm tra.'),
  version: z.number().int(),
  coverage: z
    .object({ done: z.number().int(), of: z.number().int() })
    .nullable()
    .describe('Số đơn vị đã kiểm tra trên số đơn vị thuộc phạm vi của người của mã.'),
})

export const answer = z.object({
  item: z.string(),
  result: z.enum(results).nullable(),
  value: valueBody,
  note: z.string(),
  version: z.number().int().describe('0 khi mục chưa có kết quả.'),
  by: z.string().nullable(),
  at: z.string().nullable(),
})

export const answerIn = z.object({
  result: z.enum(results).nullable().default(null),
  value: valueBody.default({}),
  note: z.string().max(2000).default(''),
  version: z.number().int().min(0),
})

export const sheet = z.object({
  id: z.string(),
  round: ref,
  unit: ref,
  person: ref.nullable(),
  place: z.string(),
  met: z.string(),
  strengths: z.string(),
  version: z.number().int(),
  counts,
  partial: z.boolean().describe('Có dùng “Đạt một phần” hay không.'),
  items: z.array(
    z.object({
      code: z.string(),
      group: z.string(),
      name: z.string(),
      severity: z.enum(severities),
      measure: z.looseObject({ type: z.string() }),
      photo: z.boolean(),
      answer,
      photos: z.array(z.object({ id: z.string(), name: z.string(), size: z.number().int() })),
    }),
  ),
})

export const findingIn = z.object({
  item: z.string().max(20).default('').describe('Mã mục; để trống khi không thuộc mục nào.'),
  text: z.string().max(2000),
  severity: z.enum(severities),
  person: z.string().max(100).default(''),
  remedy: z.string().max(2000),
  remedier: z.string().max(100),
  due: z.iso.date().optional().describe('Theo mức độ, tính bằng ngày làm việc, nếu không ghi.'),
})

export const finding = z.object({
  id: z.string(),
  number: z.number().int(),
  round: ref,
  item: z.string(),
  text: z.string(),
  severity: z.enum(severities),
  unit: ref,
  person: ref.nullable(),
  foundOn: z.iso.date(),
  remedy: z.string(),
  remedier: ref.nullable(),
  due: z.iso.date(),
  repeat: z.boolean().describe('Tái phạm: cùng mục, cùng đơn vị, trong số tháng cơ quan quy định.'),
  stage: z.enum(findingStages),
  putAt: z.string().nullable(),
  answerBy: z.iso.date().nullable(),
  answer: z.enum(findingAnswers).nullable(),
  answerText: z.string(),
  answeredAt: z.string().nullable(),
  conclusion: z.string().describe('Kết luận của cơ quan ngoài có kiến nghị này; trống với tồn tại của cơ quan.'),
  remedyState: z.enum(remedyStates).describe('Tình trạng khắc phục, suy ra từ việc khắc phục.'),
  task: z.string().nullable(),
  version: z.number().int(),
})
