import type { Ctx } from '../../act.ts'
import { resolvePerson } from '../../people/pick.ts'
import { leadersOver } from './leaders.ts'

/** Who could approve what the person named in a form is to do: the leaders over them, themselves left out. */
export async function approversFor(ctx: Pick<Ctx, 'db' | 'today'>, typed: Record<string, unknown>) {
  const named = { text: String(typed.assignee ?? ''), id: String(typed.assigneeId ?? '') || undefined }
  const { person } = await resolvePerson(ctx, named)
  const leaders = person ? await leadersOver(ctx.db.reader, person.path, ctx.today) : []
  return leaders.filter(({ id }) => id !== person?.id)
}
