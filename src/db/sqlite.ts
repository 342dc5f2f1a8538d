import Database from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, SqliteDialect, type SqliteDialectConfig, SqliteDriver } from 'kysely'

/**
 * Two connections to one file: one writes, one only reads, so that a page never waits for a writer.
 * The busy timeout is short because the driver blocks the whole process while it waits; `serially` tries again instead.
 */
export function openSqlite(file: string) {
  const write = new Database(file, { timeout: 20 })
  write.pragma('journal_mode = WAL')
  write.pragma('synchronous = FULL') // an acknowledged write survives a power cut too
  write.pragma('foreign_keys = ON')
  const read = new Database(file, { timeout: 20, readonly: true })
  return { write: new ImmediateDialect({ database: write }), read: new SqliteDialect({ database: read }) }
}

/** Takes the write lock at the start: a bare `begin` meets the other writer half-way, where nothing can be tried again. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver() {
    return new ImmediateDriver(this.#config)
  }
}
