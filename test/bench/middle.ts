import { toCursor } from '../../src/cursor.ts'
import { scopesOf } from '../../src/rules/access.ts'
import { openStates } from '../../src/rules/tasks.ts'
import type { Office, Viewer } from './office.ts'

const parts: Record<string, 'assigneeId' | 'assignerId' | 'approverId'> = {
  mine: 'assigneeId',
  given: 'assignerId',
  approving: 'approverId',
}
const orders = {
  due: ['tasks.due', 'tasks.id'],
  newest: ['tasks.id'],
  person: ['people.sortKey', 'people.id'],
} as const

/** A cursor into the middle of a list by view, show and sort, as if somebody had paged there; none for an empty list. */
export async function middleOf({ db, viewers }: Office, viewer: Viewer, asked: Record<string, string>) {
  const who = viewers[viewer]
  const part = parts[asked.view ?? '']
  const scope = part ? `p${who.id}` : (scopesOf(who).at(-1) ?? '')
  const tasks = db.reader
    .selectFrom('taskScopes')
    .innerJoin('tasks', 'tasks.id', 'taskScopes.taskId')
    .innerJoin('people', 'people.id', 'tasks.assigneeId')
    .where('scope', '=', scope)
    .$if(part !== undefined, (q) => q.where(`tasks.${part ?? 'assigneeId'}`, '=', who.id))
    .$if(asked.show === 'open', (q) => q.where('tasks.state', 'in', openStates))
  const { count } = await tasks.select((is) => is.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const keys = orders[asked.sort as keyof typeof orders]
  const rows = keys.reduce((q, key) => q.orderBy(key), tasks.select(['tasks.due', 'tasks.publicId', 'people.sortKey']))
  const row = await rows
    .offset(Math.floor(count / 2))
    .limit(1)
    .executeTakeFirst()
  return row && toCursor([row.due, row.publicId])
}
