import { z } from 'zod'
import { stepDoers } from '../rules/clarity.ts'

const line = z.string().max(300).default('')
const paragraph = z.string().max(5000).default('')

/** What one version of a template says: everything of a task that does not change from one time to the next. */
export const templateBody = z.object({
  /** Left empty where every task is called differently. */
  title: line,
  content: paragraph,
  steps: z
    .array(z.object({ name: line, days: z.number().int().min(0).optional(), doer: z.enum(stepDoers).optional() }))
    .max(50),
  product: line,
  quantity: z.number().int().min(1).default(1),
  quantityUnit: line,
  acceptance: paragraph,
  evidence: line,
  consequence: line,
  /** The conversion factor K in hundredths. */
  factor: z.number().int().min(1).default(100),
  /** Working days from the day of giving to the deadline. */
  dueDays: z.number().int().min(0).optional(),
})
export type TemplateBody = z.infer<typeof templateBody>

/** A body as it is stored, read back. */
export const readBody = (json: string): TemplateBody => templateBody.parse(JSON.parse(json))
