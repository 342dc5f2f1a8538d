import { createHash } from 'node:crypto'
import type { Db, Tx } from './db/schema.ts'
import { serially } from './db/serially.ts'
import { eachSlice } from './db/slices.ts'
import { Refusal, refuseUnless } from './refusal.ts'
import { type Action, can, canSee, type Person, type SubjectOf } from './rules/access.ts'
import type { Day } from './rules/days.ts'
import type { WorkCalendar } from './rules/working-days.ts'
import { newPublicId, randomText } from './secrets.ts'

/** What a command knows besides its arguments. Clock and calendar are values, so that a test can set them. */
export interface Ctx {
  db: Db
  who: Person
  /** UTC instant with milliseconds. */
  now: string
  /** The day in Việt Nam at `now`. */
  today: Day
  calendar: WorkCalendar
  /** Names one sending of one form: the same key again gets the first answer. */
  key?: string
  /** The version the person was looking at; another one now means somebody was faster. */
  version?: number
}

/** From what to what, in plain values. */
export type Facts = Record<string, unknown>

/** One row of the record: what was done to what. `about` is the person whose data it concerns. */
export interface Entry {
  subject: { kind: string; publicId: string; path: string }
  facts: Facts
  about?: number
}

/** What a command did; `also` are further things the same act changed, each a row of its own. */
export interface Deed extends Entry {
  also?: (Entry & { action: Action })[]
}

interface Versioned {
  version?: number
}

/** Every change goes through here: find, see, allow, do, record, all or nothing. Returns the public id of what was changed. */
export function act<A extends Action, S extends SubjectOf<A> & Versioned>(
  ctx: Ctx,
  action: A,
  find: (tx: Tx) => Promise<S | undefined>,
  work: (tx: Tx, subject: S) => Promise<Deed>,
): Promise<string> {
  return serially(ctx.db, async (tx) => {
    const before = await answerTo(tx, ctx, action)
    if (before) return before
    const subject = await find(tx)
    refuseUnless(subject && canSee(ctx.who, action, subject), 'missing')
    refuseUnless(can(ctx.who, action, subject), 'forbidden')
    refuseUnless(ctx.version === undefined || ctx.version === subject.version, 'stale')
    const deed = await work(tx, subject)
    await record(tx, ctx, [{ ...deed, action }, ...(deed.also ?? [])])
    await remember(tx, ctx, action, deed.subject.publicId)
    return deed.subject.publicId
  })
}

/** The same form sent twice gets the first answer; the same key for another action is a forgery or a fault. */
async function answerTo(tx: Tx, ctx: Ctx, action: Action): Promise<string | undefined> {
  if (!ctx.key) return undefined
  const before = await tx
    .selectFrom('answers')
    .select(['action', 'deed'])
    .where('actorId', '=', ctx.who.actorId)
    .where('key', '=', ctx.key)
    .executeTakeFirst()
  if (before && before.action !== action) throw new Refusal('stale')
  return before?.deed
}

async function remember(tx: Tx, ctx: Ctx, action: Action, deed: string) {
  if (!ctx.key) return
  await tx.insertInto('answers').values({ actorId: ctx.who.actorId, key: ctx.key, action, deed, at: ctx.now }).execute()
}

/** Rows of the record, in the order given; an import writes tens of thousands at once. */
const record = (tx: Tx, ctx: Ctx, entries: readonly (Entry & { action: Action })[]) =>
  eachSlice(entries, 200, (slice) =>
    tx
      .insertInto('audit')
      .values(slice.map((entry) => rowOf(ctx, entry)))
      .execute(),
  )

function rowOf(ctx: Ctx, entry: Entry & { action: Action }) {
  const row = {
    publicId: newPublicId(),
    at: ctx.now,
    actorId: ctx.who.actorId,
    behalfOfId: ctx.who.id === ctx.who.actorId ? null : ctx.who.id,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subject: entry.subject.publicId,
    unitPath: entry.subject.path,
    aboutId: entry.about ?? null,
    facts: JSON.stringify(entry.facts),
    salt: randomText(16, 'hex'),
  }
  return { ...row, commitment: commitmentTo(row) }
}

interface Committed {
  publicId: string
  at: string
  actorId: number
  behalfOfId: number | null
  action: string
  subjectKind: string
  subject: string
  unitPath: string
  aboutId: number | null
  facts: string | null
  salt: string | null
}

/**
 * The salted hash of everything a row of the record says. The chain holds this, not the facts, so that personal data
 * can be removed later (facts and salt together) and the chain still proves itself.
 */
export function commitmentTo(row: Committed): string {
  const { publicId, at, actorId, behalfOfId, action, subjectKind, subject, unitPath, aboutId, facts, salt } = row
  const said = [publicId, at, actorId, behalfOfId, action, subjectKind, subject, unitPath, aboutId, facts]
  return createHash('sha256')
    .update(`${salt}\n${JSON.stringify(said)}`)
    .digest('hex')
}
