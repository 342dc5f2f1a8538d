import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { act, type Ctx, commitmentTo, type Entry } from '../../src/act.ts'
import { readCalendar } from '../../src/calendar/queries.ts'
import { audit } from '../../src/cli/audit.ts'
import { openDb } from '../../src/db/open.ts'
import type { Db, Tx } from '../../src/db/schema.ts'
import { openLog } from '../../src/log.ts'
import { type AuditRow, type Batch, hashOfBatch, hashOfRow } from '../../src/record/chain.ts'
import { noteHead } from '../../src/record/heads.ts'
import { seal } from '../../src/record/seal.ts'
import { startSealer, takeLease } from '../../src/record/sealer.ts'
import { verifyRecord } from '../../src/record/verify.ts'
import type { Person } from '../../src/rules/access.ts'
import { newPublicId } from '../../src/secrets.ts'
import { layGround } from '../../src/setup/ground.ts'
import { type FreshDatabase, freshDatabase } from '../setup/databases.ts'

/** An office of one unit and three people, the first of them the system's own, with nothing on record. */
async function openOffice() {
  const fresh = await freshDatabase()
  const db = await openDb(fresh.url)
  await layGround(db, { superior: 'UBND', name: 'Phường', shortName: 'UBND phường', openedOn: '2026-01-01' })
  for (const name of ['Hoa', 'Minh']) {
    const person = { publicId: name, name, folded: name, sortKey: name, unitId: 1, post: '', email: null, phone: null }
    await db.writer
      .insertInto('people')
      .values({ ...person, leftOn: null })
      .execute()
  }
  return { db, fresh }
}

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 1) + seconds * 1000).toISOString()

function personOf(id: number, actorId: number): Person {
  return {
    id,
    actorId,
    publicId: `${id}`,
    name: '',
    post: '',
    unitId: 1,
    path: '/1/',
    roles: [{ role: 'admin', unitId: 1 }],
  }
}

/** One act of one person, for herself or in another's stead, with rows about others besides. */
async function doSomething(db: Db, now: string, options: { id?: number; actorId?: number; also?: number } = {}) {
  const { id = 1, actorId = id, also = 0 } = options
  const ctx: Ctx = {
    db,
    who: personOf(id, actorId),
    now,
    today: now.slice(0, 10),
    calendar: await readCalendar(db.reader),
  }
  const entry = (about?: number): Entry => {
    return { subject: { kind: 'unit', publicId: 'unit', path: '/1/' }, facts: { name: ['Tổ một', 'Tổ “hai”'] }, about }
  }
  await act(
    ctx,
    'unit.edit',
    async () => ({ path: '/1/' }),
    async () => ({
      ...entry(),
      also: Array.from({ length: also }, (_, row) => ({ ...entry((row % 3) + 1), action: 'unit.edit' as const })),
    }),
  )
}

const secondsBetween = 40
const batches = [1, 7, 2, 19, 12, 1]

/** 42 acts in six batches with minutes between, three rows redacted, the last row older than the last seal. */
async function buildRecord(db: Db) {
  let clock = 0
  for (const size of batches) {
    for (let made = 0; made < size; made++) {
      clock += secondsBetween
      await doSomething(db, at(clock), {
        id: (made % 3) + 1,
        actorId: (made % 2) + 1,
        also: made % 5 === 4 ? 1 : 0,
      })
    }
    clock += 90
    await seal(db, at(clock))
  }
  await redact(db, [3, 17, 40])
}

const redact = (db: Db, positions: number[]) =>
  db.writer.updateTable('audit').set({ facts: null, salt: null }).where('position', 'in', positions).execute()

let db: Db
let fresh: FreshDatabase
let rows: (AuditRow & { position: number; hash: string })[]
let sealed: Batch[]

beforeAll(async () => {
  ;({ db, fresh } = await openOffice())
  await buildRecord(db)
  rows = (await db.reader.selectFrom('audit').selectAll().orderBy('position').execute()) as typeof rows
  sealed = await db.reader.selectFrom('auditBatches').selectAll().orderBy('last').execute()
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})

test('a record that nobody touched has no fault, redacted rows or not', async () => {
  const verdict = await verifyRecord(
    db.reader,
    sealed.map(({ last, hash, sealedAt }) => ({ position: last, hash, at: sealedAt })),
  )
  expect(verdict).toMatchObject({
    rows: rows.length,
    sealed: rows.length,
    unsealed: 0,
    redacted: 3,
    faults: [],
    faultCount: 0,
  })
  expect(verdict.head).toMatchObject({ position: rows.length, hash: sealed.at(-1)?.hash })
  expect(sealed.map(({ first, last }) => last - first + 1)).toEqual(batches.map((acts) => acts + Math.floor(acts / 5)))
})

