import { day as shown } from '../../../views/format.ts'
import { roleNames } from '../../../views/words.ts'
import type { Ctx } from '../../act.ts'
import type { Change, Note, RowAnswer } from '../../imports/kinds.ts'
import { can, type Role } from '../../rules/access.ts'
import type { KnownPerson } from './known-people.ts'
import type { KnownUnit } from './known-units.ts'
import type { Match } from './match.ts'
import type { PeopleField } from './people-fields.ts'
import { type ChangedPerson, keyOf, type NewPerson, type RoleGain, refOf } from './people-plan.ts'
import { fault, type PersonRow } from './people-rows.ts'
import type { Place, Places } from './places.ts'
import type { NamedRole } from './role-names.ts'

type Found = Exclude<Place, { wrong: string }>

/** A row with who and where it is about, as far as that could be found out. */
export interface Case {
  row: PersonRow
  place?: Place
  match: Match
}

/** What is to come of each row, once who is who is settled. `username` gives a free one for a name. */
export function judge(ctx: Ctx, places: Places, username: (name: string) => string) {
  const { who, today } = ctx

  function newPerson({ row, place }: Case, notes: Note[]): RowAnswer {
    const unit = required(row, place)
    if (unit) tooEarly(row, unit)
    const mayHere = unit && mayTakeIn(row, unit)
    const roles = mayHere ? gainsOf(row, unit, row.roles ?? [{ role: 'officer' }]) : []
    if (!unit || !row.name || row.faults.length > 0) return refused(row)
    const plan: NewPerson = {
      new: true,
      name: row.name,
      code: row.code ?? null,
      email: row.email ?? null,
      phone: row.phone ?? null,
      post: row.post ?? '',
      unit: refOf(unit),
      day: row.day ?? today,
      username: row.username ?? username(row.name),
      roles,
    }
    return { number: row.number, outcome: 'created', title: row.name, notes, changes: shownOf(plan, unit), plan }
  }

  function required(row: PersonRow, place: Place | undefined): Found | undefined {
    if (!row.name && row.faults.length === 0) fault(row, 'name', 'Ghi họ và tên.')
    if (!row.post && row.faults.length === 0) fault(row, 'post', 'Ghi chức vụ, ví dụ “Chuyên viên”.')
    if (!place && row.faults.length === 0) fault(row, 'unit', 'Ghi đơn vị công tác.')
    return place && !('wrong' in place) ? place : undefined
  }

  function mayTakeIn(row: PersonRow, place: Found): boolean {
    const at = 'unit' in place ? place.unit : place.under
    if (!can(who, 'unit.addPerson', at))
      fault(row, 'unit', `Đồng chí không quản trị ${at.name} nên không thêm người vào đó.`)
    else if ('under' in place && !can(who, 'unit.add', at))
      fault(row, 'unit', `Đồng chí không được tạo đơn vị thuộc ${at.name}.`)
    else return true
    return false
  }

  function tooEarly(row: PersonRow, place: Found) {
    const day = row.day ?? today
    if ('unit' in place && day < place.unit.openedOn)
      fault(row, 'day', `${place.unit.name} thành lập ngày ${shown(place.unit.openedOn)}. Ghi ngày từ hôm đó.`)
  }

  /** Each role with the unit it is to be held in; a role that may not be given is a fault. */
  function gainsOf(row: PersonRow, own: Found, named: readonly NamedRole[]): RoleGain[] {
    const gains = named.flatMap(({ role, place }) => {
      const at = place === undefined ? own : places.find(place)
      if ('wrong' in at) fault(row, 'roles', at.wrong)
      else if (!can(who, 'unit.grantRole', 'unit' in at ? at.unit : at.under))
        fault(row, 'roles', `Đồng chí không được giao vai trò ${roleNames[role]} tại ${nameOf(at)}.`)
      else return [{ role, unit: refOf(at) }]
      return []
    })
    return [...new Map(gains.map((gain) => [`${gain.role} ${keyOf(gain.unit)}`, gain])).values()]
  }

  function changed({ row, place }: Case, person: KnownPerson, notes: Note[], known?: string): RowAnswer {
    const at = places.byId.get(person.unitId) as KnownUnit
    const unit: Found = place && !('wrong' in place) ? place : { unit: at }
    if (!can(who, 'person.edit', { id: person.id, path: at.path }))
      fault(row, 'name', `Đồng chí không quản trị ${at.name} nên không sửa được người ở đó.`)
    if (row.username && person.username && row.username !== person.username)
      fault(
        row,
        'username',
        `Tên đăng nhập của đồng chí ${person.name} là ${person.username}; nhập từ tệp không đổi tên đăng nhập. Xóa ô này.`,
      )
    const moves = keyOf(refOf(unit)) !== String(person.unitId)
    if (moves) mayTakeIn(row, unit)
    const isMoved = moves || (row.post !== undefined && row.post !== person.post)
    const move = isMoved ? moveOf(row, person, unit) : undefined
    const { gains, losses } = rolesOf(row, person, unit)
    if (row.faults.length > 0) return refused(row)
    const plan = planOf(row, person, unit, move, gains, losses)
    const changes = changesOf(plan, person, at, unit)
    if (moves && !row.roles && person.grants.length > 0)
      notes.push({ text: `Vai trò đang giữ tại ${at.name} không tự chuyển theo.` })
    const isSame = changes.length === 0
    if (known && !isSame) notes.push({ text: known })
    return {
      number: row.number,
      outcome: isSame ? 'same' : 'changed',
      title: plan.name,
      notes,
      ...(!isSame && { changes, plan }),
    }
  }

  function moveOf(row: PersonRow, { posting, name }: KnownPerson, unit: Found): ChangedPerson['move'] {
    const day = row.day ?? today
    tooEarly(row, unit)
    if (posting && day < posting.fromDay)
      fault(row, 'day', `Đồng chí ${name} giữ vị trí hiện nay từ ${shown(posting.fromDay)}. Ghi ngày từ hôm đó.`)
    return { day, ...(posting && { posting: { id: posting.id, inPlace: posting.fromDay === day } }) }
  }

  /**
   * The roles of a cell are the whole truth about the person's own unit, the old one and the new one: others held there end.
   * What is held elsewhere stays, and so does an administrator's role: a list that forgets it must not lock anybody out.
   */
  function rolesOf(row: PersonRow, person: KnownPerson, unit: Found) {
    if (!row.roles) return { gains: [], losses: [] }
    const named = gainsOf(row, unit, row.roles)
    const held = (gain: RoleGain) =>
      person.grants.some((grant) => grant.role === gain.role && String(grant.unitId) === keyOf(gain.unit))
    const stays = ({ role, unitId }: { role: Role; unitId: number }) =>
      role === 'admin' || named.some((gain) => gain.role === role && keyOf(gain.unit) === String(unitId))
    const own = new Set([String(person.unitId), keyOf(refOf(unit))])
    const losses = person.grants
      .filter((grant) => own.has(String(grant.unitId)) && !stays(grant))
      .flatMap((grant) => lossOf(row, grant))
    return { gains: named.filter((gain) => !held(gain)), losses }
  }

  function lossOf(row: PersonRow, grant: KnownPerson['grants'][number]): ChangedPerson['losses'] {
    const unit = places.byId.get(grant.unitId)
    if (unit && can(who, 'unit.endRole', unit))
      return [{ id: grant.id, role: grant.role, unit: unit.name, path: unit.path }]
    fault(row, 'roles', `Đồng chí không được thôi vai trò ${roleNames[grant.role]} tại ${unit?.name}.`)
    return []
  }

  return ({ row, place, match }: Case): RowAnswer => {
    const notes: Note[] = []
    if (place && 'wrong' in place) fault(row, 'unit', place.wrong)
    else if (place) notes.push(...placeNotes(row, place))
    if ('wrong' in match) fault(row, match.field, match.wrong)
    else if (match.person) return changed({ row, place, match }, match.person, notes, match.note)
    else if (match.note) notes.push({ text: match.note })
    return newPerson({ row, place, match }, notes)
  }
}

