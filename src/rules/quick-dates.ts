import { type DateRule, dateRules, writtenDate } from './quick-date-rules.ts'
import type { Dated, Saying } from './quick-days.ts'
import { matchAt, pattern } from './quick-tokens.ts'

/** A date phrase in a line: `count` words from the one numbered `first`. */
export interface DatePhrase {
  first: number
  count: number
  saying: Saying
  /** It says that it is a deadline: 'hạn', 'trước', 'đến', 'xong'. */
  introduced: boolean
  /** The end of a period, of which titles speak too ('báo cáo cuối năm'). */
  vague: boolean
  /** 'Trước 15/12', which is by the working day before it. */
  before: boolean
}

/** The date phrases of a line, in order; a range of days is none. Keys are empty where a word is something else. */
export function datePhrases(keys: readonly string[], dated: Dated): DatePhrase[] {
  const found: DatePhrase[] = []
  for (let at = 0; at < keys.length; ) {
    const range = matchAt(keys, at, rangeOfDays)
    const phrase = range ? undefined : datePhraseAt(keys, at, dated)
    if (phrase) found.push(phrase)
    at += range?.count ?? phrase?.count ?? 1
  }
  return found
}

const rangeOfDays = pattern(`tu (?:ngay )?(?:${writtenDate}) (?:den|toi|-|–) (?:het )?(?:ngay )?(?:${writtenDate})`)

/** The longest date phrase that begins at a word. */
export function datePhraseAt(keys: readonly string[], at: number, dated: Dated): DatePhrase | undefined {
  if (!keys[at]) return undefined
  return dateRules
    .map((rule) => readRule(rule, keys, at, dated))
    .reduce((longest, phrase) => ((phrase?.count ?? 0) > (longest?.count ?? 0) ? phrase : longest), undefined)
}

function readRule(rule: DateRule, keys: readonly string[], at: number, dated: Dated): DatePhrase | undefined {
  const match = matchAt(keys, at, rule.says)
  const saying = match ? rule.read(match.groups, dated) : undefined
  if (!match || !saying) return undefined
  const { limit = '', edge = '', hour } = match.groups
  if (rule.kind === 'term' && edge) return undefined // 'báo trước 3 ngày'
  if (hour && !limit && !edge) return undefined // the hour of a meeting stays in the title
  const introduced =
    /han|deadline|xong|nhat/.test(limit) || /truoc|den|het/.test(edge) || (limit && rule.kind !== 'period')
  if (isAboutSomethingElse(match.text, keys, at)) return undefined
  const { count } = match
  return {
    first: at,
    count,
    saying,
    introduced: Boolean(introduced),
    vague: rule.kind === 'period',
    before: isBefore(rule, edge, hour),
  }
}

/** 'Trước 17 giờ ngày 15/12' is still on that day. */
const isBefore = ({ kind }: DateRule, edge: string, hour: string | undefined): boolean =>
  kind === 'day' && edge === 'truoc' && !hour

/** What follows such words is no deadline: a number, an address, an anniversary, a session, the first day of something. */
const notAfter: [phrase: RegExp, before: RegExp][] = [
  [/^han/, /(^| )(gia|gioi|ky|qua|vo|dai|trung)$/],
  [/^den/, /(^| )(tinh|lieu|nhat|ke|tu|nay)$/],
  [/^het/, /(^| )den$/],
  [/^(\d|ngay|thu|t\d|cn|chu|mai)/, /(^| )(tu|den|het|niem|nhan|dip|(?<!tuan |thang |quy |nam )sau)$/],
  [/^\d/, /(^| )(ngay|so|dieu|ngo|hem|nha|(?<!bieu |tuyen )duong|le|dat|chiem|\d\d?|\d\d? va)$/],
  [/^\d+[.-]/, /(^| )(khoan|muc|phan|chuong|bang|bieu|luc|phien ban|diem|to|khu|lop|ca|lan|dot|phong|tang|lo|bai)$/],
  [/^thu/, /(^| )(lan|ky|phien|khoa|dot|nguoi|ben|hang|ky hop)$/],
  [/^t\d/, /(^| )(cao|luong|lieu|thu|chi|ky)$/],
  [/^(cn|chu)/, /(^| )(cum|khu|nganh)$/],
  [/^cuoi/, /(^| )(thang|ky)$/],
]

function isAboutSomethingElse(text: string, keys: readonly string[], at: number): boolean {
  const before = `${keys[at - 2] ?? ''} ${keys[at - 1] ?? ''}`
  return notAfter.some(([phrase, word]) => phrase.test(text) && word.test(before))
}