/**
 * The single changes tried below, each by one statement past the software. Rows: any of the record, three of them redacted.
 *  1. any column of any row of `audit` set to any other value that the database takes: id, public_id, at, actor_id,
 *     behalf_of_id, action, subject_kind, subject, unit_path, about_id, facts, salt, commitment, position, hash;
 *  2. a row rewritten as a forger would: other facts, author or moment, a new salt, the commitment that fits, with or
 *     without the hash that fits; or emptied like a redacted one and another column changed along with it;
 *  3. any row of `audit` removed;
 *  4. any column of any row of `audit_batches` set to any other value: id, first, last, hash, sealed_at;
 *  5. any row of `audit_batches` removed;
 *  6. a row put in: a copy of any row under a new id and public id, with the old commitment or one that fits, sealed at
 *     no, a taken or a free position; a well-formed unsealed row dated anywhere before a minute before the last seal; a
 *     well-formed row that follows the head, with the position and hash that would be next, but without a batch;
 *  7. a batch put in: empty, over rows that are not there, or over rows of others, with the hash that fits.
 */
type Change = { what: string; apply: (tx: Tx) => Promise<unknown> }

const anyRow = () => fc.nat(rows.length - 1).map((index) => rows[index]!)
const anyBatch = () => fc.nat(sealed.length - 1).map((index) => sealed[index]!)
const hex = fc.stringMatching(/^[0-9a-f]{64}$/)
const text = fc.oneof(
  fc.string().map((said) => said.replaceAll('\0', '')),
  fc.constantFrom('Tổ một', '/1/2/', 'task.submit'),
)
const instant = fc.integer({ min: -10_000, max: 10_000 }).map(at)
const someone = fc.constantFrom(1, 2, 3)
const otherFacts = fc.oneof(text, fc.constant(JSON.stringify({ name: ['Tổ một', 'Tổ ba'] })))

const columns = {
  id: fc.integer({ min: 1000, max: 2 ** 31 - 1 }),
  publicId: text,
  at: fc.oneof(instant, text),
  actorId: someone,
  behalfOfId: fc.option(someone),
  action: text,
  subjectKind: text,
  subject: text,
  unitPath: text,
  aboutId: fc.option(someone),
  facts: fc.option(otherFacts),
  salt: fc.option(text),
  commitment: fc.oneof(text, hex),
  position: fc.option(fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(-(2 ** 31), 2 ** 31 - 1))),
  hash: fc.option(fc.oneof(text, hex)),
} satisfies { [column in keyof AuditRow]: fc.Arbitrary<AuditRow[column]> }

const batchColumns = {
  id: fc.integer({ min: -1000, max: 1000 }),
  first: fc.integer({ min: -1000, max: 1000 }),
  last: fc.integer({ min: -1000, max: 1000 }),
  hash: fc.oneof(text, hex),
  sealedAt: fc.oneof(instant, text),
} satisfies { [column in keyof Batch]: fc.Arbitrary<Batch[column]> }

const update = (tx: Tx, row: AuditRow, change: Partial<AuditRow>) =>
  tx.updateTable('audit').set(change).where('id', '=', row.id).execute()

const columnChanged = () =>
  fc.tuple(anyRow(), fc.record(columns), fc.constantFrom(...(Object.keys(columns) as (keyof AuditRow)[]))).map(
    ([row, values, column]): Change => ({
      what: `${column} of row ${row.position}: ${values[column]}`,
      apply: async (tx) => values[column] !== row[column] && update(tx, row, { [column]: values[column] }),
    }),
  )

/** The hash that a row would have here, if only what follows it were made anew too. */
const fittingHash = (row: AuditRow & { position: number }) => hashOfRow(row.position, before(row.position), row)

function before(position: number): string {
  const batch = sealed.find(({ last }) => last === position - 1)
  return batch?.hash ?? rows[position - 2]?.hash ?? '0'.repeat(64)
}

const rewritten = () =>
  fc
    .tuple(
      anyRow(),
      fc.record({ facts: otherFacts, actorId: someone, at: instant }),
      fc.stringMatching(/^[0-9a-f]{32}$/),
      fc.boolean(),
    )
    .map(([row, said, salt, rehashed]): Change => {
      const forged = { ...row, ...said, salt }
      const committed = { ...forged, commitment: commitmentTo(forged) }
      const { id, ...change } = rehashed ? { ...committed, hash: fittingHash(committed) } : committed
      return { what: `row ${row.position} rewritten`, apply: (tx) => update(tx, row, change) }
    })

