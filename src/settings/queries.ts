import { sql } from 'kysely'
import { z } from 'zod'
import { clarityPresets } from '../data/clarity-sets.ts'
import type { Reader } from '../db/schema.ts'
import { unitsOf } from '../rules/access.ts'
import { taskFields } from '../rules/clarity.ts'
import type { ClaritySet } from '../rules/clarity-set.ts'

export const segmentShape = z.object({
  key: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Ghi chữ thường không dấu, chữ số, gạch nối; ví dụ thoi-gian.'),
  label: z.string().trim().max(40, 'Rút gọn còn không quá 40 ký tự.'),
  fields: z.array(z.enum(taskFields)),
  compulsory: z.boolean(),
})
const stored = z.object({ version: z.number().int(), segments: z.array(segmentShape) })

/** The row of `settings` in which an office keeps its own set of rõ. */
export const clarityKey = (officeId: string) => `clarity:${officeId}`

/** The set of rõ in force somewhere; `office` is the one that chose it, none while nobody has. */
export interface InForce {
  set: ClaritySet
  office?: { publicId: string; name: string }
}

/**
 * The set of rõ in force for people of the unit of that path: of the nearest office upward that has chosen one, the first
 * shipped one otherwise. One small query.
 */
export async function clarityFor(db: Reader, path: string): Promise<InForce> {
  const row = await db
    .selectFrom('units')
    .innerJoin('settings', (join) => join.on(sql<boolean>`settings.key = ${clarityKey('')} || units.public_id`))
    .select(['units.publicId', 'units.name', 'settings.value'])
    .where('units.id', 'in', [...unitsOf(path)])
    .orderBy('units.path', 'desc')
    .executeTakeFirst()
  if (!row) return { set: clarityPresets[0].set }
  return { set: readStored(row.value).segments, office: { publicId: row.publicId, name: row.name } }
}

const readStored = (value: string) => stored.parse(JSON.parse(value))

/** An office at work, by public id. */
export const findOpenOffice = (db: Reader, publicId: string) =>
  db
    .selectFrom('units')
    .select(['publicId', 'name', 'path'])
    .where('publicId', '=', publicId)
    .where('kind', '=', 'office')
    .where('closedOn', 'is', null)
    .executeTakeFirst()

/** An office with the version of its own set of rõ, 0 while it has none; undefined when there is no such office. Two queries. */
export async function findOffice(db: Reader, publicId: string) {
  const office = await findOpenOffice(db, publicId)
  if (!office) return undefined
  const key = clarityKey(publicId)
  const own = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return { ...office, version: own ? readStored(own.value).version : 0 }
}
export type Office = NonNullable<Awaited<ReturnType<typeof findOffice>>>

/** Offices at work, in the order of the tree: the caller keeps those it may show. */
export const officesOf = (db: Reader) =>
  db
    .selectFrom('units')
    .select(['publicId', 'name', 'path'])
    .where('kind', '=', 'office')
    .where('closedOn', 'is', null)
    .orderBy('path')
    .execute()
