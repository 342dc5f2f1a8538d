import { act, type Ctx, type Facts } from '../act.ts'
import { readCalendar } from '../calendar/queries.ts'
import type { Db, Reader } from '../db/schema.ts'
import { activeGrants } from '../people/queries.ts'
import { type Day, dayIn } from '../rules/days.ts'
import { findGround } from '../setup/ground.ts'

type ArchiveDeed = 'unit.export' | 'unit.backup' | 'unit.restore'

/** Puts on record that the office was saved, taken away or put back; nothing else changes. */
export const recordDeed = (ctx: Ctx, action: ArchiveDeed, facts: Facts) =>
  act(
    ctx,
    action,
    async (tx) => (await findGround(tx))?.root,
    async (_, { publicId, path }) => ({ subject: { kind: 'unit', publicId, path }, facts }),
  )

/** The program itself as the one who acts, for what is done at the command line; undefined before an office is set up. */
export async function systemCtx(db: Db, now: string): Promise<Ctx | undefined> {
  const ground = await findGround(db.reader)
  if (!ground) return undefined
  return { db, who: ground.system, now, today: dayIn(now), calendar: await readCalendar(db.reader) }
}

export interface LastBackup {
  /** UTC instant. */
  at: string
  archive: string
}

/** The last backup that was made and read back, as the record has it. */
export async function lastBackup(db: Reader): Promise<LastBackup | undefined> {
  const ground = await findGround(db)
  const row = await db
    .selectFrom('audit')
    .select(['at', 'facts'])
    .where('subjectKind', '=', 'unit')
    .where('subject', '=', ground?.root.publicId ?? '')
    .where('action', '=', 'unit.backup')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { at: row.at, archive: String(JSON.parse(row.facts ?? '{}').archive ?? '') }
}

/** Who can let the others in again: administrators of the whole office with a user name, in the order they came. */
export const administratorsOf = (db: Reader, today: Day) =>
  activeGrants(db, today)
    .innerJoin('units', 'units.id', 'roleGrants.unitId')
    .innerJoin('people', 'people.id', 'roleGrants.personId')
    .innerJoin('logins', 'logins.personId', 'people.id')
    .select(['people.publicId', 'people.name', 'logins.username'])
    .where('roleGrants.role', '=', 'admin')
    .where('units.parentId', 'is', null)
    .where('people.leftOn', 'is', null)
    .where('people.system', '=', 0)
    .orderBy('people.id')
    .execute()
