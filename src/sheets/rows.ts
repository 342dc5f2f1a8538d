import { Invalid } from '../refusal.ts'
import { cellName, type SheetRow } from './cells.ts'
import { type Budget, limits } from './limits.ts'
import { cellAt } from './ranges.ts'
import { faulty, refused } from './refusals.ts'
import type { Taken } from './values.ts'

/**
 * Puts the rows of a sheet together from its cells as they come: only rows with something in them, up to the limits.
 * Rows and cells must come in order, each once, as every spreadsheet program writes them; else the file is damaged.
 */
export function rowBuilder(sheet: string, budget: Budget) {
  const rows: SheetRow[] = []
  const hiddenColumns = new Set<number>()
  let row: SheetRow = { number: 0, cells: [], faults: [] }
  let column = -1
  let hidden = false
  return {
    rows,
    hideColumns(from: number, to: number) {
      for (let at = from; at <= to; at += 1) hiddenColumns.add(at)
    },
    startRow(name: string | undefined, isHidden: boolean) {
      const number = name === undefined ? row.number + 1 : Number(name)
      if (!(Number.isInteger(number) && number > row.number && number <= 1_048_576)) throw damaged()
      row = { number, cells: [], faults: [] }
      column = -1
      hidden = isHidden
    },
    /** A cell without a name of its own is the next one. */
    startCell(name: string | undefined) {
      const at = name === undefined ? { column: column + 1, row: row.number } : cellAt(name)
      if (at?.row !== row.number || at.column <= column) throw damaged()
      column = at.column
      return { column, name: cellName(column, row.number) }
    },
    endCell(at: number, { cell, fault }: Taken) {
      if (cell === null && fault === undefined) return
      if (at >= limits.columns) throw new Invalid({ file: refused.tooManyColumns(sheet, cellName(at, row.number)) })
      budget.keep(cell)
      while (row.cells.length < at) row.cells.push(null)
      row.cells.push(cell)
      if (fault !== undefined) row.faults.push({ column: at, text: fault })
      if (hiddenColumns.has(at)) row.faults.push({ column: at, text: faulty.hiddenColumn(at) })
    },
    endRow() {
      if (row.cells.length === 0) return
      if (hidden) row.faults.unshift({ column: -1, text: faulty.hiddenRow(row.number) })
      rows.push(row)
      if (rows.length > limits.rows) throw new Invalid({ file: refused.tooManyRows(sheet) })
    },
  }
}

export type RowBuilder = ReturnType<typeof rowBuilder>

const damaged = () => new Invalid({ file: refused.damaged })
