import { type Day, isDay } from './days.ts'
import { nfc } from './names.ts'

/** What the head of a notice seems to say; guesses, to be shown and put right. */
export interface ConclusionHeader {
  /** '45/TB-UBND'. */
  number?: string
  day?: Day
  /** 'UBND phường Minh Thụy'; other bodies as they stand, often in capitals. */
  issuer?: string
  /** 'Kết luận của đồng chí Chủ tịch UBND phường tại cuộc họp giao ban'. */
  summary?: string
}

const body =
  /^(?:[IVX]{1,5}\.|\d{1,2}(?:\.\d{1,2})*[.)]|[-+])\s|^(?:Ngày|Sáng|Chiều|Thực hiện|Căn cứ|Sau khi|Tại)\s(?!.*tháng \d+ năm \d+$)/u

/** Where the head ends and the text begins: at the first numbered line, or with 'Ngày', 'Sau khi', 'Căn cứ'. */
export const bodyStart = (lines: readonly string[]): number => {
  const at = lines.findIndex((line) => body.test(line))
  return at < 0 ? 0 : at
}

export function readHeader(lines: readonly string[]): ConclusionHeader {
  const title = lines.findIndex((line) => /^THÔNG BÁO/.test(line))
  const head = lines.slice(0, title < 0 ? lines.length : title)
  const number = /(?:^|\n)Số\s*:?\s*(\d+\s*[/-]\s*[\p{L}\d&./-]+)/u.exec(lines.join('\n'))?.[1]?.replace(/\s/g, '')
  const day = dayOf(head.join(' '))
  const issuer = issuerOf(head)
  const summary = title < 0 ? undefined : summaryOf(lines.slice(title))
  return { ...(number && { number }), ...(day && { day }), ...(issuer && { issuer }), ...(summary && { summary }) }
}

function dayOf(head: string): Day | undefined {
  const found = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/iu.exec(head)
  if (!found) return undefined
  const [, date = '', month = '', year] = found
  return [`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`].find(isDay)
}

/** The lines above the number, without the motto that stands beside them in two columns. */
function issuerOf(head: readonly string[]): string | undefined {
  const end = head.findIndex((line) => /^Số\s*:?/.test(line))
  const names = head
    .slice(0, Math.max(0, end))
    .map((line) => line.replace(motto, '').replace(/[_*—–-]{2,}|^[-*]$/g, ''))
    .map(nfc)
    .filter(Boolean)
  const [first = '', second = ''] = names.slice(-2)
  const council = /^(?:ỦY|UỶ) BAN NHÂN DÂN|^UBND/.test(first)
    ? 'UBND'
    : /^HỘI ĐỒNG NHÂN DÂN|^HĐND/.test(first)
      ? 'HĐND'
      : ''
  const area = /^(PHƯỜNG|XÃ|ĐẶC KHU|TỈNH|THÀNH PHỐ) (.+)$/.exec(
    `${first} ${second}`.replace(/^(?:ỦY|UỶ) BAN NHÂN DÂN |^HỘI ĐỒNG NHÂN DÂN |^UBND |^HĐND /, '').trim(),
  )
  if (council && area && (!second || /^(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)$/.test(first)))
    return `${council} ${area[1]?.toLowerCase()} ${capitalised(area[2] ?? '')}`
  return names.at(-1)
}

const motto =
  /CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc/giu

const capitalised = (text: string): string =>
  text.toLowerCase().replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())

/** What stands under 'THÔNG BÁO' up to an empty line. */
function summaryOf(lines: readonly string[]): string | undefined {
  const [title = '', ...rest] = lines
  const end = rest.findIndex((line) => !line || /^[-_*]+$/.test(line))
  const under = rest.slice(0, end < 0 ? rest.length : end)
  const opening = /^THÔNG BÁO KẾT LUẬN$/.test(title) ? 'Kết luận' : title.replace(/^THÔNG BÁO\s*/, '')
  return nfc([opening, ...under].join(' ')) || undefined
}
