import { z } from 'zod'
import { type Errors, firstErrors, type Typed } from '../../web.tsx'

const text = (most: number) => z.string().max(most, `Rút gọn còn không quá ${most} ký tự.`).default('')
const textForm = z.object({ place: text(300), met: text(500), strengths: text(4000) })

/** The lines of the minutes out of a form; without `text` there is something wrong with a field. */
export function readText(typed: Typed): { text?: z.infer<typeof textForm>; errors: Errors } {
  const read = textForm.safeParse(typed)
  return read.success ? { text: read.data, errors: {} } : { errors: firstErrors(read.error) }
}
