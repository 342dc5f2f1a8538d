import { day, documentDay, number } from '../../../views/format.ts'
import { measuredText } from '../../../views/inspections/sheet-read.tsx'
import { findingAnswers, memberParts, resultNames, roundForms, severityNames } from '../../../views/words.ts'
import type { Counts, Headcount, Seen } from '../../rules/inspections.ts'
import type { Frozen, FrozenFinding, FrozenItem } from './frozen.ts'

/* Frozen figures in the words of minutes and notices. */

/** What is known of a paper beside its figures: once signed, its number, day and signer. */
export interface InForce {
  number: string
  day: string
  signer: string
}

/** What stands over every page: of living figures, of frozen ones, and nothing once the paper is in force. */
export const draftMarkOf = ({ signed }: Pick<Frozen, 'signed'>, inForce?: InForce): string | undefined =>
  inForce ? undefined : signed ? 'DỰ THẢO' : 'DỰ THẢO, số liệu chưa chốt'

const dots = '......'

/** 'Số: 05/BB-ĐKT'; dots for the number until there is one. */
export const numberLine = (symbol: string, inForce?: InForce): string =>
  `Số: ${inForce ? inForce.number : `${dots}/${symbol}`}`

/** 'Minh Thụy, ngày 05 tháng 01 năm 2026'; dots for what is not known yet. */
export function placeAndDay({ office, round }: Pick<Frozen, 'office' | 'round'>, inForce?: InForce): string {
  const year = (round.startedAt ?? round.toDay).slice(0, 4)
  return `${office.place ?? dots}, ${inForce ? documentDay(inForce.day) : `ngày ... tháng ... năm ${year}`}`
}

/** With one full stop at its end. */
export const sentence = (text: string): string => `${text.replace(/[.\s]+$/, '')}.`

export const capitals = (text: string): string => text.toLocaleUpperCase('vi')

/** 'UBND' of 'Ủy ban nhân dân', 'HĐND': the first letters of a body's name without marks, for the symbol of a document. */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .map((word) => capitals(word.normalize('NFD').slice(0, 1)))
    .join('')

export const formOf = ({ form }: Frozen['round']): string => roundForms[form]

export const teamLine = ({ name, post, unit, part }: Frozen['team'][number]): string =>
  `Đồng chí ${name}, ${post}, ${unit} - ${memberParts[part]}`

/** 'Tổng số 31 mục: 27 đạt, 3 không đạt, 1 không áp dụng'. */
export function resultsLine(counts: Counts, partial: boolean, signed: Frozen['signed']): string {
  const { pass, partial: partly, fail, na, open } = counts
  const parts = [
    `${pass} đạt`,
    partial && `${partly} đạt một phần`,
    `${fail} không đạt`,
    `${na} không áp dụng`,
    open > 0 && `${open} ${signed ? 'không kiểm tra được' : 'chưa ghi'}`,
  ]
  return `Tổng số ${pass + partly + fail + na + open} mục: ${parts.filter(Boolean).join(', ')}.`
}

export const countOf = (items: readonly FrozenItem[]): Counts => ({
  pass: items.filter(({ result }) => result === 'pass').length,
  partial: items.filter(({ result }) => result === 'partial').length,
  fail: items.filter(({ result }) => result === 'fail').length,
  na: items.filter(({ result }) => result === 'na').length,
  open: items.filter(({ result }) => result === null).length,
})

export const resultWord = ({ result }: FrozenItem, { signed }: Pick<Frozen, 'signed'>): string =>
  result ? resultNames[result] : signed ? 'Không kiểm tra được' : 'Chưa ghi'

/** What was measured and noted beside a result; a headcount is told in its own part. */
export const besideResult = (item: FrozenItem, { wholeDayLeave }: Pick<Frozen, 'wholeDayLeave'>): string =>
  [measuredText(item, item.value, { wholeDayLeave }), item.note, photosOf(item)].filter(Boolean).join('. ')

const photosOf = ({ photos }: FrozenItem) => (photos.length > 0 ? `${photos.length} ảnh kèm theo` : '')

/** 'Tổng số 12; có mặt 10 (83,33%); vắng có lý do 1 (8,33%); vắng không lý do 1 (8,33%).' */
export function headcountLine(counted: Headcount, shares: Omit<Headcount, 'staff'> | null): string {
  const part = (label: string, key: keyof Omit<Headcount, 'staff'>) =>
    `${label} ${counted[key]}${shares ? ` (${number(shares[key] / 100, 2)}%)` : ''}`
  const parts = [part('có mặt', 'present'), part('vắng có lý do', 'excused'), part('vắng không lý do', 'unexcused')]
  return `Tổng số ${counted.staff}; ${parts.join('; ')}.`
}

/** 'Bình: vắng có lý do (họp tỉnh)'. */
export function absentLine({ name, state, reason, wholeDay }: Seen): string {
  const how = { excused: 'vắng có lý do', unexcused: 'vắng không lý do', named: '' }[state]
  const why = [wholeDay && 'nghỉ phép cả ngày', reason].filter(Boolean).join(', ')
  return [name, [how, why && `(${why})`].filter(Boolean).join(' ')].filter(Boolean).join(': ')
}

export const findingNumber = ({ number }: Pick<FrozenFinding, 'number'>): string => String(number).padStart(2, '0')

/** 'Thiếu bảng niêm yết (mục C1; tái phạm, đã ghi nhận ngày 10/03/2026)'. */
export function findingText({ text, item, repeatOf }: FrozenFinding): string {
  const more = [item && `mục ${item}`, repeatOf && `tái phạm, đã ghi nhận ngày ${day(repeatOf)}`].filter(Boolean)
  return more.length > 0 ? `${text} (${more.join('; ')})` : text
}

export const severityWord = ({ severity }: FrozenFinding): string => severityNames[severity]

/** What the side inspected said to a finding, or that it said nothing. */
export function opinionLine(finding: FrozenFinding): string {
  const head = `Tồn tại số ${findingNumber(finding)}: `
  if (!finding.answer) return `${head}chưa có ý kiến.`
  const text = finding.answerText ? `: ${finding.answerText.replace(/[.\s]+$/, '')}` : ''
  const evidence = finding.evidence.length > 0 ? ` (${finding.evidence.length} tệp minh chứng)` : ''
  const withdrawn = finding.state === 'withdrawn' ? ' Đoàn kiểm tra đã rút tồn tại này.' : ''
  return `${head}${findingAnswers[finding.answer].toLocaleLowerCase('vi')}${text}${evidence}.${withdrawn}`
}

/** Those that count: one withdrawn after an explanation stays in the log and counts nothing. */
export const counted = (findings: readonly FrozenFinding[]): FrozenFinding[] =>
  findings.filter(({ state }) => state !== 'withdrawn')

export const withdrawnLine = (findings: readonly FrozenFinding[]): string | undefined => {
  const out = findings.filter(({ state }) => state === 'withdrawn').map(findingNumber)
  return out.length > 0 ? `Đã rút sau giải trình, không tính: tồn tại số ${out.join(', ')}.` : undefined
}
