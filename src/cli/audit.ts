import type { Config } from '../config.ts'
import type { Db } from '../db/schema.ts'
import { type Head, readHeads } from '../record/heads.ts'
import { lastBatch } from '../record/queries.ts'
import { type Fault, type FaultCode, type Verdict, verifyRecord } from '../record/verify.ts'

type Site = { db: Db; config: Pick<Config, 'dataDir'> }
type Say = (line: string) => void

const usage = `audit verify [POSITION:HASH ...]   check the whole record, and that it still holds heads written down earlier
audit head                         print the head of the record, to be written down`

/** `audit verify` and `audit head`. Returns the exit code: 0 sound, 1 faults found, 2 not understood. */
export async function audit(args: string[], site: Site, say: Say = console.log): Promise<number> {
  const [verb, ...rest] = args
  const heads = rest.map(parseHead)
  if (verb === 'verify' && heads.every((head) => head !== undefined)) return verify(site, heads, say)
  if (verb === 'head' && rest.length === 0) return head(site.db, say)
  say(usage)
  return 2
}

function parseHead(text: string): Head | undefined {
  const [, position, hash] = /^(\d{1,10}):([0-9a-f]{64})$/.exec(text) ?? []
  return position && hash ? { position: Number(position), hash, at: '' } : undefined
}

async function verify({ db, config }: Site, writtenDown: readonly Head[], say: Say): Promise<number> {
  const noted = await readHeads(config.dataDir)
  const verdict = await verifyRecord(db.reader, [...(noted?.heads ?? []), ...writtenDown])
  for (const line of [...summary(verdict), ...aboutHeads(noted), ...aboutFaults(verdict)]) say(line)
  return verdict.faultCount === 0 ? 0 : 1
}

function summary({ rows, sealed, unsealed, redacted, head }: Verdict): string[] {
  return [
    `Rows: ${rows}, of which ${sealed} sealed and ${unsealed} not sealed yet.`,
    ...(redacted > 0
      ? [`Rows whose facts were removed to protect personal data: ${redacted}. Is that the number the office knows?`]
      : []),
    head.position === 0 ? 'Nothing is sealed yet.' : `Head, to be written down: ${head.position}:${head.hash}`,
  ]
}

function aboutHeads(noted: Awaited<ReturnType<typeof readHeads>>): string[] {
  if (!noted) {
    return [
      'There is no audit-heads.jsonl in the data folder, so rows cut off the end would not be noticed without a head written down.',
    ]
  }
  const lines = [`Heads compared with audit-heads.jsonl: ${noted.heads.length}.`]
  return noted.unreadable > 0
    ? [...lines, `Lines of audit-heads.jsonl that cannot be read: ${noted.unreadable}.`]
    : lines
}

const mostPrinted = 50

function aboutFaults({ faults, faultCount }: Verdict): string[] {
  if (faultCount === 0) return ['No fault found.']
  const printed = faults.slice(0, mostPrinted).map((fault) => `  ${nameOf(fault)}: ${sentences[fault.what]}`)
  const rest = faultCount - printed.length
  return [
    `FAULTS: ${faultCount}. The record is not as it was sealed.`,
    ...printed,
    ...(rest > 0 ? [`  and ${rest} more.`] : []),
  ]
}

function nameOf({ what, position, publicId }: Fault): string {
  if (what === 'batch') return `batch at row ${position}`
  return [position === undefined ? 'row without position' : `row ${position}`, publicId && `(${publicId})`]
    .filter(Boolean)
    .join(' ')
}

const sentences: Record<FaultCode, string> = {
  changed: 'what it says is not what was committed; it was changed.',
  unproven: 'its salt is gone but its facts are not, or it was emptied before it was sealed; it proves nothing.',
  chain: 'its hash does not follow from the row before; one of the two was changed, or something between them.',
  missing: 'from here rows are missing up to the next one; they were removed or given another position.',
  outside: 'it has a position that no batch of the sealer covers; it was put in, or its batch was removed.',
  batch:
    'this batch does not follow the one before, or does not fit its rows; it was changed, put in, or one before it removed.',
  halfSealed: 'it has a position without a hash, or a hash without a position.',
  backdated: 'it is dated long before a seal that did not find it; it was put in later.',
  head: 'the record ended here once with another hash; the end was cut off or written anew, or an older backup was restored.',
}

async function head(db: Db, say: Say): Promise<number> {
  const batch = await lastBatch(db.reader)
  say(batch ? `${batch.last}:${batch.hash} sealed at ${batch.sealedAt}` : 'Nothing is sealed yet.')
  return 0
}
