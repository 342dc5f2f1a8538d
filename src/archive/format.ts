import { createHash } from 'node:crypto'
import { z } from 'zod'

/**
 * A backup (sao lưu) holds all that is needed to go on, password hashes included, and stays with the office; an export
 * (xuất dữ liệu) holds the same office without a secret.
 */
export const kinds = ['backup', 'export'] as const
export type Kind = (typeof kinds)[number]

/** The form of the archive itself; the shape of the tables in it is named by the migrations. */
export const formatName = 'nam-ro archive'
export const formatVersion = 1

/** What is wrong with an archive, or with what it should be made from. The message is for whoever typed the command. */
export class Unfit extends Error {
  override readonly name = 'Unfit'
}

/** Every entry of the ZIP by its name; other names are refused. */
export const entryNames = {
  manifest: 'manifest.json',
  readme: 'README.txt',
  files: 'files.jsonl',
  table: (name: string) => `tables/${name}.jsonl`,
  file: (hash: string) => `files/${hash}`,
}
const allowed =
  /^(manifest\.json|README\.txt|files\.jsonl|(tables|lists)\/[A-Za-z][\w-]{0,60}\.(jsonl|csv)|files\/[0-9a-f]{64})$/
export const isAllowed = (name: string): boolean => allowed.test(name)
/** The hash in the name of an evidence entry; undefined for any other. */
export const hashIn = (name: string): string | undefined => /^files\/([0-9a-f]{64})$/.exec(name)?.[1]

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().min(0)
const word = z.string().regex(/^[a-z][A-Za-z0-9]*$/)
const entry = { entry: z.string().refine(isAllowed), bytes: count, sha256 }

const body = z.strictObject({
  format: z.literal(formatName),
  formatVersion: z.literal(formatVersion),
  kind: z.enum(kinds),
  product: z.strictObject({ name: z.string(), version: z.string() }),
  /** The database it was read from; it can go back into either. */
  database: z.enum(['sqlite', 'postgres']),
  takenAt: z.iso.datetime(),
  /** The migrations that make the shape of these tables, in order. */
  schema: z.array(z.string()).min(1),
  /** Where the sealed record ends. */
  head: z.strictObject({ position: count, hash: sha256, at: z.string() }).nullable(),
  tables: z.array(
    z.strictObject({
      ...entry,
      name: word,
      rows: count,
      /** In whose order the rows are. */
      key: z.array(word).min(1),
      columns: z.array(word).min(1),
      leftOut: z.array(word),
    }),
  ),
  /** Tables of the database that are not in the archive. */
  absent: z.array(word),
  /** The list of evidence files, by hash; each is an entry of its own. */
  files: z.strictObject({ ...entry, rows: count, total: count }),
  /** Hashes of evidence that was missing on the disk, or damaged, when the archive was made. */
  lost: z.array(sha256),
  /** README.txt and the lists for people; nothing is read back from them. */
  others: z.array(z.strictObject(entry)),
})

export type Manifest = z.infer<typeof body>
export type TableEntry = Manifest['tables'][number]

/** manifest.json: the value, and at its end the SHA-256 of everything before. */
export function writeManifest(manifest: Manifest): Buffer {
  return Buffer.from(JSON.stringify({ ...manifest, sha256: digest(manifest) }, null, 1))
}

/** Throws `Unfit` for what is not a manifest, is one of a newer form, or was changed. */
export function readManifest(text: string): Manifest {
  const { sha256, ...value } = asObject(text)
  if (value.format !== formatName) throw new Unfit('This is not an archive of Năm Rõ.')
  if (Number(value.formatVersion) > formatVersion)
    throw new Unfit(
      `This archive has form ${value.formatVersion}; this program reads up to ${formatVersion}. Use a newer one.`,
    )
  if (sha256 !== digest(value)) throw new Unfit('manifest.json was changed: its own SHA-256 does not fit.')
  const read = body.safeParse(value)
  if (!read.success) {
    const [first] = read.error.issues
    throw new Unfit(`manifest.json is not as it should be: ${first?.path.join('.')}: ${first?.message}`)
  }
  return read.data
}

function asObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch {
    // said below
  }
  throw new Unfit('manifest.json cannot be read.')
}

const digest = (manifest: object) => createHash('sha256').update(JSON.stringify(manifest)).digest('hex')
