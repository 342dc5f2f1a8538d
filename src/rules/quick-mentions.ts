import { fold } from './names.ts'
import { type Mention, nameAt } from './quick-names.ts'
import { matchAt, type Piece, type Problem, pattern, type Token, typed } from './quick-tokens.ts'

type Role = 'assignee' | 'coordinator' | 'approver' | 'follower'

/** The people of a line. Where only one can be and several are named it is left open, and a problem. */
export interface Mentions {
  assignee?: Mention
  coordinators: Mention[]
  approver?: Mention
  follower?: Mention
  pieces: Piece[]
  problems: Problem[]
}

interface Named extends Piece {
  kind: Role
  mention: Mention | undefined
}

/** Everybody named by a sign: @ + /nt /td, 'nghiệm thu:' or 'theo dõi:'. `isOver` says where something else begins. */
export function readMentions(line: string, tokens: readonly Token[], isOver: (at: number) => boolean): Mentions {
  const found: Named[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const named = mentionAt(line, tokens, at, isOver)
    if (named) found.push(named)
    if (named) at += named.count - 1
  }
  const [assignees, coordinators, approvers, followers] = [
    namesOf(found, 'assignee'),
    namesOf(found, 'coordinator'),
    namesOf(found, 'approver'),
    namesOf(found, 'follower'),
  ]
  return {
    ...(assignees[0] && !assignees[1] && { assignee: assignees[0] }),
    coordinators,
    ...(approvers[0] && !approvers[1] && { approver: approvers[0] }),
    ...(followers[0] && !followers[1] && { follower: followers[0] }),
    pieces: found.map(({ first, count, kind }) => ({ first, count, kind })),
    problems: [
      ...found.filter(({ mention }) => !mention).map((piece) => noName(typed(line, tokens, piece))),
      ...several(assignees, 'twoAssignees', 'Một việc có một người chịu trách nhiệm. Người phối hợp ghi sau dấu +.'),
      ...several(approvers, 'twoApprovers', 'Một việc có một người nghiệm thu.'),
      ...several(followers, 'twoFollowers', 'Một việc có một người theo dõi.'),
    ],
  }
}

function mentionAt(line: string, tokens: readonly Token[], at: number, isOver: (at: number) => boolean) {
  const sign = signAt(line, tokens, at)
  if (!sign) return undefined
  const start = at + sign.words
  const isName =
    sign.words === 0 || tokens[start]?.key === 'mai' || (!isOver(start) && !/^[+#/]/.test(keyAt(tokens, start)))
  const name = isName ? nameAt(line, tokens, start, isOver) : undefined
  return { first: at, count: sign.words + (name?.count ?? 0) || 1, kind: sign.kind, mention: name?.mention }
}

const keyAt = (tokens: readonly Token[], at: number): string => tokens[at]?.key ?? ''
const inWords = pattern('(?:nguoi )?(?<word>nghiem thu|theo doi)')

/** The sign at a word, and how many words it is apart from the name: none for @ and +, which touch it. */
function signAt(line: string, tokens: readonly Token[], at: number): { kind: Role; words: number } | undefined {
  const { text = '', key = '' } = tokens[at] ?? {}
  if (key === '@') return { kind: 'assignee', words: 0 }
  if (key === '+') return isPlus(text, tokens, at) ? { kind: 'coordinator', words: 0 } : undefined
  if (key === '/nt') return { kind: 'approver', words: 1 }
  if (key === '/td') return { kind: 'follower', words: 1 }
  const found = matchAt(
    tokens.slice(at, at + 3).map(({ key }) => key),
    0,
    inWords,
  )
  if (!found || !isLabel(line, tokens, at, found.count)) return undefined
  return { kind: found.groups.word === 'theo doi' ? 'follower' : 'approver', words: found.count }
}

/** '+' before a letter or a quote; alone it is a mention without a name between people, and else a plus. */
function isPlus(text: string, tokens: readonly Token[], at: number): boolean {
  if (text !== '+') return /^\+["“\p{L}]/u.test(text)
  return keyAt(tokens, at - 1) === '@' && /^\p{Lu}/u.test(tokens[at + 1]?.text ?? '')
}

/** 'nghiệm thu:' opens the title where the line begins with it; a name after it is capitalised, or follows a mention. */
function isLabel(line: string, tokens: readonly Token[], at: number, words: number): boolean {
  const [last, next] = [tokens[at + words - 1], tokens[at + words]]
  if (at === 0 || !last || !next || !line.slice(last.to, next.from).includes(':')) return false
  return /^(?:[@"“]|\p{Lu})/u.test(next.text) || tokens.slice(0, at).some(({ key }) => key === '@')
}

function namesOf(found: readonly Named[], kind: Role): Mention[] {
  const mentions = found.flatMap((one) => (one.kind === kind && one.mention ? [one.mention] : []))
  return [...new Map(mentions.map((mention) => [fold(inFull(mention)), mention])).values()]
}

const inFull = ({ text, unit }: Mention): string => (unit ? `${text}.${unit}` : text)

const several = (mentions: readonly Mention[], code: Problem['code'], rule: string): Problem[] =>
  mentions.length > 1 ? [{ code, text: `Đang có ${mentions.map(inFull).join(', ')}. ${rule}` }] : []

const noName = (sign: string): Problem => ({
  code: 'noName',
  text: `Sau ${sign} chưa có tên. Ghi liền tên, ví dụ @Lan, +Hưng, /nt Vân.`,
})
