import { sql } from 'kysely'
import type { Db, Tx } from '../db/schema.ts'
import { isUniqueViolation, serially } from '../db/serially.ts'
import { type Batch, beginning, hashOfBatch, hashOfRow } from './chain.ts'
import { lastBatch } from './queries.ts'
import { isOfSecretRound } from './secret.ts'

const batchSize = 500

/** Whether every row committed before the batch is in it: a full one may have left the rest for the next. */
export const tookAll = ({ first, last }: Pick<Batch, 'first' | 'last'>): boolean => (last - first + 1) % batchSize !== 0

/*
 * Sealing writes to the record without `act`: it changes nothing the office would put a name to, nobody does it, and
 * an act would add a row to be sealed, for ever. It touches `position` and `hash` alone, once, from empty to filled.
 */

/**
 * Gives every committed row of the record but those of secret rounds its position and its hash, in batches of `limit` rows, each in a transaction
 * of its own. Returns how many. Two may run at once: each row is sealed once, and whoever was slower leaves the rest.
 * `now` is a UTC instant. Rows dated in the past (a demonstration) are sealed by `limit: Infinity`, as one batch: coming
 * after a batch that is younger than they are, they would look inserted.
 */
export async function seal(db: Db, now: string, { limit = batchSize } = {}): Promise<number> {
  for (let sealed = 0; ; ) {
    const count = await serially(db, (tx) => sealBatch(tx, now, limit)).catch(noneWhenOvertaken)
    sealed += count
    if (count < limit) return sealed
  }
}

/** PostgreSQL may tell a collision of two sealers as a position that is taken. */
function noneWhenOvertaken(error: unknown): number {
  if (isUniqueViolation(error)) return 0
  throw error
}

async function sealBatch(tx: Tx, now: string, limit: number): Promise<number> {
  const before = await lastBatch(tx)
  const first = (before?.last ?? 0) + 1
  let [last, hash] = [first - 1, before?.hash ?? beginning]
  for (let left = limit; left > 0; ) {
    const rows = await chain(tx, last, hash, Math.min(left, batchSize))
    last += rows.length
    hash = rows.at(-1)?.hash ?? hash
    left = rows.length < batchSize ? 0 : left - rows.length
  }
  if (last < first) return 0
  const batch = { id: (before?.id ?? 0) + 1, first, last, sealedAt: now }
  await tx
    .insertInto('auditBatches')
    .values({ ...batch, hash: hashOfBatch(batch, hash) })
    .execute()
  return last - first + 1
}

/** Seals up to `count` rows after `position`, oldest first. */
async function chain(tx: Tx, position: number, previous: string, count: number) {
  const rows = await tx
    .selectFrom('audit')
    .selectAll()
    .where('position', 'is', null)
    .where(sql<boolean>`not ${isOfSecretRound}`)
    .orderBy('id')
    .limit(count)
    .execute()
  const sealed: { id: number; position: number; hash: string }[] = []
  for (const row of rows) {
    const place = position + sealed.length + 1
    sealed.push({ id: row.id, position: place, hash: hashOfRow(place, sealed.at(-1)?.hash ?? previous, row) })
  }
  if (sealed.length > 0) await write(tx, sealed)
  return sealed
}

/** One statement for all: five hundred would keep every writer waiting. */
async function write(tx: Tx, sealed: readonly { id: number; position: number; hash: string }[]) {
  const values = sql.join(sealed.map(({ id, position, hash }) => sql`(${id}, ${position}, ${hash})`))
  await sql`
    update audit set position = cast(sealed.column2 as integer), hash = sealed.column3
    from (values ${values}) as sealed
    where audit.id = cast(sealed.column1 as integer)`.execute(tx)
}
