import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TaskKind, TaskState } from '../../src/rules/tasks.ts'
import { type Caller, caller } from '../caller.ts'
import { type Office, office } from '../task-work.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
let we: Office
const callers = new Map<Name, Caller>()
beforeAll(async () => {
  world = await openWorld()
  we = office(world)
  for (const name of [...parties, ...strangers]) callers.set(name, await caller(world, name))
})
afterAll(() => world.close())

/** Giver, doer, approver, coordinator, follower; and two with no part in the task. */
const parties = ['mai', 'minh', 'hoa', 'lan', 'diep'] as const
const strangers = ['quang', 'an'] as const

interface Decision {
  noun: string
  action: string
  /** The state it is made in, and what must have happened besides. */
  in: TaskState
  after?: (task: string) => Promise<unknown>
  kind?: TaskKind
  may: Name[]
  form?: Record<string, string>
  /** What the API takes where it differs from the form. */
  body?: Record<string, unknown>
}

const reason = { reason: 'Theo chỉ đạo mới' }
const askTime = (task: string) => we.must('minh', task, 'extension', { reason: 'Thiếu số liệu', due: '16/12/2026' })
const ask = (task: string) => we.must('minh', task, 'question', { text: 'Lấy số liệu đến ngày nào?' })
const mail = { text: 'Đã rõ' }

const decisions: Decision[] = [
  { noun: 'reading', action: 'task.read', in: 'issued', kind: 'information', may: ['minh'] },
  { noun: 'acceptance', action: 'task.accept', in: 'issued', may: ['minh'] },
  { noun: 'refusal', action: 'task.decline', in: 'issued', may: ['minh'], form: reason },
  {
    noun: 'progress',
    action: 'task.report',
    in: 'in_progress',
    may: ['minh'],
    form: { progress: '50', note: 'Đã có số liệu' },
    body: { progress: 50, note: 'Đã có số liệu' },
  },
  { noun: 'steps/1', action: 'task.tickStep', in: 'in_progress', may: ['minh'] },
  { noun: 'submission', action: 'task.submit', in: 'in_progress', may: ['minh'], form: { report: 'Đã gửi' } },
  { noun: 'approval', action: 'task.approve', in: 'submitted', may: ['hoa'] },
  {
    noun: 'return',
    action: 'task.return',
    in: 'submitted',
    may: ['hoa'],
    form: { ...reason, due: '18/12/2026' },
    body: { ...reason, due: '2026-12-18' },
  },
  {
    noun: 'extension',
    action: 'task.askExtension',
    in: 'in_progress',
    may: ['minh'],
    form: { ...reason, due: '16/12/2026' },
    body: { ...reason, due: '2026-12-16' },
  },
  { noun: 'extension/grant', action: 'task.decideExtension', in: 'in_progress', after: askTime, may: ['hoa'] },
  {
    noun: 'extension/refusal',
    action: 'task.decideExtension',
    in: 'issued',
    after: askTime,
    may: ['hoa'],
    form: reason,
  },
  { noun: 'question', action: 'task.ask', in: 'issued', may: ['minh'], form: mail },
  { noun: 'answer', action: 'task.answer', in: 'in_progress', after: ask, may: ['mai', 'hoa'], form: mail },
  { noun: 'excuse', action: 'task.excuse', in: 'completed', may: ['hoa'], form: reason },
  { noun: 'pause', action: 'task.pause', in: 'in_progress', may: ['mai', 'hoa'], form: reason },
  { noun: 'resumption', action: 'task.resume', in: 'paused', may: ['mai', 'hoa'] },
  {
    noun: 'handover',
    action: 'task.handOver',
    in: 'declined',
    may: ['mai', 'hoa'], // who gave it, and whoever leads the unit or one above it
    form: { ...reason, assignee: 'Hoàng Thị Mai' },
    body: { ...reason, assigneeId: 'mai' },
  },
  { noun: 'cancellation', action: 'task.cancel', in: 'in_progress', may: ['mai'], form: reason },
  { noun: 'part', action: 'task.finishPart', in: 'in_progress', may: ['lan'], form: { note: 'Đã gửi bảng số liệu' } },
  { noun: 'comments', action: 'task.comment', in: 'completed', may: [...parties], form: mail },
  { noun: 'undo', action: 'task.undo', in: 'in_progress', may: ['minh'] },
]

