import type { Ctx } from '../act.ts'
import { readDay } from '../rules/days.ts'
import type { Errors } from '../web.tsx'
import type { Mapping } from './headings.ts'
import type { Kind, Option, Options } from './kinds.ts'

export type MappingForm = { mapping: Mapping; options: Options; errors: Errors }

/**
 * Reads what was chosen: `map.name` is the column of a field, `opt.key` an option. Every fault is named by its field.
 * `width` is how many columns the sheet has.
 */
export async function readMapping(
  ctx: Ctx,
  kind: Kind,
  typed: Record<string, unknown>,
  width: number,
): Promise<MappingForm> {
  const errors: Errors = {}
  const mapping = readColumns(kind, typed, width, errors)
  const options: Record<string, string> = {}
  for (const option of kind.options ?? [])
    options[option.key] = readOption(ctx, option, typed[`opt.${option.key}`], errors)
  const further = Object.keys(errors).length === 0 ? await kind.checkOptions?.(ctx, options) : {}
  for (const [key, text] of Object.entries(further ?? {})) errors[`opt.${key}`] = text
  return { mapping, options, errors }
}

function readColumns({ fields }: Kind, typed: Record<string, unknown>, width: number, errors: Errors): Mapping {
  const mapping: Record<string, number> = {}
  const taken = new Map<number, string>()
  for (const { key, label, required } of fields) {
    const value = typed[`map.${key}`]
    const column = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : undefined
    const other = column === undefined ? undefined : taken.get(column)
    if (column !== undefined && column >= width) errors[`map.${key}`] = 'Tệp không có cột này. Chọn cột khác.'
    else if (other) errors[`map.${key}`] = `Cột này đã dùng cho ${other}. Mỗi cột ghép một lần.`
    else if (column === undefined && required) errors[`map.${key}`] = `Chọn cột ${label}.`
    if (column === undefined || errors[`map.${key}`]) continue
    mapping[key] = column
    taken.set(column, label)
  }
  return mapping
}

function readOption({ today }: Ctx, { key, label, type, optional }: Option, value: unknown, errors: Errors): string {
  const text = typeof value === 'string' ? value.trim().slice(0, 1000) : ''
  if (type === 'tick') return text === '1' ? '1' : ''
  if (!text && !optional) errors[`opt.${key}`] = `Ghi ${label}.`
  if (type !== 'day' || !text) return text
  const day = readDay(text, today)
  if (!day) errors[`opt.${key}`] = `${text} không có trong lịch. Ghi ngày/tháng/năm.`
  return day ?? text
}
