import type { Role } from '../rules/access.ts'

/** The demonstration office: every name in it is invented. */
export const office = {
  superior: 'Ủy ban nhân dân',
  name: 'Phường Minh Thụy',
  shortName: 'UBND phường Minh Thụy',
  openedOn: '2025-07-01',
}

export const admin = { name: 'Trần Minh An', post: 'Chuyên viên công nghệ thông tin', username: 'an' }

export const units = [
  { key: 'vp', name: 'Văn phòng HĐND và UBND', shortName: 'Văn phòng' },
  { key: 'vhxh', name: 'Phòng Văn hóa - Xã hội', shortName: 'VH-XH' },
  { key: 'kt', name: 'Phòng Kinh tế, Hạ tầng và Đô thị', shortName: 'KT-HT-ĐT' },
  { key: 'ttpvhcc', name: 'Trung tâm Phục vụ hành chính công', shortName: 'TT PVHCC' },
] as const
export type UnitKey = (typeof units)[number]['key'] | 'root'

/** Who works where, as what, holding which roles in which unit. The username is how the demonstration signs in. */
export const people: { username: string; name: string; post: string; unit: UnitKey; roles: Role[] }[] = [
  { username: 'thinh', name: 'Đặng Quốc Thịnh', post: 'Chủ tịch UBND phường', unit: 'root', roles: ['leader'] },
  {
    username: 'van',
    name: 'Nguyễn Thị Hồng Vân',
    post: 'Phó Chủ tịch UBND phường',
    unit: 'root',
    roles: ['leader', 'council'],
  },
  {
    username: 'huy',
    name: 'Đỗ Quang Huy',
    post: 'Trưởng đoàn kiểm tra',
    unit: 'root',
    roles: ['inspector', 'council'],
  },
  { username: 'diep', name: 'Lê Thị Ngọc Diệp', post: 'Chuyên viên theo dõi', unit: 'root', roles: ['clerk'] },
  {
    username: 'tuan',
    name: 'Phan Anh Tuấn',
    post: 'Thư ký Hội đồng Thi đua - Khen thưởng',
    unit: 'root',
    roles: ['secretary'],
  },
  { username: 'ly', name: 'Lưu Khánh Ly', post: 'Chuyên viên', unit: 'vp', roles: ['officer'] },
  { username: 'mai', name: 'Hoàng Thị Mai', post: 'Trưởng phòng', unit: 'vhxh', roles: ['leader'] },
  { username: 'lan', name: 'Nguyễn Thị Lan', post: 'Chuyên viên', unit: 'vhxh', roles: ['officer'] },
  { username: 'phuong', name: 'Mai Thị Phượng', post: 'Chuyên viên', unit: 'vhxh', roles: ['officer'] },
  { username: 'trang', name: 'Ngô Quỳnh Trang', post: 'Chuyên viên', unit: 'vhxh', roles: ['officer'] },
  { username: 'long', name: 'Vũ Đức Long', post: 'Trưởng phòng', unit: 'kt', roles: ['leader'] },
  { username: 'hung', name: 'Cao Bá Hưng', post: 'Chuyên viên', unit: 'kt', roles: ['officer'] },
  { username: 'cuong', name: 'Hoàng Mạnh Cường', post: 'Chuyên viên', unit: 'kt', roles: ['officer'] },
  { username: 'phuc', name: 'Đinh Văn Phúc', post: 'Công chức địa chính', unit: 'kt', roles: ['officer'] },
  { username: 'thuy', name: 'Trịnh Thu Thủy', post: 'Giám đốc Trung tâm', unit: 'ttpvhcc', roles: ['leader'] },
  { username: 'yen', name: 'Bùi Hải Yến', post: 'Chuyên viên', unit: 'ttpvhcc', roles: ['officer'] },
]
