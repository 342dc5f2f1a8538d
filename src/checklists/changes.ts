import { Invalid, refuseUnless } from '../refusal.ts'
import { type ChecklistBody, type ChecklistGroup, type ChecklistItem, itemsOf, sameCode } from './body.ts'

/** What one edit makes of a body: each gives a new one, which `editChecklist` checks before it is written. */

/** The group an item goes to: one there is, or a new one at the end. */
export interface Place {
  code: string
  /** Only of a new one. */
  name?: string
}

export const findItem = (body: ChecklistBody, code: string) => {
  const group = body.groups.find(({ items }) => items.some((item) => item.code === code))
  const item = group?.items.find((one) => one.code === code)
  return group && item && { group, item }
}

export const findGroup = ({ groups }: ChecklistBody, code: string) => groups.find((group) => group.code === code)

/** An item in place of the one of the code `was`, in the same place unless its group changes; without `was` a new one. */
export function putItem(body: ChecklistBody, item: ChecklistItem, place: Place, was?: string): ChecklistBody {
  const before = was === undefined ? undefined : findItem(body, was)
  refuseUnless(before || was === undefined, 'missing')
  refuseTaken(itemsOf(body), item.code, was, 'mục')
  if (before?.group.code === place.code && place.name === undefined)
    return eachGroup(body, (items) => items.map((one) => (one === before.item ? item : one)))
  return addItem(body, item, place, before?.item)
}

/** The item at the end of its group, and its place of before left. */
function addItem(body: ChecklistBody, item: ChecklistItem, { code, name }: Place, before?: ChecklistItem) {
  if (name === undefined) refuseUnless(findGroup(body, code), 'missing')
  else refuseTaken(body.groups, code, undefined, 'nhóm', 'newGroup')
  const rest = (items: ChecklistItem[]) => items.filter((one) => one !== before)
  const next = eachGroup(body, (items, group) => (group.code === code ? [...rest(items), item] : rest(items)))
  return name === undefined ? next : { ...next, groups: [...next.groups, { code, name, items: [item] }] }
}

/** Without the item; a group with nothing left in it goes too. */
export function removeItem(body: ChecklistBody, code: string): ChecklistBody {
  refuseUnless(findItem(body, code), 'missing')
  return eachGroup(body, (items) => items.filter((item) => item.code !== code))
}

/** The item one place up or down within its group; at its end it stays. */
export function moveItem(body: ChecklistBody, code: string, by: 1 | -1): ChecklistBody {
  const found = findItem(body, code)
  refuseUnless(found, 'missing')
  return eachGroup(body, (items, group) =>
    group === found.group ? moved(items, items.indexOf(found.item), by) : items,
  )
}

/** Another code or name for the group `was`. */
export function putGroup(body: ChecklistBody, { code, name }: Pick<ChecklistGroup, 'code' | 'name'>, was: string) {
  refuseUnless(findGroup(body, was), 'missing')
  refuseTaken(body.groups, code, was, 'nhóm')
  return {
    ...body,
    groups: body.groups.map((group) => (group.code === was ? { ...group, code, name } : group)),
  }
}

export function removeGroup(body: ChecklistBody, code: string): ChecklistBody {
  refuseUnless(findGroup(body, code), 'missing')
  return { ...body, groups: body.groups.filter((group) => group.code !== code) }
}

export function moveGroup(body: ChecklistBody, code: string, by: 1 | -1): ChecklistBody {
  const at = body.groups.findIndex((group) => group.code === code)
  refuseUnless(at >= 0, 'missing')
  return { ...body, groups: moved(body.groups, at, by) }
}

const eachGroup = (
  body: ChecklistBody,
  change: (items: ChecklistItem[], group: ChecklistGroup) => ChecklistItem[],
): ChecklistBody => {
  const groups = body.groups.map((group) => ({ ...group, items: change(group.items, group) }))
  return { ...body, groups: groups.filter(({ items }) => items.length > 0) }
}

function moved<T>(list: readonly T[], at: number, by: 1 | -1): T[] {
  const next = [...list]
  const [one, other] = [next[at], next[at + by]]
  if (one === undefined || other === undefined) return next
  next[at] = other
  next[at + by] = one
  return next
}

function refuseTaken(
  ones: readonly { code: string; name: string }[],
  code: string,
  was: string | undefined,
  what: 'mục' | 'nhóm',
  field = 'code',
) {
  const taken = ones.find((one) => sameCode(one.code) === sameCode(code) && one.code !== was)
  if (taken) throw new Invalid({ [field]: `Mã ${taken.code} là của ${what} “${taken.name}”. Ghi mã khác.` })
}
