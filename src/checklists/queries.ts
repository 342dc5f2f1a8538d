import type { Reader } from '../db/schema.ts'
import { unitsOf } from '../rules/access.ts'
import { keyOf, searchText, searchWords } from '../rules/names.ts'
import { readChecklist } from './body.ts'

/** Checklists beside the version in force and the office they belong to. */
const checklists = (db: Reader) =>
  db
    .selectFrom('checklists')
    .innerJoin('units', 'units.id', 'checklists.unitId')
    .innerJoin('checklistVersions', 'checklistVersions.checklistId', 'checklists.id')
    .select([
      'checklists.id',
      'checklists.publicId',
      'checklists.unitId',
      'checklists.key',
      'checklists.name',
      'checklists.active',
      'checklists.version',
      'units.path',
      'units.name as unitName',
      'checklistVersions.id as versionId',
      'checklistVersions.publicId as versionPublicId',
      'checklistVersions.number',
      'checklistVersions.body',
      'checklistVersions.usedAt',
    ])
    .where('checklistVersions.number', '=', (is) =>
      is
        .selectFrom('checklistVersions as newest')
        .select((of) => of.fn.max('newest.number').as('number'))
        .whereRef('newest.checklistId', '=', 'checklists.id'),
    )

export type Checklist = NonNullable<Awaited<ReturnType<typeof findChecklist>>>

/** One checklist with its newest version, in use or not. */
export async function findChecklist(db: Reader, publicId: string) {
  const row = await checklists(db).where('checklists.publicId', '=', publicId).executeTakeFirst()
  return row && { ...row, body: readChecklist(row.body) }
}

interface ChecklistFilter {
  /** Words of the name. */
  search?: string
  /** Those that are not used any more as well. */
  retired?: boolean
}

/** What the offices over this path have, by name; of two with one key that of the nearer office. One query over a few rows. */
export async function checklistsFor(db: Reader, path: string, { search = '', retired }: ChecklistFilter = {}) {
  const rows = await checklists(db)
    .where('checklists.unitId', 'in', [...unitsOf(path)])
    .$if(!retired, (q) => q.where('checklists.active', '=', 1))
    .orderBy('units.path', 'desc')
    .execute()
  const nearest = [...new Map(rows.reverse().map((row) => [row.key, row])).values()]
  const words = searchWords(search)
  return nearest
    .filter(({ name }) => words.every((word) => ` ${searchText(name)}`.includes(` ${word}`)))
    .map((row) => ({ ...row, body: readChecklist(row.body) }))
    .sort((a, b) => order.compare(a.name, b.name))
}
const order = new Intl.Collator('vi')

export type VersionRow = Awaited<ReturnType<typeof versionsOf>>[number]

/** The versions of a checklist, newest first, with who wrote each last and when a round first used it. */
export const versionsOf = (db: Reader, checklistId: number) =>
  db
    .selectFrom('checklistVersions')
    .innerJoin('people', 'people.id', 'checklistVersions.byId')
    .select(['checklistVersions.publicId', 'checklistVersions.number', 'checklistVersions.usedAt'])
    .select(['checklistVersions.at', 'people.name as by'])
    .where('checklistId', '=', checklistId)
    .orderBy('number', 'desc')
    .execute()

/** What a version of a checklist says; undefined when it has none of that number. */
export async function bodyOf(db: Reader, checklistId: number, number: number) {
  const row = await db
    .selectFrom('checklistVersions')
    .select('body')
    .where('checklistId', '=', checklistId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && readChecklist(row.body)
}

/** A name's key that no other checklist of the office has: 'kt-cong-vu', 'kt-cong-vu-2'. */
export async function freeKey(db: Reader, unitId: number, name: string): Promise<string> {
  const rows = await db.selectFrom('checklists').select('key').where('unitId', '=', unitId).execute()
  const taken = new Set(rows.map(({ key }) => key))
  const key = keyOf(name) || 'bang-kiem'
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? key : `${key}-${count}`
    if (!taken.has(free)) return free
  }
}
