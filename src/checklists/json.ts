import { Invalid } from '../refusal.ts'
import { type ChecklistBody, checklistBody } from './body.ts'
import type { FileFault, FileRead } from './reading.ts'

/** A checklist as JSON: its name, and its body as it is. */
export const checklistJson = (name: string, body: ChecklistBody): string =>
  `${JSON.stringify({ name, ...body }, undefined, 2)}\n`

/** The same read back: every place that is wrong by its path, 'groups[0].items[2].name'. */
export function readJson(bytes: Uint8Array): FileRead {
  const { name, ...rest } = parsed(bytes)
  const faults: FileFault[] = []
  if (name !== undefined && typeof name !== 'string')
    faults.push({ where: 'name', about: '', text: 'Ghi tên bảng kiểm bằng chữ, trong dấu nháy kép.' })
  const read = checklistBody.safeParse(rest)
  for (const { path, message } of read.error?.issues ?? [])
    faults.push({ where: pathOf(path), about: aboutOf(path, rest), text: message })
  if (!read.success || faults.length > 0) return { faults }
  return { ...(typeof name === 'string' && name && { name }), body: read.data }
}

function parsed(bytes: Uint8Array): Record<string, unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return value
  } catch {
    throw new Invalid({ file: 'Tệp không phải JSON đúng dạng, mã UTF-8.' })
  }
  throw new Invalid({ file: 'Tệp JSON phải là một bảng kiểm trong { }.' })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** 'groups[0].items[2].name'; '(cả tệp)' for the whole. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`)).join('') ||
  'cả tệp'

/** The name of the nearest thing on the way that has one. */
function aboutOf(path: readonly PropertyKey[], value: unknown): string {
  let [at, about] = [value, '']
  for (const step of path) {
    at = (at as Record<PropertyKey, unknown> | null | undefined)?.[step]
    const name = (at as { name?: unknown } | null | undefined)?.name
    if (typeof name === 'string') about = name
  }
  return about
}
