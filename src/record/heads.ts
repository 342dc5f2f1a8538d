import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the record ended at some moment: the position of its last sealed row and the hash of its last batch. */
export interface Head {
  position: number
  hash: string
  /** When it was sealed. */
  at: string
}

const fileIn = (dataDir: string) => join(dataDir, 'audit-heads.jsonl')

/** Adds one line to `audit-heads.jsonl`, outside the database: who cuts the end off the record has to find it too. */
export async function noteHead(dataDir: string, head: Head): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  await appendFile(fileIn(dataDir), `${JSON.stringify(head)}\n`, { mode: 0o600 })
}

/** The heads noted so far and how many lines cannot be read (a power cut leaves one); undefined where there is no file. */
export async function readHeads(dataDir: string): Promise<{ heads: Head[]; unreadable: number } | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(nothingWhenMissing)
  if (text === undefined) return undefined
  const lines = text.split('\n').filter(Boolean).map(parse)
  const heads = lines.filter((head) => head !== undefined)
  return { heads, unreadable: lines.length - heads.length }
}

function nothingWhenMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function parse(line: string): Head | undefined {
  try {
    const { position, hash, at } = JSON.parse(line)
    return Number.isInteger(position) && typeof hash === 'string' ? { position, hash, at } : undefined
  } catch {
    return undefined // counted by the caller
  }
}
