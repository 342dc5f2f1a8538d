import { commitmentTo } from '../act.ts'
import type { Reader } from '../db/schema.ts'
import { type AuditRow, type Batch, beginning, hashOfBatch, hashOfRow } from './chain.ts'
import { type Feed, feed } from './feed.ts'
import type { Head } from './heads.ts'
import { tookAll } from './seal.ts'
import { mayComeLate } from './secret.ts'

/** What can be wrong with the record; src/cli/audit.ts says it in words. */
export type FaultCode =
  | 'changed'
  | 'unproven'
  | 'chain'
  | 'missing'
  | 'outside'
  | 'batch'
  | 'halfSealed'
  | 'backdated'
  | 'head'

export interface Fault {
  what: FaultCode
  position?: number
  publicId?: string
}

export interface Verdict {
  rows: number
  sealed: number
  unsealed: number
  /** Rows whose facts were removed for the protection of personal data; their number should be known to the office. */
  redacted: number
  /** The end of the record: the position of the last row in a batch, and the hash of that batch. */
  head: Head
  /** The first thousand; `faultCount` counts all. */
  faults: Fault[]
  faultCount: number
}

const page = 1000
const mostFaults = 1000
/** How long after `at` an honest row may be committed: clocks differ a little, and a writer tries again for ten seconds. */
const slack = 60_000

/**
 * Goes through the whole record in pages and finds whatever was changed, removed or inserted since it was sealed. May
 * run while the office works. `heads` are ends of the record as noted outside the database.
 *
 * What it cannot find: a row that is well formed, dated now (or later) and written past the software before the next
 * seal; a change of a row that is not sealed yet and whose salted commitment was made anew; the removal of such a row;
 * facts and salt removed together, which is how personal data is redacted (`redacted` counts them); the end cut off
 * together with its batches, where no noted head lies beyond the cut; a record sealed anew from some row on to its end
 * by somebody who also holds every noted head. Against these help the heads kept elsewhere and who may write to the
 * database.
 */
export async function verifyRecord(db: Reader, heads: readonly Head[] = []): Promise<Verdict> {
  const rows = feed(
    (after?: number) => sealedRows(db, after),
    (row) => row.position,
  )
  const batches = feed(
    (after?: number) => batchesIn(db, after),
    (batch) => batch.last,
  )
  const walk = startWalk(heads)
  for (;;) {
    // In this order: a row is sealed together with its batch, so a batch asked for after the row is there if it ever was.
    const row = await rows.peek()
    const batch = await batches.take()
    if (batch) await walkBatch(walk, batch, rows)
    else if (row) outside(walk, (await rows.take()) ?? row)
    else break
  }
  for (const head of walk.heads) found(walk, { what: 'head', position: head.position })
  await walkUnsealed(walk, db)
  return walk.verdict
}

interface Walk {
  verdict: Verdict
  before: Batch
  /** Every row committed before this instant is in a batch already. */
  sealedUntil: number
  /** Those not met yet, in order. */
  heads: Head[]
}

function startWalk(heads: readonly Head[]): Walk {
  const head = { position: 0, hash: beginning, at: '' }
  return {
    verdict: { rows: 0, sealed: 0, unsealed: 0, redacted: 0, head, faults: [], faultCount: 0 },
    before: { id: 0, first: 0, last: 0, hash: beginning, sealedAt: '' },
    sealedUntil: Number.NEGATIVE_INFINITY,
    heads: heads.toSorted((a, b) => a.position - b.position),
  }
}

function found({ verdict }: Walk, fault: Fault) {
  verdict.faultCount += 1
  if (verdict.faults.length < mostFaults) verdict.faults.push(fault)
}

