import type { Lack } from '../../src/rules/sign-off.ts'
import { day } from '../format.ts'
import { sideNames } from '../words.ts'

const many = (items: readonly string[] = []) => (items.length > 1 ? `${items.length} mục` : 'mục')
const codes = (items: readonly string[] = []) => items.join(', ')

/** What is missing, in a sentence; the API says the same. */
export function lackText({ kind, sheet, items, side, finding }: Lack): string {
  const where = sheet ? `${sheet.title}: ` : ''
  switch (kind) {
    case 'unanswered':
      return `${where}chưa ghi ${many(items)} ${codes(items)}.`
    case 'photo':
      return `${where}không đạt mà chưa có ảnh, ${many(items)} ${codes(items)}.`
    case 'names':
      return `${where}chưa ghi đủ tên người, ${many(items)} ${codes(items)}.`
    case 'noFinding':
      return `${where}không đạt mà chưa ghi tồn tại, ${many(items)} ${codes(items)}.`
    case 'unsigned':
      return `${where}${signer(side)} chưa ký biên bản${side === 'unit' ? ', cũng chưa ghi lý do từ chối' : ''}.`
    case 'changed':
      return `${where}phiếu đã sửa sau khi ${signer(side)} ký; chữ ký đó không còn giá trị.`
    case 'waiting':
      return `Tồn tại số ${String(finding?.number).padStart(2, '0')} đang chờ giải trình đến hết ngày ${finding ? day(finding.answerBy) : ''}.`
  }
}

const signer = (side: Lack['side']) => sideNames[side ?? 'unit'].toLocaleLowerCase('vi')

/** Where it is put right. */
export function lackPlace({ kind, sheet, items = [], finding }: Lack): string {
  if (finding) return `/findings/${finding.id}`
  const at = `/inspections/sheets/${sheet?.id}`
  return kind === 'unsigned' || kind === 'changed'
    ? `${at}/signatures`
    : `${at}#item-${encodeURIComponent(items[0] ?? '')}`
}

/** Everything that is missing, each with the way to it. */
export const Lacks = ({ lacks }: { lacks: readonly Lack[] }) => (
  <ul class="lacks">
    {lacks.map((lack) => (
      <li>
        <a href={lackPlace(lack)}>{lackText(lack)}</a>
      </li>
    ))}
  </ul>
)
