import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Manifest } from '../../src/archive/format.ts'
import { columnsIn } from '../../src/archive/load.ts'
import { restoreArchive } from '../../src/archive/restore.ts'
import { importOffice } from '../../src/cli/import.ts'
import { restore } from '../../src/cli/restore.ts'
import { fillDatabase } from '../../src/db/filling.ts'
import { allMigrations, migrateTo, migrationsRun } from '../../src/db/migrate.ts'
import { openDb } from '../../src/db/open.ts'
import { noteHead, readHeads } from '../../src/record/heads.ts'
import { seal } from '../../src/record/seal.ts'
import {
  archiveTo,
  barePlace,
  bytesOf,
  everything,
  folder,
  isEmpty,
  manifestIn,
  type Place,
  resign,
  rowsIn,
  setRows,
  sqlitePlace,
  startedPlace,
  unpack,
  zipOf,
} from '../archives.ts'
import { openWorld, type World } from '../world.ts'

/** An office with a result handed in, as an archive; each test spoils a copy of it. */
let world: World
let good: Buffer
let place: Place
let entries: Map<string, Buffer>
const out = folder()
const at = join(out.path, 'archive.zip')

beforeAll(async () => {
  world = await openWorld()
  const task = await world.task()
  await world.as('minh').post(`/tasks/${task}/acceptance`)
  const file = new File([`kết quả ${'x'.repeat(500)}`], 'ket-qua.txt')
  await world.as('minh').post(`/tasks/${task}/submission`, { report: 'Xong', file })
  await world.as('hoa').post(`/tasks/${task}/approval`, { grade: 'met' })
  await world.task({ title: 'Việc thứ hai' })
  await seal(world.db, world.clock, {})
  await world.task({ title: 'Việc chưa niêm phong' })
  await archiveTo(at, { database: world.site.config.database, dataDir: world.dataDir }, 'backup', world.clock)
  good = await bytesOf(at)
  place = await startedPlace()
})
beforeEach(anew)
async function anew() {
  await writeFile(at, good)
  entries = await unpack(at)
}
afterAll(async () => {
  await world.close()
  await place.drop()
  out.remove()
})

/** Tries to restore what stands at the path: the reason why not. Whatever the reason, nothing of an office is there after. */
async function refused(where = place): Promise<string> {
  const reason = await restoreArchive(at, 'backup', where).then(
    () => 'restored',
    (error: Error) => `${error.name}: ${error.message}`,
  )
  expect([reason, await isEmpty(where.database)]).toEqual([reason, true])
  expect(leftIn(where)).toEqual([])
  return reason
}

/** What a restore that broke off left behind. */
const leftIn = ({ database, dataDir }: Place) =>
  [dirname(database), dataDir]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    .filter((name) => name.endsWith('.part') && (name.startsWith(basename(database)) || name.startsWith('files')))

const write = (changed: Iterable<readonly [string, Buffer]> = entries) => writeFile(at, zipOf(changed))

test('an archive written anew by another hand is taken: what follows is refused for its fault alone', async () => {
  const where = await barePlace()
  resign(entries)
  await write()
  await restoreArchive(at, 'backup', where)
  const [before, after] = [await everything(world.site.config.database), await everything(where.database)]
  for (const name of ['tasks', 'audit', 'logins', 'files']) expect([name, after[name]]).toEqual([name, before[name]])
  const db = await openDb(where.database)
  const orphan = { publicId: 'x', ownerId: 99_999, form: '{}', title: 'x', updatedAt: world.clock }
  await expect(db.writer.insertInto('drafts').values(orphan).execute()).rejects.toThrow(/foreign key/i)
  await db.close()
  await where.drop()
})

