import type { Updateable } from 'kysely'
import { act, type Ctx } from '../act.ts'
import type { Schema, Tx } from '../db/schema.ts'
import { addJob } from '../jobs.ts'
import { officeOf } from '../people/queries.ts'
import { refuseUnless } from '../refusal.ts'
import { could } from '../rules/access.ts'
import { kindOf } from './all-kinds.ts'
import type { Mapping } from './headings.ts'
import type { Options } from './kinds.ts'
import { countBelow, findImport, type ImportRow, importSubject } from './queries.ts'
import { asked } from './stage.ts'
import { mayBeDropped, mayBeMapped } from './states.ts'

export interface MappingInput {
  sheet: number
  head: number
  mapping: Mapping
  options: Options
  /** Of the headings: the next file that has them is read so too. */
  fingerprint: string
}

/** Says which column holds what, and has every row checked. The office's next file with such headings is read alike. */
export const mapImport = (ctx: Ctx, publicId: string, input: MappingInput) =>
  act(
    ctx,
    'import.map',
    (tx) => findImport(tx, publicId),
    async (tx, it) => {
      refuseUnless(mayBeMapped(it.state), 'import.wrongState')
      refuseUnless(could(ctx.who, kindOf(it.kind).action), 'forbidden')
      const { sheet, head, mapping, options } = input
      const total = await countBelow(tx, it.id, sheet, head)
      const columns = { sheet, head, mapping: JSON.stringify(mapping), options: JSON.stringify(options) }
      const fresh = { state: 'checking', total, progress: 0, counts: '{}', moved: 0, leaveOut: 0 }
      await change(tx, it, { ...columns, ...fresh, ...asked(ctx) })
      await forgetAnswers(tx, it)
      await keepMapping(tx, it, input)
      await addJob(tx, 'import.check', publicId, ctx.now)
      return { subject: importSubject(it), facts: { file: it.fileName, columns: Object.keys(mapping).length } }
    },
  )

/**
 * Has the rows written: all of them, or with `leaveOut` all but the refused ones. A job does it, in one transaction; until
 * then nothing has changed.
 */
export const applyImport = (ctx: Ctx, publicId: string, { leaveOut }: { leaveOut: boolean }) =>
  act(
    ctx,
    'import.apply',
    (tx) => findImport(tx, publicId),
    async (tx, it) => {
      refuseUnless(it.state === 'checked', 'import.wrongState')
      refuseUnless(could(ctx.who, kindOf(it.kind).action), 'forbidden')
      const { created = 0, changed = 0, refused = 0 } = it.counts
      refuseUnless(refused === 0 || leaveOut, 'import.refusedRows')
      refuseUnless(created + changed > 0, 'import.nothing')
      const order = { state: 'applying', progress: 0, moved: 0, leaveOut: refused > 0 ? 1 : 0 }
      await change(tx, it, { ...order, ...asked(ctx) })
      await addJob(tx, 'import.apply', publicId, ctx.now)
      return { subject: importSubject(it), facts: { file: it.fileName, created, changed, leftOut: refused } }
    },
  )

/** Gives it up (bỏ): the staged rows go, nothing was ever written. */
export const dropImport = (ctx: Ctx, publicId: string) =>
  act(
    ctx,
    'import.drop',
    (tx) => findImport(tx, publicId),
    async (tx, it) => {
      refuseUnless(mayBeDropped(it.state), 'import.wrongState')
      await change(tx, it, { state: 'dropped', endedAt: ctx.now })
      await tx.deleteFrom('importRows').where('importId', '=', it.id).execute()
      return { subject: importSubject(it), facts: { file: it.fileName, state: [it.state, 'dropped'] } }
    },
  )

const change = (tx: Tx, it: ImportRow, columns: Updateable<Schema['imports']>) =>
  tx
    .updateTable('imports')
    .set({ ...columns, version: it.version + 1 })
    .where('id', '=', it.id)
    .execute()

const forgetAnswers = (tx: Tx, it: ImportRow) =>
  tx
    .updateTable('importRows')
    .set({ outcome: '', title: '', answer: '' })
    .where('importId', '=', it.id)
    .where('answer', '<>', '')
    .execute()

async function keepMapping(tx: Tx, it: ImportRow, { fingerprint, mapping }: MappingInput) {
  const office = await officeOf(tx, it.path)
  if (!office) return
  const row = { officeId: office.id, kind: it.kind, fingerprint, mapping: JSON.stringify(mapping) }
  await tx
    .insertInto('importMappings')
    .values(row)
    .onConflict((on) => on.columns(['officeId', 'kind', 'fingerprint']).doUpdateSet({ mapping: row.mapping }))
    .execute()
}
