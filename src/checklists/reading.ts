import { lineOf, textOf } from '../imports/cells.ts'
import { givenRows } from '../imports/given.ts'
import { guessHead, guessMapping, headingsOf, missingFields } from '../imports/headings.ts'
import { Invalid } from '../refusal.ts'
import { nfcLines, searchText } from '../rules/names.ts'
import { readSheets, type Sheet } from '../sheets/read.ts'
import { type ChecklistBody, checklistBody } from './body.ts'
import { headWords } from './book.ts'
import { itemFields } from './columns.ts'
import { readJson } from './json.ts'
import { itemReader, saidYes } from './row-reading.ts'

/** One thing to put right in a file: 'C5', the item it is about, and what to do. */
export interface FileFault {
  where: string
  about: string
  text: string
}

/** What a file says a checklist is, or everything that is wrong with it: never half of it. */
export type FileRead = { faults: FileFault[] } | { faults?: undefined; name?: string; body: ChecklistBody }

/** What the file need not say. */
type Base = Pick<ChecklistBody, 'partial' | 'note'>

/**
 * Reads a checklist sent in: an Excel or CSV table of its items, or JSON. What the file does not say of the head is as in
 * `base`. Throws `Invalid({ file })` for what cannot be read at all.
 */
export async function readChecklistFile(bytes: Uint8Array, name: string, base: Base): Promise<FileRead> {
  const isJson = /\.json$/i.test(name) || /^\s*\{/.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8'))
  if (isJson) return readJson(bytes)
  return readTable(await readSheets(bytes, name), base)
}

function readTable(sheets: readonly Sheet[], base: Base): FileRead {
  const [found, ...others] = sheets.map(mapped).filter(({ missing }) => missing.length === 0)
  if (!found) throw new Invalid({ file: `Không thấy đủ các cột ${needed}. Tải tệp mẫu để có đúng tên cột.` })
  if (others.length > 0)
    throw new Invalid({
      file: `Tệp có ${others.length + 1} trang ghi các mục, trong đó có “${found.sheet.name}” và “${others[0]?.sheet.name}”. Giữ lại một trang rồi gửi lại.`,
    })
  const head = headOf(sheets.filter((sheet) => sheet !== found.sheet))
  const { partial = base.partial, note = base.note, name } = head
  const { given } = givenRows(found.sheet.rows, found.head, found.mapping, itemFields)
  if (given.length === 0) throw new Invalid({ file: 'Tệp chưa có mục nào. Ghi ít nhất một mục dưới dòng tên cột.' })
  const reader = itemReader(partial)
  for (const row of given) reader.read(row)
  if (reader.faults.length > 0) return { faults: reader.faults }
  const read = checklistBody.safeParse({ partial, note, groups: reader.groups })
  if (!read.success) throw new Invalid({ file: read.error.issues[0]?.message ?? '' })
  return { ...(name && { name }), body: read.data }
}

const needed = itemFields
  .filter(({ required }) => required)
  .map(({ label }) => label)
  .join(', ')

function mapped(sheet: Sheet) {
  const head = guessHead(sheet, itemFields)
  const mapping = guessMapping(headingsOf(sheet.rows.find(({ number }) => number === head)), itemFields)
  return { sheet, head, mapping, missing: missingFields(mapping, itemFields) }
}

/** What the sheet "Bảng kiểm" says, where there is one. */
function headOf(sheets: readonly Sheet[]): Partial<Base> & { name?: string } {
  const rows = sheets.flatMap((sheet) => sheet.rows)
  const row = (word: string) => rows.find(({ cells }) => searchText(lineOf(cells[0])) === searchText(word))
  const said = (word: string) => {
    const found = row(word)
    const fault = found?.faults.find(({ column }) => column <= 1)
    if (fault) throw new Invalid({ file: fault.text })
    return found && nfcLines(textOf(found.cells[1]))
  }
  const partial = said(headWords.partial)
  const isPartial = partial === undefined ? undefined : saidYes(partial)
  if (partial !== undefined && isPartial === undefined)
    throw new Invalid({ file: `“${headWords.partial}” ghi là Có hoặc Không, không phải “${partial}”.` })
  return { name: said(headWords.name), note: said(headWords.note), partial: isPartial }
}