describe('the file itself', () => {
  test('is not there, is no ZIP, is cut off, holds nothing', async () => {
    await writeFile(at, 'Không phải tệp nén')
    expect(await refused()).toMatch(/Unfit: The archive is damaged/)
    for (const length of [0, 10, good.length >> 1, good.length - 1]) {
      await writeFile(at, good.subarray(0, length))
      expect(await refused()).toMatch(/Unfit: The archive is damaged/)
    }
    await write([])
    expect(await refused()).toMatch(/not an archive of Năm Rõ/)
    await write([['README.txt', Buffer.from('x')]])
    expect(await refused()).toMatch(/not an archive of Năm Rõ/)
  })

  test('lacks an entry, or holds one too many, or one twice', async () => {
    const manifest = manifestIn(entries)
    const evidence = [...entries.keys()].find((name) => name.startsWith('files/')) ?? ''
    for (const name of ['tables/tasks.jsonl', 'files.jsonl', 'README.txt', evidence]) {
      await write([...entries].filter(([other]) => other !== name))
      expect([name, await refused()]).toEqual([name, expect.stringContaining(`${name} is missing`)])
    }
    const stray = `files/${'0'.repeat(64)}`
    await write([[stray, Buffer.from('x')], ...entries])
    expect(await refused()).toContain('belongs to nothing')
    await write([...entries, ['tables/more.jsonl', Buffer.from('x')]])
    expect(await refused()).toContain('tables/more.jsonl belongs to nothing')
    for (const name of ['manifest.json', 'tables/tasks.jsonl', evidence]) {
      await write([...entries, [name, entries.get(name) ?? Buffer.alloc(0)]])
      expect([name, await refused()]).toEqual([name, expect.stringMatching(/is there twice/)])
    }
    expect(manifest.files.rows).toBe(1)
  })

  test.each([
    '../../evil.txt',
    '/etc/evil.txt',
    'files/../../evil',
    'C:\\evil.txt',
    'tables\\x.jsonl',
    'files/evil',
    'a\0b',
  ])('would write where it should not: %j', async (name) => {
    await write([...entries, [name, Buffer.from('x')]])
    expect(await refused()).toMatch(/Unfit/)
  })

  test('says one length and holds another: nothing is unpacked beyond what it says', async () => {
    const table = entries.get('tables/audit.jsonl') ?? Buffer.alloc(0)
    entries.set('tables/audit.jsonl', Buffer.concat([table, Buffer.alloc(5_000_000, ' ')]))
    await write()
    expect(await refused()).toContain('not as long as manifest.json says')
  })
})

describe('the manifest', () => {
  const changed = async (change: (manifest: Manifest) => void) => {
    await anew()
    resign(entries, change)
    await write()
    return refused()
  }

  test('is of something else, of a newer form, or was changed', async () => {
    expect(await changed((manifest) => Object.assign(manifest, { format: 'other' }))).toContain(
      'not an archive of Năm Rõ',
    )
    expect(
      await changed((manifest) => Object.assign(manifest, { format: 'nam-ro archive', formatVersion: 2 })),
    ).toContain('reads up to 1')
    await anew()
    const text = String(entries.get('manifest.json')).replace('"backup"', '"export"')
    entries.set('manifest.json', Buffer.from(text))
    await write()
    expect(await refused()).toContain('its own SHA-256 does not fit')
    entries.set('manifest.json', Buffer.from('{"format":'))
    await write()
    expect(await refused()).toContain('manifest.json cannot be read')
    entries.set('manifest.json', Buffer.from('{"format":"nam-ro archive","formatVersion":1}'))
    await write()
    expect(await refused()).toMatch(/Unfit/)
  })

  test('names a shape of the tables that is not known here', async () => {
    expect(await changed(({ schema }) => schema.push('9999_future'))).toContain('another or newer version')
    expect(await changed(({ schema }) => schema.splice(0, 1, '0001_other'))).toContain('another or newer version')
    expect(await changed(({ schema }) => schema.splice(1, 1))).toContain('another or newer version')
  })

  test('counts other rows than there are', async () => {
    expect(await changed(({ tables }) => Object.assign(tables[5] ?? {}, { rows: 3000 }))).toMatch(
      /has \d+ rows, not 3000/,
    )
  })

  test('has other tables or columns than the database', async () => {
    expect(await changed(({ absent }) => absent.push('noSuch'))).toContain('tables do not fit the database: noSuch')
    expect(await changed(({ tables }) => tables[4]?.columns.push('noSuch'))).toMatch(
      /columns of \w+ do not fit the database: noSuch/,
    )
  })

  test('says another end of the record', async () => {
    const other = 'ab'.repeat(32)
    expect(await changed(({ head }) => Object.assign(head ?? {}, { hash: other }))).toContain('does not prove itself')
    expect(await changed((manifest) => Object.assign(manifest, { head: null }))).toContain('does not end where')
  })

  test('is of an export where a backup is wanted, and the other way round', async () => {
    const said: string[] = []
    const say = (line: string) => said.push(line)
    expect(await importOffice([at], place, say)).toBe(1)
    expect(said.join()).toContain('"restore" takes it')
    await archiveTo(at, { database: world.site.config.database, dataDir: world.dataDir }, 'export', world.clock)
    expect(await refused()).toContain('"import" takes it')
  })
})

