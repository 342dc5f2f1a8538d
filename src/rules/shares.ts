/**
 * Shares in tenths of a per cent that add up to exactly 100,0: each is rounded down, and what is left over goes to the
 * largest remainders, the earlier one first. All zero when there is nothing to share.
 */
export function shares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return counts.map(() => 0)
  const tenths = counts.map((count) => Math.floor((count * 1000) / total))
  const remainder = (at: number) => ((counts[at] ?? 0) * 1000) % total
  const order = counts.map((_, at) => at).sort((a, b) => remainder(b) - remainder(a) || a - b)
  const left = 1000 - tenths.reduce((sum, tenth) => sum + tenth, 0)
  for (const at of order.slice(0, left)) tenths[at] = (tenths[at] ?? 0) + 1
  return tenths.map((tenth) => tenth / 10)
}
