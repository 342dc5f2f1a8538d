import { codeKey, emailKey, phoneKey } from './keys.ts'
import type { KnownPeople } from './known-people.ts'
import type { PeopleField } from './people-fields.ts'
import type { Case } from './people-judge.ts'
import { keyOf, refOf } from './people-plan.ts'
import { fault, type PersonRow } from './people-rows.ts'

/** Refuses, each with the number of the other, rows that give one code, address or user name twice. */
export function refuseRepeated(rows: readonly PersonRow[]) {
  const fields: [PeopleField, string, (row: PersonRow) => string | undefined][] = [
    ['code', 'Mã cán bộ', ({ code }) => code && codeKey(code)],
    ['email', 'Thư điện tử', ({ email }) => email && emailKey(email)],
    ['username', 'Tên đăng nhập', ({ username }) => username],
  ]
  for (const [field, label, key] of fields) {
    for (const twins of grouped(rows, key)) {
      for (const row of twins) fault(row, field, `${label} trùng với ${others(twins, row)}.`)
    }
  }
}

/** Refuses rows about one and the same person: the same known one, or two new ones that nothing tells apart. */
export function refuseTwins(cases: readonly Case[]) {
  const known = grouped(cases, ({ match }) => ('person' in match && match.person ? String(match.person.id) : undefined))
  for (const twins of known) refuse(twins, 'cùng là một người')
  const unknown = grouped(cases, ({ row, place, match }) =>
    'person' in match && !match.person && row.name && place && !('wrong' in place)
      ? `${row.key} ${keyOf(refOf(place))}`
      : undefined,
  )
  for (const namesakes of unknown)
    refuse(
      namesakes.filter((one) => namesakes.some((other) => isTwin(one.row, other.row))),
      sameName,
    )
}

/** An address of somebody else is free only when the file gives that person another one. */
export function refuseTakenEmails(cases: readonly Case[], { byEmail }: KnownPeople) {
  const released = new Set(
    cases.flatMap(({ row, match }) =>
      'person' in match && match.person?.email && row.email && emailKey(row.email) !== emailKey(match.person.email)
        ? [match.person.id]
        : [],
    ),
  )
  for (const { row, match } of cases) {
    const owner = row.email === undefined ? undefined : byEmail.get(emailKey(row.email))
    const isOther = owner && 'person' in match && match.person?.id !== owner.id
    if (isOther && !released.has(owner.id))
      fault(row, 'email', `Thư điện tử này đang là của đồng chí ${owner.name}. Ghi địa chỉ khác.`)
  }
}

const sameName = 'cùng họ tên, cùng đơn vị; nếu là hai người, ghi mã cán bộ, thư hoặc số điện thoại của từng người'

const refuse = (twins: readonly Case[], why: string) => {
  const rows = twins.map(({ row }) => row)
  for (const row of rows) fault(row, 'name', `Trùng với ${others(rows, row)}: ${why}.`)
}

const isTwin = (a: PersonRow, b: PersonRow) => a !== b && !tellsApart(a, b)

const tellsApart = (a: PersonRow, b: PersonRow) =>
  (['code', 'email', 'username', 'phone'] as const).some((field) => {
    const key = field === 'phone' ? phoneKey : (text: string) => text.toLowerCase()
    const [one, other] = [a[field], b[field]]
    return one !== undefined && other !== undefined && key(one) !== key(other)
  })

const others = (rows: readonly PersonRow[], row: PersonRow): string =>
  rows
    .filter((one) => one !== row)
    .slice(0, 3)
    .map(({ number, name }) => (name ? `dòng ${number} (${name})` : `dòng ${number}`))
    .join(', ')

/** The groups of two and more that share a key. */
function grouped<T>(items: readonly T[], key: (item: T) => string | undefined): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const shared = key(item)
    if (!shared) continue
    const group = groups.get(shared)
    if (group) group.push(item)
    else groups.set(shared, [item])
  }
  return [...groups.values()].filter(({ length }) => length > 1)
}