const emptied = () =>
  fc
    .tuple(
      anyRow(),
      fc.constantFrom<(keyof AuditRow)[]>('at', 'actorId', 'action', 'subject', 'unitPath', 'commitment'),
      fc.record(columns),
    )
    .map(
      ([row, column, values]): Change => ({
        what: `row ${row.position} emptied, ${column}: ${values[column]}`,
        apply: async (tx) =>
          values[column] !== row[column] && update(tx, row, { facts: null, salt: null, [column]: values[column] }),
      }),
    )

const removed = () =>
  anyRow().map(
    (row): Change => ({
      what: `row ${row.position} removed`,
      apply: (tx) => tx.deleteFrom('audit').where('id', '=', row.id).execute(),
    }),
  )

const batchChanged = () =>
  fc.tuple(anyBatch(), fc.record(batchColumns), fc.constantFrom(...(Object.keys(batchColumns) as (keyof Batch)[]))).map(
    ([batch, values, column]): Change => ({
      what: `${column} of batch ${batch.id}: ${values[column]}`,
      apply: async (tx) =>
        values[column] !== batch[column] &&
        tx
          .updateTable('auditBatches')
          .set({ [column]: values[column] })
          .where('id', '=', batch.id)
          .execute(),
    }),
  )

const batchRemoved = () =>
  anyBatch().map(
    (batch): Change => ({
      what: `batch ${batch.id} removed`,
      apply: (tx) => tx.deleteFrom('auditBatches').where('id', '=', batch.id).execute(),
    }),
  )

const insert = (tx: Tx, row: Omit<AuditRow, 'id'>) => tx.insertInto('audit').values(row).execute()

const copied = () =>
  fc
    .tuple(anyRow(), fc.boolean(), fc.option(fc.integer({ min: -100, max: 100 })))
    .map(([{ id, ...row }, fitting, position]): Change => {
      const copy = { ...row, publicId: newPublicId(), position, hash: position === null ? null : row.hash }
      const salted = { ...copy, salt: 'salt' }
      const committed = fitting ? { ...salted, commitment: commitmentTo(salted) } : copy
      return { what: `copy of row ${row.position} at ${position}`, apply: (tx) => insert(tx, committed) }
    })

function wellFormed(row: AuditRow, at: string) {
  const { id, ...said } = { ...row, at, publicId: newPublicId(), salt: 'salt', position: null, hash: null }
  return { ...said, commitment: commitmentTo(said) }
}

const backdated = () =>
  fc.tuple(anyRow(), fc.integer({ min: 60_001, max: 10 ** 9 })).map(([row, ago]): Change => {
    const past = new Date(Date.parse(sealed.at(-1)!.sealedAt) - ago).toISOString()
    return { what: `row put in, dated ${past}`, apply: (tx) => insert(tx, wellFormed(row, past)) }
  })

const appended = () =>
  fc.tuple(anyRow(), instant).map(([row, moment]): Change => {
    const id = 5000
    const next = { ...wellFormed(row, moment), id, position: rows.length + 1 }
    return {
      what: 'row put in after the head',
      apply: (tx) => insert(tx, { ...next, hash: fittingHash(next) } as AuditRow),
    }
  })

const batchPutIn = () =>
  fc
    .tuple(fc.integer({ min: -10, max: 60 }), fc.integer({ min: -10, max: 60 }), fc.boolean(), instant)
    .map(([first, last, next, sealedAt]): Change => {
      const batch = { id: next ? sealed.length + 1 : 1000, first, last, sealedAt }
      const hash = hashOfBatch(batch, sealed.at(-1)!.hash)
      return {
        what: `batch ${first} to ${last} put in`,
        apply: (tx) =>
          tx
            .insertInto('auditBatches')
            .values({ ...batch, hash })
            .execute(),
      }
    })

const anyChange = () =>
  fc.oneof(
    { arbitrary: columnChanged(), weight: 4 },
    { arbitrary: batchChanged(), weight: 2 },
    { arbitrary: copied(), weight: 2 },
    ...[rewritten(), emptied(), removed(), batchRemoved(), backdated(), appended(), batchPutIn()],
  )

class Undo extends Error {}

