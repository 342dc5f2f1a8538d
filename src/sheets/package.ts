import { TextDecoder } from 'node:util'
import { Invalid } from '../refusal.ts'
import { refused } from './refusals.ts'
import { type XmlListener, xmlReader } from './xml.ts'
import type { Zip } from './zip.ts'

/** Reads one XML part of a container from beginning to end, telling the listener; `Invalid` for what is not UTF-8. */
export async function readPart(zip: Zip, name: string, listener: XmlListener): Promise<void> {
  const xml = xmlReader(listener)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of zip.read(name)) xml.write(decoded(decoder, piece))
  xml.write(decoded(decoder))
  xml.end()
}

function decoded(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return decoder.decode(piece, { stream: piece !== undefined })
  } catch {
    throw new Invalid({ file: refused.damaged })
  }
}

export interface Relationship {
  id: string
  /** The last word of its type: 'worksheet', 'styles', 'hyperlink'; the address before it differs between editions. */
  kind: string
  /** The part it leads to, as the container names it. */
  part: string
  external: boolean
}

/** What a part refers to ('' is the container itself); nothing when it refers to nothing. */
export async function relationshipsOf(zip: Zip, part: string): Promise<Relationship[]> {
  const slash = part.lastIndexOf('/') + 1
  const name = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
  return zip.has(name) ? readRelationships(zip, name) : []
}

async function readRelationships(zip: Zip, name: string): Promise<Relationship[]> {
  const folder = name.slice(0, name.lastIndexOf('_rels/'))
  const found: Relationship[] = []
  await readPart(zip, name, {
    open(tag, attributes) {
      if (tag !== 'Relationship') return
      const { Id = '', Type = '', Target = '', TargetMode = '' } = attributes()
      const kind = Type.slice(Type.lastIndexOf('/') + 1)
      found.push({ id: Id, kind, part: resolved(folder, Target), external: TargetMode.toLowerCase() === 'external' })
    },
  })
  refuseExternal(found)
  return found
}

/** 'xl/' and '../media/a.png' is 'media/a.png'. */
function resolved(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/').toLowerCase()
}

/**
 * Looks through all parts nobody has read: what they hold is of no use to us, but a file that asks for other files, or
 * declares entities, is refused as a whole.
 */
export async function refuseForeignParts(zip: Zip) {
  if (zip.names.some((name) => name.includes('externallinks/'))) throw new Invalid({ file: refused.externalLinks })
  for (const name of zip.unread()) {
    if (name.endsWith('.rels')) await readRelationships(zip, name)
    else if (name.endsWith('.xml')) await readPart(zip, name, {})
  }
}

/** Links on cells are only text here and do no harm; all else outside the container would have to be fetched. */
function refuseExternal(relationships: readonly Relationship[]) {
  if (relationships.some(({ external, kind }) => (external && kind !== 'hyperlink') || kind.startsWith('externalLink')))
    throw new Invalid({ file: refused.externalLinks })
}
