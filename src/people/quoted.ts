/** The titles of a few tasks as a sentence names them: “A”, “B”, “C” và 4 việc khác. */
export function quoted(titles: readonly string[], most = 3): string {
  const named = titles.slice(0, most).map((title) => `“${title}”`)
  const more = titles.length - most
  return named.join(', ') + (more > 0 ? ` và ${more} việc khác` : '')
}