/** What verify says after the change, which is taken back; undefined where the database refused it or it changed nothing. */
async function faultsAfter(change: Change): Promise<number | undefined> {
  let faults: number | undefined
  const attempt = db.writer.transaction().execute(async (tx) => {
    if ((await change.apply(tx)) === false) throw new Undo()
    faults = (await verifyRecord(tx)).faultCount
    throw new Undo()
  })
  await attempt.catch((error) => {
    if (!(error instanceof Undo) && !isRefusal(error)) throw error
  })
  return faults
}

/** A value that is taken already, out of range, or not null where it must not be. */
const isRefusal = (error: { code?: string }) => /^(SQLITE_CONSTRAINT|22|23)/.test(error.code ?? '')

test('any single change is found', { timeout: 60_000 }, async () => {
  let tried = 0
  await fc.assert(
    fc.asyncProperty(anyChange(), async (change) => {
      const faults = await faultsAfter(change)
      if (faults === undefined) return
      tried += 1
      if (faults === 0) throw new Error(`not found: ${change.what}`)
    }),
    { numRuns: 400 },
  )
  expect(tried).toBeGreaterThan(300)
  expect((await verifyRecord(db.reader)).faultCount).toBe(0)
})

test('each row removed, and each batch, is found: all of them', async () => {
  for (const row of rows) {
    const apply = (tx: Tx) => tx.deleteFrom('audit').where('id', '=', row.id).execute()
    expect(await faultsAfter({ what: '', apply }), `row ${row.position}`).toBeGreaterThan(0)
  }
  for (const batch of sealed) {
    const apply = (tx: Tx) => tx.deleteFrom('auditBatches').where('id', '=', batch.id).execute()
    expect(await faultsAfter({ what: '', apply }), `batch ${batch.id}`).toBeGreaterThan(0)
  }
})

test('facts and salt removed together leave the record sound, and are counted', async () => {
  for (const row of rows) {
    const apply = (tx: Tx) => update(tx, row, { facts: null, salt: null })
    expect(await faultsAfter({ what: '', apply }), `row ${row.position}`).toBe(0)
  }
})

test('a row not sealed yet is found when it was changed, though not when it was removed', async () => {
  const { db, fresh } = await openOffice()
  onTestFinished(() => db.close().then(fresh.drop))
  await doSomething(db, at(0))
  expect(await verifyRecord(db.reader)).toMatchObject({ rows: 1, sealed: 0, unsealed: 1, faultCount: 0 })
  await db.writer.updateTable('audit').set({ actorId: 2 }).execute()
  expect((await verifyRecord(db.reader)).faults).toMatchObject([{ what: 'changed' }])
})

test('the end cut off together with its batches is found by a head noted outside, and by nothing else', async () => {
  const heads = sealed.map(({ last, hash, sealedAt }) => ({ position: last, hash, at: sealedAt }))
  const cut = { first: sealed.at(-2)!.first, position: sealed.at(-2)!.last }
  const whole = db.writer.transaction().execute(async (tx) => {
    await tx.deleteFrom('audit').where('position', '>=', cut.first).execute()
    await tx.deleteFrom('auditBatches').where('first', '>=', cut.first).execute()
    expect((await verifyRecord(tx)).faultCount).toBe(0)
    expect((await verifyRecord(tx, heads)).faults).toMatchObject([
      { what: 'head', position: cut.position },
      { what: 'head', position: rows.length },
    ])
    throw new Undo()
  })
  await expect(whole).rejects.toBeInstanceOf(Undo)
})

test('a backlog larger than a batch is sealed in full batches and is sound, however old its rows are', async () => {
  const { db, fresh } = await openOffice()
  onTestFinished(() => db.close().then(fresh.drop))
  await doSomething(db, at(0), { also: 1199 })
  expect(await seal(db, at(3600))).toBe(1200)
  await doSomething(db, at(3601))
  await seal(db, at(3602))
  const sealed = await db.reader.selectFrom('auditBatches').select(['first', 'last']).orderBy('last').execute()
  expect(sealed.map(({ first, last }) => [first, last])).toEqual([
    [1, 500],
    [501, 1000],
    [1001, 1200],
    [1201, 1201],
  ])
  expect(await verifyRecord(db.reader)).toMatchObject({ sealed: 1201, faults: [] })
})

test('rows of the past are sealed at once without limit', async () => {
  const { db, fresh } = await openOffice()
  onTestFinished(() => db.close().then(fresh.drop))
  await doSomething(db, at(0), { also: 700 })
  await seal(db, at(3600), { limit: Number.POSITIVE_INFINITY })
  expect(await db.reader.selectFrom('auditBatches').select(['first', 'last']).execute()).toEqual([
    { first: 1, last: 701 },
  ])
  expect(await verifyRecord(db.reader)).toMatchObject({ sealed: 701, faults: [] })
})

