import { sql } from 'kysely'

/** A round of inspection that nobody outside its team may know of (đợt đột xuất không báo trước, chưa bắt đầu). */
export const isSecretRound = sql`form = 'unannounced' and state = 'planned'`

/**
 * For queries with `audit`: rows about such a round, or about one that was dropped before anybody else knew of it. They lie
 * in no unit, are sealed only when the round starts, and leave the house in no export: the chain without them has no gap.
 */
export const isOfSecretRound = sql<boolean>`(audit.unit_path = '' and audit.subject_kind = 'round'
  and not exists (select 1 from inspection_rounds as known
    where known.public_id = audit.subject and not (${isSecretRound})))`

/** Whether a row may be older than the seals before it: it waited for the start of its round. */
export const mayComeLate = ({ unitPath, subjectKind }: { unitPath: string; subjectKind: string }): boolean =>
  unitPath === '' && subjectKind === 'round'
