import { z } from 'zod'
import { stepDoers, type TaskField } from '../rules/clarity.ts'
import { type ClaritySet, segmentOf } from '../rules/clarity-set.ts'
import { keyOf } from '../rules/names.ts'
import { readFactor, readSteps, readWhole, stepsOf } from '../tasks/giving/form.ts'
import type { Errors } from '../web.tsx'
import { type TemplateBody, templateBody } from './body.ts'

const text = z.string().default('')

/** The form of a template as typed. */
export const templateForm = z.preprocess(
  (typed) => ({ ...(typed as object), ...('stepName' in (typed as object) && { steps: stepsOf(typed as Typed) }) }),
  z.object({
    name: text,
    key: text,
    title: text,
    content: text,
    steps: z
      .array(z.object({ name: text, days: text, doer: z.enum(stepDoers).catch('responsible') }))
      .max(50)
      .default([]),
    product: text,
    quantity: text,
    quantityUnit: text,
    acceptance: text,
    evidence: text,
    consequence: text,
    factor: text,
    dueDays: text,
  }),
)
type Typed = Record<string, unknown>
export type TemplateForm = z.infer<typeof templateForm>

export interface TemplateInput {
  name: string
  key: string
  body: TemplateBody
}

const needed: ['content' | 'product', string][] = [
  ['content', 'Ghi nội dung chung cho mọi lần giao theo mẫu.'],
  ['product', 'Ghi sản phẩm phải nộp, ví dụ “báo cáo”.'],
]

/**
 * What the form comes to, beside a sentence for each field that is not right; use the input only when there is none. A
 * template says whatever the set of rõ makes compulsory and does not change from one time to the next.
 */
export function readTemplate(form: TemplateForm, set: ClaritySet): { input: TemplateInput; errors: Errors } {
  const errors: Errors = {}
  const isAsked = (field: TaskField) => segmentOf(set, field).compulsory
  if (!form.name) errors.name = 'Ghi tên mẫu, ví dụ “Báo cáo định kỳ”.'
  for (const [field, sentence] of needed) if (!form[field] && isAsked(field)) errors[field] = sentence
  const key = form.key || keyOf(form.name)
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key) || key.length > 40)
    errors.key = 'Tên gọi nhanh gồm chữ thường không dấu, chữ số, gạch nối, không quá 40 ký tự; ví dụ baocao-dinhky.'
  const steps = readSteps(form.steps, errors)
  const fields = {
    ...form,
    steps,
    quantity: readWhole(form.quantity || '1', 'quantity', errors),
    factor: readFactor(form.factor, errors),
    dueDays: form.dueDays ? readWhole(form.dueDays, 'dueDays', errors) : undefined,
  }
  const faults = stepFaults(steps, fields.dueDays, isAsked('steps'))
  if (faults) errors.steps ??= faults
  const body = templateBody.safeParse(fields)
  for (const issue of body.error?.issues ?? []) errors[String(issue.path[0])] ??= sentenceOf(issue.code)
  return { input: { name: form.name, key, body: body.data ?? templateBody.parse({ steps: [] }) }, errors }
}

const sentenceOf = (code: string) => (code === 'too_big' ? 'Rút gọn nội dung này.' : 'Ghi số từ 1 trở lên.')

/** What a task filled from it would be refused for. */
function stepFaults(steps: TemplateBody['steps'], dueDays: number | undefined, asked: boolean): string | undefined {
  const days = steps.flatMap((step) => step.days ?? [])
  if (steps.length === 0 && asked) return 'Ghi ít nhất một bước.'
  if (days.some((day, at) => day < (days[at - 1] ?? 0))) return 'Bước sau không xong trước bước trước.'
  if (dueDays !== undefined && days.some((day) => day > dueDays)) return 'Có bước kết thúc sau hạn của việc.'
  return undefined
}

/** A template as its form shows it. */
export const formOf = ({ name, key, body }: TemplateInput): TemplateForm => ({
  ...body,
  name,
  key,
  steps: body.steps.map(({ name, days, doer = 'responsible' }) => ({ name, days: days?.toString() ?? '', doer })),
  quantity: String(body.quantity),
  factor: String(body.factor / 100).replace('.', ','),
  dueDays: body.dueDays?.toString() ?? '',
})
