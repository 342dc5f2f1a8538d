import { z } from 'zod'

const count = z.number().int().min(0).max(999_999)
const text = (most: number) => z.string().trim().max(most)

/** What was measured, as JSON brings it: `Measured` of src/rules/inspections.ts. */
export const valueBody = z.strictObject({
  headcount: z.strictObject({ staff: count, present: count, excused: count, unexcused: count }).optional(),
  people: z
    .array(
      z.strictObject({
        name: text(200).min(1),
        state: z.enum(['excused', 'unexcused', 'named']),
        reason: text(500).optional(),
        wholeDay: z.boolean().optional(),
      }),
    )
    .max(500)
    .optional(),
  count: count.optional(),
  part: count.optional(),
  whole: count.optional(),
  number: z.number().min(-1e9).max(1e9).optional(),
  choice: text(100).optional(),
  text: text(2000).optional(),
})
