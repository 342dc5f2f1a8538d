/** Rows in their order, read in pages: `peek` looks at the next one, `take` goes past it. */
export interface Feed<T> {
  peek(): Promise<T | undefined>
  take(): Promise<T | undefined>
}

/**
 * A table of any size, held a page at a time. `read` gives the page after a key, the first one without. At its end it
 * asks again whenever it is asked, and so meets rows that were added meanwhile.
 */
export function feed<T, K>(read: (after?: K) => Promise<T[]>, keyOf: (row: T) => K): Feed<T> {
  let [rows, next]: [T[], number] = [[], 0]
  let after: K | undefined

  async function peek(): Promise<T | undefined> {
    if (next >= rows.length) [rows, next] = [await read(after), 0]
    return rows[next]
  }

  async function take(): Promise<T | undefined> {
    const row = await peek()
    if (row === undefined) return undefined
    next += 1
    after = keyOf(row)
    return row
  }
  return { peek, take }
}
