import { type RawBuilder, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import { isOfSecretRound, isSecretRound } from '../record/secret.ts'

const ofSecretRound = sql<boolean>`round_id in (select id from inspection_rounds where ${isSecretRound})`

/**
 * The rows that an export leaves out, by table: whoever takes everything away is not of the team of a round that is not
 * announced. A backup, made at the server, has them.
 */
export const withheld: Partial<Record<keyof Schema, RawBuilder<boolean>>> = {
  inspectionRounds: sql<boolean>`(${isSecretRound})`,
  roundMembers: ofSecretRound,
  roundScopes: ofSecretRound,
  inspectionSheets: ofSecretRound,
  audit: isOfSecretRound,
}
