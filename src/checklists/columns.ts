import { labelsOf } from '../../views/checklists/measures.ts'
import { measureNames, severityNames } from '../../views/words.ts'
import type { Column } from '../columns.ts'
import type { Field } from '../imports/kinds.ts'
import { typedDecimal } from '../rules/decimals.ts'
import type { ChecklistBody, ChecklistItem } from './body.ts'

/** One line of a checklist's table: an item and the group it is in. */
export interface ItemRow {
  group: { code: string; name: string }
  item: ChecklistItem
}

export const rowsOf = ({ groups }: Pick<ChecklistBody, 'groups'>): ItemRow[] =>
  groups.flatMap(({ items, ...group }) => items.map((item) => ({ group, item })))

/** What a column holds. */
export type ItemKey =
  | 'group'
  | 'groupName'
  | 'code'
  | 'name'
  | 'guidance'
  | 'severity'
  | 'weight'
  | 'kind'
  | 'labels'
  | 'photo'
type ItemField = Field & { key: ItemKey }

/** The columns of a checklist as a table, in their order: known again in a file that comes back by these headings. */
export const itemFields: readonly ItemField[] = [
  {
    key: 'group',
    label: 'Nhóm',
    required: true,
    synonyms: ['ma nhom', 'nhom muc', 'muc lon', 'phan'],
    note: 'Mã của nhóm, ví dụ A. Để trống là như dòng trên; không gộp ô.',
    example: 'A',
    width: 7,
  },
  {
    key: 'groupName',
    label: 'Tên nhóm',
    synonyms: ['ten phan', 'noi dung nhom', 'linh vuc'],
    note: 'Ghi một lần ở dòng đầu của nhóm là đủ.',
    example: 'Kỷ luật, kỷ cương và giờ giấc làm việc',
    width: 26,
  },
  {
    key: 'code',
    label: 'Mã',
    required: true,
    synonyms: ['ma muc', 'stt', 'so thu tu', 'tt', 'ma so'],
    note: 'Mã của mục, ví dụ A1 hoặc 1.2; không trùng nhau. Giữ nguyên mã khi sửa: tồn tại cũ được nhận ra theo mã.',
    example: 'A1',
    width: 8,
  },
  {
    key: 'name',
    label: 'Nội dung',
    required: true,
    synonyms: ['noi dung kiem tra', 'muc kiem tra', 'tieu chi', 'ten muc', 'noi dung muc'],
    note: 'Kiểm tra cái gì.',
    example: 'Ví dụ, xóa dòng này: có mặt đúng giờ tại thời điểm kiểm tra',
    width: 44,
  },
  {
    key: 'guidance',
    label: 'Hướng dẫn',
    synonyms: ['cach kiem tra', 'huong dan kiem tra', 'ghi chu', 'yeu cau'],
    note: 'Xem cái gì, thế nào là đạt. Không bắt buộc.',
    example: 'Điểm danh từng phòng, đối chiếu lịch công tác.',
    width: 36,
  },
  {
    key: 'severity',
    label: 'Mức độ',
    synonyms: ['muc do khong dat', 'muc do loi', 'muc do vi pham'],
    note: 'Nhẹ, Trung bình hoặc Nặng khi không đạt. Để trống là Trung bình.',
    example: 'Nặng',
    width: 12,
  },
  {
    key: 'weight',
    label: 'Trọng số',
    synonyms: ['he so', 'diem', 'ty trong'],
    note: 'Nặng nhẹ so với các mục khác, từ 0 đến 100, ví dụ 1 hoặc 1,5. Để trống là 1.',
    example: '1',
    width: 9,
  },
  {
    key: 'kind',
    label: 'Cách ghi',
    synonyms: ['kieu', 'loai', 'cach do', 'kieu ghi', 'cach danh gia'],
    note: 'Ghi thêm gì bên cạnh kết quả; xem trang “Cách ghi”. Để trống là Đạt hay không.',
    example: 'Quân số',
    width: 17,
  },
  {
    key: 'labels',
    label: 'Nhãn, tùy chọn',
    synonyms: ['nhan', 'tuy chon', 'lua chon', 'cac muc', 'nhan tuy chon'],
    note: 'Tùy cách ghi; xem trang “Cách ghi”. Các phần cách nhau bằng dấu chấm phẩy.',
    example: 'biên chế; có mặt; vắng có lý do; vắng không lý do',
    width: 40,
  },
  {
    key: 'photo',
    label: 'Bắt buộc ảnh',
    synonyms: ['anh', 'chup anh', 'phai co anh', 'yeu cau anh'],
    note: 'Có hoặc Không: không đạt thì phải chụp ảnh. Để trống là Không.',
    example: 'Không',
    width: 10,
  },
]

const says: Record<ItemKey, (row: ItemRow) => string> = {
  group: ({ group }) => group.code,
  groupName: ({ group }) => group.name,
  code: ({ item }) => item.code,
  name: ({ item }) => item.name,
  guidance: ({ item }) => item.guidance,
  severity: ({ item }) => severityNames[item.severity],
  weight: ({ item }) => typedDecimal(item.weight / 100),
  kind: ({ item }) => measureNames[item.measure.type],
  labels: ({ item }) => labelsOf(item.measure),
  photo: ({ item }) => (item.photo ? 'Có' : 'Không'),
}

const choices: Partial<Record<ItemKey, readonly string[]>> = {
  severity: Object.values(severityNames),
  kind: Object.values(measureNames),
  photo: ['Có', 'Không'],
}

/** The same columns for a file that goes out; `say` is what a row has in each. */
const columnsFor = <T>(say: (row: T, key: ItemKey) => string): Column<T>[] =>
  itemFields.map(({ key, label, width }) => ({
    name: label,
    width,
    ...(width > 20 && { wrap: true as const }),
    ...(choices[key] && { choices: choices[key] }),
    text: (row) => say(row, key),
  }))

export const itemColumns = columnsFor<ItemRow>((row, key) => says[key](row))
/** For the template: the one row holds the example of each column. */
export const exampleColumns = columnsFor<typeof itemFields>((fields, key) =>
  String(fields.find((field) => field.key === key)?.example ?? ''),
)
