import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Schema } from '../db/schema.ts'

export type AuditRow = Selectable<Schema['audit']>
export type Batch = Selectable<Schema['auditBatches']>

/** What the first row of the record follows. */
export const beginning = '0'.repeat(64)

/**
 * The hash of one sealed row: SHA-256 over its position, the hash it follows and what it says. Facts enter only
 * through their salted commitment and may be removed later; the rest enters as it stands, so that a row whose facts
 * were removed is still bound to its author, moment and subject. The first row of a batch follows the hash of the
 * batch before, every other one the row before it.
 */
export function hashOfRow(position: number, previous: string, row: AuditRow): string {
  const { id, publicId, at, actorId, behalfOfId, action, subjectKind, subject, unitPath, aboutId, commitment } = row
  const said = [id, publicId, at, actorId, behalfOfId, action, subjectKind, subject, unitPath, aboutId, commitment]
  return digest('row', position, previous, ...said)
}

/** The hash of one batch, `last` being that of its last row: it binds the moment of sealing to what was sealed. */
export function hashOfBatch(batch: Omit<Batch, 'hash'>, last: string): string {
  return digest('batch', batch.id, batch.first, batch.last, last, batch.sealedAt)
}

const digest = (...parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex')
