import { type Person, scopesOfParties } from '../../src/rules/access.ts'
import type { TaskState } from '../../src/rules/tasks.ts'
import { bucket } from '../../src/rules/timeliness.ts'
import { type Figures, figuresOfPeople, figuresOfUnits, noFigures, resting } from '../../src/tasks/lists/figures.ts'
import { type Office, today } from './office.ts'

const slice = 50_000
const sample = 300

/** Throws unless the seed is as the program would have written it: figures as the rules count them row by row, scopes too. */
export async function expectSound({ db, units }: Office) {
  const right = { unitId: new Map<number, Figures>(), assigneeId: new Map<number, Figures>() }
  const columns = ['id', 'unitId', 'assigneeId', 'state', 'due', 'submittedOn', 'doneOn', 'children'] as const
  for (let after = 0; ; ) {
    const tasks = db.reader.selectFrom('tasks').select(columns).where('id', '>', after).orderBy('id').limit(slice)
    const rows = await tasks.execute()
    for (const row of rows) for (const by of ['unitId', 'assigneeId'] as const) count(right[by], row[by], row)
    if (rows.length < slice) break
    after = rows.at(-1)?.id ?? 0
  }
  const when = { period: 'all', today } as const
  const ids = units.map(({ id }) => id)
  same('figures of units', await figuresOfUnits(db.reader, ids, when), right.unitId)
  const people = [...right.assigneeId.keys()].sort((a, b) => a - b)
  same('figures of people', await figuresOfPeople(db.reader, people, when), right.assigneeId)
  await expectScopes(db)
}

type Row = { state: string; due: string; submittedOn: string | null; doneOn: string | null; children: number }

function count(all: Map<number, Figures>, id: number, row: Row) {
  const state = row.state as TaskState
  const figures = all.get(id) ?? { ...noFigures }
  figures[bucket({ ...row, state }, today) ?? resting.find((known) => known === state) ?? 'wholes'] += 1
  all.set(id, figures)
}

const same = (what: string, found: Map<number, unknown>, right: Map<number, unknown>) => {
  const text = (all: Map<number, unknown>) => JSON.stringify([...all].sort(([a], [b]) => a - b))
  if (text(found) !== text(right)) throw new Error(`the seed has other ${what}`)
}

/** Of some tasks from all over: the scopes that their parties give them, with what triggers copy there. */
async function expectScopes(db: Office['db']) {
  const { reader } = db
  const { most } = await reader
    .selectFrom('tasks')
    .select((is) => is.fn.max('id').as('most'))
    .executeTakeFirstOrThrow()
  for (let n = 0; n < sample; n++) {
    const id = 1 + Math.floor((n * (most - 1)) / sample)
    const task = await reader.selectFrom('tasks').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const helpers = await reader.selectFrom('taskCoordinators').select('personId').where('taskId', '=', id).execute()
    const parties = [task.assigneeId, task.assignerId, task.approverId, task.followerId ?? 0]
    const people: Pick<Person, 'id' | 'path'>[] = await reader
      .selectFrom('people')
      .innerJoin('units', 'units.id', 'people.unitId')
      .select(['people.id', 'units.path'])
      .where('people.id', 'in', [...parties, ...helpers.map(({ personId }) => personId)])
      .execute()
    const rows = await reader.selectFrom('taskScopes').selectAll().where('taskId', '=', id).execute()
    const found = rows.map(({ scope, state, due, assigneeId }) => [scope, state, due, assigneeId].join())
    const right = scopesOfParties(people).map((scope) => [scope, task.state, task.due, task.assigneeId].join())
    if (found.sort().join(' ') !== right.sort().join(' ')) throw new Error(`task ${id} of the seed has other scopes`)
  }
}
