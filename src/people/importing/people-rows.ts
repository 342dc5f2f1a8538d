import type { ZodType } from 'zod'
import { day as shown } from '../../../views/format.ts'
import { roleNames } from '../../../views/words.ts'
import { lineOf, textOf } from '../../imports/cells.ts'
import type { GivenRow, Note } from '../../imports/kinds.ts'
import { roles } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'
import { dayOf } from '../../sheets/read.ts'
import { personForm } from '../forms.ts'
import { nameKey } from './keys.ts'
import type { PeopleField } from './people-fields.ts'
import { type NamedRole, readRoles } from './role-names.ts'

/** A row of the file as far as it can be understood alone; `faults` is why it is refused. What is empty is missing. */
export interface PersonRow {
  number: number
  at(field: PeopleField): string | undefined
  code?: string
  name?: string
  /** The name as `nameKey` writes it. */
  key?: string
  email?: string
  phone?: string
  unit?: string
  post?: string
  username?: string
  day?: Day
  roles?: NamedRole[]
  faults: Note[]
}

/** Reads rows by the rules of the form for one person; a user name that somebody has already is taken as it is. */
export function personReader(today: Day, taken: { has(username: string): boolean }) {
  const { shape } = personForm(today)
  return (given: GivenRow): PersonRow => {
    const row: PersonRow = { number: given.number, at: (field) => given.at(field), faults: [...given.faults] }
    const take = (field: 'name' | 'email' | 'phone' | 'unit' | 'post' | 'username', text: string, rule: ZodType) => {
      const read = rule.safeParse(text)
      if (read.success) row[field] = text
      else fault(row, field, read.error.issues[0]?.message ?? '')
    }
    const line = (field: PeopleField) => lineOf(given.values[field])
    if (line('code').length > 40) fault(row, 'code', 'Mã cán bộ không quá 40 ký tự.')
    else if (line('code')) row.code = line('code')
    for (const field of ['name', 'email', 'unit', 'post'] as const)
      if (line(field)) take(field, line(field), shape[field])
    if (row.name) row.key = nameKey(row.name)
    if (line('phone')) take('phone', withZero(line('phone'), given.values.phone), shape.phone)
    const username = line('username').toLowerCase()
    if (taken.has(username)) row.username = username
    else if (username) take('username', username, shape.username)
    takeDay(row, given, today)
    takeRoles(row, given)
    return row
  }
}

export function fault(row: Pick<PersonRow, 'at' | 'faults'>, field: PeopleField, text: string) {
  const cell = row.at(field)
  row.faults.push({ ...(cell && { cell }), text })
}

/** A spreadsheet that takes a telephone number for a number drops its zero. */
const withZero = (text: string, cell: unknown) => (typeof cell === 'number' && /^\d{9}$/.test(text) ? `0${text}` : text)

function takeDay(row: PersonRow, { values }: GivenRow, today: Day) {
  const cell = values.day
  if (cell === undefined || cell === null) return
  const day = dayOf(cell)
  if (!day)
    fault(row, 'day', `“${textOf(cell)}” không phải một ngày có trong lịch. Ghi ngày/tháng/năm, ví dụ ${shown(today)}.`)
  else if (day > today) fault(row, 'day', `Ngày ${shown(day)} chưa tới. Ghi hôm nay ${shown(today)} hoặc ngày đã qua.`)
  else row.day = day
}

function takeRoles(row: PersonRow, { values }: GivenRow) {
  const text = textOf(values.roles)
  if (!text) return
  const { roles: found, unknown } = readRoles(text)
  for (const one of unknown) {
    fault(row, 'roles', `Không có vai trò “${one}”. Ghi một trong: ${roles.map((role) => roleNames[role]).join('; ')}.`)
  }
  row.roles = found
}