/** One batch and the rows it claims. What is compared next is always what is stored, so that one change is one fault or two. */
async function walkBatch(walk: Walk, batch: Batch, rows: Feed<SealedRow>) {
  const { before } = walk
  const follows = batch.id === before.id + 1 && batch.first === before.last + 1 && batch.last >= batch.first
  if (!follows) found(walk, { what: 'batch', position: batch.first })
  let [next, previous] = [batch.first, before.hash]
  for (let row = await rows.peek(); row && row.position <= batch.last; row = await rows.peek()) {
    await rows.take()
    if (row.position < batch.first) {
      outside(walk, row)
      continue
    }
    if (row.position > next) found(walk, { what: 'missing', position: next })
    walkSealed(walk, row, previous)
    ;[next, previous] = [row.position + 1, row.hash ?? '']
  }
  if (next <= batch.last) found(walk, { what: 'missing', position: next })
  if (batch.hash !== hashOfBatch(batch, previous)) found(walk, { what: 'batch', position: batch.last })
  compareHeads(walk, batch)
  walk.before = batch
  walk.verdict.head = { position: batch.last, hash: batch.hash, at: batch.sealedAt }
  if (tookAll(batch)) walk.sealedUntil = Date.parse(batch.sealedAt)
}

function walkSealed(walk: Walk, row: SealedRow, previous: string) {
  walk.verdict.sealed += 1
  walkRow(walk, row)
  if (row.hash === null) found(walk, { what: 'halfSealed', ...nameOf(row) })
  else if (row.hash !== hashOfRow(row.position, previous, row)) found(walk, { what: 'chain', ...nameOf(row) })
}

/** A row with a position that no batch vouches for. */
function outside(walk: Walk, row: SealedRow) {
  walk.verdict.sealed += 1
  found(walk, { what: 'outside', ...nameOf(row) })
  walkRow(walk, row)
}

/** What any row has to prove, sealed or not: that it says what was committed, and that it came in its time. */
function walkRow(walk: Walk, row: AuditRow) {
  const { verdict, sealedUntil } = walk
  verdict.rows += 1
  const redacted = row.salt === null && row.facts === null && row.position !== null
  if (redacted) verdict.redacted += 1
  else if (row.salt === null) found(walk, { what: 'unproven', ...nameOf(row) })
  else if (row.commitment !== commitmentTo(row)) found(walk, { what: 'changed', ...nameOf(row) })
  if (Date.parse(row.at) < sealedUntil - slack && !mayComeLate(row)) found(walk, { what: 'backdated', ...nameOf(row) })
}

function compareHeads(walk: Walk, batch: Batch) {
  const met = walk.heads.findIndex(({ position }) => position > batch.last)
  const passed = walk.heads.splice(0, met < 0 ? walk.heads.length : met)
  for (const { position, hash } of passed) {
    if (position !== batch.last || hash !== batch.hash) found(walk, { what: 'head', position })
  }
}

async function walkUnsealed(walk: Walk, db: Reader) {
  const rows = feed(
    (after?: number) => unsealedRows(db, after),
    (row) => row.id,
  )
  for (let row = await rows.take(); row; row = await rows.take()) {
    walk.verdict.unsealed += 1
    walkRow(walk, row)
    if (row.hash !== null) found(walk, { what: 'halfSealed', ...nameOf(row) })
  }
}

const nameOf = ({ position, publicId }: AuditRow) => ({ position: position ?? undefined, publicId })

type SealedRow = AuditRow & { position: number }

function sealedRows(db: Reader, after?: number) {
  return db
    .selectFrom('audit')
    .selectAll()
    .where('position', 'is not', null)
    .$narrowType<{ position: number }>()
    .$if(after !== undefined, (query) => query.where('position', '>', after!))
    .orderBy('position')
    .limit(page)
    .execute()
}

function unsealedRows(db: Reader, after?: number) {
  return db
    .selectFrom('audit')
    .selectAll()
    .where('position', 'is', null)
    .$if(after !== undefined, (query) => query.where('id', '>', after!))
    .orderBy('id')
    .limit(page)
    .execute()
}

function batchesIn(db: Reader, after?: number) {
  return db
    .selectFrom('auditBatches')
    .selectAll()
    .$if(after !== undefined, (query) => query.where('last', '>', after!))
    .orderBy('last')
    .limit(page)
    .execute()
}
