import { type Kysely, sql } from 'kysely'
import type { Schema, Tx } from './schema.ts'

/** Where a whole database is to go, something stands in the way. The message is for whoever typed the command. */
export class Occupied extends Error {
  override readonly name = 'Occupied'
}

/** By hand, because migrations refuse to run inside a transaction of the query builder. */
export function transact<T>(db: Kysely<Schema>, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`begin`.execute(connection)
    try {
      const result = await work(connection as unknown as Tx)
      await sql`commit`.execute(connection)
      return result
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined) // what came first tells more
      throw error
    }
  })
}
