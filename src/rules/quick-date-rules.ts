import { weekday } from './days.ts'
import {
  type Dated,
  dayOfMonth,
  daysAway,
  endOfMonth,
  endOfWeek,
  partOfWeek,
  type Saying,
  stepsAway,
  termOf,
  weekdayDay,
  writtenDay,
} from './quick-days.ts'
import { pattern } from './quick-tokens.ts'

type Said = Record<string, string | undefined>

/** One way to say when, over keys. `kind` is a day, the end of a period, or a term that runs from the day of giving. */
export interface DateRule {
  kind: 'day' | 'period' | 'term'
  says: RegExp
  read: (said: Said, dated: Dated) => Saying | undefined
}

const limit =
  '(?:thoi )?han(?: chot| cuoi(?: cung)?| nop| gui| hoan thanh| xu ly| bao cao)?|deadline|hoan thanh|xong|(?:cham|muon|tre) nhat'
const hour = '(?:luc )?(?:\\d{1,2}[hg](?:\\d\\d)?|\\d{1,2}:\\d\\d|\\d{1,2} gio(?: \\d{1,2}(?: phut)?)?)'
const opening =
  `(?<limit>(?:(?:${limit}) (?:(?:la|vao) )?)*)(?:(?<edge>truoc|den het|den|het|vao) )?(?<hour>${hour} )?` +
  '(?:(?:sang|trua|chieu|toi|dau gio|cuoi gio|cuoi buoi) )*'

/** 15/12, 15/12/2026, 15 / 12, 15-12, 15.12, 15 tháng 12 năm 2026, 2026-12-15. */
export const writtenDate = [
  '\\d{4}-\\d\\d-\\d\\d',
  '\\d{1,2} ?/ ?\\d{1,2}(?: ?/ ?(?:\\d{4}|\\d\\d)| nam (?:20\\d\\d|nay|sau|toi))?',
  '\\d{1,2}-\\d{1,2}(?:-(?:\\d{4}|\\d\\d))?',
  '\\d{1,2}\\.\\d{1,2}(?:\\.(?:\\d{4}|\\d\\d))?',
  '\\d{1,2} thang \\d{1,2}(?:/20\\d\\d| nam (?:20\\d\\d|nay|sau|toi))?',
].join('|')
const which = '(?<which>nay|sau nua|sau|toi)'
const year = '(?:/(?<slashed>20\\d\\d)| nam (?<year>20\\d\\d|nay|sau|toi))?'
const end = '(?:cuoi|het|trong|(?:ngay )?(?:lam viec )?cuoi cung(?: cua)?|ngay (?:lam viec )?cuoi(?: cua)?)'
const within = '(?:trong|het|cuoi)'
const number = '(?<number>0?[1-9]\\d{0,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)'
const head = '(?:(?<head>sau|trong vong|trong|toi da) )?'
const tail = '(?: (?<tail>nua|toi))?(?: ke tu (?:hom nay|ngay giao(?: viec)?|khi giao(?: viec)?))?'

const rule = (kind: DateRule['kind'], says: string, read: DateRule['read']): DateRule => ({
  kind,
  says: pattern(`${opening}(?:${says})`),
  read,
})