export const refused = (row: PersonRow): RowAnswer => ({
  number: row.number,
  outcome: 'refused',
  title: row.name ?? row.code ?? '',
  notes: row.faults,
})

function placeNotes(row: PersonRow, place: Found): Note[] {
  const cell = row.at('unit')
  const note = 'unit' in place ? place.note : `Tạo đơn vị mới: ${place.names.join(' / ')}, thuộc ${place.under.name}.`
  return note ? [{ ...(cell && { cell }), text: note }] : []
}

const nameOf = (place: Found): string => ('unit' in place ? place.unit.name : (place.names.at(-1) ?? ''))

const labels: Record<Exclude<PeopleField, 'roles' | 'day'>, string> = {
  code: 'Mã cán bộ',
  name: 'Họ và tên',
  email: 'Thư điện tử',
  phone: 'Điện thoại',
  unit: 'Đơn vị',
  post: 'Chức vụ',
  username: 'Tên đăng nhập',
}

const rolesSaid = (roles: readonly { role: Role }[]) => roles.map(({ role }) => roleNames[role]).join('; ')

/** What a new person will be. */
function shownOf(plan: NewPerson & { roles: readonly { role: Role }[] }, unit: Found): Change[] {
  const said = [
    { label: labels.post, to: plan.post },
    { label: labels.unit, to: nameOf(unit) },
    { label: 'Vai trò', to: rolesSaid(plan.roles) },
    { label: labels.username, to: plan.username },
    { label: labels.email, to: plan.email ?? '' },
    { label: labels.phone, to: plan.phone ?? '' },
    { label: 'Từ ngày', to: shown(plan.day) },
  ]
  return said.filter(({ to }) => to).map((one) => ({ ...one, from: '' }))
}

function planOf(
  row: PersonRow,
  person: KnownPerson,
  unit: Found,
  move: ChangedPerson['move'],
  gains: ChangedPerson['gains'],
  losses: ChangedPerson['losses'],
): ChangedPerson {
  const is = {
    name: row.name ?? person.name,
    code: row.code ?? person.code,
    email: row.email ?? person.email,
    phone: row.phone ?? person.phone,
    post: row.post ?? person.post,
  }
  const clears = (['email', 'code'] as const).filter((key) => person[key] !== null && is[key] !== person[key])
  const { id, publicId, version } = person
  return {
    new: false,
    id,
    publicId,
    version,
    ...is,
    unit: refOf(unit),
    ...(move && { move }),
    clears,
    gains,
    losses,
    facts: {},
  }
}

/** From what to what; the record is told the same. */
function changesOf(plan: ChangedPerson, person: KnownPerson, from: KnownUnit, to: Found): Change[] {
  for (const key of ['code', 'name', 'email', 'phone', 'post'] as const) {
    if (plan[key] !== person[key]) plan.facts[key] = [person[key], plan[key]]
  }
  if (keyOf(plan.unit) !== String(person.unitId)) plan.facts.unit = [from.name, nameOf(to)]
  const changes = Object.entries(plan.facts).map(([key, [was, is]]) => ({
    label: labels[key as keyof typeof labels],
    from: was ?? '',
    to: is ?? '',
  }))
  if (plan.gains.length + plan.losses.length > 0)
    changes.push({ label: 'Vai trò', from: rolesSaid(plan.losses), to: rolesSaid(plan.gains) })
  return changes
}