describe('the contents', () => {
  test('a table was changed, and the manifest was not', async () => {
    const rows = rowsIn(entries, 'tasks')
    setRows(entries, 'tasks', [{ ...rows[0], title: String(rows[0]?.title).replace('B', 'b') }, ...rows.slice(1)])
    await write()
    expect(await refused()).toContain('tables/tasks.jsonl was changed')
  })

  test('evidence is not what its name says', async () => {
    const name = [...entries.keys()].find((name) => name.startsWith('files/')) ?? ''
    const content = Buffer.from(entries.get(name) ?? '')
    content.writeUInt8(content.readUInt8(7) ^ 1, 7)
    entries.set(name, content)
    await write()
    expect(await refused()).toContain('is not what its name says')
  })

  test('rows speak of evidence that is not there', async () => {
    const rows = rowsIn(entries, 'files')
    setRows(entries, 'files', [{ ...rows[0], hash: 'ab'.repeat(32) }])
    resign(entries)
    await write()
    expect(await refused()).toContain('files.jsonl does not come out of the database as it went in')
  })

  /** What somebody changes who then puts the manifest in order. */
  const forged = async (table: string, change: (rows: Record<string, unknown>[]) => Record<string, unknown>[]) => {
    await anew()
    setRows(entries, table, change(rowsIn(entries, table)))
    resign(entries)
    await write()
    return refused()
  }

  test('a row of the record was changed, removed, or put in', async () => {
    expect(await forged('audit', ([first, ...rest]) => [{ ...first, facts: '{"name":"khác"}' }, ...rest])).toContain(
      'The record does not prove itself',
    )
    expect(await forged('audit', (rows) => rows.toSpliced(3, 1))).toMatch(/does not prove itself|does not end/)
    await anew()
    const extra = (row: Record<string, unknown>) => ({ ...row, id: 9999, publicId: 'x', position: null, hash: null })
    expect(await forged('audit', (rows) => [...rows, extra(rows[0] ?? {})])).toContain('does not prove itself')
    expect(await forged('auditBatches', () => [])).toMatch(/does not prove itself|does not end/)
  })

  test('a row points to one that is not there', async () => {
    expect(await forged('tasks', ([first, ...rest]) => [{ ...first, followerId: 9999 }, ...rest])).toMatch(
      /BrokenReference/,
    )
    expect(await forged('roleGrants', (rows) => rows.map((row) => ({ ...row, unitId: 77 })))).toMatch(/BrokenReference/)
  })

  test('what the database makes by itself does not agree with the rest', async () => {
    expect(
      await forged('taskTallies', (rows) => rows.map((row) => ({ ...row, count: Number(row.count) + 1 }))),
    ).toContain('tables/taskTallies.jsonl does not come out of the database as it went in')
    expect(await forged('taskScopes', (rows) => rows.map((row) => ({ ...row, due: '2030-01-01' })))).toContain(
      'tables/taskScopes.jsonl does not come out',
    )
  })

  type Rows = Record<string, unknown>[]
  test.each<[string, (rows: Rows) => Rows]>([
    ['text for a number', ([first, ...rest]) => [{ ...first, unitId: 'một' }, ...rest]],
    ['a number for text', ([first, ...rest]) => [{ ...first, name: 7 }, ...rest]],
    ['a fraction', ([first, ...rest]) => [{ ...first, version: 1.5 }, ...rest]],
    ['an object', ([first, ...rest]) => [{ ...first, name: {} }, ...rest]],
    ['a column too many', ([first, ...rest]) => [{ ...first, more: 1 }, ...rest]],
    ['a column too few', ([{ post: _, ...first } = {}, ...rest]) => [first, ...rest]],
    ['null where there must be something', ([first, ...rest]) => [{ ...first, name: null }, ...rest]],
    ['the same key twice', ([first, second, ...rest]) => [first ?? {}, { ...second, id: first?.id }, ...rest]],
    ['rows out of order', (rows) => rows.toReversed()],
  ])('a row is no row: %s', async (_, change) => {
    expect(await forged('people', change)).toMatch(/^Unfit/)
  })

  test('a row is no JSON, or breaks off', async () => {
    for (const [text, reason] of [
      ['không phải JSON\n', /row 1 is not as it should be/],
      ['{"id":1', /ends in the middle of a row/],
    ] as const) {
      entries.set('tables/people.jsonl', Buffer.from(text))
      resign(entries)
      await write()
      expect(await refused()).toMatch(reason)
    }
  })
})

