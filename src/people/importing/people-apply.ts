import { sql } from 'kysely'
import type { Ctx, Entry } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { eachSlice, insertAll, updateAll } from '../../db/slices.ts'
import type { Applied, Options, RowAnswer } from '../../imports/kinds.ts'
import { moveSheetsOf } from '../../inspections/rounds/scopes.ts'
import { refuseUnless } from '../../refusal.ts'
import type { Action } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'
import { personSortKey, searchText } from '../../rules/names.ts'
import { newPublicId, noPassword } from '../../secrets.ts'
import { grantRow } from '../roles.ts'
import { rescope } from '../scopes.ts'
import { personSubject } from '../subjects.ts'
import { type NeededUnit, type StandingUnit, settlePlaces } from './new-places.ts'
import {
  type ChangedPerson,
  keyOf,
  type NewPerson,
  type PersonPlan,
  type RoleGain,
  type UnitRef,
} from './people-plan.ts'

type Row = Entry & { action: Action }
/** A person of the file who is in the database by now. */
type Settled<P> = { plan: P; id: number; publicId: string; unit: StandingUnit }

/** Writes the people of a file, each kind of row in a few statements. Half a minute of typing takes it as long as twenty thousand. */
export async function applyPeople(
  tx: Tx,
  ctx: Ctx,
  answers: readonly RowAnswer[],
  _options: Options,
  source: { id: number },
): Promise<Applied> {
  const plans = answers.map(({ plan }) => plan as PersonPlan)
  const { units, also } = await settlePlaces(
    tx,
    plans.flatMap((plan) => needs(plan, ctx.today)),
  )
  const at = (ref: UnitRef) => units.get(keyOf(ref)) as StandingUnit
  const fresh = await insertPeople(tx, plans.filter(({ new: isNew }) => isNew) as NewPerson[], at, source.id)
  const changed = (plans.filter((plan) => !plan.new) as ChangedPerson[]).map((plan) => ({
    ...plan,
    plan,
    unit: at(plan.unit),
  }))
  await changePeople(tx, changed)
  await movePeople(tx, changed)
  await endRoles(tx, changed, ctx.today)
  const roles = await gainRoles(tx, [...fresh, ...changed], at, ctx.today)
  const entries = [
    ...also,
    ...fresh.map(addedEntry),
    ...changed.flatMap(changedEntry),
    ...changed.flatMap((one) => lostEntries(one, ctx.today)),
    ...roles,
  ]
  return { also: entries, link: '/people', said: `Đã thêm ${fresh.length} người, cập nhật ${changed.length} người.` }
}

const needs = (plan: PersonPlan, today: Day): NeededUnit[] => {
  const day = plan.new ? plan.day : (plan.move?.day ?? today)
  const roles = plan.new ? plan.roles : plan.gains
  return [plan.unit, ...roles.map(({ unit }) => unit)].map((unit) => ({ unit, day }))
}

async function insertPeople(tx: Tx, plans: readonly NewPerson[], at: (ref: UnitRef) => StandingUnit, importId: number) {
  const settled: Settled<NewPerson>[] = []
  await eachSlice(plans, 250, async (slice) => {
    const rows = slice.map((plan) => ({ plan, unit: at(plan.unit), publicId: newPublicId() }))
    const made = await tx
      .insertInto('people')
      .values(rows.map(({ plan, unit, publicId }) => ({ ...columnsOf(plan, unit), publicId, leftOn: null })))
      .returning(['id', 'publicId'])
      .execute()
    const ids = new Map(made.map(({ id, publicId }) => [publicId, id]))
    settled.push(...rows.map((row) => ({ ...row, id: ids.get(row.publicId) as number })))
  })
  const postings = settled.map(({ id, unit, plan }) => ({
    personId: id,
    unitId: unit.id,
    post: plan.post,
    fromDay: plan.day,
    toDay: null,
  }))
  await insertAll(tx, 'postings', postings)
  const login = { passwordHash: noPassword, mustChange: 1, importId }
  await insertAll(
    tx,
    'logins',
    settled.map(({ id, plan }) => ({ ...login, personId: id, username: plan.username })),
  )
  return settled
}

const columnsOf = ({ name, code, email, phone, post }: PersonPlan, unit: StandingUnit) => ({
  name,
  folded: searchText(name),
  sortKey: personSortKey(name),
  code,
  email,
  phone,
  unitId: unit.id,
  post,
})

