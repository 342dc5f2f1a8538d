import type { Insertable } from 'kysely'
import type { Schema } from '../src/db/schema.ts'
import { type Person, scopesOfParties } from '../src/rules/access.ts'
import { addDays } from '../src/rules/days.ts'
import { searchText } from '../src/rules/names.ts'
import { type TaskKind, taskStates } from '../src/rules/tasks.ts'
import { bareTask } from './bare-task.ts'
import type { Name, World } from './world.ts'

export type Made = Insertable<Schema['tasks']> & { publicId: string; assignee: Person; parties: Person[] }

const subjects = [
  'Báo cáo cải cách hành chính',
  'Đôn đốc thoát nước tổ 7',
  'Thẩm định hồ sơ đất đai',
  '=HYPERLINK("x") thử',
]
const kinds: TaskKind[] = ['action', 'action', 'opinion', 'information']
const doers: Name[] = ['minh', 'lan', 'mai', 'minh', 'quang']
const givers: Name[] = ['hoa', 'mai', 'hoa', 'diep']

/**
 * Tasks of every state, kind and party, with deadlines from a month before to a month after the world's morning, written
 * with their scopes as `issueTask` writes them. The same every time.
 */
export async function manyTasks(world: World, count: number): Promise<Made[]> {
  const names: Name[] = ['hoa', 'mai', 'minh', 'lan', 'diep', 'quang']
  const who = new Map<Name, Person>()
  for (const name of names) who.set(name, await world.who(name))
  const person = (name: Name | undefined) => who.get(name ?? 'hoa') as Person
  const bare = await bareTask(world)
  const today = '2026-11-25'
  const made = Array.from({ length: count }, (_, n): Made => {
    const [assignee, assigner] = [person(doers[n % doers.length]), person(givers[(n >> 1) % givers.length])]
    const approver = person(n % 3 === 0 ? 'mai' : 'hoa')
    const state = taskStates[n % taskStates.length] ?? 'issued'
    const due = addDays(today, ((n * 13) % 61) - 30)
    const finished = addDays(today, -((n * 5) % 20))
    const title = `${subjects[n % subjects.length]} ${n}`
    const row = bare(`m${n}`, {
      state,
      kind: kinds[n % kinds.length] ?? 'action',
      due,
      title,
      folded: searchText(`m${n}`, title, assignee.name),
      issuedOn: addDays(due, -((n * 3) % 50)),
      ...(state === 'submitted' || state === 'completed' ? { submittedOn: finished } : {}),
      ...(state === 'completed' ? { doneOn: finished } : {}),
      ...{ assigneeId: assignee.id, assignerId: assigner.id, approverId: approver.id, unitId: assignee.unitId },
    })
    return { ...row, publicId: `m${n}`, assignee, parties: [assignee, assigner, approver] }
  })
  const { writer } = world.db
  const rows = made.map(({ assignee: _, parties: __, ...row }) => row)
  const ids = await writer.insertInto('tasks').values(rows).returning(['id', 'publicId']).execute()
  const idOf = new Map(ids.map(({ id, publicId }) => [publicId, id]))
  const scopes = made.flatMap(({ publicId, parties }) =>
    scopesOfParties(parties).map((scope) => ({ scope, taskId: idOf.get(publicId) ?? 0 })),
  )
  await writer.insertInto('taskScopes').values(scopes).execute()
  return made.map((one) => ({ ...one, id: idOf.get(one.publicId) }))
}
