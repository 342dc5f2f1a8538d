import { labelsOf } from '../../views/checklists/measures.ts'
import { number } from '../../views/format.ts'
import { measureNames, severityNames } from '../../views/words.ts'
import type { Change } from '../imports/kinds.ts'
import { type ChecklistBody, type ChecklistItem, itemsOf } from './body.ts'

/** An item that one body has and another has not, or has otherwise. */
export interface ItemChange {
  code: string
  name: string
  /** 'moved' to another group, unchanged. */
  kind: 'added' | 'changed' | 'moved' | 'removed'
  /** From what to what, of one that is changed. */
  changes: Change[]
}

/** What is different in `after`, item by item in its order; what is gone comes last. Items are known by their codes. */
function compareBodies(before: ChecklistBody, after: ChecklistBody): ItemChange[] {
  const [old, now] = [placed(before), placed(after)]
  const changed = [...now.values()].flatMap(({ item, group }): ItemChange[] => {
    const { code, name } = item
    const was = old.get(code)
    if (!was) return [{ code, name, kind: 'added', changes: [] }]
    const changes = changesOf(was.item, item)
    if (changes.length > 0) return [{ code, name, kind: 'changed', changes }]
    return was.group === group ? [] : [{ code, name, kind: 'moved', changes }]
  })
  const gone = itemsOf(before).filter(({ code }) => !now.has(code))
  return [...changed, ...gone.map(({ code, name }) => ({ code, name, kind: 'removed' as const, changes: [] }))]
}

/** Everything that is different: items, and in a sentence each what is not of one item. */
export interface Difference {
  items: ItemChange[]
  others: string[]
}

export function differenceOf(before: ChecklistBody, after: ChecklistBody): Difference {
  const others = [
    groupLine(before) !== groupLine(after) && `Các nhóm: ${groupLine(after)}.`,
    isReordered(before, after) && 'Thứ tự các mục.',
    before.partial !== after.partial && (after.partial ? 'Dùng “Đạt một phần”.' : 'Thôi dùng “Đạt một phần”.'),
    before.note !== after.note && `Ghi chú: ${after.note || 'không có'}`,
  ]
  return { items: compareBodies(before, after), others: others.filter((said) => said !== false) }
}

/** Whether the items that both have stand in another order. */
function isReordered(before: ChecklistBody, after: ChecklistBody): boolean {
  const [old, now] = [placed(before), placed(after)]
  const kept = (one: typeof old, other: typeof old) => [...one.keys()].filter((code) => other.has(code)).join()
  return kept(old, now) !== kept(now, old)
}

const placed = ({ groups }: ChecklistBody) =>
  new Map(groups.flatMap((group) => group.items.map((item) => [item.code, { item, group: group.code }] as const)))

const said: [string, (item: ChecklistItem) => string][] = [
  ['Nội dung', ({ name }) => name],
  ['Hướng dẫn', ({ guidance }) => guidance],
  ['Mức độ', ({ severity }) => severityNames[severity]],
  ['Trọng số', ({ weight }) => number(weight / 100)],
  ['Cách ghi', ({ measure }) => [measureNames[measure.type], labelsOf(measure)].filter(Boolean).join(': ')],
  ['Phải chụp ảnh', ({ photo }) => (photo ? 'có' : 'không')],
]

const changesOf = (before: ChecklistItem, after: ChecklistItem): Change[] =>
  said.map(([label, say]) => ({ label, from: say(before), to: say(after) })).filter(({ from, to }) => from !== to)

/** The same for the record, each kind in one line: 'A8 Đeo thẻ; A9 Trang phục'. */
export function changeFacts(before: ChecklistBody, after: ChecklistBody) {
  const changes = compareBodies(before, after)
  const line = (kind: ItemChange['kind']) => {
    const texts = changes.filter((one) => one.kind === kind).map(textOf)
    return texts.length > 0 ? texts.join('; ') : undefined
  }
  const groups = [groupLine(before), groupLine(after)]
  return {
    itemsAdded: line('added'),
    itemsChanged: line('changed'),
    itemsMoved: line('moved') ?? (isReordered(before, after) ? 'Xếp lại thứ tự' : undefined),
    itemsRemoved: line('removed'),
    ...(groups[0] !== groups[1] && { groups }),
    ...(before.partial !== after.partial && { partial: [before.partial, after.partial] }),
    ...(before.note !== after.note && { note: [before.note, after.note] }),
  }
}

const textOf = ({ code, name, changes }: ItemChange) => {
  const turned = changes.map(({ label, from, to }) => `${label.toLocaleLowerCase('vi')} “${from}” thành “${to}”`)
  return turned.length > 0 ? `${code} (${turned.join(', ')})` : `${code} ${name}`
}

const groupLine = ({ groups }: ChecklistBody) => groups.map(({ code, name }) => `${code}. ${name}`).join('; ')
