import { type AskedTasks, oneOf } from '../../../views/tasks/asked.ts'
import type { Ctx } from '../../act.ts'
import { findPerson } from '../../people/queries.ts'
import { findUnit } from '../../people/tree.ts'
import { closureOf, readUnits, unitsLed, type WorkUnit } from '../../people/work-units.ts'
import { findPlan } from '../../plans/queries.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { type Day, readDay } from '../../rules/days.ts'
import { nfc } from '../../rules/names.ts'
import { documentName } from '../../rules/plan-documents.ts'
import { shown, taskShows, taskSorts, taskViews } from '../../rules/task-lists.ts'
import { taskKinds } from '../../rules/tasks.ts'
import { keyOf, type TaskFilter } from '../lists/lists.ts'

const longest = 200
const dayNames = ['dueFrom', 'dueTo', 'issuedFrom', 'issuedTo'] as const
type Read = (name: string) => string | undefined

/**
 * What an address asks of a list, and the filter it means: the page, the exports and the API all read it here. A unit or
 * person that is not there, or a plan not seen, is 'missing'; a day that cannot be read is named in `errors` and filters nothing.
 */
export async function readAsked(ctx: Ctx, read: Read): Promise<{ asked: AskedTasks; filter: TaskFilter }> {
  const text = (name: string) => nfc(read(name) ?? '').slice(0, longest)
  const [unitId, personId, planId] = [text('unit'), text('personId'), text('plan')]
  const unit = unitId ? await findUnit(ctx.db.reader, unitId) : undefined
  const who = personId ? await findPerson(ctx.db.reader, personId) : undefined
  const plan = planId ? await findPlan(ctx.db.reader, planId) : undefined
  refuseUnless((unit || !unitId) && (who || !personId) && (plan || !planId), 'missing')
  refuseUnless(!plan || can(ctx.who, 'plan.see', plan), 'missing')
  const { days, errors } = readDays(text, ctx.today)
  const asked: AskedTasks = {
    view: oneOf(taskViews, read('view')) ?? 'all',
    show: oneOf(taskShows, read('show')) ?? 'open',
    sort: oneOf(taskSorts, read('sort')) ?? 'due',
    kind: oneOf(taskKinds, read('kind')),
    q: text('q'),
    person: text('person'),
    unit,
    who,
    ...(plan && { plan: { publicId: plan.publicId, name: documentName(plan) } }),
    ...days,
    after: read('after'),
    errors,
    typed: { dueFrom: text('dueFrom'), dueTo: text('dueTo') },
  }
  return {
    asked,
    filter: {
      ...filterOf(asked, ctx.today),
      assigneeId: who?.id,
      planId: plan?.id,
      units: await unitsFor(ctx, asked, unit),
    },
  }
}

function filterOf({ view, show, sort, kind, q, person, after, ...asked }: AskedTasks, today: Day): TaskFilter {
  const { states, buckets, wholes } = shown(show)
  const { dueFrom, dueTo, issuedFrom, issuedTo } = asked
  return {
    view,
    states,
    wholes,
    ...(buckets && { buckets: { of: buckets, on: today } }),
    search: q || undefined,
    assignee: person || undefined,
    ...{ kind, sort, dueFrom, dueTo, issuedFrom, issuedTo },
    after: keyOf(after),
  }
}

/** Without a year a day is this year's: lists look back as much as ahead. */
function readDays(text: (name: string) => string, today: Day) {
  const days: Partial<Record<(typeof dayNames)[number], Day>> = {}
  const errors: Record<string, string> = {}
  for (const name of dayNames.filter((name) => text(name))) {
    days[name] = readDay(text(name), `${today.slice(0, 4)}-01-01`)
    if (!days[name]) errors[name] = 'Ghi ngày/tháng/năm, ví dụ 15/12/2026.'
  }
  return { days, errors }
}

/** The unit asked for, the viewer's own units, or what lies in both. */
async function unitsFor(
  { db, who }: Ctx,
  { view }: AskedTasks,
  unit?: Pick<WorkUnit, 'id' | 'path'>,
): Promise<TaskFilter['units']> {
  if (!unit && view !== 'units') return undefined
  const all = await readUnits(db.reader)
  const own = unitsLed(all, who)
  const ownIds = new Set(
    closureOf(
      all,
      own.map(({ id }) => id),
    ),
  )
  if (!unit) return { heads: own, ids: [...ownIds] }
  const ids = closureOf(all, [unit.id])
  return { heads: [unit], ids: view === 'units' ? ids.filter((id) => ownIds.has(id)) : ids }
}