describe('the place', () => {
  test('holds an office already: it is left as it is', async () => {
    const full = await startedPlace()
    await restoreArchive(at, 'backup', full)
    const before = await everything(full.database)
    await expect(restoreArchive(at, 'backup', full)).rejects.toThrow(/holds an office already/)
    expect(await everything(full.database)).toEqual(before)
    await full.drop()
  })

  test('is in use: the server has to be stopped first', async () => {
    const used = await startedPlace()
    const db = await openDb(used.database)
    await db.reader.selectFrom('people').select('id').execute()
    await db.writer.selectFrom('people').select('id').execute()
    await expect(restoreArchive(at, 'backup', used)).rejects.toThrow(/stop the server first/)
    await db.close()
    expect(await refusedOrNot(used)).toBe('restored')
    await used.drop()
  })
  const refusedOrNot = (where: Place) => restoreArchive(at, 'backup', where).then(() => 'restored', String)

  test('holds the write-ahead log of a file that is gone: it would spoil what is restored', async () => {
    const where = await sqlitePlace()
    await mkdir(dirname(where.database), { recursive: true })
    await writeFile(`${where.database}-wal`, 'x')
    await expect(restoreArchive(at, 'backup', where)).rejects.toThrow(/move it away/)
    expect(existsSync(where.database)).toBe(false)
    await where.drop()
  })

  test('noted another record earlier: somebody wrote the record anew, or this is another office', async () => {
    const where = await sqlitePlace()
    await noteHead(where.dataDir, { position: 2, hash: 'ab'.repeat(32), at: world.clock })
    await expect(restoreArchive(at, 'backup', where)).rejects.toThrow(/does not prove itself/)
    const said: string[] = []
    expect(await restore(['--accept-faults', at], where, (line) => said.push(line))).toBe(0)
    expect(said.join()).toMatch(/1 FAULTS/)
    await where.drop()
  })

  test('noted the record further than the archive goes: those heads are put aside, and the archive has its own', async () => {
    const where = await sqlitePlace()
    await noteHead(where.dataDir, { position: 5000, hash: 'ab'.repeat(32), at: world.clock })
    const { headsPutAside, manifest } = await restoreArchive(at, 'backup', where)
    expect(await readFile(headsPutAside ?? '', 'utf8')).toContain('"position":5000')
    expect((await readHeads(where.dataDir))?.heads).toEqual([manifest.head])
    await where.drop()
  })
})

