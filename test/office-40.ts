import type { Value } from './import-files.ts'

/** An office of forty people in four units, as a commune keeps its lists: what is sent in when it moves in. */

const office = 'UBND phường'
const units = ['VH-XH', 'KT', 'HCC', 'VP']

export const unitSheet: Value[][] = [
  ['TT', 'Tên đơn vị', 'Viết tắt', 'Trực thuộc'],
  [1, 'Phòng Văn hóa - Xã hội', 'VH-XH', office],
  [2, 'Phòng Kinh tế, Hạ tầng và Đô thị', 'KT', office],
  [3, 'Trung tâm Phục vụ hành chính công', 'HCC', office],
  [4, 'Văn phòng HĐND và UBND', 'VP', office],
]

/** Those whom a plan names, and those who lead; the administrator of the first run is among them. */
const named: [name: string, unit: string, post: string, role?: string][] = [
  ['Đặng Thị Hoa', office, 'Chủ tịch UBND', 'Lãnh đạo'],
  ['Trần Minh An', office, 'Chánh Văn phòng'],
  ['Lê Thị Ngọc Diệp', 'VP', 'Chuyên viên', 'Chuyên viên theo dõi tại UBND phường'],
  ['Hoàng Thị Mai', 'VH-XH', 'Trưởng phòng', 'Lãnh đạo'],
  ['Nguyễn Văn Minh', 'Phòng Văn hóa - Xã hội', 'Chuyên viên'],
  ['Vũ Đức Thắng', 'KT', 'Trưởng phòng', 'Lãnh đạo'],
  ['Nguyễn Thị Lan', 'KT', 'Chuyên viên'],
  ['Bùi Thanh Hà', 'HCC', 'Giám đốc', 'Lãnh đạo'],
]
const surnames = ['Phạm', 'Trịnh', 'Đỗ', 'Cao']
const given = ['Thu Hằng', 'Quốc Việt', 'Hải Yến', 'Tuấn Kiệt', 'Bích Ngọc', 'Xuân Trường', 'Kim Oanh', 'Đình Phúc']
const others = surnames.flatMap((surname, row) =>
  given.map((name, at) => [`${surname} ${name}`, units[(row + at) % units.length] ?? '', 'Chuyên viên'] as const),
)

export const peopleSheet: Value[][] = [
  ['STT', 'Họ và tên', 'Số điện thoại', 'Phòng ban', 'Chức vụ', 'Vai trò'],
  ...[...named, ...others].map(([name, unit, post, role = ''], at) => {
    return [at + 1, name, `0912 345 ${100 + at}`, unit, post, role]
  }),
]
