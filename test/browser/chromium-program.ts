import { execFileSync, spawnSync } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

export type Program = { executablePath: string; env?: Record<string, string> }

/** The distribution's own. */
export function fromDistribution(): Program {
  const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((name) =>
    existsSync(name),
  )
  if (!path) throw new Error('/usr/bin/chromium: not installed')
  return whole({ executablePath: path })
}

/**
 * The one of @sparticuz/chromium, with the libraries that come along where the system lacks one (libnss3 on a bare
 * server), and the fonts where it has none.
 */
export async function fromPackage(): Promise<Program> {
  const program = `@sparticuz/chromium on ${platform()} ${arch()}`
  if (platform() !== 'linux' || arch() !== 'x64') throw new Error(`${program}: it has none`)
  const folder = await unpacked()
  const executablePath = join(folder, 'chromium')
  const env: Record<string, string> = {}
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts')
  if (missingLibraries({ executablePath }).length > 0) env.LD_LIBRARY_PATH = join(folder, 'al2023', 'lib')
  return whole({ executablePath, env })
}

/** The program as it is, or an error that names the shared libraries it lacks. */
export function whole(program: Program): Program {
  if (!existsSync(program.executablePath)) throw new Error(`${program.executablePath}: no such file`)
  const missing = missingLibraries(program)
  if (missing.length > 0) throw new Error(`${program.executablePath}: needs ${missing.join(', ')}`)
  return program
}

function missingLibraries({ executablePath, env }: Program): string[] {
  const { stdout } = spawnSync('ldd', [executablePath], { encoding: 'utf8', env: { ...process.env, ...env } })
  return [...(stdout ?? '').matchAll(/(\S+) => not found/g)].map(([, name]) => name!)
}

/** The package's Chromium, unpacked once for this version and user into the temporary folder. Takes two seconds. */
async function unpacked(): Promise<string> {
  const require = createRequire(import.meta.url)
  const packed = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..', 'bin')
  const { version } = require('../../package-lock.json').packages['node_modules/@sparticuz/chromium']
  const folder = join(tmpdir(), `nam-ro-chromium-${version}-${process.getuid?.()}`)
  if (existsSync(folder)) return ours(folder)
  const unfinished = mkdtempSync(`${folder}-`)
  try {
    await unpack(packed, unfinished)
    writeFileSync(join(unfinished, 'fonts', 'fonts.conf'), fontsIn(join(folder, 'fonts')))
    renameSync(unfinished, folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true })
    if (!existsSync(folder)) throw error // otherwise another run was faster
  }
  return ours(folder)
}

async function unpack(packed: string, folder: string) {
  await inflate(join(packed, 'chromium.br'), join(folder, 'chromium'))
  for (const [name, to] of Object.entries({ swiftshader: '.', fonts: 'fonts', al2023: 'al2023' })) {
    const tar = join(folder, `${name}.tar`)
    await inflate(join(packed, `${name}.tar.br`), tar)
    mkdirSync(join(folder, to), { recursive: true })
    execFileSync('tar', ['-x', '--no-same-owner', '-f', tar, '-C', join(folder, to)])
    rmSync(tar)
  }
}

const inflate = (packed: string, to: string) =>
  pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }))

const fontsIn = (folder: string) =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>\n`

/** The temporary folder belongs to everybody, a program in it must belong to us. */
function ours(folder: string): string {
  if (lstatSync(folder).uid !== process.getuid?.()) throw new Error(`${folder}: belongs to somebody else`)
  return folder
}
