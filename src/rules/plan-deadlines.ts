import { readDeadline } from './conclusion-deadlines.ts'
import { type Day, readDay } from './days.ts'
import { fold, nfc } from './names.ts'
import type { WorkCalendar } from './working-days.ts'

/** What a plan says of the deadline of a line. */
export type PlanDeadline =
  /** Nothing. */
  | { says: 'nothing' }
  /** One day, gone by or off as it may be. */
  | { says: 'day'; day: Day }
  /** Any of these. */
  | { says: 'several'; days: Day[] }
  /** Thường xuyên, hằng tháng: work without an end, later a recurring report. */
  | { says: 'standing' }
  /** Written like a day, and none: 31/02. */
  | { says: 'noSuchDay' }
  /** Words that name no day: 'sau khi có hướng dẫn'. */
  | { says: 'words' }

/** The day of the document, and the year it plans for where its summary (trích yếu) names one. */
export interface PlanDated {
  issued?: Day
  year?: number
  today: Day
  calendar: WorkCalendar
}

/**
 * The deadline of a line as plans write it: '15/12', 'trước ngày 15/12', 'quý IV/2026', 'tháng 12', 'trong năm 2026'. What
 * names no year is counted from the day of the document; a span of time ends with its last working day.
 */
export function readPlanDeadline(text: string, { issued, year, today, calendar }: PlanDated): PlanDeadline {
  const said = nfc(text)
  const words = fold(said)
  if (!words || /^[-–./\s]+$/.test(words)) return { says: 'nothing' }
  if (standing.test(words)) return { says: 'standing' }
  if (namesNoDay(words)) return { says: 'noSuchDay' }
  const from = year && issued && Number(issued.slice(0, 4)) < year ? `${year}-01-01` : (issued ?? today)
  const { due } = readDeadline(`hạn ${endOf(plain(words))}`, from, { today: from, calendar })
  if (!due || 'counted' in due) return { says: 'words' }
  if ('ambiguous' in due) return { says: 'several', days: due.ambiguous }
  return { says: 'day', day: 'off' in due ? due.off : due.day }
}

/** The year a document plans for: the only one its summary names, if that is the year of its day or a later one. */
export function plannedYear(summary: string, issued: Day | undefined): number | undefined {
  const years = [...new Set([...summary.matchAll(/\bnăm\s+(20\d\d)\b/gu)].map(([, year]) => Number(year)))]
  const [year] = years
  return years.length === 1 && year && (!issued || year >= Number(issued.slice(0, 4))) ? year : undefined
}

const standing =
  /^(?:thuong xuyen|lien tuc|dinh ky|theo yeu cau|theo quy dinh|khi co|dot xuat|ca nam|hang (?:ngay|tuan|thang|quy|nam)|moi (?:tuan|thang|quy))|hang (?:tuan|thang|quy|nam)$/

const namesNoDay = (words: string): boolean =>
  [...words.matchAll(/(?<![\d/.-])\d{1,2}([/.-])\d{1,2}(?:\1(?:\d{4}|\d\d))?(?![\d/.-])/g)].some(
    ([day]) => !readDay(day, '2000-01-01'),
  )

/** Without the words around it: 'hoàn thành trong tháng 12' is 'tháng 12'; '12/2026' and 'Q4/2026' in full. */
const plain = (words: string): string =>
  words
    .replace(/^(?:(?:thoi )?han(?: hoan thanh)?|hoan thanh|xong|chia lam|du kien)[:\s]+/, '')
    .replace(/^(?:xong )?(?:trong|het|den het|cuoi)\s+(?=(?:quy|thang|nam) )/, '')
    .replace(/^(\d{1,2})\s*\/\s*(20\d\d)$/, 'thang $1/$2')
    .replace(/^q\s*([1-4])(?=\b)/, 'quy $1')
    .replace(/^(i{1,3}|iv)\s*\/\s*(20\d\d)$/, 'quy $1/$2')
    .replace(/^(20\d\d)$/, 'nam $1')
    .replace(/^(3|6|9) thang dau nam/, 'thang $1 nam')
    .replace(/^(?:3|6) thang cuoi nam/, 'thang 12 nam')
    .replace(/^(thang \d+ nam)$/, '$1 nay')

const span =
  /^(?:giai doan |tu )?(?:(quy|thang|nam) )?(\S+?)(?:\/20\d\d| nam 20\d\d)?\s*(?:-|–|den(?: het)?)\s*(?:(quy|thang|nam) )?(\S.*)$/

/** A span of time is due when its last part ends: 'tháng 10 - 12/2026' by the end of December. */
function endOf(words: string): string {
  const [, unit, , otherUnit, last] = /^[\d/.-]*$/.test(words) ? [] : (span.exec(words) ?? [])
  const isYear = /^20\d\d$/.test(last ?? '')
  const end = last === undefined ? words : [otherUnit ?? unit ?? (isYear && 'nam'), last].filter(Boolean).join(' ')
  return /^(?:quy|thang|nam) /.test(end) ? `trong ${end}` : end
}
