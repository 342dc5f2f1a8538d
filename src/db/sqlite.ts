import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'

/** Milliseconds. At the start nobody is served yet, so that the driver may block; later it never waits itself. */
const whileOpening = 5000
const patience = 10_000
const betweenTries = 8

/** Two connections to one file: one writes, one only reads, so that a page never waits for a writer. */
export function openSqlite(file: string) {
  const write = new Database(file, { timeout: whileOpening })
  write.pragma('journal_mode = WAL')
  write.pragma('synchronous = FULL') // an acknowledged write survives a power cut too
  write.pragma('foreign_keys = ON')
  write.pragma('busy_timeout = 0')
  const read = new Database(file, { timeout: 20, readonly: true })
  return { write: new WriterDialect({ database: write }), read: new SqliteDialect({ database: read }) }
}

/**
 * The connection that writes. While another process writes it tries again from time to time, for up to ten seconds; a
 * busy timeout would block this whole process instead, and once more for every writer in its queue.
 */
class PatientConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection
  readonly #asked: number

  /** `asked`: when it was asked for; waiting in our own queue counts too. */
  constructor(inner: DatabaseConnection, asked: number) {
    this.#inner = inner
    this.#asked = asked
  }

  async executeQuery<R>(query: CompiledQuery) {
    for (;;) {
      try {
        return await this.#inner.executeQuery<R>(query)
      } catch (error) {
        if (!isBusy(error) || Date.now() - this.#asked > patience) throw error
        await pause(1 + Math.random() * betweenTries)
      }
    }
  }

  streamQuery<R>(query: CompiledQuery, size: number) {
    return this.#inner.streamQuery<R>(query, size)
  }
}

/** Nothing was done and the same statement may be tried again; after SQLITE_BUSY_SNAPSHOT only the whole transaction may. */
const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && ['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY'].includes(error.code)

/** Takes the write lock at the start: a bare `begin` meets the other writer half-way, where nothing can be tried again. */
class ImmediateDriver extends SqliteDriver {
  override async acquireConnection() {
    const asked = Date.now()
    return new PatientConnection(await super.acquireConnection(), asked)
  }

  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  override async releaseConnection() {
    await turn() // a queue of writers would else run to its end before anything else is answered
    await super.releaseConnection()
  }
}

/** Migrations run in one transaction: a process killed half-way leaves nothing, and of two that start at once one waits. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

class WriterDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver() {
    return new ImmediateDriver(this.#config)
  }

  override createAdapter() {
    return new TransactionalAdapter()
  }
}
