import type { Day } from './days.ts'
import { fold, searchWords } from './names.ts'

/** A directive document (văn bản chỉ đạo, kế hoạch) as it is cited. */
export interface PlanDocument {
  /** Số, ký hiệu: '05/KH-UBND'; '' for a list of tasks without one. */
  number: string
  day: Day | null
  issuer: string
  /** Trích yếu. */
  summary: string
}

/** What the letters after the number stand for (Nghị định 30/2020/NĐ-CP, phụ lục III; from memory). */
const kinds: Record<string, string> = {
  nq: 'Nghị quyết',
  qd: 'Quyết định',
  ct: 'Chỉ thị',
  tb: 'Thông báo',
  hd: 'Hướng dẫn',
  ctr: 'Chương trình',
  kh: 'Kế hoạch',
  pa: 'Phương án',
  da: 'Đề án',
  bc: 'Báo cáo',
  ttr: 'Tờ trình',
  cd: 'Công điện',
  kl: 'Kết luận',
}

/** 'Kế hoạch' of '05/KH-UBND', 'Công văn' of '3127/SNV-CCHC', 'Văn bản' of what has no number. */
export function documentKind(number: string): string {
  const letters = searchWords(number).filter((word) => /^[a-z]+$/.test(word))
  return kinds[letters[0] ?? ''] ?? (number.includes('/') ? 'Công văn' : 'Văn bản')
}

/** 'Kế hoạch số 05/KH-UBND ngày 12/01/2026 của UBND phường': how it is named in a sentence. */
export function documentName({ number, day, issuer, summary }: PlanDocument): string {
  if (!number) return summary
  const written = day?.split('-').reverse().join('/')
  return [`${documentKind(number)} số ${number}`, written && `ngày ${written}`, issuer && `của ${issuer}`]
    .filter(Boolean)
    .join(' ')
}

const longest = 300

/** The document behind a task (văn bản căn cứ): its name and what it is about, in at most 300 characters. */
export function documentCited(document: PlanDocument): string {
  const { number, summary } = document
  const about = /^(?:về|v\/v)\s/i.test(summary) ? ` ${summary}` : `: ${summary}`
  const whole = number && summary ? `${documentName(document)}${about}` : documentName(document)
  return whole.length > longest ? `${whole.slice(0, longest - 1)}…` : whole
}

/** What makes two documents one, however their number is spaced or marked: brought in again, it is a new version. */
export function documentKey({ number, day, issuer, summary }: PlanDocument): string {
  const bare = (text: string) => fold(text).replace(/[^\p{L}\p{N}/]/gu, '')
  return [bare(number) || bare(summary), day ?? '', bare(issuer)].join('|')
}
