import { isPostgres } from './address.ts'
import { fileMustBeFree, fillFile } from './filling-file.ts'
import { fillOnServer, serverMustBeFree } from './filling-server.ts'
import type { Tx } from './schema.ts'

export { Occupied } from './occupied.ts'

/**
 * Fills an empty database in one transaction: nobody sees anything of it before the end, and when `work` throws, nothing
 * is there. Empty is one without people. Throws `Occupied` where there is an office, or a program has it open.
 */
export const fillDatabase = <T>(address: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  isPostgres(address) ? fillOnServer(address, work) : fillFile(address, work)

/** Throws `Occupied` where `fillDatabase` would. */
export const mustBeFree = (address: string): Promise<void> =>
  isPostgres(address) ? serverMustBeFree(address) : fileMustBeFree(address)
