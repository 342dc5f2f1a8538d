import type { Cell } from './cells.ts'

/** Spaces that do not break, and the like, are spaces; what has no width and no meaning in Vietnamese is left out. */
const spaces = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff\ufffe\uffff]|\p{Cs}/gu
const plain = /^[!-~]+$/

/** The text of a cell in NFC, without what cannot be seen, with the line breaks of one kind and none around it. */
export function tidyText(text: string): string {
  if (plain.test(text)) return text
  return text.replace(/\r\n?/g, '\n').replace(unseen, '').replace(spaces, ' ').normalize('NFC').trim()
}

/** Nothing but space is nothing. */
export const textCell = (text: string): Cell => tidyText(text) || null
