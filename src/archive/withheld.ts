import { type RawBuilder, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'

/*
 * Đợt kiểm tra không báo trước, before its start: whoever takes everything away is not of its team, so an export is without
 * it. A backup, made at the server, has it.
 */

const isSecret = sql`form = 'unannounced' and state = 'planned'`
const ofSecretRound = sql<boolean>`round_id in (select id from inspection_rounds where ${isSecret})`

/** A row of the record about such a round, or about one that was dropped before anybody else knew of it. */
const tellsOfSecret = sql<boolean>`(unit_path = '' and not exists (select 1 from inspection_rounds as known
  where known.public_id = audit.subject and not (${isSecret})))`

/** The rows that an export leaves out, by table. */
export const withheld: Partial<Record<keyof Schema, RawBuilder<boolean>>> = {
  inspectionRounds: sql<boolean>`(${isSecret})`,
  roundMembers: ofSecretRound,
  roundScopes: ofSecretRound,
  inspectionSheets: ofSecretRound,
  audit: sql<boolean>`(${tellsOfSecret} and position is null)`,
}

/** The columns that an export empties in some rows: what is sealed stays a link of the chain, without what it says. */
export const emptied: Partial<Record<keyof Schema, { columns: readonly string[]; where: RawBuilder<boolean> }>> = {
  audit: { columns: ['facts', 'salt'], where: tellsOfSecret },
}
