import { z } from 'zod'
import { severities } from '../rules/inspections.ts'
import { measureBody } from './measure.ts'
import { line, lines, only } from './shapes.ts'

/** Codes stand in addresses, in answers and findings. */
const code = (missing: string) =>
  line(missing, 20).regex(/^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u, 'Mã gồm chữ, số, dấu chấm, gạch nối, ví dụ A1 hoặc 1.2.')
const mostItems = 400

/** An item as JSON brings it. */
export const itemBody = only({
  code: code('Ghi mã mục, ví dụ A1.'),
  name: line('Ghi nội dung kiểm tra.', 500),
  /** How to look, what counts (hướng dẫn). */
  guidance: lines(2000).default(''),
  severity: z.enum(severities, 'Ghi một trong: light, medium, heavy.').default('medium'),
  /** In hundredths: what the item weighs among the others. */
  weight: z
    .number('Ghi trọng số theo phần trăm, 100 là 1.')
    .int('Ghi số nguyên.')
    .min(0, 'Trọng số không âm.')
    .max(10_000, 'Trọng số không quá 10.000 phần trăm.')
    .default(100),
  measure: measureBody.default({ type: 'passFail' }),
  /** A photo is required with "Không đạt". */
  photo: z.boolean('Ghi true hoặc false.').default(false),
})
export type ChecklistItem = z.infer<typeof itemBody>

export const groupBody = only({
  code: code('Ghi mã nhóm, ví dụ A.'),
  name: line('Ghi tên nhóm.', 300),
  items: z
    .array(itemBody, 'Ghi các mục trong [ ].')
    .min(1, 'Mỗi nhóm có ít nhất một mục.')
    .max(200, 'Mỗi nhóm không quá 200 mục.'),
})
export type ChecklistGroup = z.infer<typeof groupBody>

/** What one version of a checklist (bảng kiểm) says. Codes are unique in it; answers and findings name them. */
export const checklistBody = only({
  /** Whether "Đạt một phần" may be answered. */
  partial: z.boolean('Ghi true hoặc false.').default(false),
  /** Where it comes from and how sure one is of it. */
  note: lines(1000).default(''),
  groups: z
    .array(groupBody, 'Ghi các nhóm trong [ ].')
    .min(1, 'Bảng kiểm có ít nhất một nhóm.')
    .max(50, 'Bảng kiểm không quá 50 nhóm.'),
}).check(({ value, issues }) => {
  for (const { path, message } of faultsOf(value.groups, value.partial))
    issues.push({ code: 'custom', path, message, input: value })
})
export type ChecklistBody = z.infer<typeof checklistBody>

interface Fault {
  path: PropertyKey[]
  message: string
}

/** What is wrong between its parts: codes that stand twice, choices with a result it does not know, too many items. */
function faultsOf(groups: readonly ChecklistGroup[], partial: boolean): Fault[] {
  const faults: Fault[] = []
  const groupSeen = firstOf()
  const itemSeen = firstOf()
  groups.forEach((group, at) => {
    if (groupSeen(group.code))
      faults.push({ path: ['groups', at, 'code'], message: `Hai nhóm trùng mã ${group.code}.` })
    group.items.forEach(({ code, measure }, place) => {
      const path = ['groups', at, 'items', place]
      if (itemSeen(code)) faults.push({ path: [...path, 'code'], message: `Hai mục trùng mã ${code}.` })
      if (!partial && isPartly(measure)) faults.push({ path: [...path, 'measure'], message: notPartial })
    })
  })
  const count = groups.reduce((sum, { items }) => sum + items.length, 0)
  if (count > mostItems) faults.push({ path: ['groups'], message: `Bảng kiểm không quá ${mostItems} mục.` })
  return faults
}

export const notPartial = 'Có mức cho kết quả đạt một phần, mà bảng kiểm không dùng “Đạt một phần”.'
export const isPartly = (measure: ChecklistItem['measure']) =>
  measure.type === 'choice' && measure.options.some(({ result }) => result === 'partial')

/** Whether a code came before: 'a1' and 'A1' are one. */
function firstOf() {
  const seen = new Set<string>()
  return (code: string): boolean => {
    const folded = sameCode(code)
    return seen.has(folded) || !seen.add(folded)
  }
}

/** By which two codes are one. */
export const sameCode = (code: string): string => code.toLocaleLowerCase('vi')

/** A body as it is stored, read back. */
export const readChecklist = (json: string): ChecklistBody => checklistBody.parse(JSON.parse(json))

/** The items of a checklist in order, groups left aside. */
export const itemsOf = ({ groups }: Pick<ChecklistBody, 'groups'>): ChecklistItem[] =>
  groups.flatMap(({ items }) => items)
