import { afterEach, beforeEach, expect, test } from 'vitest'
import { caller } from '../caller.ts'
import { type Office, office } from '../task-work.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let we: Office
beforeEach(async () => {
  world = await openWorld()
  we = office(world)
})
afterEach(() => world.close())

test('the whole of a task says who has it, what is asked, who helps, what can be done and taken back', async () => {
  const task = await we.give()
  const [minh, hoa] = [await caller(world, 'minh'), await caller(world, 'hoa')]
  const accepted = await (await minh.post(`/tasks/${task}/acceptance`)).json()
  expect(accepted).toMatchObject({ state: 'in_progress', undoUntil: '2026-11-25T02:10:00.000Z' })
  await minh.post(`/tasks/${task}/steps/1`)
  await minh.post(`/tasks/${task}/extension`, { reason: 'Thiếu số liệu', due: '2026-12-16' })
  const whole = await (await hoa.get(`/tasks/${task}`)).json()
  const lan = world.ids.lan.publicId
  expect(whole).toMatchObject({
    assigner: { name: 'Hoàng Thị Mai' },
    follower: { name: 'Lê Thị Ngọc Diệp' },
    steps: [
      { position: 1, doneOn: '2026-11-25' },
      { position: 2, doneOn: null },
      { position: 3, doneOn: null },
    ],
    requests: [{ kind: 'extension', text: 'Thiếu số liệu', proposedDue: '2026-12-16' }],
    coordinators: [{ id: lan, name: 'Nguyễn Thị Lan', part: 'Số liệu kinh tế', doneAt: null }],
    holdings: [{ holder: 'doer', name: 'Nguyễn Văn Minh', toAt: null }],
    held: [{ holder: 'doer', days: 0 }],
    undoUntil: null,
  })
  expect(whole.offers).toContain('task.decideExtension')
  const granted = await (await hoa.post(`/tasks/${task}/extension/grant`)).json()
  expect(granted).toMatchObject({ due: '2026-12-16', requests: [], undoUntil: '2026-11-25T02:10:00.000Z' })
  const undone = await (await hoa.post(`/tasks/${task}/undo`)).json()
  expect(undone).toMatchObject({ due: '2026-12-09', requests: [{ kind: 'extension' }], undoUntil: null })
  const judged = await (await we.bring(await we.give(), 'completed').then((id) => hoa.get(`/tasks/${id}`))).json()
  expect(judged.submissions).toMatchObject([{ decision: 'approved', grade: 'met', majorError: false }])
})

test('days are ISO dates and people public ids; anything else is 422 beside its field, and nothing happens', async () => {
  const task = await we.given('in_progress')
  const [minh, mai] = [await caller(world, 'minh'), await caller(world, 'mai')]
  const before = await we.row(task)
  const wrong: [Promise<Response>, string][] = [
    [minh.post(`/tasks/${task}/extension`, { reason: 'x', due: '16/12/2026' }), 'due'],
    [minh.post(`/tasks/${task}/extension`, { reason: 'x', due: '2026-12-12' }), 'due'],
    [minh.post(`/tasks/${task}/extension`, { due: '2026-12-16' }), 'reason'],
    [minh.post(`/tasks/${task}/progress`, { progress: '50' }), 'progress'],
    [minh.post(`/tasks/${task}/progress`, { progress: 40 }), 'progress'],
    [minh.post(`/tasks/${task}/progress`, { progress: 50, waitingFor: 'ai-do' }), 'waitingFor'],
    [minh.post(`/tasks/${task}/question`, { text: '  ' }), 'text'],
    [mai.post(`/tasks/${task}/handover`, { reason: 'x', assigneeId: 'ai-do' }), 'assigneeId'],
    [mai.post(`/tasks/${task}/handover`, { reason: 'x' }), 'assigneeId'],
    [mai.post(`/tasks/${task}/pause`, {}), 'reason'],
  ]
  for (const [sent, field] of wrong) {
    const answer = await sent
    expect([field, answer.status, await answer.json()]).toMatchObject([field, 422, { errors: [{ field }] }])
  }
  expect(await we.row(task)).toEqual(before)
})

test('history and talk page by cursor, complete and in order, for those who see the task', async () => {
  const task = await we.given('in_progress')
  for (const text of ['Một', 'Hai', 'Ba', 'Bốn', 'Năm']) await we.must('minh', task, 'comments', { text })
  const lan = await caller(world, 'lan')
  const pages = async (path: string) => {
    const found: Record<string, unknown>[][] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: Record<string, unknown>[]; next: string | null } = await (
        await lan.get(`${path}?limit=2${next && `&after=${next}`}`)
      ).json()
      expect(JSON.stringify(page)).not.toMatch(/"(\w+Id|id)":\d/)
      found.push(page.items)
      next = page.next
    }
    return found
  }
  const comments = await pages(`/tasks/${task}/comments`)
  expect(comments.map((page) => page.map(({ text }) => text))).toEqual([['Một', 'Hai'], ['Ba', 'Bốn'], ['Năm']])
  const history = (await pages(`/tasks/${task}/history`)).flat()
  expect(history.map(({ action }) => action)).toEqual([
    ...Array(5).fill('task.comment'),
    'task.accept',
    'person.giveTask',
  ])
  expect(history[5]).toMatchObject({
    actor: 'Nguyễn Văn Minh',
    onBehalfOf: null,
    facts: { state: ['issued', 'in_progress'] },
  })
  const quang = await caller(world, 'quang')
  for (const path of ['history', 'comments'])
    expect([path, (await quang.get(`/tasks/${task}/${path}`)).status]).toEqual([path, 404])
})