test('an archive of an older shape is restored as it was and then brought up to date', async () => {
  const { older, newTables } = await lastDifference()
  for (const name of newTables.tables) entries.delete(`tables/${name}.jsonl`)
  for (const [table, columns] of newTables.columns) {
    const without = (row: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name)))
    setRows(entries, table, rowsIn(entries, table).map(without))
  }
  resign(entries, (manifest) => {
    manifest.schema = [...older]
    manifest.tables = manifest.tables.filter(({ name }) => !newTables.tables.includes(name))
    for (const table of manifest.tables)
      table.columns = table.columns.filter((name) => !newTables.columns.get(table.name)?.includes(name))
  })
  await write()
  const where = await barePlace()
  const { record } = await restoreArchive(at, 'backup', where)
  expect(record.faultCount).toBe(0)
  const db = await openDb(where.database)
  expect(await migrationsRun(db.reader)).toEqual(allMigrations)
  await db.close()
  const started = await startedPlace()
  const outcome = await restoreArchive(at, 'backup', started).then(() => 'restored', String)
  expect(outcome).toMatch(inject('database').dialect === 'sqlite' ? /^restored/ : /make a new, empty one/)
  await started.drop()
  expect((await everything(where.database)).tasks).toEqual((await everything(world.site.config.database)).tasks)
  await where.drop()
})

/** The last migrations that changed tables or columns left out, and what they had made. */
async function lastDifference() {
  for (let left = 1; left < allMigrations.length; left++) {
    const older = allMigrations.slice(0, -left)
    const newTables = tablesOf(await namesAt(older), await namesAt(allMigrations))
    if (newTables.tables.length + newTables.columns.size > 0) return { older, newTables }
  }
  throw new Error('There is no older shape.')
}

/** Columns by table that a list of migrations makes, in a throw-away file. */
async function namesAt(names: readonly string[]): Promise<Map<string, string[]>> {
  const where = await sqlitePlace()
  const found = await fillDatabase(where.database, async (tx) => {
    await migrateTo(tx, names)
    return columnsIn(tx)
  })
  await where.drop()
  return new Map([...found].map(([name, columns]) => [name, [...columns.keys()]]))
}

function tablesOf(before: Map<string, string[]>, after: Map<string, string[]>) {
  const tables = [...after.keys()].filter((name) => !before.has(name))
  const added = [...before].map(([name, columns]): [string, string[]] => [
    name,
    (after.get(name) ?? []).filter((column) => !columns.includes(column)),
  ])
  return { tables, columns: new Map(added.filter(([, columns]) => columns.length > 0)) }
}

test('bytes changed at random places: the office comes back whole or not at all, never half', async () => {
  const same = async (where: Place) => {
    const [before, after] = [await everything(world.site.config.database), await everything(where.database)]
    for (const name of ['tasks', 'people', 'audit', 'logins', 'files', 'task_scopes', 'task_tallies'])
      expect([name, after[name]]).toEqual([name, before[name]])
  }
  const outcomes = { refused: 0, same: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 3 }),
      async (flips) => {
        const bytes = Buffer.from(good)
        for (const [at, mask] of flips) bytes.writeUInt8(bytes.readUInt8(at) ^ mask, at)
        await writeFile(at, bytes)
        const where = await sqlitePlace()
        const restored = await restoreArchive(at, 'backup', where).then(
          () => true,
          () => false,
        )
        if (restored) await same(where)
        else expect([existsSync(where.database), leftIn(where)]).toEqual([false, []])
        outcomes[restored ? 'same' : 'refused'] += 1
        await where.drop()
      },
    ),
    { numRuns: 150 },
  )
  expect(outcomes.refused).toBeGreaterThan(100)
}, 120_000)
