import type { Difference, ItemChange } from '../../src/checklists/compare.ts'
import { Tag } from '../ui/badge.tsx'

const kinds = {
  added: { tone: 'green', word: 'Thêm' },
  changed: { tone: 'blue', word: 'Sửa' },
  moved: { tone: 'slate', word: 'Chuyển nhóm' },
  removed: { tone: 'red', word: 'Bỏ' },
} as const

/** What one version has that another has not, item by item. */
export const Changes = ({ items, others }: Difference) => (
  <ul class="changes">
    {others.map((said) => (
      <li>
        <Tag tone="blue">Sửa</Tag> <span>{said}</span>
      </li>
    ))}
    {items.map((one) => (
      <li>
        <Tag tone={kinds[one.kind].tone}>{kinds[one.kind].word}</Tag>{' '}
        <span>
          <strong>{one.code}</strong> {one.name}
          <Turns {...one} />
        </span>
      </li>
    ))}
    {items.length + others.length === 0 && <li class="muted">Không có gì khác.</li>}
  </ul>
)

const Turns = ({ kind, changes }: ItemChange) =>
  kind === 'changed' && (
    <ul>
      {changes.map(({ label, from, to }) => (
        <li>
          <span class="muted">{label}:</span> {from || 'không có'} <span class="sr">thành</span>
          <span aria-hidden="true">→</span> {to || 'không có'}
        </li>
      ))}
    </ul>
  )