/** Columns that must be unique are emptied first: two people may swap addresses. */
async function changePeople(tx: Tx, changed: readonly Settled<ChangedPerson>[]) {
  for (const column of ['email', 'code'] as const) {
    const clearing = changed.filter(({ plan }) => plan.clears.includes(column))
    await updateAll(
      tx,
      'people',
      clearing.map(({ id }) => ({ id, [column]: null })),
    )
  }
  const rows = changed.map(({ id, plan, unit }) => ({ id, version: plan.version, ...columnsOf(plan, unit) }))
  const count = await updateAll(tx, 'people', rows)
  refuseUnless(count === changed.length, 'stale')
}

/** Closes the postings that hold and opens the next ones; one that began on the very day is put right instead. */
async function movePeople(tx: Tx, changed: readonly Settled<ChangedPerson>[]) {
  const moves = changed.flatMap(({ id, plan, unit }) => (plan.move ? [{ id, plan, unit, move: plan.move }] : []))
  const inPlace = moves.filter(({ move }) => move.posting?.inPlace)
  const dated = moves.filter(({ move }) => !move.posting?.inPlace)
  await updateAll(
    tx,
    'postings',
    inPlace.map(({ move, unit, plan }) => ({ id: move.posting?.id ?? 0, unitId: unit.id, post: plan.post })),
  )
  const ending = dated.filter(({ move }) => move.posting)
  await updateAll(
    tx,
    'postings',
    ending.map(({ move }) => ({ id: move.posting?.id ?? 0, toDay: move.day })),
  )
  const opened = dated.map(({ id, unit, plan, move }) => ({
    personId: id,
    unitId: unit.id,
    post: plan.post,
    fromDay: move.day,
    toDay: null,
  }))
  await insertAll(tx, 'postings', opened)
  const moved = moves.filter(({ plan }) => plan.facts.unit)
  await eachSlice(moved, 300, async (slice) => {
    const ids = slice.map(({ id }) => id)
    await rescope(tx, tasksOfPeople(ids))
    await moveSheetsOf(tx, ids)
  })
}

const tasksOfPeople = (ids: readonly number[]) =>
  sql`select distinct task_id from task_scopes where scope in (${sql.join(ids.map((id) => `p${id}`))})`

const endRoles = (tx: Tx, changed: readonly Settled<ChangedPerson>[], toDay: Day) =>
  eachSlice(
    changed.flatMap(({ plan }) => plan.losses),
    500,
    (slice) =>
      tx
        .updateTable('roleGrants')
        .set({ toDay })
        .where(
          'id',
          'in',
          slice.map(({ id }) => id),
        )
        .execute(),
  )

async function gainRoles(
  tx: Tx,
  people: readonly Settled<PersonPlan>[],
  at: (ref: UnitRef) => StandingUnit,
  today: Day,
): Promise<Row[]> {
  const gains = people.flatMap((person) =>
    rolesOf(person.plan).map((gain) => ({ person, gain, unit: at(gain.unit), day: dayOf(person.plan, today) })),
  )
  await insertAll(
    tx,
    'roleGrants',
    gains.map(({ person, gain, unit, day }) => grantRow(person.id, gain.role, unit.id, day)),
  )
  return gains.map(({ person, gain, unit, day }) => ({
    action: 'unit.grantRole',
    subject: personSubject(person, unit.path),
    facts: { role: gain.role, unit: unit.name, fromDay: day },
    about: person.id,
  }))
}

const rolesOf = (plan: PersonPlan): readonly RoleGain[] => (plan.new ? plan.roles : plan.gains)
const dayOf = (plan: PersonPlan, today: Day): Day => (plan.new ? plan.day : (plan.move?.day ?? today))

const addedEntry = ({ plan, unit, ...person }: Settled<NewPerson>): Row => ({
  action: 'unit.addPerson',
  subject: personSubject(person, unit.path),
  facts: { name: plan.name, unit: unit.name, post: plan.post, fromDay: plan.day },
  about: person.id,
})

/** Nothing for somebody of whom only roles change: those have rows of their own. */
const changedEntry = ({ plan, unit, ...person }: Settled<ChangedPerson>): Row[] =>
  Object.keys(plan.facts).length === 0
    ? []
    : [
        {
          action: 'person.edit',
          subject: personSubject(person, unit.path),
          facts: { ...plan.facts, ...(plan.move && { fromDay: plan.move.day }) },
          about: person.id,
        },
      ]

const lostEntries = ({ plan, ...person }: Settled<ChangedPerson>, toDay: Day): Row[] =>
  plan.losses.map(({ role, unit, path }) => ({
    action: 'unit.endRole',
    subject: personSubject(person, path),
    facts: { role, unit, toDay },
    about: person.id,
  }))
