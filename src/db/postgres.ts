import { PostgresDialect } from 'kysely'

/** A pool of connections; the driver is loaded only by an office that uses PostgreSQL. Sums and counts come as numbers. */
export async function openPostgres(address: string) {
  const { default: pg } = await import('pg')
  const int8 = 20
  const numeric = 1700
  pg.types.setTypeParser(int8, Number)
  pg.types.setTypeParser(numeric, Number)
  const pool = new pg.Pool({ connectionString: address, max: 10 })
  // A connection lost while idle (the server restarted) is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  return new PostgresDialect({ pool })
}
