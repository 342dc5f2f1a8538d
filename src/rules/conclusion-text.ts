/** A paragraph of a notice: its mark ('1.', 'a)', '-') and how deep it stands by it; the smaller `rank` the higher. */
export interface Paragraph {
  mark: string
  rank: number
  body: string
}

/** The marks of official texts (Nghị định 30/2020/NĐ-CP, phụ lục I, from memory): I. 1. 1.1. a) - + */
const marks: [rank: number, mark: RegExp][] = [
  [1, /^[IVX]{1,5}[.)]\s+/],
  [2, /^(?:Điều\s+)?\d{1,2}[.)/]\s+/],
  [3, /^\d{1,2}\.\d{1,2}[.)]?\s+/],
  [4, /^\d{1,2}(?:\.\d{1,2}){2}[.)]?\s+/],
  [5, /^[a-zđ][.)]\s+/],
  [6, /^[-–—•*]\s+/],
  [7, /^[+]\s+/],
]

/** The lines of a pasted text: one kind of space, no page numbers, no signs that are not seen. */
export function linesOf(text: string): string[] {
  const lines = text
    .normalize('NFC')
    .replace(/[\u200b\u00ad\ufeff]/g, '')
    .split(/\r\n|[\n\r\u2028]/)
  return lines
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => !/^(?:[-–] ?)?\d{1,3}(?: ?[-–])?$/.test(line))
}

/** Lines made paragraphs again: what a PDF wrapped is joined to what it belongs to. An empty line ends a paragraph. */
export function paragraphsOf(lines: readonly string[]): Paragraph[] {
  const found: Paragraph[] = []
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1] ?? ''
    const last = found.at(-1)
    if (!line) continue
    if (last && before && isContinued(before, line)) last.body += ` ${line}`
    else found.push(paragraph(line))
  }
  return found
}

function paragraph(line: string): Paragraph {
  const [rank, pattern] = marks.find(([, mark]) => mark.test(line)) ?? [0, /^/]
  const mark = pattern.exec(line)?.[0] ?? ''
  return { mark: mark.trim(), rank, body: line.slice(mark.length) }
}

/** A full line that does not end a sentence goes on, even with a dash: 'Phòng Văn hóa' and '- Xã hội'. */
function isContinued(before: string, line: string): boolean {
  const { rank } = paragraph(line)
  const isEnded = /[.:;!?]$/.test(before)
  if (isHeading(before) && /^\p{Lu}/u.test(line)) return false
  if (rank >= 6) return !isEnded && before.length >= fullLine
  return rank === 0 && (!isEnded || /^\p{Ll}/u.test(line))
}

const fullLine = 50

/** '1. Đánh giá chung': numbered, short, and no order that would go on. */
const isHeading = (line: string): boolean =>
  paragraph(line).rank > 0 && line.length < fullLine && !/giao|yêu cầu|đề nghị|[,.;]$/iu.test(line)