async function ready({ in: state, after, kind = 'action' }: Decision) {
  const task = await we.given(state, { kind })
  await after?.(task)
  return task
}

const byForm = (one: Decision, name: Name, task: string) => we.decide(name, task, one.noun, one.form)
const byApi = (one: Decision, name: Name, task: string) => {
  const { body = one.form ?? {} } = one
  const named = 'assigneeId' in body ? { ...body, assigneeId: world.ids[body.assigneeId as Name].publicId } : body
  if (one.noun !== 'submission') return callers.get(name)!.post(`/tasks/${task}/${one.noun}`, named)
  const form = new FormData()
  form.set('report', 'Đã gửi')
  return callers.get(name)!.send('POST', `/tasks/${task}/submission`, form)
}

/** Undo is refused to the other parties as too late: the deed of a moment ago was not theirs. */
const refusedTo = ({ noun }: Decision, name: Name) => (noun === 'undo' && ['mai', 'hoa'].includes(name) ? 409 : 403)

describe.each([
  ['page', byForm, 303],
  ['API', byApi, 200],
] as const)('by %s', (route, send, taken) => {
  test.each(decisions)('$noun: who may not changes nothing and leaves no trace', async (one) => {
    const task = await ready(one)
    const [before, rows] = [await we.row(task), await we.recorded(task)]
    for (const name of [...parties, ...strangers].filter((name) => !one.may.includes(name))) {
      const isStranger = (strangers as readonly string[]).includes(name)
      const { status } = await send(one, name, task)
      expect([name, status]).toEqual([name, isStranger ? 404 : refusedTo(one, name)])
    }
    expect(await we.row(task)).toEqual(before)
    expect(await we.recorded(task)).toEqual(rows)
  })

  test.each(decisions)('$noun: who may does it, one row in the record says so', async (one) => {
    for (const name of one.may) {
      const task = await ready(one)
      const rows = await we.recorded(task)
      const { status } = await send(one, name, task)
      expect([name, status]).toEqual([name, one.noun === 'comments' && route === 'API' ? 201 : taken])
      const after = await we.recorded(task)
      expect(after.slice(0, -1)).toEqual(rows)
      expect(after.at(-1)).toMatchObject({ actor: name, action: one.action, subject: task, behalfOfId: null })
    }
  })

  test.each(decisions.filter(({ noun }) => noun !== 'comments'))('$noun: not from another state', async (one) => {
    const states: TaskState[] = ['issued', 'submitted', 'completed', 'paused', 'cancelled']
    const state = states.find((other) => other !== one.in && !allowsToo(one.noun, other)) as TaskState
    const task = await we.given(one.noun === 'part' ? 'cancelled' : state)
    if (one.noun === 'undo') world.clock = '2026-11-25T03:00:00.000Z'
    const [before, rows] = [await we.row(task), await we.recorded(task)]
    const { status } = await send(one, one.may[0] as Name, task)
    expect(status).toBe(409)
    expect(await we.row(task)).toEqual(before)
    expect(await we.recorded(task)).toEqual(rows)
  })
})

/** Decisions that may be made in more states than the one the table uses. */
const allowsToo = (noun: string, state: TaskState): boolean =>
  ({
    extension: state === 'issued',
    'extension/grant': false,
    'extension/refusal': false,
    excuse: ['issued', 'submitted'].includes(state),
    handover: ['issued', 'paused'].includes(state),
    cancellation: ['issued', 'paused'].includes(state),
    reading: false,
  })[noun] ?? false
