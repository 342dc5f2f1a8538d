import { createHash } from 'node:crypto'

/** Names what was shown, to tell whether the same would still happen; short enough for a hidden field. */
export const digestOf = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22)
