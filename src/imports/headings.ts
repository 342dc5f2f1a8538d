import { createHash } from 'node:crypto'
import { searchText } from '../rules/names.ts'
import type { Sheet, SheetRow } from '../sheets/read.ts'
import { lineOf } from './cells.ts'
import type { Field } from './kinds.ts'

/** The column (counted from 0) of each field that has one. */
export type Mapping = Readonly<Record<string, number>>

/** Headings stand near the top, under a title and perhaps a letterhead. */
const deepest = 20
/** A shorter word stands in headings that mean something else: 'tên' in 'tên đăng nhập'. */
const tellingLength = 6

/** The row of the headings, as the spreadsheet numbers it: the one in which most fields are found. */
export function guessHead({ rows }: Pick<Sheet, 'rows'>, fields: readonly Field[]): number {
  const first = rows.slice(0, deepest)
  const found = first.map((row) => Object.keys(guessMapping(headingsOf(row), fields)).length)
  const best = found.indexOf(Math.max(...found))
  return (first[best] ?? first[0])?.number ?? 1
}

export const headingsOf = (row: Pick<SheetRow, 'cells'> | undefined): string[] => (row?.cells ?? []).map(lineOf)

/** Which column holds which field, by the words people use for it: the surest first, each column once. */
export function guessMapping(headings: readonly string[], fields: readonly Field[]): Mapping {
  const pairs = headings.flatMap((heading, column) =>
    fields.map((field) => ({ column, key: field.key, sure: likeness(searchText(heading), field) })),
  )
  const mapping: Record<string, number> = {}
  const taken = new Set<number>()
  for (const { column, key, sure } of pairs.sort((a, b) => b.sure - a.sure || a.column - b.column)) {
    if (sure === 0 || taken.has(column) || key in mapping) continue
    mapping[key] = column
    taken.add(column)
  }
  return mapping
}

/** 0 for another thing; more for a word that is the whole heading than for one that is a part of it. */
function likeness(heading: string, { label, synonyms }: Field): number {
  if (heading === '') return 0
  const words = [searchText(label), ...synonyms]
  if (words.includes(heading)) return 1000
  const inside = words.filter((word) => word.length >= tellingLength && ` ${heading} `.includes(` ${word} `))
  return Math.max(0, ...inside.map((word) => word.length))
}

/** Files with these headings, whatever their case, marks and spaces, are read alike. */
export const fingerprintOf = (headings: readonly string[]): string =>
  createHash('sha256')
    .update(headings.map((heading) => searchText(heading)).join('\n'))
    .digest('hex')

/** The labels of required fields that have no column. */
export const missingFields = (mapping: Mapping, fields: readonly Field[]): Field[] =>
  fields.filter(({ key, required }) => required && !(key in mapping))
