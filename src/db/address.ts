/** Whether an address is one of PostgreSQL; any other is the path of a SQLite file. */
export const isPostgres = (address: string): boolean => /^postgres(ql)?:/.test(address)
