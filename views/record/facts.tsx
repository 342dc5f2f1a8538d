import { confidences, dayKinds } from '../calendar/words.ts'
import { day, fullMoment, number } from '../format.ts'
import { unitKinds } from '../people/unit.tsx'
import {
  factNames,
  findingAnswers,
  findingStates,
  grades,
  paperNames,
  resultNames,
  roleNames,
  roundForms,
  roundStates,
  severityNames,
  sideNames,
  taskKinds,
  taskStates,
} from '../words.ts'

/** One fact in words. `from` is there when something else stood before, `to` when something stands now. */
export interface FactLine {
  label: string
  from?: string
  to?: string
}

/** Lists of plain values; any other list of two is from what to what. */
const lists = new Set(['devices'])

/** The facts of one row of the record, as `act` stored them, in words. */
export const factLines = (facts: string): FactLine[] =>
  Object.entries(JSON.parse(facts) as Record<string, unknown>).map(([key, value]) => lineOf(key, value))

function lineOf(key: string, value: unknown): FactLine {
  const label = factNames[key] ?? key
  if (!isPair(key, value)) return { label, to: said(key, value) }
  const [from, to] = value.map((one) => (isNothing(one) ? undefined : said(key, one)))
  return { label, from, to }
}

const isNothing = (value: unknown) => value === null || value === undefined || value === ''
const isPair = (key: string, value: unknown): value is [unknown, unknown] =>
  Array.isArray(value) &&
  value.length === 2 &&
  !lists.has(key) &&
  !value.some((one) => typeof one === 'object' && one !== null)

function said(key: string, value: unknown): string {
  if (isNothing(value)) return 'không có'
  if (Array.isArray(value)) return value.map((one) => said(key, one)).join('; ') || 'không có'
  if (typeof value === 'object')
    return Object.entries(value!)
      .map(([part, one]) => (part === 'hash' ? '' : said(part, one)))
      .filter(Boolean)
      .join(', ')
  if (typeof value === 'boolean' || (key === 'active' && typeof value === 'number')) return value ? 'có' : 'không'
  if (typeof value === 'number') return number(value)
  return words[key]?.[String(value)] ?? dated(String(value))
}

function dated(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return day(text)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? fullMoment(text) : text
}

/** Members of closed sets, by the key they stand under. */
const words: Record<string, Record<string, string>> = {
  state: { ...taskStates, ...roundStates, ...findingStates },
  form: roundForms,
  result: resultNames,
  severity: severityNames,
  answered: findingAnswers,
  paper: paperNames,
  side: sideNames,
  grade: grades,
  role: roleNames,
  kind: { ...taskKinds, ...unitKinds, ...dayKinds },
  confidence: confidences,
  scope: { read: 'chỉ đọc', write: 'đọc và ghi' },
  wholeDayLeave: { excused: 'vắng có lý do', leftOut: 'không tính vào quân số' },
  theme: { auto: 'theo máy', light: 'sáng', dark: 'tối' },
  size: { '100': '100%', '112': '112,5%', '125': '125%' },
}

/** What changed, a line for each thing: 'Hạn: 01/12/2026 thành 04/12/2026'. */
export const FactList = ({ facts }: { facts: string }) => (
  <ul>
    {factLines(facts).map(({ label, from, to }) => (
      <li>
        <span class="muted">{label}:</span> {turned({ from, to })}
      </li>
    ))}
  </ul>
)

/** Of yes and no only the new one is said: the other stood before. */
function turned({ from, to }: Omit<FactLine, 'label'>) {
  if (to === undefined) return `bỏ ${from}`
  return from === undefined || yesNo.has(from) ? to : `${from} thành ${to}`
}
const yesNo = new Set(['có', 'không'])
