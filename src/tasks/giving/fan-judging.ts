import type { Ctx } from '../../act.ts'
import { resolvePerson } from '../../people/pick.ts'
import { findPerson, findWho } from '../../people/queries.ts'
import { can, holds } from '../../rules/access.ts'
import type { Gap } from '../../rules/clarity.ts'
import { colleaguesOf, placesFor } from '../doing/places.ts'
import type { FanForm } from './fan-form.ts'
import type { TaskForm } from './form.ts'
import { judge } from './judging.ts'
import { clerksOver } from './leaders.ts'

export type Fan = NonNullable<Awaited<ReturnType<typeof judgeFan>>['fan']>

/**
 * The form as `judge` sees it, with whom it is for and who else may be. What it judges is the frame, whose responsible
 * person gathers the results; parts of a task one has need no frame, so there it is the first receiver's.
 */
export async function judgeFan(ctx: Ctx, typed: FanForm) {
  const fan = await receiversIn(ctx, typed)
  const { form } = typed
  const view = await judge(ctx, form.parent ? await forFirst(ctx, form, fan.to) : form)
  const isFew = fan.to.length < (form.parent ? 1 : 2)
  const gaps: Gap[] = isFew ? [{ field: 'assignee', code: 'noAssignee' }, ...without(view.gaps, form)] : view.gaps
  const errors = isFew ? { to: fewest(form), ...withoutAssignee(view.errors, form) } : view.errors
  // A draft holds no receivers, and the load of one person says nothing of many.
  return { ...view, gaps, errors, load: undefined, mayKeep: false, drafts: 0, fan }
}

const fewest = ({ parent }: TaskForm) => (parent ? 'Chọn nơi nhận.' : 'Chọn từ hai nơi nhận trở lên.')
/** Where there is no frame, who is responsible is who receives: said once. */
const without = (gaps: readonly Gap[], { parent }: TaskForm) =>
  gaps.filter(({ field }) => !parent || field !== 'assignee')
const withoutAssignee = (errors: Record<string, string>, { parent }: TaskForm) =>
  Object.fromEntries(Object.entries(errors).filter(([field]) => !parent || field !== 'assignee'))

async function forFirst({ db }: Ctx, form: TaskForm, [first]: readonly string[]): Promise<TaskForm> {
  const person = first ? await findPerson(db.reader, first) : undefined
  return { ...form, assignee: person?.name ?? '', assigneeId: person?.publicId ?? '' }
}

/** Who is ticked, who may be, and who is ticked besides those shown. */
async function receiversIn(ctx: Ctx, typed: FanForm) {
  const places = await placesFor(ctx, typed.place)
  const colleagues = await colleaguesOf(ctx)
  const more = typed.tick === 'more' ? await resolvePerson(ctx, { text: typed.more, id: typed.moreId }) : undefined
  const heads = places.flatMap(({ head }) => head?.publicId ?? [])
  const added = [...typed.to, ...(more?.person ? [more.person.publicId] : [])]
  const ticked = typed.tick === 'all' ? [...added, ...heads] : typed.tick === 'none' ? [] : added
  const to = [...new Set(ticked)]
  const shown = new Set([...places.flatMap(({ leaders }) => leaders), ...colleagues].map(({ publicId }) => publicId))
  return {
    to,
    places,
    colleagues,
    others: await peopleIn(
      ctx,
      to.filter((id) => !shown.has(id)),
    ),
    place: typed.place,
    /** The name that was to be added and is not one person yet. */
    more: more?.person ? undefined : more && { text: typed.more, ...more },
  }
}

async function peopleIn({ db }: Ctx, ids: readonly string[]) {
  const people = []
  for (const id of ids) people.push(await findPerson(db.reader, id))
  return people.filter((person) => person !== undefined)
}

/** Who gathers the results unless another is named: whoever keeps track of work there and is not the one to approve it. */
export async function withGatherer(ctx: Ctx, form: TaskForm): Promise<TaskForm> {
  if (form.assignee || form.assigneeId || form.parent) return form
  const clerks = holds(ctx.who, 'clerk') ? [ctx.who] : await clerksOver(ctx.db.reader, ctx.who.path, ctx.today)
  for (const { id, publicId, name } of clerks) {
    const clerk = await findWho(ctx.db.reader, id, ctx.today)
    const fits = clerk && can(ctx.who, 'person.giveTask', clerk) && publicId !== form.approverId
    if (fits) return { ...form, assignee: name, assigneeId: publicId }
  }
  return form
}
