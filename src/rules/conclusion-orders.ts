import { fold, nfc } from './names.ts'
import type { Mention } from './quick-names.ts'
import { withoutEnd } from './quick-tokens.ts'
import { beginsWork } from './quick-verbs.ts'

/** An order: to whom, together with whom, and what is to be done. */
export interface Order {
  assignee?: Mention
  coordinators: Mention[]
  what: string
}

const bodies =
  'Phòng|Văn phòng|Ban|Trung tâm|Sở|Công an|Quân sự|UBND|HĐND|Ủy ban|Uỷ ban|Hội|Đoàn|Tổ|Trạm|Trường|Bộ phận|Mặt trận|UBMTTQ|Đảng ủy|' +
  'Chi cục|Thanh tra|Trưởng|Phó|Chủ tịch|Chánh|Giám đốc|Thủ trưởng|Công chức|Bí thư|Thuế|Kho bạc|Ngân hàng|Công ty|Tòa án|Viện'
const persons = '[Đđ]ồng chí|[Đđ]/c|[ÔôBb](?:ng|à)'
const groups = '[Cc]ác|[Tt]hủ trưởng|[Tt]rưởng|[Ll]ãnh đạo|[Cc]án bộ|[Nn]gười đứng đầu|[Tt]oàn thể|[Tt]ừng|[Mm]ỗi'
const who = `(?:(?:${bodies}|${persons}|${groups})(?=[\\s.])|\\p{Lu})`
const verb = '(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Pp]hân công|[Cc]hỉ đạo)(?: nhiệm vụ)?(?: cho)?'
const ordered = new RegExp(`(?<=^|[.;:,] |(?<!được|bàn|theo|việc|đã|kết quả|khi) )${verb} (?=${who})`, 'u')
const unaddressed = /(?<=^|[.;] )(?:Yêu cầu|Đề nghị|Giao nhiệm vụ|Chỉ đạo)(?::? )(?=\p{L})/u
const named = new RegExp(`^(?=(?:${bodies}|${persons}|${groups})[\\s.])`, 'u')

/** The order in a paragraph. Undefined where nothing is ordered: 'giao ban', 'theo đề nghị của Sở' are no orders. */
export function readOrder(body: string): Order | undefined {
  const verb = ordered.exec(body)
  if (verb) return addressed(body.slice(verb.index + verb[0].length))
  const start = named.test(body) ? addressed(body) : undefined
  if (start?.assignee) return start
  const open = unaddressed.exec(body)
  const what = open && body.slice(open.index + open[0].length)
  return what && opensWork(what) ? { coordinators: [], what } : undefined
}

/** Whether a text begins with what is to be done: 'rà soát', 'tổng hợp', 'khẩn trương'. */
export function opensWork(text: string): boolean {
  const [one = '', other] = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return beginsWork(fold(one), other && fold(other)) || alone.has(one)
}

/** Verbs of one word. */
const alone = new Set('gửi trình làm cử mời đưa sớm lập bám chọn nộp thay giữ in'.split(' '))

/** 'Phòng A chủ trì, phối hợp với Phòng B, Công an phường: rà soát ...' Where the name does not end nobody is named. */
function addressed(text: string): Order {
  const end = endOfNames(text)
  if (end === undefined) return { coordinators: [], what: text }
  const assignee = mentionOf(text.slice(0, end))
  const rest = text
    .slice(end)
    .replace(/^[\s:,]+/, '')
    .replace(/^(?:là (?:đơn vị|cơ quan|đầu mối) )?(?:chủ trì|(?:có|chịu) trách nhiệm)\s*[,:]?\s*/u, '')
  const together = /^phối hợp(?: chặt chẽ)?(?: (?:với|cùng))?\s+/u.exec(rest)
  const after = together ? rest.slice(together[0].length) : ''
  const endOfOthers = together ? endOfNames(after) : undefined
  if (!together || endOfOthers === undefined) return { ...(assignee && { assignee }), coordinators: [], what: rest }
  const what = after.slice(endOfOthers).replace(/^[\s:,]+/, '')
  return { ...(assignee && { assignee }), coordinators: listOf(after.slice(0, endOfOthers)), what }
}

const longestVerb = 40
const longestNames = 400

/** Where names end: at a colon, or where a verb begins; not at 'Đoàn kiểm tra', 'Tổ công tác'. */
function endOfNames(text: string): number | undefined {
  for (const word of text.slice(0, longestNames).matchAll(/\S+/gu)) {
    if (/:$/.test(word[0])) return word.index + word[0].length - 1
    const before = text.slice(0, word.index).trimEnd()
    if (/^(?:đã|đang|được|chưa|không|còn)$/u.test(word[0])) return undefined // told, not ordered
    const isVerb = /^\p{Ll}/u.test(word[0]) && opensWork(text.slice(word.index, word.index + longestVerb))
    if (word.index > 0 && isVerb && !/(?:Đoàn|Tổ|Ban|Bộ phận|Hội đồng)$/u.test(before))
      return before.replace(/,$/, '').length
    if (/[.;]$/.test(word[0]) && !/^(?:đ\/c|TP|TX)\.$/u.test(word[0])) return undefined
  }
  return undefined
}

/** One person or body. A person's post is left out: 'đồng chí Nguyễn Thị Lan, Trưởng phòng' is Nguyễn Thị Lan. */
function mentionOf(text: string): Mention | undefined {
  const person = new RegExp(`^(?:${persons})\\.?\\s+`, 'u').exec(text)
  const name = person ? text.slice(person[0].length).split(/,| [-–] |\(/u)[0] : text.replace(/\s*\([^)]*\)\s*$/u, '')
  const told = withoutEnd(nfc(name ?? ''), ' ,')
  return told ? { text: told } : undefined
}

/** 'Phòng B, Công an phường và Trạm Y tế'; 'HĐND và UBND' stays one name. */
const listOf = (text: string): Mention[] =>
  text
    .split(new RegExp(`,\\s+(?:và\\s+)?|\\s+và\\s+(?=(?:${bodies}|${persons}|các)\\s)(?<!HĐND và (?=UBND))`, 'u'))
    .flatMap((one) => mentionOf(one) ?? [])
