import type { TaskState } from '../src/rules/tasks.ts'
import type { TaskInput } from '../src/tasks/giving/draft.ts'
import type { Client, Name, World } from './world.ts'

/**
 * The task most tests of the work are about: Mai gives it to Minh, Hoa accepts the result, Lan coordinates, Diệp follows.
 * So everybody who has a part is somebody else, and Quang and An have none.
 */
export const parties = (world: World): Partial<TaskInput> => ({
  approverId: world.ids.hoa.publicId,
  followerId: world.ids.diep.publicId,
  coordinators: [{ personId: world.ids.lan.publicId, part: 'Số liệu kinh tế' }],
  steps: [{ name: 'Thu số liệu', days: 2 }, { name: 'Dự thảo', days: 5 }, { name: 'Trình ký' }],
})

export function office(world: World) {
  const clients = new Map<Name, Client>()
  const as = (name: Name): Client => {
    const client = clients.get(name) ?? world.as(name)
    clients.set(name, client)
    return client
  }
  const give = (more: Partial<TaskInput> = {}) => world.task({ ...parties(world), ...more }, 'mai')
  /** Sends the form of a decision about a task. */
  const decide = (name: Name, task: string, noun: string, fields: Record<string, string | string[] | File> = {}) =>
    as(name).post(`/tasks/${task}/${noun}`, fields)
  /** The same, and it must be taken. */
  const must = async (...sent: Parameters<typeof decide>) => {
    const answer = await decide(...sent)
    if (answer.status !== 303) throw new Error(`${sent[2]} by ${sent[0]}: ${answer.status}`)
    return answer
  }
  /** Brings a new task to a state, each step by the one whose it is. */
  const bring = async (task: string, state: TaskState) => {
    if (state === 'issued') return task
    if (state === 'declined') await must('minh', task, 'refusal', { reason: 'Trùng việc khác' })
    else if (state === 'cancelled') await must('mai', task, 'cancellation', { reason: 'Không còn cần' })
    else await must('minh', task, 'acceptance')
    if (state === 'paused') await must('mai', task, 'pause', { reason: 'Chờ hướng dẫn của tỉnh' })
    if (state === 'submitted' || state === 'completed') await must('minh', task, 'submission', { report: 'Xong' })
    if (state === 'completed') await must('hoa', task, 'approval')
    return task
  }
  const given = async (state: TaskState, more: Partial<TaskInput> = {}) => bring(await give(more), state)

  const { reader } = world.db
  const row = (task: string) =>
    reader.selectFrom('tasks').selectAll().where('publicId', '=', task).executeTakeFirstOrThrow()
  const deadlines = async (task: string) =>
    reader
      .selectFrom('taskDeadlines')
      .select(['due', 'cause'])
      .where('taskId', '=', (await row(task)).id)
      .orderBy('id')
      .execute()
  const requests = async (task: string) =>
    reader
      .selectFrom('taskRequests')
      .select(['kind', 'outcome', 'answer', 'proposedDue', 'askedOfId'])
      .where('taskId', '=', (await row(task)).id)
      .orderBy('id')
      .execute()
  /** Who had the ball, in order; the last one has it now unless `toAt` says otherwise. */
  const spans = async (task: string) =>
    reader
      .selectFrom('taskHoldings')
      .select(['holder', 'personId', 'fromAt', 'toAt'])
      .where('taskId', '=', (await row(task)).id)
      .orderBy('id')
      .execute()
  /** Who has the ball now, and in what part; undefined when nobody has. */
  const holder = async (task: string) => {
    const open = (await spans(task)).filter(({ toAt }) => toAt === null)
    if (open.length > 1) throw new Error('two have the ball')
    const name = Object.entries(world.ids).find(([, { id }]) => id === open[0]?.personId)?.[0]
    return open[0] && `${open[0].holder} ${name}`
  }
  /** What the record says happened to the task, oldest first. */
  const recorded = async (task: string) => (await world.audit(200)).filter(({ subject }) => subject === task)
  const deeds = async (task: string) => (await recorded(task)).map(({ actor, action }) => `${actor} ${action}`)
  const last = async (task: string) => (await recorded(task)).at(-1)
  return { as, give, given, bring, decide, must, row, deadlines, requests, spans, holder, recorded, deeds, last }
}
export type Office = ReturnType<typeof office>
