import { installCalendar } from '../calendar/install.ts'
import { installChecklists } from '../checklists/install.ts'
import type { Db, Reader, Tx } from '../db/schema.ts'
import { serially } from '../db/serially.ts'
import type { Person } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { personSortKey, searchText } from '../rules/names.ts'
import { newPublicId } from '../secrets.ts'
import { installTemplates } from '../templates/install.ts'

export interface Ground {
  /** The named person that first runs, imports and jobs act as: everything on the record has somebody who did it. */
  system: Person
  root: { id: number; publicId: string; path: string }
}

/**
 * What must stand before anybody can act: the root unit, the system person, the calendar. Safe to repeat: an
 * interrupted first run finds its ground laid. It is the only writing that is not on the record.
 */
export const layGround = (db: Db, office: Office): Promise<Ground> =>
  serially(db, async (tx) => (await findGround(tx)) ?? (await lay(tx, office)))

export interface Office {
  /** The two lines of the letterhead: 'Ủy ban nhân dân', 'Phường Minh Thụy'. */
  superior: string
  name: string
  shortName: string
  openedOn: Day
}

/** The ground of an office that has been set up; undefined before. */
export async function findGround(db: Reader): Promise<Ground | undefined> {
  const row = await db
    .selectFrom('people')
    .innerJoin('units', 'units.id', 'people.unitId')
    .select([
      'people.id',
      'people.publicId',
      'people.name',
      'people.post',
      'units.id as unitId',
      'units.publicId as unitPublicId',
      'units.path',
    ])
    .where('people.system', '=', 1)
    .executeTakeFirst()
  return row && { system: asAdmin(row), root: { id: row.unitId, publicId: row.unitPublicId, path: row.path } }
}

async function lay(tx: Tx, { superior, name, shortName, openedOn }: Office): Promise<Ground> {
  await installCalendar(tx)
  const unit = {
    kind: 'office',
    superior,
    name,
    shortName,
    folded: searchText(name, shortName),
    position: 1,
    openedOn,
  }
  const { id, publicId } = await tx
    .insertInto('units')
    .values({ ...unit, publicId: newPublicId(), parentId: null, path: '', closedOn: null, successorId: null })
    .returning(['id', 'publicId'])
    .executeTakeFirstOrThrow()
  const path = `/${id}/`
  await tx.updateTable('units').set({ path }).where('id', '=', id).execute()
  const span = { unitId: id, parentId: null, name, shortName, fromDay: openedOn, toDay: null }
  await tx.insertInto('unitSpans').values(span).execute()
  const system = await insertSystemPerson(tx, id)
  await installTemplates(tx, id, system.id, `${openedOn}T00:00:00.000Z`)
  await installChecklists(tx, id, system.id, `${openedOn}T00:00:00.000Z`)
  return { system: asAdmin({ ...system, unitId: id, path }), root: { id, publicId, path } }
}

async function insertSystemPerson(tx: Tx, unitId: number) {
  const name = 'Hệ thống'
  const row = {
    publicId: newPublicId(),
    name,
    folded: searchText(name),
    sortKey: personSortKey(name),
    unitId,
    post: 'Phần mềm',
    system: 1,
  }
  return tx
    .insertInto('people')
    .values({ ...row, email: null, phone: null, leftOn: null })
    .returning(['id', 'publicId', 'name', 'post'])
    .executeTakeFirstOrThrow()
}

const asAdmin = (row: {
  id: number
  publicId: string
  name: string
  post: string
  unitId: number
  path: string
}): Person => ({
  ...row,
  actorId: row.id,
  roles: [{ role: 'admin', unitId: row.unitId }],
})
