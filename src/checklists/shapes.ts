import { z } from 'zod'
import { nfc, nfcLines } from '../rules/names.ts'
import { tidyText } from '../sheets/text.ts'

const tooLong = (most: number) => `Rút gọn còn không quá ${most} ký tự.`

/** A text on one line, as a spreadsheet would keep it too, so that what goes out comes back the same. */
export const line = (missing: string, most: number) =>
  z
    .string(missing)
    .overwrite((text) => nfc(tidyText(text)))
    .min(1, { error: missing, abort: true })
    .max(most, tooLong(most))

/** A text of any number of lines, or none. */
export const lines = (most: number) =>
  z
    .string('Ghi bằng chữ, trong dấu nháy kép.')
    .overwrite((text) => nfcLines(tidyText(text)))
    .max(most, tooLong(most))

/** An object with nothing else in it: a misspelt name is not passed over in silence. */
export const only = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject(shape, {
    error: ({ code, keys }: { code?: string; keys?: string[] }) =>
      code === 'unrecognized_keys' ? `Không có mục tên “${keys?.join('”, “')}”.` : 'Ghi các mục trong { }.',
  })
