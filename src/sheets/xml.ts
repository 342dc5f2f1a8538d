import { SaxesParser } from 'saxes'
import { Invalid } from '../refusal.ts'
import { refused } from './refusals.ts'

/** What is told of an XML part, as it is read; names come without their prefix; a text may come in pieces. */
export interface XmlListener {
  open?(name: string, attributes: () => Attributes): void
  close?(name: string): void
  text?(text: string): void
}
export type Attributes = Readonly<Record<string, string | undefined>>

/**
 * Reads XML given in pieces, cut anywhere. A document type and entities of its own, which no spreadsheet has and which
 * can reach files of ours or grow without end, are refused as `Invalid`, and so is what is not well formed.
 */
export function xmlReader({ open, close, text = () => {} }: XmlListener) {
  const parser = new SaxesParser({ position: false, xmlns: false as const })
  parser.on('doctype', () => refuse(refused.entities))
  parser.on('opentag', ({ name, attributes }) => open?.(local(name), () => withoutPrefixes(attributes)))
  parser.on('closetag', ({ name }) => close?.(local(name)))
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('error', ({ message }) => refuse(/entity/.test(message) ? refused.entities : refused.damaged))
  return {
    write: (piece: string) => void parser.write(piece),
    end: () => void parser.close(),
  }
}

function refuse(file: string): never {
  throw new Invalid({ file })
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

const withoutPrefixes = (attributes: Record<string, string>): Attributes =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]))
