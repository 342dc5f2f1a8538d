import { gapErrors } from '../../../views/tasks/gaps.ts'
import type { Ctx } from '../../act.ts'
import { plansToGiveFor } from '../../plans/queries.ts'
import { can, could, holds } from '../../rules/access.ts'
import { dueOf } from '../../rules/clarity.ts'
import { blocks } from '../../rules/clarity-set.ts'
import { templatesFor } from '../../templates/queries.ts'
import type { Errors } from '../../web.tsx'
import { loadOf } from '../lists/load.ts'
import type { Task } from '../queries.ts'
import { partDueErrors } from '../tree.ts'
import { readDraft } from './draft.ts'
import { countDrafts } from './drafts.ts'
import type { TaskForm } from './form.ts'
import { leadersOver } from './leaders.ts'
import { lookUps } from './look-ups.ts'
import { wholeOfForm } from './part-form.ts'
import { type ReadTask, readTask } from './reading.ts'

export type Weighed = Awaited<ReturnType<typeof weigh>>
export type Judged = Awaited<ReturnType<typeof judge>>

/** What a form comes to and what is still unclear in it; `errors` is empty when it may be issued. Some ten small queries. */
export async function weigh(ctx: Ctx, typed: TaskForm, look = lookUps(ctx)) {
  const read = await readTask(ctx, typed, look)
  const { assignee, assigner, gaps, set } = await readDraft(ctx.db.reader, ctx, read.input, look)
  const blocking = gaps.filter((gap) => blocks(set, gap))
  const { whole, wrong } = await asPart(ctx, read)
  const errors = { ...wrong, ...gapErrors(blocking, ctx.today), ...read.errors }
  return { ...read, errors, gaps, set, assignee, assigner, whole }
}

/** The whole that the form is to be a part of, and what that makes wrong with it. */
async function asPart(ctx: Ctx, { form, input }: ReadTask): Promise<{ whole?: Task; wrong: Errors }> {
  if (!form.parent) return { wrong: {} }
  const whole = await wholeOfForm(ctx, form.parent)
  if (!whole) return { wrong: { parent: 'Việc chung này không còn nhận thêm phần. Mở lại việc chung để xem.' } }
  return { whole, wrong: partDueErrors(whole, dueOf(input, ctx.today, ctx.calendar), ctx.today) }
}

/** The same beside everything else the page says: who may be meant, whose load it is, templates, drafts. */
export async function judge(ctx: Ctx, typed: TaskForm) {
  const { input, form, errors, candidates, gaps, set, assignee, assigner, whole } = await weigh(ctx, typed)
  const mayKeep = could(ctx.who, 'account.keepDraft')
  const due = dueOf(input, ctx.today, ctx.calendar)
  const reachable = assignee && can(ctx.who, 'person.giveTask', assignee) ? assignee : undefined
  return {
    form,
    input,
    due,
    errors,
    gaps,
    set,
    whole,
    /** The last day a part may end on, where the one typed is after it. */
    dueOffers: whole && due && partDueErrors(whole, due, ctx.today).due ? [whole.due] : undefined,
    /** In whose name it is given, as far as that is known. */
    assigner: assigner?.name ?? '',
    candidates: { ...candidates, ...(await likelyLeaders(ctx, assignee?.path ?? ctx.who.path, form, candidates)) },
    unit: candidates.assignee?.[0]?.unitName,
    load: reachable && { name: reachable.name, ...(await loadOf(ctx, reachable.id, due)) },
    templates: await templatesFor(ctx.db.reader, ctx.who.path),
    plans: form.parent ? [] : await plansToGiveFor(ctx),
    onBehalf: holds(ctx.who, 'clerk'),
    mayKeep,
    drafts: mayKeep ? await countDrafts(ctx.db.reader, ctx.who.id) : 0,
    today: ctx.today,
    calendar: ctx.calendar,
  }
}

/** Who may be meant where no leader is named yet: those over the responsible person. */
async function likelyLeaders({ db, today }: Ctx, path: string, form: TaskForm, found: ReadTask['candidates']) {
  const open = (['assigner', 'approver'] as const).filter((role) => !form[role] && !found[role]?.length)
  if (open.length === 0) return {}
  const leaders = await leadersOver(db.reader, path, today)
  const others = leaders.filter(({ publicId }) => publicId !== form.assigneeId)
  return Object.fromEntries(open.map((role) => [role, role === 'approver' ? others : leaders]))
}
