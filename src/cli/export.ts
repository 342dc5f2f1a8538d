import type { Config } from '../config.ts'
import { systemClock } from '../site.ts'
import { type Say, saidPlainly } from './archives.ts'
import { save } from './backup.ts'

const usage = `export FILE.zip   the whole office in open formats into a new file, without passwords and other secrets`

/** `export`. Returns the exit code: 0 made and sound, 1 not made or something wrong with the office, 2 not understood. */
export async function exportOffice(
  args: string[],
  config: Pick<Config, 'database' | 'dataDir'>,
  say: Say = console.log,
): Promise<number> {
  const [file, ...more] = args
  if (!file || file.startsWith('-') || more.length > 0) {
    say(usage)
    return 2
  }
  return saidPlainly('Nothing was exported', say, () => save(file, 'export', config, systemClock(), say))
}
