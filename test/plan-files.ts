import { serially } from '../src/db/serially.ts'
import type { PlannedLine } from '../src/plans/answering.ts'
import { writePlans } from '../src/plans/applying.ts'
import { type LineText, lineFields } from '../src/rules/plan-versions.ts'
import { apply, check, sendFile, type Value, xlsxFile } from './import-files.ts'
import type { Name, World } from './world.ts'

/** The headings of a plan as offices write them. */
export const head = ['STT', 'Nhiệm vụ', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời hạn', 'Sản phẩm', 'Ghi chú']

/** A line: number, title, doer, coordinators, deadline, product, note; what is left out is empty. */
export type Line = [
  mark: Value,
  title: Value,
  doer?: Value,
  coordinators?: Value,
  due?: Value,
  product?: Value,
  note?: Value,
]

export const sheetOf = (lines: readonly Line[]): Value[][] => [
  head,
  ...lines.map((line) => head.map((_, at) => line[at] ?? null)),
]

/** What is typed beside the file: the document, who gives, who follows. */
export const optionsOf = (world: World, more: Record<string, string> = {}): Record<string, string> => ({
  'opt.number': '05/KH-UBND',
  'opt.day': '12/01/2026',
  'opt.issuer': 'UBND phường',
  'opt.summary': 'Cải cách hành chính năm 2026',
  'opt.mode': 'issue',
  'opt.assigner': world.ids.hoa.publicId,
  'opt.unit': world.units.root,
  ...more,
})

/** Sends a plan and has it checked. */
export async function checkPlan(
  world: World,
  lines: readonly Line[],
  more: Record<string, string> = {},
  by: Name = 'hoa',
) {
  const id = await sendFile(world, 'plan', await xlsxFile(sheetOf(lines), 'ke-hoach.xlsx'), by)
  return { id, answers: await check(world, id, optionsOf(world, more), by) }
}

/** Sends a plan, has it checked and written. Returns where its page is. */
export async function bringPlan(
  world: World,
  lines: readonly Line[],
  more: Record<string, string> = {},
  by: Name = 'hoa',
) {
  const { id, answers } = await checkPlan(world, lines, more, by)
  const status = await apply(world, id, {}, by)
  const plan = await world.db.reader.selectFrom('plans').select('publicId').orderBy('id', 'desc').executeTakeFirst()
  return { id, answers, status, plan: plan?.publicId ?? '' }
}

/** A plan of one line that was not given yet, written without a file. */
export async function barePlan(world: World) {
  const { reader } = world.db
  const ctx = await world.ctx('hoa')
  const unit = await reader.selectFrom('units').selectAll().where('id', '=', ctx.who.unitId).executeTakeFirstOrThrow()
  const document = { number: '01/KH-UBND', day: '2026-01-05', issuer: 'UBND phường', summary: 'Việc mẫu' }
  const text = { ...(Object.fromEntries(lineFields.map((field) => [field, ''])) as LineText), title: 'Báo cáo' }
  const plan: PlannedLine = { document, text, heading: false, becomes: 'nothing' }
  const answers = [{ number: 2, outcome: 'created' as const, title: '', notes: [], plan }]
  const file = { name: 'mau.xlsx', hash: '' }
  const { link = '' } = await serially(world.db, (tx) => writePlans(tx, ctx, answers, { unit, file }))
  const item = await reader.selectFrom('planItems').select('publicId').orderBy('id', 'desc').executeTakeFirstOrThrow()
  return { plan: link.replace('/plans/', ''), item: item.publicId }
}
