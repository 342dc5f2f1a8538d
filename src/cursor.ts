/** A cursor holds the sort values of the last row of a page; to the caller it is opaque. */
export const toCursor = (values: readonly string[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')

/** The sort values of a cursor; none for a missing or broken one, which starts the list anew. */
export function fromCursor(cursor: string | undefined): string[] {
  if (!cursor) return []
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : []
  } catch {
    return []
  }
}

/** One page out of `limit + 1` rows, with the cursor of the next one when there is more. */
export function pageOf<R, T>(rows: readonly R[], limit: number, show: (row: R) => T, key: (row: R) => string[]) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(show), next: rows.length > limit && last ? toCursor(key(last)) : null }
}