test('two sealers at once seal each row once and leave no gap, while others write', async () => {
  const { db, fresh } = await openOffice()
  const second = await openDb(fresh.url)
  onTestFinished(async () => {
    await second.close()
    await db.close()
    await fresh.drop()
  })
  let writing = true
  const sealing = [db, second].map(async (one) => {
    for (; writing; await pause(1)) await seal(one, at(1))
  })
  for (let made = 0; made < 60; made++) await doSomething(made % 2 ? db : second, at(0), { also: made % 3 })
  writing = false
  await Promise.all(sealing)
  await seal(db, at(2))
  const verdict = await verifyRecord(db.reader)
  expect(verdict).toMatchObject({ rows: 120, sealed: 120, unsealed: 0, faults: [] })
  expect(verdict.head.position).toBe(120)
})

test('one holder has the lease until it runs out', async () => {
  const { db, fresh } = await openOffice()
  onTestFinished(() => db.close().then(fresh.drop))
  expect(await takeLease(db, 'one', at(0))).toBe(true)
  expect(await takeLease(db, 'two', at(5))).toBe(false)
  expect(await takeLease(db, 'one', at(8))).toBe(true)
  expect(await takeLease(db, 'two', at(17))).toBe(false)
  expect(await takeLease(db, 'two', at(18))).toBe(true)
  expect(await takeLease(db, 'one', at(19))).toBe(false)
})

test('the sealer seals within seconds, seals the tail and notes the head when it stops, and the command line agrees', async () => {
  const { db, fresh } = await openOffice()
  const dataDir = await mkdtemp(join(tmpdir(), 'nam-ro-record-'))
  onTestFinished(async () => {
    await db.close()
    await fresh.drop()
    await rm(dataDir, { recursive: true })
  })
  const config = { dataDir } as Parameters<typeof startSealer>[0]['config']
  const sealer = startSealer({ db, config, log: openLog('silent'), clock: () => at(10) })
  await doSomething(db, at(9))
  while (await isUnsealed(db)) await pause(50)
  await doSomething(db, at(10))
  await sealer.stop()
  expect(await isUnsealed(db)).toBe(false)
  expect(await db.reader.selectFrom('leases').selectAll().execute()).toEqual([])

  const { head } = await verifyRecord(db.reader)
  const lines = readFileSync(join(dataDir, 'audit-heads.jsonl'), 'utf8').trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).position)).toEqual([1, 2])
  expect(JSON.parse(lines[1]!)).toEqual(head)

  const said: string[] = []
  const run = (...args: string[]) => audit(args, { db, config }, (line) => said.push(line))
  expect(await run('head')).toBe(0)
  expect(said.at(-1)).toContain(`2:${head.hash}`)
  expect(await run('verify', `2:${head.hash}`)).toBe(0)
  expect(said.at(-1)).toBe('No fault found.')
  expect(await run('verify', `2:${'f'.repeat(64)}`)).toBe(1)
  await noteHead(dataDir, { position: 7, hash: head.hash, at: head.at })
  await db.writer.updateTable('audit').set({ facts: '{}' }).where('position', '=', 2).execute()
  expect(await run('verify')).toBe(1)
  expect(said.slice(-3)).toMatchObject(
    [/^FAULTS: 2/, /row 2 \(.+\): what it says/, /row 7: the record ended/].map((line) => expect.stringMatching(line)),
  )
  expect(await run('verfy')).toBe(2)
})

const isUnsealed = async (db: Db) => (await verifyRecord(db.reader)).unsealed > 0

test('only act.ts adds to the record, only seal.ts marks it, nobody removes from it', () => {
  const src = join(import.meta.dirname, '../../src')
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  const filesWith = (pattern: RegExp) => names.filter((name) => pattern.test(readFileSync(join(src, name), 'utf8')))
  expect(filesWith(/insertInto\('audit'\)|insert into "?audit\b/i)).toEqual(['act.ts'])
  expect(filesWith(/updateTable\('audit'\)|update "?audit"? set/i)).toEqual(['record/seal.ts'])
  expect(
    filesWith(/deleteFrom\('audit'\)|delete from "?audit"?\b|mergeInto\('audit'\)|replaceInto\('audit'\)/i),
  ).toEqual([])
})
