import { day as shown } from '../../views/format.ts'
import { nfc, nfcLines } from '../rules/names.ts'
import type { Cell } from '../sheets/read.ts'

/** Any cell as a person would type it: '' for an empty one, '15/12/2026' for a day, '912345678' for a number. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'object') return shown(cell.day)
  return typeof cell === 'boolean' ? (cell ? 'có' : 'không') : String(cell)
}

/** The same on one line. */
export const lineOf = (cell: Cell | undefined): string => nfc(textOf(cell))

/** A cell without stray space, its line breaks kept; null when nothing is left. */
export function tidy(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell
  return nfcLines(cell) || null
}
