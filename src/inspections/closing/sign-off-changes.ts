import { day } from '../../../views/format.ts'
import { resultNames, severityNames } from '../../../views/words.ts'
import { type Frozen, type FrozenFinding, type FrozenItem, titleOf } from './frozen.ts'
import { besideResult, findingNumber } from './papers-text.ts'

/** What a later sign-off says otherwise than the one before it. */
export interface Change {
  where: string
  from?: string
  to?: string
}

/** What changed between two sign-offs of a round: lines of sheets, items, findings. */
export function changesBetween(before: Frozen, after: Frozen): Change[] {
  const [old, now] = [told(before), told(after)]
  const places = [...new Set([...old.keys(), ...now.keys()])]
  return places
    .filter((where) => old.get(where) !== now.get(where))
    .map((where) => ({ where, from: old.get(where), to: now.get(where) }))
}

/** Everything a sign-off says, in words, by the place it is said at. */
function told(frozen: Frozen): Map<string, string> {
  const said = new Map<string, string>()
  const say = (where: string, text: string) => text && said.set(where, text)
  for (const sheet of frozen.sheets) {
    const title = titleOf(sheet)
    say(`${title}, địa điểm`, sheet.place)
    say(`${title}, đại diện đơn vị`, sheet.met)
    say(`${title}, ưu điểm`, sheet.strengths)
    for (const item of sheet.items) say(`${title}, mục ${item.code}`, itemText(item, frozen))
    for (const { side, name, refused } of sheet.signatures)
      say(
        `${title}, ${side === 'team' ? 'chữ ký đoàn kiểm tra' : 'chữ ký đơn vị'}`,
        refused ? `${name} từ chối: ${refused}` : name,
      )
  }
  for (const finding of frozen.findings) say(`Tồn tại số ${findingNumber(finding)}`, findingLine(finding))
  say('Lý do để ngỏ', frozen.waiver)
  return said
}

const itemText = (item: FrozenItem, frozen: Frozen) =>
  [item.result && resultNames[item.result], besideResult(item, frozen)].filter(Boolean).join('. ')

const findingLine = ({ text, severity, remedy, remedier, due, state, answer, answerText, person }: FrozenFinding) =>
  [
    text,
    severityNames[severity].toLocaleLowerCase('vi'),
    person && `người có liên quan ${person}`,
    `khắc phục: ${remedy}${remedier ? `, ${remedier}` : ''}, hạn ${day(due)}`,
    answer && `trả lời: ${answer === 'agree' ? 'nhất trí' : 'giải trình'}${answerText && `, ${answerText}`}`,
    state === 'withdrawn' && 'đã rút',
  ]
    .filter(Boolean)
    .join('; ')
