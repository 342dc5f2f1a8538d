import { day as written } from '../../views/format.ts'
import { act, type Ctx } from '../act.ts'
import { serially } from '../db/serially.ts'
import type { RowAnswer } from '../imports/kinds.ts'
import { findOpenUnit, unitById } from '../people/tree.ts'
import type { PlannedLine } from '../plans/answering.ts'
import { writePlans } from '../plans/applying.ts'
import { lineFiller } from '../plans/drafting.ts'
import { lastLines, planOfKey } from '../plans/queries.ts'
import type { Day } from '../rules/days.ts'
import { documentCited, documentKey } from '../rules/plan-documents.ts'
import { type LineText, lineFields } from '../rules/plan-versions.ts'
import { people } from './office.ts'
import { type DemoTask, tasks } from './tasks.ts'

/** The directive plan behind half of the office's tasks. */
const document = {
  number: '05/KH-UBND',
  day: '2026-01-12',
  issuer: 'UBND phường',
  summary: 'về cải cách hành chính năm 2026',
}
export const cited = documentCited(document)

const planned = tasks.filter((task) => task.planned)
/** Lines that are no tasks yet, and what each still lacks. */
const waiting = [
  ['Đánh giá tác động của thủ tục hành chính nội bộ', 'Nguyễn Thị Lan', 'thường xuyên'],
  ['Nhân rộng mô hình một cửa thân thiện', 'Trung tâm Phục vụ hành chính công', ''],
  ['Sơ kết phong trào thi đua cải cách hành chính', '', 'quý IV/2026'],
] as const
const lineText = (more: Partial<LineText>): LineText => ({
  ...(Object.fromEntries(lineFields.map((field) => [field, ''])) as LineText),
  ...more,
})

type On = (offset: number) => Day
interface Row {
  text: LineText
  heading?: true
  draft?: true
}

/** The first version has neither the last line nor the deadline that was put off later. */
const rowsOf = (version: 1 | 2, on: On): Row[] => [
  { text: lineText({ mark: 'I', title: 'Nhiệm vụ trọng tâm' }), heading: true },
  ...planned.slice(0, 18).map((task, at) => ({ text: textOf(task, at, version, on) })),
  { text: lineText({ mark: 'II', title: 'Nhiệm vụ của từng đơn vị' }), heading: true },
  ...planned.slice(18).map((task, at) => ({ text: textOf(task, at, version, on) })),
  { text: lineText({ mark: 'III', title: 'Nhiệm vụ bổ sung' }), heading: true },
  ...waiting.slice(0, version === 1 ? 2 : 3).map(([title, responsible, deadline], at) => ({
    text: lineText({ mark: String(at + 1), title, responsible, deadline }),
    draft: true as const,
  })),
]

function textOf({ title, product, to, due }: DemoTask, at: number, version: 1 | 2, on: On): LineText {
  const responsible = people.find(({ username }) => username === to)?.name ?? ''
  const isEarlier = version === 1 && at === 1
  return lineText({
    mark: String(at + 1),
    title,
    product,
    responsible,
    deadline: written(on(isEarlier ? due - 3 : due)),
  })
}

/** Takes a version of the plan in, as the clerk who follows the office's work does. */
export async function takePlanIn(ctx: Ctx, version: 1 | 2, on: On): Promise<void> {
  const root = (await unitById(ctx.db.reader, ctx.who.unitId)) as NonNullable<Awaited<ReturnType<typeof unitById>>>
  const known = await planOfKey(ctx.db.reader, ctx.who.unitId, documentKey(document))
  const items = new Map(
    (known ? await lastLines(ctx.db.reader, known.id) : []).map((line) => [line.title, line.itemId]),
  )
  let under: number | undefined
  const fill = await lineFiller(ctx, document, root)
  const answers: RowAnswer[] = []
  for (const [at, { text, heading, draft }] of rowsOf(version, on).entries()) {
    const itemId = items.get(text.title)
    const isNew = draft === true && itemId === undefined
    const form = isNew ? await fill(text) : undefined
    if (heading) under = at
    const plan: PlannedLine = {
      ...{ document, text, itemId, form },
      heading: heading === true,
      ...(!heading && under !== undefined && { parentRow: under + 2 }),
      becomes: heading ? 'heading' : isNew ? 'draft' : 'nothing',
    }
    answers.push({ number: at + 2, outcome: 'created', title: text.title, notes: [], plan })
  }
  const file = { name: `Ke-hoach-05-ban-${version}.xlsx`, hash: '' }
  await act(
    ctx,
    'unit.importPlan',
    (tx) => findOpenUnit(tx, root.publicId),
    async (tx, unit) => {
      const {
        also: [own, ...also],
      } = await writePlans(tx, ctx, answers, { unit, file })
      return { ...(own as NonNullable<typeof own>), also }
    },
  )
}

/** Ties the tasks that were given for its lines to them. */
export const tieToPlan = ({ db, who }: Ctx) =>
  serially(db, async (tx) => {
    const plan = await planOfKey(tx, who.unitId, documentKey(document))
    for (const { itemId, title } of plan ? await lastLines(tx, plan.id) : [])
      await tx
        .updateTable('tasks')
        .set({ planItemId: itemId })
        .where('title', '=', title)
        .where('document', '=', cited)
        .execute()
  })
