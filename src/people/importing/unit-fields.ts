import type { Field } from '../../imports/kinds.ts'

/** The columns of a list of units, in the order of the template; rows may stand in any order. */
export const unitFields = [
  {
    key: 'code',
    label: 'Mã đơn vị',
    synonyms: ['ma', 'ma dv', 'ma phong', 'ma phong ban', 'ma don vi dinh danh', 'ma dinh danh', 'ma co quan'],
    note: 'Mã cơ quan tự đặt, không trùng. Có mã thì lần nhập sau nhận đúng đơn vị, kể cả khi đổi tên.',
    example: 'KT',
    width: 12,
  },
  {
    key: 'name',
    label: 'Tên đơn vị',
    required: true,
    synonyms: [
      'ten',
      'don vi',
      'ten phong',
      'ten phong ban',
      'phong ban',
      'ten co quan don vi',
      'ten co quan',
      'co quan don vi',
    ],
    note: 'Tên đầy đủ.',
    example: 'Phòng Kinh tế',
    width: 40,
  },
  {
    key: 'shortName',
    label: 'Tên viết tắt',
    synonyms: ['ten ngan', 'viet tat', 'ten goi tat', 'ten rut gon'],
    note: 'Dùng trong danh sách, không quá 40 ký tự. Để trống thì lấy tên đơn vị.',
    example: 'KT',
    width: 16,
  },
  {
    key: 'kind',
    label: 'Loại',
    synonyms: ['loai don vi', 'loai hinh', 'phan loai'],
    note: '“Cơ quan” đánh số việc riêng và có tên trên đầu văn bản; “Đơn vị” là một phần của cơ quan. Để trống: Đơn vị.',
    example: 'Đơn vị',
    width: 12,
  },
  {
    key: 'parent',
    label: 'Thuộc đơn vị',
    synonyms: [
      'truc thuoc',
      'don vi cap tren',
      'don vi quan ly',
      'cap tren',
      'thuoc',
      'don vi cha',
      'co quan chu quan',
    ],
    note: 'Mã, tên hoặc đường dẫn của đơn vị cấp trên, đã có trong phần mềm hoặc nằm trong tệp này. Để trống: thuộc cơ quan gốc.',
    example: 'UBND phường A',
    width: 34,
  },
  {
    key: 'day',
    label: 'Từ ngày',
    synonyms: ['ngay thanh lap', 'ngay hieu luc', 'ngay hoat dong', 'ngay bat dau'],
    note: 'Ngày thành lập; với đơn vị đã có là ngày tên hoặc cấp trên mới có hiệu lực. Để trống thì lấy ngày ghi.',
    example: '01/07/2025',
    width: 13,
  },
] as const satisfies readonly Field[]

export type UnitField = (typeof unitFields)[number]['key']
