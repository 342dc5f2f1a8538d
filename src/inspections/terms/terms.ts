import { sql } from 'kysely'
import { z } from 'zod'
import type { Reader } from '../../db/schema.ts'
import { unitsOf } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'
import { type Terms, usualTerms } from '../../rules/inspections.ts'
import { findOpenOffice } from '../../settings/queries.ts'

const days = z.number().int().min(0).max(365)
/** Terms as they are kept; an office changes them from a day on, and what was before stays. */
export const termsShape = z.object({
  remedyDays: z.object({ light: days, medium: days, heavy: days }),
  answerDays: days,
  repeatMonths: z.number().int().min(1).max(60),
  wholeDayLeave: z.enum(['excused', 'leftOut']),
})
const dated = termsShape.extend({ from: z.string() })
const stored = z.object({ version: z.number().int(), terms: z.array(dated) })
export type DatedTerms = Terms & { from: Day }

/** The row of `settings` in which an office keeps its terms of inspection. */
export const termsKey = (officeId: string) => `inspection-terms:${officeId}`
const readStored = (value: string) => stored.parse(JSON.parse(value))

/** The terms in force somewhere on a day; `office` is the one that chose them, none while nobody has. */
export interface TermsInForce {
  terms: Terms
  from?: Day
  office?: { publicId: string; name: string }
}

/**
 * The terms (thời hạn kiểm tra) in force on a day for the unit of that path: of the nearest office upward that had chosen
 * some by then, the usual ones otherwise. One small query.
 */
export async function termsInForce(db: Reader, path: string, day: Day): Promise<TermsInForce> {
  const rows = await db
    .selectFrom('units')
    .innerJoin('settings', (join) => join.on(sql<boolean>`settings.key = ${termsKey('')} || units.public_id`))
    .select(['units.publicId', 'units.name', 'settings.value'])
    .where('units.id', 'in', [...unitsOf(path)])
    .orderBy('units.path', 'desc')
    .execute()
  for (const { publicId, name, value } of rows) {
    const found = readStored(value).terms.find(({ from }) => from <= day)
    if (found) return { terms: termsShape.parse(found), from: found.from, office: { publicId, name } }
  }
  return { terms: usualTerms }
}

/** The same, the terms alone. */
export const termsFor = async (db: Reader, path: string, day: Day): Promise<Terms> =>
  (await termsInForce(db, path, day)).terms

/** An office with the terms it chose itself, newest first, and how often; undefined when there is no such office. Two queries. */
export async function findTermsOffice(db: Reader, publicId: string) {
  const office = await findOpenOffice(db, publicId)
  if (!office) return undefined
  const key = termsKey(publicId)
  const own = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  const { version, terms } = own ? readStored(own.value) : { version: 0, terms: [] }
  return { ...office, version, own: terms as DatedTerms[] }
}
export type TermsOffice = NonNullable<Awaited<ReturnType<typeof findTermsOffice>>>
