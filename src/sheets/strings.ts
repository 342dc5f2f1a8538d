import { Invalid } from '../refusal.ts'
import { limits } from './limits.ts'
import { readPart } from './package.ts'
import { refused } from './refusals.ts'
import { tidyText } from './text.ts'
import type { Zip } from './zip.ts'

/** Gathers the pieces of a text up to the limit of a cell; what is longer is only counted, not kept. */
export function gathering() {
  let text = ''
  let length = 0
  return {
    add(piece: string) {
      length += piece.length
      if (length <= limits.cellText) text += piece
    },
    /** The text, or null for one over the limit; and a new one begins. */
    take(): string | null {
      const whole = length <= limits.cellText ? text : null
      text = ''
      length = 0
      return whole
    },
  }
}

/** The texts that the cells of a workbook share, in order; their pieces in several typefaces put together. */
export async function readStrings(zip: Zip, name: string): Promise<(string | null)[]> {
  const strings: (string | null)[] = []
  const gather = gathering()
  let inText = false
  let spoken = false // a reading aid for Japanese, beside the text
  await readPart(zip, name, {
    open(tag) {
      if (tag === 'rPh') spoken = true
      inText = tag === 't' && !spoken
    },
    text(piece) {
      if (inText) gather.add(piece)
    },
    close(tag) {
      inText = false
      if (tag === 'rPh') spoken = false
      if (tag === 'si') strings.push(kept(gather.take()))
      if (strings.length > limits.cells) throw new Invalid({ file: refused.tooMuch })
    },
  })
  return strings
}

const kept = (text: string | null) => (text === null ? null : tidyText(withoutEscapes(text)))

/** '_x000D_' is how a spreadsheet writes a character that XML has no room for. */
export const withoutEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
