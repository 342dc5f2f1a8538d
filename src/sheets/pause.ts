import { setImmediate as turn } from 'node:timers/promises'

/** A stretch of work in milliseconds, after which others get their turn. */
const stretch = 8

/** Call it between slices of work: once a stretch is used up, it lets everything else that waits run first. */
export function breather(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < stretch) return
    await turn()
    since = performance.now()
  }
}
