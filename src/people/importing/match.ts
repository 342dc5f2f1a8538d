import { day } from '../../../views/format.ts'
import { codeKey, emailKey, phoneKey, plainKey } from './keys.ts'
import type { KnownPeople, KnownPerson } from './known-people.ts'
import type { PeopleField } from './people-fields.ts'
import type { PersonRow } from './people-rows.ts'
import type { Place, Places } from './places.ts'

/** Who a row is about: somebody known, a new person, or why it cannot be told. `note` is what to know of a new one. */
export type Match =
  | { person: KnownPerson; note?: string }
  | { person: undefined; note?: string }
  | { wrong: string; field: PeopleField }

/** Those who are here, or if nobody is, those who left. */
function activeFirst(people: readonly KnownPerson[]): readonly KnownPerson[] {
  const active = people.filter(({ leftOn }) => leftOn === null)
  return active.length > 0 ? active : people
}

const differ = (a: string | null | undefined, b: string | null | undefined, key: (text: string) => string) =>
  Boolean(a && b && key(a) !== key(b))

/**
 * By code; else by e-mail address or user name, if the name agrees (marks aside); else by name within the unit. A code or
 * user name of one's own always means another person; an address or telephone number that differs is asked about.
 */
export function matcher(people: KnownPeople, { byId }: Places) {
  const unitOf = (person: KnownPerson) => byId.get(person.unitId)?.shortName ?? ''
  const said = (person: KnownPerson) =>
    `đồng chí ${person.name} (${[unitOf(person), person.username && `đăng nhập ${person.username}`, person.code && `mã ${person.code}`].filter(Boolean).join(', ')})`

  function byIdentity(row: PersonRow): Match | undefined {
    const coded = row.code && people.byCode.get(codeKey(row.code))
    if (coded) return { person: coded }
    const byEmail = row.email && people.byEmail.get(emailKey(row.email))
    if (byEmail) return same(row, byEmail, 'email', 'Thư điện tử này')
    const byUsername = row.username && people.byUsername.get(row.username)
    return byUsername ? same(row, byUsername, 'username', 'Tên đăng nhập này') : undefined
  }

  /** An address alone does not turn one person into another. */
  function same(row: PersonRow, person: KnownPerson, field: PeopleField, what: string): Match {
    const isNamed = row.name === undefined || plainKey(row.name) === plainKey(person.name)
    if (isNamed && !differ(row.code, person.code, codeKey)) return { person }
    return {
      wrong: `${what} đang là của ${said(person)}. Nếu là một người, ghi đúng họ tên và mã; nếu không, ghi giá trị khác.`,
      field,
    }
  }

  function byName(row: PersonRow, place: Place): Match {
    const named = people.byName.get(row.key ?? '') ?? []
    const others = named.filter(
      (person) => !differ(row.code, person.code, codeKey) && !differ(row.username, person.username, (text) => text),
    )
    const here = 'unit' in place ? activeFirst(others.filter(({ unitId }) => unitId === place.unit.id)) : []
    const phoned = row.phone ? others.filter(({ phone }) => phone && !differ(phone, row.phone, phoneKey)) : []
    const [only] = phoned.length === 1 ? phoned : []
    if (only) return { person: only }
    if (here.length > 1) return { wrong: unsure(row, here), field: 'name' }
    const [one] = here
    if (!one)
      return { person: undefined, ...(others.some(({ leftOn }) => leftOn === null) && { note: namesake(others) }) }
    const isAsked = differ(row.email, one.email, emailKey) || differ(row.phone, one.phone, phoneKey)
    return isAsked ? { wrong: unsure(row, here), field: 'name' } : { person: one, note: byNameOnly(one) }
  }

  const unsure = (row: PersonRow, found: readonly KnownPerson[]) =>
    `Chưa rõ có phải ${found.map(said).join(' hay ')} không. Nếu phải, ghi tên đăng nhập đó; nếu là người khác tên ${row.name}, ghi một tên đăng nhập khác.`
  const byNameOnly = (person: KnownPerson) =>
    `Nhận ra theo họ tên và đơn vị: ${said(person)}. Nếu là người khác, ghi một tên đăng nhập khác.`
  const namesake = (others: readonly KnownPerson[]) =>
    `Đã có ${others
      .filter(({ leftOn }) => leftOn === null)
      .slice(0, 3)
      .map(said)
      .join(', ')}. Nếu là một người, ghi tên đăng nhập đó vào tệp rồi kiểm tra lại.`

  return (row: PersonRow, place: Place | undefined): Match => {
    const match =
      byIdentity(row) ?? (row.name && place && !('wrong' in place) ? byName(row, place) : { person: undefined })
    if (!('person' in match) || !match.person?.leftOn) return match
    const { name, leftOn } = match.person
    return {
      wrong: `Đồng chí ${name} đã thôi công tác từ ${day(leftOn)}. Xóa dòng này khỏi tệp, hoặc nhận lại công tác ở trang của đồng chí trước; nếu là người khác, ghi mã và tên đăng nhập khác.`,
      field: 'name',
    }
  }
}
