import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type ChecklistBody, checklistBody, groupBody, itemBody } from './body.ts'
import { line, lines } from './shapes.ts'

export const nameField = line('Ghi tên bảng kiểm, ví dụ “Kiểm tra kỷ luật, kỷ cương”.', 200)
const tick = z.preprocess((typed) => typed === '1', z.boolean())
const code = { group: groupBody.shape.code, item: itemBody.shape.code }

/** What stands over the items. */
export const headForm = z.object({
  name: nameField,
  note: lines(1000).default(''),
  partial: tick,
  seen: z.string().default(''),
})

/** A checklist begun with its first item. */
export const newForm = z.object({
  name: nameField,
  partial: tick,
  group: code.group,
  groupName: groupBody.shape.name,
  code: code.item,
  item: itemBody.shape.name,
})

export const beginningOf = ({ partial, group, groupName, code, item }: z.infer<typeof newForm>): ChecklistBody =>
  checklistBody.parse({ partial, groups: [{ code: group, name: groupName, items: [{ code, name: item }] }] })

export const copyForm = z.object({
  name: nameField,
  from: z.string('Chọn bảng kiểm để chép.').min(1, 'Chọn bảng kiểm để chép.'),
})

export const groupForm = z.object({ code: code.group, name: groupBody.shape.name, seen: z.string().default('') })

/** A mark of what a form was drawn from: another one now means that somebody changed it meanwhile. */
export const markOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
