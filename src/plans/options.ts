import type { Ctx } from '../act.ts'
import type { Option, Options } from '../imports/kinds.ts'
import { unitsWhere } from '../people/reach.ts'
import { holds } from '../rules/access.ts'
import { readDay } from '../rules/days.ts'
import { leadersOver } from '../tasks/giving/leaders.ts'

/** What is said once beside the file: the document itself, who follows it, in whose name its tasks are given. */
const asked: readonly Option[] = [
  {
    key: 'number',
    label: 'Số, ký hiệu của văn bản này',
    hint: 'Ví dụ 05/KH-UBND. Để trống nếu tệp có cột này.',
    type: 'text',
    optional: true,
  },
  { key: 'day', label: 'Ngày ban hành', type: 'day', optional: true },
  { key: 'issuer', label: 'Cơ quan ban hành', hint: 'Ví dụ UBND phường.', type: 'text', optional: true },
  {
    key: 'summary',
    label: 'Trích yếu',
    hint: 'Ví dụ Cải cách hành chính năm 2026.',
    type: 'text',
    optional: true,
  },
  {
    key: 'mode',
    label: 'Với các dòng đã đủ rõ',
    hint: 'Dòng chưa đủ rõ luôn thành nháp của đồng chí, không giao được cho đến khi đủ rõ.',
    type: 'choice',
    choices: async () => [
      { value: 'issue', label: 'Giao ngay các việc đủ rõ' },
      { value: 'drafts', label: 'Giữ tất cả làm nháp' },
    ],
    initial: 'issue',
  },
  {
    key: 'assigner',
    label: 'Người giao',
    hint: 'Người giao cũng là người nghiệm thu, trừ dòng ghi người khác.',
    type: 'choice',
    choices: assigners,
  },
  {
    key: 'unit',
    label: 'Đơn vị theo dõi',
    hint: 'Người và đơn vị trong tệp được tìm trong đơn vị này và các đơn vị trực thuộc.',
    type: 'choice',
    choices: unitsFor,
    first: true,
  },
]

export const planOptions: readonly Option[] = asked.map((option) => ({ ...option, before: true }))

/** A leader gives in the own name; a clerk in that of a leader over the own unit. */
async function assigners({ db, who, today }: Ctx) {
  const own = holds(who, 'leader') ? [{ value: who.publicId, label: `${who.name} (tôi)` }] : []
  const leaders = holds(who, 'clerk') ? await leadersOver(db.reader, who.path, today) : []
  const others = leaders.filter(({ publicId }) => publicId !== who.publicId)
  return [...own, ...others.map(({ publicId, name, post }) => ({ value: publicId, label: `${name}, ${post}` }))]
}

/** The units this person leads or follows, the highest first. */
async function unitsFor({ db, who }: Ctx) {
  const nodes = await unitsWhere(db.reader, who, 'unit.importPlan')
  const top = Math.min(...nodes.map(({ depth }) => depth))
  return nodes.map(({ unit, depth }) => ({ value: unit.publicId, label: `${'– '.repeat(depth - top)}${unit.name}` }))
}

/** What is wrong with them, by key. */
export async function checkPlanOptions(ctx: Ctx, options: Options): Promise<Record<string, string>> {
  const errors: Record<string, string> = {}
  if (options.day && !readDay(options.day, '2000-01-01'))
    errors.day = 'Ghi ngày/tháng/năm của văn bản, ví dụ 12/01/2026.'
  for (const { key, choices } of planOptions) {
    const offered = await choices?.(ctx)
    if (offered && !offered.some(({ value }) => value === options[key])) errors[key] = chooseOne[key] ?? 'Chọn một.'
  }
  for (const [key, most] of [
    ['number', 100],
    ['issuer', 200],
    ['summary', 1000],
  ] as const)
    if ((options[key] ?? '').length > most) errors[key] = `Rút gọn còn không quá ${most} ký tự.`
  return errors
}

const chooseOne: Record<string, string> = {
  assigner: 'Chọn lãnh đạo giao các việc này.',
  unit: 'Chọn đơn vị theo dõi văn bản.',
}
