import { z } from 'zod'
import { labelsOf } from '../../views/checklists/measures.ts'
import { hundredthsOf, typedDecimal } from '../rules/decimals.ts'
import { severities } from '../rules/inspections.ts'
import { type Errors, firstErrors } from '../web.tsx'
import { type ChecklistBody, type ChecklistItem, groupBody, isPartly, itemBody, notPartial } from './body.ts'
import type { Place } from './changes.ts'
import { readMeasure } from './measure-text.ts'

const text = z.string().catch('')

/** An item as its form shows it; a measure is its type and the words beside it. */
export const itemForm = z.object({
  /** The code of its group, or '' for a new one. */
  group: text,
  newGroup: text,
  newGroupName: text,
  code: text,
  name: text,
  guidance: text,
  severity: z.enum(severities).catch('medium'),
  weight: text,
  kind: text,
  labels: text,
  photo: text,
})
export type ItemForm = z.infer<typeof itemForm>

/** What the form of a new item begins with. */
export const emptyItem = (group: string): ItemForm => itemForm.parse({ group, weight: '1', kind: 'passFail' })

export const formOfItem = (item: ChecklistItem, group: string): ItemForm => ({
  group,
  newGroup: '',
  newGroupName: '',
  code: item.code,
  name: item.name,
  guidance: item.guidance,
  severity: item.severity,
  weight: typedDecimal(item.weight / 100),
  kind: item.measure.type,
  labels: labelsOf(item.measure),
  photo: item.photo ? '1' : '',
})

/** What the form comes to, beside a sentence for each field that is not right; use it only when there is none. */
export function readItem(
  form: ItemForm,
  { partial }: Pick<ChecklistBody, 'partial'>,
): { item: ChecklistItem; place: Place; errors: Errors } {
  const errors: Errors = {}
  const read = readMeasure(form.kind, form.labels)
  if (!read.measure) errors[read.with] = read.problem
  else if (!partial && isPartly(read.measure)) errors.labels = notPartial
  const weight = readWeight(form.weight)
  if (weight === undefined)
    errors.weight = `“${form.weight}” không phải trọng số. Ghi số từ 0 đến 100, ví dụ 1 hoặc 1,5.`
  const { code, name, guidance, severity } = form
  const rest = { weight: weight ?? 100, measure: read.measure ?? blank, photo: form.photo === '1' }
  const item = { code, name, guidance, severity, ...rest }
  const tidy = itemBody.safeParse(item)
  if (!tidy.success) Object.assign(errors, firstErrors(tidy.error))
  return { item: tidy.data ?? item, place: placeOf(form, errors), errors }
}

const blank = { type: 'text' } as const

/** '' is 1; hundredths, or undefined for no weight. */
export function readWeight(typed: string): number | undefined {
  const weight = typed ? hundredthsOf(typed) : 100
  return weight === undefined || weight > 10_000 ? undefined : weight
}

function placeOf({ group, newGroup, newGroupName }: ItemForm, errors: Errors): Place {
  if (group) return { code: group }
  const read = groupBody.pick({ code: true, name: true }).safeParse({ code: newGroup, name: newGroupName })
  if (read.success) return read.data
  const { code, name } = firstErrors(read.error)
  if (code) errors.newGroup = code
  if (name) errors.newGroupName = name
  return { code: newGroup, name: newGroupName }
}
