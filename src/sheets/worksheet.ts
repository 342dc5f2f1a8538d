import { type Book, isTrue } from './book.ts'
import { type Budget, limits } from './limits.ts'
import { readPart } from './package.ts'
import { faultRanges, type Range, rangeOf } from './ranges.ts'
import { faulty } from './refusals.ts'
import { type RowBuilder, rowBuilder } from './rows.ts'
import { gathering } from './strings.ts'
import { type RawCell, take } from './values.ts'
import type { Attributes } from './xml.ts'
import type { Zip } from './zip.ts'

/** The rows of one sheet that have something in them, with what is wrong with each. */
export async function readWorksheet(zip: Zip, sheet: Book['sheets'][number], book: Book, budget: Budget) {
  const { listener, rows, merged, formulas } = worksheet(sheet.name, book, budget)
  await readPart(zip, sheet.part, listener)
  await faultRanges(rows, merged, faulty.merged)
  await faultRanges(rows, formulas, faulty.formulaRange)
  return rows
}

/** Listens to the XML of a sheet; what it has heard so far is the row it is in, the cell, and whether its text follows. */
function worksheet(name: string, book: Book, budget: Budget) {
  const [merged, formulas]: [Range[], Range[]] = [[], []]
  const build = rowBuilder(name, budget)
  const gather = gathering()
  let inRows = false
  let cell: RawCell | undefined
  let inText = false
  let spoken = false // a reading aid for Japanese, beside the text

  const above = (tag: string, attributes: () => Attributes) => {
    if (tag === 'sheetData') inRows = true
    else if (tag === 'col') hideColumns(build, attributes())
    else if (tag === 'mergeCell') push(merged, attributes().ref)
  }
  const within = (tag: string, attributes: () => Attributes) => {
    if (tag === 'c') cell = startCell(build, attributes())
    else if (tag === 'row') startRow(build, attributes())
    else if (tag === 'f') startFormula(attributes())
    else if (tag === 'rPh') spoken = true
    inText = tag === 'v' || (tag === 't' && !spoken)
  }
  const startFormula = ({ t, ref }: Attributes) => {
    if (cell) cell.formula = true
    if (t !== 'shared') push(formulas, ref)
  }
  const listener = {
    open: (tag: string, attributes: () => Attributes) => (inRows ? within : above)(tag, attributes),
    text(piece: string) {
      if (inText) gather.add(piece)
    },
    close(tag: string) {
      inText = false
      if (tag === 'rPh') spoken = false
      if (tag === 'c' && cell) {
        cell.text = gather.take()
        build.endCell(cell.column, take(cell, book))
        cell = undefined
      }
      if (tag === 'row' && inRows) build.endRow()
      if (tag === 'sheetData') inRows = false
    },
  }
  return { listener, rows: build.rows, merged, formulas }
}

const startRow = (build: RowBuilder, { r, hidden }: Attributes) => build.startRow(r, isTrue(hidden))

/** Named one by one: spread into the new object they take four times as long, which a sheet's cells feel. */
function startCell(build: RowBuilder, { r, t = 'n', s = '-1' }: Attributes): RawCell {
  const { column, name } = build.startCell(r)
  return { column, name, type: t, style: Number(s), formula: false, text: '' }
}

function hideColumns(build: RowBuilder, { min, max, hidden }: Attributes) {
  if (isTrue(hidden)) build.hideColumns(Number(min) - 1, Math.min(Number(max), limits.columns) - 1)
}

function push(ranges: Range[], name = '') {
  const range = rangeOf(name)
  if (range) ranges.push(range)
}
