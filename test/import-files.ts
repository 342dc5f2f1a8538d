import { expect } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import type { RowAnswer } from '../src/imports/kinds.ts'
import { answersOf, findImport } from '../src/imports/queries.ts'
import type { Name, World } from './world.ts'

export type Value = string | number | boolean | Date | null
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** An XLSX file as an office would send it, made by a library that is not ours. */
export async function xlsxFile(rows: readonly (readonly Value[])[], name = 'danh-sach.xlsx'): Promise<File> {
  return new File([await bytesOf([{ sheet: 'Danh sách', rows }])], name, { type: xlsxType })
}

export async function xlsxOfSheets(sheets: { sheet: string; rows: readonly (readonly Value[])[] }[], name = 'so.xlsx') {
  return new File([await bytesOf(sheets)], name, { type: xlsxType })
}

async function bytesOf(sheets: { sheet: string; rows: readonly (readonly Value[])[] }[]) {
  const data = sheets.map(({ sheet, rows }) => ({ sheet, data: rows.map((row) => row.map(cellOf)) }))
  return new Uint8Array(await writeExcelFile(data as never).toBuffer())
}

const cellOf = (value: Value) =>
  value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : value === null ? null : { value }

export const csvFile = (text: string, name = 'danh-sach.csv') => new File([text], name, { type: 'text/csv' })

/** Sends a file in; returns the public id of the import. */
export async function sendFile(world: World, kind: string, file: File, by: Name = 'an'): Promise<string> {
  const answer = await world.as(by).post('/imports', { kind, file })
  expect([answer.status, answer.status === 303 ? '' : await answer.text()]).toEqual([303, ''])
  return answer.headers.get('Location')?.split('/').at(-1) ?? ''
}

/** The form of the mapping as the page offers it. */
export async function offeredMapping(
  world: World,
  id: string,
  by: Name = 'an',
  query = '',
): Promise<Record<string, string>> {
  const page = await (await world.as(by).get(`/imports/${id}${query}`)).text()
  const selects = [...page.matchAll(/<select name="([^"]+)"[^>]*>(.*?)<\/select>/gs)]
  const chosen = selects.map(([, name = '', inner = '']) => [
    name,
    /<option value="([^"]*)" selected/.exec(inner)?.[1] ?? '',
  ])
  const hidden = [...page.matchAll(/<input type="hidden" name="(sheet|head)" value="(\d+)"/g)].map(
    ([, n = '', v = '']) => [n, v],
  )
  return Object.fromEntries(
    [...chosen, ...hidden].filter(([name]) => name === 'sheet' || name === 'head' || /^map\./.test(name ?? '')),
  )
}

/** Sends the mapping as guessed, with options, and has the rows checked. */
export async function check(world: World, id: string, options: Record<string, string> = {}, by: Name = 'an') {
  const answer = await world
    .as(by)
    .post(`/imports/${id}/mapping`, { ...(await offeredMapping(world, id, by)), ...options })
  expect([answer.status, answer.status === 303 ? '' : await answer.text()]).toEqual([303, ''])
  await world.work()
  return rowsOf(world, id)
}

/** What was said of every row. */
export async function rowsOf({ db }: World, id: string): Promise<RowAnswer[]> {
  const it = await findImport(db.reader, id)
  return it ? answersOf(db.reader, it, { limit: 100_000 }) : []
}

export const stateOf = async ({ db }: World, id: string) => (await findImport(db.reader, id))?.state

/** Presses the button that writes, and has the job done. */
export async function apply(world: World, id: string, fields: Record<string, string> = {}, by: Name = 'an') {
  const answer = await world.as(by).post(`/imports/${id}/application`, fields)
  await world.work()
  return answer.status
}

/** A whole file, from sending to writing. */
export async function bringIn(
  world: World,
  kind: string,
  rows: readonly (readonly Value[])[],
  options: Record<string, string> = {},
) {
  const id = await sendFile(world, kind, await xlsxFile(rows))
  const answers = await check(world, id, options)
  return { id, answers, status: await apply(world, id) }
}

/** 'refused: C5 sentence' for each row, to read in a test. */
export const told = (answers: readonly RowAnswer[]) =>
  answers.map(({ number, outcome, notes }) =>
    [`${number} ${outcome}`, ...notes.map(({ cell, text }) => (cell ? `${cell} ${text}` : text))].join(' | '),
  )
