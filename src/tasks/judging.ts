import { gapErrors } from '../../views/tasks/gaps.ts'
import type { Ctx } from '../act.ts'
import { can, could, holds } from '../rules/access.ts'
import { dueOf } from '../rules/clarity.ts'
import { templatesFor } from '../templates/queries.ts'
import { readDraft } from './draft.ts'
import { countDrafts } from './drafts.ts'
import type { TaskForm } from './form.ts'
import { leadersOver } from './leaders.ts'
import { loadOf } from './load.ts'
import { type ReadTask, readTask } from './reading.ts'

export type Judged = Awaited<ReturnType<typeof judge>>

/** What a form comes to and what is still unclear in it; `errors` is empty when it may be issued. Some ten small queries. */
export async function weigh(ctx: Ctx, typed: TaskForm) {
  const read = await readTask(ctx, typed)
  const { assignee, gaps } = await readDraft(ctx.db.reader, ctx, read.input)
  return { ...read, errors: { ...gapErrors(gaps, ctx.today), ...read.errors }, gaps, assignee }
}

/** The same beside everything else the page says: who may be meant, whose load it is, templates, drafts. */
export async function judge(ctx: Ctx, typed: TaskForm) {
  const { input, form, errors, candidates, gaps, assignee } = await weigh(ctx, typed)
  const mayKeep = could(ctx.who, 'account.keepDraft')
  const due = dueOf(input, ctx.today, ctx.calendar)
  const reachable = assignee && can(ctx.who, 'person.giveTask', assignee) ? assignee : undefined
  return {
    form,
    input,
    due,
    errors,
    gaps,
    candidates: { ...candidates, ...(await likelyLeaders(ctx, assignee?.path ?? ctx.who.path, form, candidates)) },
    unit: candidates.assignee?.[0]?.unitName,
    load: reachable && { name: reachable.name, ...(await loadOf(ctx, reachable.id, due)) },
    templates: await templatesFor(ctx.db.reader, ctx.who.path),
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
