import type { Reader } from '../db/schema.ts'
import { liesIn } from '../people/queries.ts'
import { unitById } from '../people/tree.ts'
import type { Person } from '../rules/access.ts'
import type { SheetRow } from '../sheets/read.ts'
import type { Mapping } from './headings.ts'
import type { Options, Outcome, Result, RowAnswer } from './kinds.ts'
import type { ImportState } from './states.ts'

export type Counts = Partial<Record<Outcome, number>>
export type ImportRow = NonNullable<Awaited<ReturnType<typeof findImport>>>

/** One import by public id; a subject for `act`. */
export async function findImport(db: Reader, publicId: string) {
  const row = await imports(db).where('imports.publicId', '=', publicId).executeTakeFirst()
  return row && parsed(row)
}

const imports = (db: Reader) =>
  db
    .selectFrom('imports')
    .innerJoin('units', 'units.id', 'imports.unitId')
    .innerJoin('people', 'people.id', 'imports.byId')
    .selectAll('imports')
    .select(['units.path', 'units.name as unitName', 'people.name as byName'])

type Stored = Awaited<ReturnType<ReturnType<typeof imports>['execute']>>[number]

const parsed = (row: Stored) => ({
  ...row,
  state: row.state as ImportState,
  sheets: JSON.parse(row.sheets) as { name: string; rows: number }[],
  mapping: JSON.parse(row.mapping) as Mapping,
  options: JSON.parse(row.options) as Options,
  counts: JSON.parse(row.counts) as Counts,
  result: JSON.parse(row.result ?? 'null') as Result | null,
})

/** The newest imports this person may see: the own, and those in units administered. */
export async function importsSeenBy(db: Reader, who: Person, limit: number) {
  const reached = await Promise.all(
    who.roles.filter(({ role }) => role === 'admin').map(({ unitId }) => unitById(db, unitId)),
  )
  const rows = await imports(db)
    .where((is) =>
      is.or([is('imports.byId', '=', who.id), ...reached.flatMap((unit) => (unit ? [liesIn(unit.path)] : []))]),
    )
    .where('imports.state', '<>', 'dropped')
    .orderBy('imports.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(parsed)
}

/** Staged rows of one sheet in their order, `limit` of them after the row `after`. */
export async function stagedRows(db: Reader, importId: number, sheet: number, after: number, limit: number) {
  const rows = await db
    .selectFrom('importRows')
    .select(['number', 'cells', 'faults', 'answer'])
    .where('importId', '=', importId)
    .where('sheet', '=', sheet)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map(({ number, cells, faults, answer }) => ({
    ...({ number, cells: JSON.parse(cells), faults: JSON.parse(faults) } as SheetRow),
    answer,
  }))
}

/** How many staged rows of a sheet lie below one. */
export async function countBelow(db: Reader, importId: number, sheet: number, row: number): Promise<number> {
  const { count } = await db
    .selectFrom('importRows')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('importId', '=', importId)
    .where('sheet', '=', sheet)
    .where('number', '>', row)
    .executeTakeFirstOrThrow()
  return count
}

/** What was said of the rows, of one outcome or of all, in the order of the file. */
export async function answersOf(
  db: Reader,
  { id, sheet }: Pick<ImportRow, 'id' | 'sheet'>,
  { outcome, after = 0, limit }: { outcome?: Outcome; after?: number; limit: number },
): Promise<RowAnswer[]> {
  const rows = await db
    .selectFrom('importRows')
    .select('answer')
    .where('importId', '=', id)
    .where('sheet', '=', sheet)
    .where('answer', '<>', '')
    .where('number', '>', after)
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome ?? ''))
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map(({ answer }) => JSON.parse(answer) as RowAnswer)
}

/** How this office's last file with such headings was read. */
export async function savedMapping(db: Reader, officeId: number, kind: string, fingerprint: string) {
  const row = await db
    .selectFrom('importMappings')
    .select('mapping')
    .where('officeId', '=', officeId)
    .where('kind', '=', kind)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
  return row && (JSON.parse(row.mapping) as Mapping)
}

/** What a row of the record is about. */
export const importSubject = ({ publicId, path }: { publicId: string; path: string }) => ({
  kind: 'import',
  publicId,
  path,
})
