import mammoth from 'mammoth'
import { SaxesParser } from 'saxes'
import { fromBuffer } from 'yauzl'

/** A Word file read back twice: by a library that is not the one that wrote it, and from its bare XML. */
export interface WordFile {
  /** The text as mammoth reads it, a line for each paragraph. */
  text: string
  /** Tables as mammoth reads them: rows of cells. */
  tables: string[][][]
  /** Every paragraph of the body, those in tables too, from the XML. */
  paragraphs: string[]
  /** Text of the headers over the pages: the first page's, the others'. */
  headers: Record<string, string>
  /** How many table rows are repeated as heads. */
  repeated: number
  fonts: string[]
  /** In twips. */
  page: { width: number; height: number; top: number; bottom: number; left: number; right: number }
  custom: string
}

export async function readWord(bytes: Uint8Array): Promise<WordFile> {
  const buffer = Buffer.from(bytes)
  const parts = await unzipped(buffer)
  const body = parts.get('word/document.xml') ?? ''
  const { value: html } = await mammoth.convertToHtml({ buffer })
  const { value: text } = await mammoth.extractRawText({ buffer })
  const attributes = attributesOf(body)
  return {
    text: text
      .split('\n')
      .filter((line) => line !== '')
      .join('\n'),
    tables: tablesIn(html),
    paragraphs: paragraphsIn(body),
    headers: Object.fromEntries(
      [...parts]
        .filter(([name]) => /header\d+\.xml$/.test(name))
        .map(([name, xml]) => [name, paragraphsIn(xml).join(' ')]),
    ),
    repeated: attributes.filter(({ tag }) => tag === 'w:tblHeader').length,
    fonts: [...new Set(attributesOf(parts.get('word/styles.xml') ?? '').flatMap(({ all }) => all['w:ascii'] ?? []))],
    page: pageOf(attributes),
    custom: paragraphsIn(parts.get('docProps/custom.xml') ?? '', 'property').join(' '),
  }
}

function unzipped(buffer: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      const parts = new Map<string, string>()
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, async (wrong, stream) => {
          if (wrong) return reject(wrong)
          const chunks: Buffer[] = []
          for await (const chunk of stream) chunks.push(chunk as Buffer)
          parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
          zip.readEntry()
        }),
      )
      zip.on('end', () => resolve(parts))
      zip.on('error', reject)
      zip.readEntry()
    })
  })
}

/** The text of each `w:p`, line breaks as such; a file that is no sound XML throws. */
function paragraphsIn(xml: string, element = 'w:p'): string[] {
  const paragraphs: string[] = []
  let text: string | undefined
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => {
    if (name === element) text = ''
    if (name === 'w:br' && text !== undefined) text += '\n'
  })
  parser.on('text', (part) => {
    if (text !== undefined) text += part
  })
  parser.on('closetag', ({ name }) => {
    if (name !== element) return
    paragraphs.push(text ?? '')
    text = undefined
  })
  if (xml) parser.write(xml).close()
  return paragraphs
}

function attributesOf(xml: string) {
  const found: { tag: string; all: Record<string, string> }[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => found.push({ tag: name, all: attributes as Record<string, string> }))
  if (xml) parser.write(xml).close()
  return found
}

function pageOf(attributes: ReturnType<typeof attributesOf>): WordFile['page'] {
  const of = (tag: string, name: string) => Number(attributes.find((one) => one.tag === tag)?.all[name])
  const margin = (side: string) => of('w:pgMar', `w:${side}`)
  return {
    ...{ width: of('w:pgSz', 'w:w'), height: of('w:pgSz', 'w:h') },
    ...{ top: margin('top'), bottom: margin('bottom'), left: margin('left'), right: margin('right') },
  }
}

const tablesIn = (html: string) =>
  [...html.matchAll(/<table>(.*?)<\/table>/gs)].map(([, table = '']) =>
    [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) => plain(cell)),
    ),
  )

const plain = (html: string) =>
  html
    .replace(/<\/p><p>|<br \/>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
