import type { Ctx } from '../act.ts'
import { plannedYear } from '../rules/plan-deadlines.ts'
import { documentCited, type PlanDocument } from '../rules/plan-documents.ts'
import { type LineText, lineFields } from '../rules/plan-versions.ts'
import { blankForm } from '../tasks/giving/filling.ts'
import type { TaskForm } from '../tasks/giving/form.ts'
import { rememberedLookUps } from '../tasks/giving/look-ups.ts'
import { templatesFor } from '../templates/queries.ts'
import { doerFinder, type Within } from './doers.ts'
import { fillLine } from './filling.ts'
import type { PlanLine, PlanRow } from './queries.ts'

const nowhere = { row: { number: 0, values: {}, at: () => undefined, faults: [] }, depth: 0, path: '', faults: [] }

/** Fills the giving form from lines of a document; people are looked for in the unit that follows it. */
export async function lineFiller(ctx: Ctx, document: PlanDocument, within: Within) {
  const around = {
    ctx,
    find: await doerFinder(ctx, within),
    look: rememberedLookUps(ctx),
    templates: await templatesFor(ctx.db.reader, within.path),
    blank: { ...(await blankForm(ctx)), document: documentCited(document) },
    issued: document.day ?? undefined,
    year: plannedYear(document.summary, document.day ?? undefined),
  }
  return async (text: LineText): Promise<TaskForm> =>
    (await fillLine(around, { ...nowhere, heading: false, text })).form
}

/** What a line of a plan fills in. Some dozen queries. */
export async function formOfLine(ctx: Ctx, plan: PlanRow, line: PlanLine): Promise<TaskForm> {
  const text = Object.fromEntries(lineFields.map((field) => [field, line[field]])) as LineText
  return (await lineFiller(ctx, plan, { name: plan.unitName, path: plan.path }))(text)
}
