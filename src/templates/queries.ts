import type { Reader } from '../db/schema.ts'
import { unitsOf } from '../rules/access.ts'
import { searchWords } from '../rules/names.ts'
import { readBody } from './body.ts'

/** Templates beside the version in use and the office they belong to. */
const templates = (db: Reader) =>
  db
    .selectFrom('processTemplates')
    .innerJoin('units', 'units.id', 'processTemplates.unitId')
    .innerJoin('processVersions', 'processVersions.templateId', 'processTemplates.id')
    .select([
      'processTemplates.id',
      'processTemplates.publicId',
      'processTemplates.unitId',
      'processTemplates.key',
      'processTemplates.name',
      'processTemplates.active',
      'processTemplates.version',
      'units.path',
      'units.name as unitName',
      'processVersions.publicId as versionPublicId',
      'processVersions.number',
      'processVersions.body',
    ])
    .where('processVersions.number', '=', (is) =>
      is
        .selectFrom('processVersions as newest')
        .select((of) => of.fn.max('newest.number').as('number'))
        .whereRef('newest.templateId', '=', 'processTemplates.id'),
    )

export type Template = NonNullable<Awaited<ReturnType<typeof findTemplate>>>

/** One template with the version in use, in force or not. */
export async function findTemplate(db: Reader, publicId: string) {
  const row = await templates(db).where('processTemplates.publicId', '=', publicId).executeTakeFirst()
  return row && { ...row, body: readBody(row.body) }
}

interface TemplateFilter {
  /** Words of the name or short name. */
  search?: string
  /** Those that are not offered any more as well. */
  retired?: boolean
}

/**
 * What the offices over this path offer, by name; of two with one short name that of the nearer office. One query over
 * a few dozen rows.
 */
export async function templatesFor(db: Reader, path: string, { search = '', retired }: TemplateFilter = {}) {
  const rows = await templates(db)
    .where('processTemplates.unitId', 'in', [...unitsOf(path)])
    .$if(!retired, (q) => q.where('processTemplates.active', '=', 1))
    .orderBy('units.path', 'desc')
    .execute()
  const nearest = [...new Map(rows.reverse().map((row) => [row.key, row])).values()]
  const words = searchWords(search)
  return nearest
    .filter((row) => words.every((word) => `${searchWords(row.name).join(' ')} ${row.key}`.includes(word)))
    .map((row) => ({ ...row, body: readBody(row.body) }))
    .sort((a, b) => order.compare(a.name, b.name))
}
const order = new Intl.Collator('vi')

/** The versions of a template, newest first, with who wrote each. */
export async function versionsOf(db: Reader, templateId: number) {
  const rows = await db
    .selectFrom('processVersions')
    .innerJoin('people', 'people.id', 'processVersions.byId')
    .select(['processVersions.number', 'processVersions.body', 'processVersions.at', 'people.name as by'])
    .where('templateId', '=', templateId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, body: readBody(row.body) }))
}

/** A version by public id with the template it is of: what a task was filled from. */
export async function findVersion(db: Reader, publicId: string) {
  const row = await db
    .selectFrom('processVersions')
    .innerJoin('processTemplates', 'processTemplates.id', 'processVersions.templateId')
    .select(['processVersions.id', 'processVersions.publicId', 'processVersions.number', 'processVersions.body'])
    .select(['processTemplates.key', 'processTemplates.name'])
    .where('processVersions.publicId', '=', publicId)
    .executeTakeFirst()
  return row && { ...row, body: readBody(row.body) }
}

/** The version a task was filled from, with the template it is of; undefined when it was written by hand. */
export const templateOfTask = (db: Reader, taskId: number) =>
  db
    .selectFrom('tasks')
    .innerJoin('processVersions', 'processVersions.id', 'tasks.templateVersionId')
    .innerJoin('processTemplates', 'processTemplates.id', 'processVersions.templateId')
    .select(['processTemplates.publicId', 'processTemplates.unitId', 'processTemplates.key', 'processTemplates.name'])
    .select(['processVersions.number', 'processVersions.publicId as versionPublicId'])
    .where('tasks.id', '=', taskId)
    .executeTakeFirst()
