import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A folder of the installation by name, looked for upward from here: the build lies one level deeper than the source. */
export function findUp(name: string): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, name)
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) throw new Error(`${name} is missing from the installation`)
  }
}