/** The grammar of dates. Of the rules that fit at a word the one that takes in most words is meant. */
export const dateRules: readonly DateRule[] = [
  rule(
    'day',
    `(?:trong )?(?:ngay )?(?<date>${writtenDate})`,
    (said, dated) =>
      writtenDay(said.date ?? '', dated) ?? (said.limit || said.edge === 'truoc' ? { days: [] } : undefined),
  ),
  rule('day', `ngay (?<date>0?[1-9]|[12]\\d|3[01])(?: thang ${which})?(?! thang)`, ({ date = '', which }, dated) =>
    dayOfMonth(date, which, dated),
  ),
  rule('day', `(?:${within} )?(?:ngay )?hom nay|(?:sang|trua|chieu|toi) nay|${within} ngay(?! \\d)`, (_, dated) =>
    daysAway(0, dated),
  ),
  rule('day', `(?:${within} )?ngay [mM]ai|mai`, (_, dated) => daysAway(1, dated)),
  rule('day', 'ngay (?:kia|mot)', (_, dated) => daysAway(2, dated)),
  rule(
    'day',
    `(?:ngay )?(?:thu (?<name>[2-7]|hai|ba|tu|nam|sau|bay)|t(?<short>[2-7])|cn|chu nhat)` +
      `(?: (?:tuan ${which}|(?<near>nay|toi)))?(?:(?: ngay)? (?<date>${writtenDate}))?`,
    readWeekday,
  ),
  rule('day', `(?<part>dau|giua) tuan(?: ${which})?(?! \\d)`, ({ part = '', which }, dated) =>
    partOfWeek(part, which, dated),
  ),
  rule('period', `${end} tuan(?: ${which})?(?! \\d)`, ({ which }, dated) => endOfWeek(which, dated)),
  rule('period', `${end} thang(?: ${which}| (?<place>0?[1-9]|1[0-2])${year})?(?! \\d)`, (said, dated) =>
    endOfPart(1, said, dated),
  ),
  rule(
    'period',
    `${end} qu[yi](?: ${which}| (?<place>iv|i{1,3}|0?[1-4])${year})?(?! (?:\\d|[ivx]+(?: |$)))`,
    (said, dated) => endOfPart(3, said, dated),
  ),
  rule('period', `${end} nam(?: (?<year>20\\d\\d|nay|sau|toi))?(?! (?:\\d|hoc))`, ({ year }, dated) =>
    endOfMonth(yearOf(year ?? 'nay', dated), 12, dated),
  ),
  rule('term', `${head}${number} (?:ngay|hom)(?<work> lam viec)?${tail}`, (said) =>
    isTerm(said) ? { counted: numberOf(said.number), ...(!said.work && { implied: true }) } : undefined,
  ),
  rule('term', `${head}${number} (?<unit>tuan|thang)${tail}(?! (?:dau|cuoi))`, (said, dated) =>
    isTerm(said) ? termOf(numberOf(said.number), said.unit === 'tuan' ? 'weeks' : 'months', dated) : undefined,
  ),
]

/** 'Thứ Sáu 27/11' is one day; where the two disagree it may be either. */
function readWeekday({ name, short, which, near, date }: Said, dated: Dated): Saying | undefined {
  const said = name ?? short ?? 'cn'
  const written = date === undefined ? undefined : writtenDay(date, dated)
  const days = weekdayDay(said, which, near !== undefined, dated)
  if (!written || !('days' in written)) return { days }
  const [day] = written.days
  if (day === undefined || weekday(day) === weekday(days[0] ?? day)) return written
  return { days: [day, ...days].sort() }
}

const romans: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4 }

/** The end of a part of a year, a month or a quarter (`length` 1 or 3 months): the one that is said, or the nearest. */
function endOfPart(length: 1 | 3, { which, place, slashed, year }: Said, dated: Dated): Saying {
  const now = Math.ceil(Number(dated.today.slice(5, 7)) / length)
  const part = place === undefined ? now + stepsAway(which) : (romans[place] ?? Number(place))
  const said = slashed ?? year
  const nearest = yearOf('nay', dated) + (part < now ? 1 : 0)
  return endOfMonth(said === undefined ? nearest : yearOf(said, dated), part * length, dated)
}

const yearOf = (said: string, { today }: Dated): number =>
  /\d/.test(said) ? Number(said) : Number(today.slice(0, 4)) + stepsAway(said)

/** '3 ngày' alone is how long something takes; a term says 'sau', 'trong', 'nữa' or 'hạn'. */
const isTerm = ({ head, tail, limit }: Said): boolean => Boolean(head || tail || limit)

const numbers = ['mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi']
const numberOf = (text = ''): number => (numbers.includes(text) ? numbers.indexOf(text) + 1 : Number(text))
