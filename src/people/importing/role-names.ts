import { roleNames } from '../../../views/words.ts'
import { type Role, roles } from '../../rules/access.ts'
import { nfc } from '../../rules/names.ts'
import { plainKey } from './keys.ts'

/** A role and, where it is not held in the person's own unit, the unit as it was written. */
export interface NamedRole {
  role: Role
  place?: string
}

/** What people write for a role, without marks. */
const others: Record<string, Role> = {
  'lanh dao don vi': 'leader',
  'lanh dao co quan': 'leader',
  'can bo': 'officer',
  'cong chuc': 'officer',
  'vien chuc': 'officer',
  'can bo cong chuc vien chuc': 'officer',
  'nguoi thuc hien': 'officer',
  'chuyen vien': 'officer',
  'theo doi': 'clerk',
  'van thu': 'clerk',
  'kiem tra': 'inspector',
  'thanh tra': 'inspector',
  'thanh vien doan kiem tra': 'inspector',
  'hoi dong': 'council',
  'thu ky': 'secretary',
  'quan tri he thong': 'admin',
  'quan tri vien': 'admin',
}
const known = new Map<string, Role>([
  ...Object.entries(others),
  ...roles.map((role) => [plainKey(roleNames[role]), role] as const),
])

const ownPlaces = new Set(['don vi', 'don vi minh', 'don vi nay', 'don vi cong tac'])

/** The roles of a cell, 'Lãnh đạo; Đoàn kiểm tra tại UBND phường A', each once; and what is no role. */
export function readRoles(text: string): { roles: NamedRole[]; unknown: string[] } {
  const parts = text.split(/[;\n]/).map(nfc).filter(Boolean).flatMap(byComma)
  const read = parts.map(readRole)
  const found = read.filter((one): one is NamedRole => typeof one !== 'string')
  const once = new Map(found.map((one) => [`${one.role} ${one.place ?? ''}`, one]))
  return { roles: [...once.values()], unknown: read.filter((one) => typeof one === 'string') }
}

/** 'Cán bộ, công chức' is one role; 'Lãnh đạo, Quản trị' are two. */
const byComma = (part: string): string[] =>
  typeof readRole(part) === 'string' ? part.split(',').map(nfc).filter(Boolean) : [part]

function readRole(text: string): NamedRole | string {
  const [, name = text, at] = /^(.*?)\s+tại\s+(.+)$/iu.exec(text) ?? []
  const role = known.get(plainKey(name))
  if (!role) return text
  return at === undefined || ownPlaces.has(plainKey(at)) ? { role } : { role, place: at }
}
