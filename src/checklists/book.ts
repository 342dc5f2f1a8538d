import type { WriteSheet } from 'hucre/xlsx'
import { measureGuide } from '../../views/checklists/measures.ts'
import { measureNames } from '../../views/words.ts'
import { bookOf, sheetOf } from '../xlsx.ts'
import type { ChecklistBody } from './body.ts'
import { exampleColumns, itemColumns, itemFields, rowsOf } from './columns.ts'
import { measureTypes } from './measure-text.ts'

/** What stands beside the items, a line each on a sheet of its own; found again by these words. */
export const headWords = { name: 'Tên bảng kiểm', note: 'Ghi chú', partial: 'Dùng “Đạt một phần”' } as const
type Head = Record<keyof typeof headWords, string>

const items = 'Các mục'
/** So many rows under the items are ready to be written in. */
const spare = 200

/** A checklist as an Excel file: its items, its head, and how each column and measure is written. */
export const checklistBook = (name: string, body: ChecklistBody) =>
  bookOf([
    sheetOf({ name: items, columns: itemColumns, rows: rowsOf(body), spare }),
    ...explained({ name, note: body.note, partial: body.partial ? 'Có' : 'Không' }),
  ])

/** The same with one example in it, known again and left out: what an office fills in. */
export const templateBook = () =>
  bookOf([
    sheetOf({ name: items, columns: exampleColumns, rows: [itemFields], spare }),
    ...explained({ name: '', note: '', partial: 'Không' }),
  ])

const explained = (head: Head): WriteSheet[] => [
  plain('Bảng kiểm', { Mục: 24, 'Nội dung': 80 }, headRows(head)),
  plain('Các cột', { Cột: 18, 'Ghi gì': 70, 'Ví dụ': 44 }, columnRows),
  plain('Cách ghi', measureColumns, measureRows),
]

const headRows = (head: Head) => Object.entries(headWords).map(([key, word]) => [word, head[key as keyof Head]])
const columnRows = itemFields.map(({ label, note, example }) => [label, note, String(example)])
const measureColumns = {
  'Cách ghi': 18,
  'Khi nào dùng': 40,
  'Nhãn, tùy chọn ghi gì': 60,
  'Ví dụ': 50,
  'Phần mềm tự kết luận': 44,
}
const measureRows = measureTypes.map((type) => {
  const { when, labels, example, result } = measureGuide[type]
  return [measureNames[type], when, labels, example, result]
})

/** A sheet of texts under these headings, each with the width of its column. */
const plain = (name: string, heads: Record<string, number>, rows: string[][]): WriteSheet =>
  sheetOf<string[]>({
    name,
    columns: Object.entries(heads).map(([name, width], at) => ({
      name,
      width,
      wrap: true,
      text: (row) => row[at] ?? '',
    })),
    rows,
  })
