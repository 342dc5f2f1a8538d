import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readCalendar } from '../../src/calendar/queries.ts'
import { depart } from '../../src/people/departure.ts'
import { foreseeDeparture } from '../../src/people/departure-plan.ts'
import { findPerson } from '../../src/people/queries.ts'
import { figuresOfPeople, figuresOfUnits, sumOf } from '../../src/tasks/lists/figures.ts'
import { expectClear, expectReplayed, expectSound, recordAfter, snapshotsOf } from '../invariants.ts'
import { manyTasks } from '../many-tasks.ts'
import { confirm, seenAt } from '../preview.ts'
import { type Office, office } from '../task-work.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
let we: Office
beforeEach(async () => {
  world = await openWorld()
  we = office(world)
})
afterEach(() => world.close())

const id = (name: Name) => world.ids[name].id
const publicId = (name: Name) => world.ids[name].publicId
const at = (name: Name) => `/people/${publicId(name)}/departure`
const makeLeader = (name: Name) =>
  we.as('an').post(`/people/${publicId(name)}/roles`, { role: 'leader', unit: world.units.root, day: '' })
const later = { reason: 'Chờ số liệu', due: '18/12/2026' }

/** One task for each tie somebody can have: here Mai's, who leads Minh; Lan coordinates, Hoa leads all. */
async function everyTie() {
  const [mai, minh, lan, hoa] = [publicId('mai'), publicId('minh'), publicId('lan'), publicId('hoa')]
  const by = (giver: Name, more: Parameters<Office['give']>[0]) =>
    world.task({ title: 'Việc', coordinators: [], ...more }, giver)
  const part = (personId: string, part: string) => ({ personId, part })
  const tasks = {
    doing: await by('hoa', { assigneeId: mai, approverId: hoa }),
    declined: await by('hoa', { assigneeId: mai, approverId: hoa }),
    submitted: await by('hoa', { assigneeId: mai, approverId: hoa }),
    paused: await by('hoa', { assigneeId: mai, approverId: hoa }),
    done: await by('hoa', { assigneeId: mai, approverId: hoa }),
    toApprove: await by('mai', { assigneeId: minh, approverId: mai }),
    asked: await by('mai', { assigneeId: minh, approverId: hoa }),
    moreTime: await by('hoa', { assigneeId: minh, approverId: mai }),
    refused: await by('mai', { assigneeId: minh, approverId: hoa }),
    followed: await by('hoa', {
      assigneeId: minh,
      approverId: hoa,
      followerId: mai,
      steps: [{ name: 'Thu số liệu' }, { name: 'Soát', doer: 'follower' }],
    }),
    waitedFor: await by('hoa', { assigneeId: minh, approverId: hoa, coordinators: [part(mai, 'Số liệu')] }),
    twice: await by('hoa', {
      assigneeId: minh,
      approverId: hoa,
      coordinators: [part(mai, 'Số liệu'), part(lan, 'Rà soát')],
    }),
    heirs: await by('hoa', { assigneeId: lan, approverId: hoa, coordinators: [part(mai, 'Số liệu')] }),
  }
  for (const task of ['doing', 'submitted', 'paused', 'done'] as const) await we.must('mai', tasks[task], 'acceptance')
  for (const task of ['submitted', 'done'] as const) await we.must('mai', tasks[task], 'submission', { report: 'Xong' })
  await we.must('mai', tasks.declined, 'refusal', { reason: 'Trùng việc khác' })
  await we.must('hoa', tasks.paused, 'pause', { reason: 'Chờ hướng dẫn' })
  await we.must('hoa', tasks.done, 'approval')
  for (const task of ['toApprove', 'asked', 'moreTime', 'followed', 'waitedFor', 'twice'] as const)
    await we.must('minh', tasks[task], 'acceptance')
  await we.must('minh', tasks.toApprove, 'submission', { report: 'Xong' })
  await we.must('minh', tasks.asked, 'question', { text: 'Phạm vi nào?' })
  await we.must('minh', tasks.moreTime, 'extension', later)
  await we.must('minh', tasks.refused, 'refusal', { reason: 'Trùng việc khác' })
  await we.must('minh', tasks.waitedFor, 'progress', { progress: '25', note: '', waitingFor: mai })
  return tasks
}

/** Everything in the database that points at somebody as if they were still there. */
async function pointers(personId: number) {
  const { reader } = world.db
  const open = reader.selectFrom('tasks').select('id').where('state', 'not in', ['completed', 'cancelled'])
  const count = (rows: readonly unknown[]) => rows.length
  const seats = ['assigneeId', 'approverId', 'assignerId', 'followerId'] as const
  const held = await Promise.all(
    seats.map((seat) =>
      reader.selectFrom('tasks').select('id').where('id', 'in', open).where(seat, '=', personId).execute(),
    ),
  )
  return {
    seats: held.map(count),
    parts: count(
      await reader
        .selectFrom('taskCoordinators')
        .select('id')
        .where('personId', '=', personId)
        .where('doneAt', 'is', null)
        .where('taskId', 'in', open)
        .execute(),
    ),
    steps: count(
      await reader
        .selectFrom('taskSteps')
        .select('id')
        .where('doerId', '=', personId)
        .where('doneOn', 'is', null)
        .where('taskId', 'in', open)
        .execute(),
    ),
    balls: count(
      await reader
        .selectFrom('taskHoldings')
        .select('id')
        .where('personId', '=', personId)
        .where('toAt', 'is', null)
        .execute(),
    ),
    asked: count(
      await reader
        .selectFrom('taskRequests')
        .select('id')
        .where('askedOfId', '=', personId)
        .where('outcome', 'is', null)
        .execute(),
    ),
    roles: count(
      await reader
        .selectFrom('roleGrants')
        .select('id')
        .where('personId', '=', personId)
        .where('toDay', 'is', null)
        .execute(),
    ),
    postings: count(
      await reader
        .selectFrom('postings')
        .select('id')
        .where('personId', '=', personId)
        .where('toDay', 'is', null)
        .execute(),
    ),
    delegations: count(
      await reader
        .selectFrom('delegations')
        .select('id')
        .where((is) => is.or([is('principalId', '=', personId), is('substituteId', '=', personId)]))
        .where('endedAt', 'is', null)
        .execute(),
    ),
    sessions: count(
      await reader
        .selectFrom('sessions')
        .select('id')
        .where((is) => is.or([is('personId', '=', personId), is('actingForId', '=', personId)]))
        .where((is) => is.or([is('endedAt', 'is', null), is('actingForId', '=', personId)]))
        .execute(),
    ),
    tokens: count(
      await reader
        .selectFrom('tokens')
        .select('id')
        .where('personId', '=', personId)
        .where('endedAt', 'is', null)
        .execute(),
    ),
    drafts: count(await reader.selectFrom('drafts').select('id').where('ownerId', '=', personId).execute()),
  }
}

const nothing = {
  ...{ seats: [0, 0, 0, 0], parts: 0, steps: 0, balls: 0, asked: 0, roles: 0, postings: 0 },
  ...{ delegations: 0, sessions: 0, tokens: 0, drafts: 0 },
}

describe('somebody with every kind of tie leaves', () => {
  test('nothing open points to them, every promise about the tasks holds, and the record says who', async () => {
    const tasks = await everyTie()
    await makeLeader('lan')
    const span = { fromDay: '25/11/2026', toDay: '30/11/2026', reason: 'Đi công tác' }
    await we.as('mai').post('/delegations', { substitute: 'Nguyễn Văn Minh', ...span })
    const { publicId: delegation } = await world.db.reader
      .selectFrom('delegations')
      .select('publicId')
      .executeTakeFirstOrThrow()
    await we.as('minh').post(`/delegations/${delegation}/acting`)
    await we.as('mai').post('/account/tokens', { name: 'thử', scope: 'read', days: '30' })
    await we.as('mai').post('/tasks/drafts', { title: 'Nháp dở dang' })
    const before = await pointers(id('mai'))
    expect(Object.values(before).flat()).not.toContain(0)
    const first = (await recordAfter(world, 0)).at(-1)?.id ?? 0

    expect((await confirm(we.as('an'), at('mai'), { successor: 'Nguyễn Thị Lan', day: '' })).status).toBe(303)

    expect(await pointers(id('mai'))).toEqual(nothing)
    const rows = await recordAfter(world, 0)
    const calendar = await readCalendar(world.db.reader)
    const all = await snapshotsOf(world, Object.values(tasks))
    for (const [task, snapshot] of all) {
      if (task !== tasks.done) await expectClear(world, snapshot, calendar)
      expectSound(snapshot)
      await expectReplayed(world, snapshot, rows)
    }
    const deeds = rows.filter(({ id, subject }) => id > first && all.has(subject))
    expect(deeds.map(({ subject }) => subject).sort()).toEqual(
      Object.values(tasks)
        .filter((task) => task !== tasks.done)
        .sort(),
    )
    const facts = (task: string) => deeds.find(({ subject }) => subject === task)?.facts
    const [mai, lan] = ['Hoàng Thị Mai', 'Nguyễn Thị Lan']
    expect(facts(tasks.doing)).toEqual({ assignee: [mai, lan] })
    expect(facts(tasks.declined)).toEqual({ assignee: [mai, lan], state: ['declined', 'issued'] })
    expect(facts(tasks.toApprove)).toEqual({ approver: [mai, lan], assigner: [mai, lan] })
    expect(facts(tasks.followed)).toEqual({ follower: [mai, lan], doer: [mai, lan] })
    expect(facts(tasks.twice)).toEqual({ coordinator: [mai, lan] })
    expect(facts(tasks.heirs)).toEqual({ coordinator: [mai, null] })
    expect(all.get(tasks.twice)?.coordinators).toMatchObject([{ personId: id('lan'), part: 'Rà soát; Số liệu' }])
    expect(all.get(tasks.heirs)?.coordinators).toEqual([])
    expect(all.get(tasks.done)?.task.assigneeId).toBe(id('mai'))
    expect(rows.filter(({ id, action }) => id > first && action === 'delegation.end')).toHaveLength(1)
  })

  test('who had the ball is followed by who has it now, state and requests stay', async () => {
    const tasks = await everyTie()
    await makeLeader('lan')
    await confirm(we.as('an'), at('mai'), { successor: 'Nguyễn Thị Lan', day: '' })
    const holders = {
      ...{ doing: 'doer lan', declined: 'doer lan', submitted: 'approver hoa', paused: undefined, done: undefined },
      ...{ toApprove: 'approver lan', asked: 'assigner lan', moreTime: 'doer minh', refused: 'assigner lan' },
      ...{ followed: 'doer minh', waitedFor: 'coordinator lan', twice: 'doer minh', heirs: 'doer lan' },
    }
    for (const [task, holder] of Object.entries(holders))
      expect([task, await we.holder(tasks[task as keyof typeof tasks])]).toEqual([task, holder])
    const states = await Promise.all(Object.values(tasks).map(async (task) => (await we.row(task)).state))
    expect(states).toEqual([
      ...['in_progress', 'issued', 'submitted', 'paused', 'completed', 'submitted', 'in_progress', 'in_progress'],
      ...['declined', 'in_progress', 'in_progress', 'in_progress', 'issued'],
    ])
    expect(await we.requests(tasks.moreTime)).toMatchObject([{ outcome: null, askedOfId: id('lan') }])
    await we.must('lan', tasks.toApprove, 'approval')
    await we.must('lan', tasks.asked, 'answer', { text: 'Toàn phường' })
    await we.must('lan', tasks.moreTime, 'extension/grant')
    await we.must('lan', tasks.refused, 'cancellation', { reason: 'Trùng' })
    await we.must('lan', tasks.waitedFor, 'part')
  })

  test('a question the successor had put themselves goes to the approver', async () => {
    const task = await we.give({ coordinators: [] }) // Mai gives to Minh, Hoa approves
    await we.must('minh', task, 'question', { text: 'Phạm vi nào?' })
    await makeLeader('minh')
    await confirm(we.as('an'), at('mai'), { successor: 'Nguyễn Văn Minh', day: '' })
    expect(await we.row(task)).toMatchObject({ assigneeId: id('minh'), assignerId: id('minh'), approverId: id('hoa') })
    expect(await we.requests(task)).toMatchObject([{ askedOfId: id('hoa') }])
    expect(await we.holder(task)).toBe('assigner hoa')
  })

  test('drafts of somebody whose successor gives no work stay where nobody finds them', async () => {
    await we.as('mai').post('/tasks/drafts', { title: 'Nháp dở dang' })
    const page = await (await we.as('an').get(`${at('mai')}?successor=Nguyễn Văn Minh`)).text()
    expect(page).toContain('1 nháp giao việc giữ lại trong tài khoản')
    await confirm(we.as('an'), at('mai'), { successor: 'Nguyễn Văn Minh', day: '' })
    expect((await pointers(id('mai'))).drafts).toBe(1)
  })
})

describe('what was shown is what is done', () => {
  test('without having seen it nothing happens, and the page shows it', async () => {
    await we.give()
    const answer = await we.as('an').post(at('minh'), { successor: 'Nguyễn Thị Lan', day: '' })
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('Chuyển 1 việc sang')])
    expect((await pointers(id('minh'))).seats[0]).toBe(1)
  })

  test.each([
    ['another task came', () => we.give()],
    ['a task moved on', async () => we.must('minh', (await tasksOfMinh())[0] ?? '', 'acceptance')],
    ['a role was given', () => makeLeader('minh')],
  ])('%s in between: 409 with the new dry run, and confirming that one works', async (_, meanwhile) => {
    await we.give()
    const asked = { successor: 'Nguyễn Thị Lan', day: '25/11/2026' }
    const seen = await seenAt(we.as('an'), at('minh'), asked)
    await meanwhile()
    const answer = await we.as('an').post(at('minh'), { ...asked, seen })
    const html = await answer.text()
    expect([answer.status, html]).toEqual([409, expect.stringContaining('có thay đổi từ lúc đồng chí xem trước')])
    expect((await findPerson(world.db.reader, publicId('minh')))?.leftOn).toBeNull()
    const fresh = /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? ''
    expect((await we.as('an').post(at('minh'), { ...asked, seen: fresh })).status).toBe(303)
  })
  const tasksOfMinh = async () => {
    const rows = world.db.reader.selectFrom('tasks').select('publicId').where('assigneeId', '=', id('minh'))
    return (await rows.execute()).map(({ publicId }) => publicId)
  }
})

describe('a successor who may not approve', () => {
  test('a leader is proposed, and approves and assigns in their stead', async () => {
    const [own, others] = [await world.task({ approverId: publicId('mai') }), await world.task({ title: 'Của Hoa' })]
    const page = await (await we.as('an').get(`${at('mai')}?successor=Nguyễn Văn Minh`)).text()
    expect(page).toContain('vừa thực hiện vừa nghiệm thu')
    expect(page).toMatch(/name="leaderId" value="[\w-]+" checked=""/)
    expect(page).not.toContain('name="seen"')
    const fields = { successor: 'Nguyễn Văn Minh', leader: 'Đặng Thị Hoa', day: '' }
    expect((await confirm(we.as('an'), at('mai'), fields)).status).toBe(303)
    expect(await we.row(own)).toMatchObject({ assigneeId: id('minh'), approverId: id('hoa'), assignerId: id('hoa') })
    expect(await we.row(others)).toMatchObject({ approverId: id('hoa'), version: 1 })
  })

  test('one who does not lead the doer either is refused, all in one answer', async () => {
    await we.give({ approverId: publicId('mai') })
    const fields = { successor: 'Lê Thị Ngọc Diệp', leader: 'Đỗ Quang', day: '01/01/2026' }
    const answer = await we.as('an').post(at('mai'), fields)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('chưa là lãnh đạo của người thực hiện')
    expect(html).toContain('từ 05/01/2026')
  })

  test('work that goes to another unit needs an approver who leads there', async () => {
    await we.give({ approverId: publicId('mai'), coordinators: [] })
    const answer = await we.as('an').get(`${at('minh')}?successor=Nguyễn Thị Lan`)
    expect(await answer.text()).toContain('Người nhận chưa là lãnh đạo')
  })
})

test('what was done stays counted where and as whose it was; what is open counts for who has it now', async () => {
  const { reader } = world.db
  const [vhxh, kt] = [(await world.who('minh')).unitId, (await world.who('lan')).unitId]
  const { path } = await world.who('hoa')
  const root = Number(path.split('/')[1])
  const figures = async () => {
    const when = { period: 'month' as const, today: '2026-11-25' }
    const units = await figuresOfUnits(reader, [root, vhxh, kt], when)
    const people = await figuresOfPeople(reader, [id('minh'), id('lan')], when)
    const [ofMinh, ofLan] = [people.get(id('minh')), people.get(id('lan'))]
    return { all: sumOf(units.values()), vhxh: units.get(vhxh), kt: units.get(kt), minh: ofMinh, lan: ofLan }
  }
  for (const state of ['completed', 'in_progress'] as const)
    await we.bring(await we.give({ coordinators: [], approverId: publicId('hoa') }), state)
  const before = await figures()
  expect(before.vhxh).toMatchObject({ doneInTime: 1, openInTime: 1 })
  const page = await (await we.as('an').get(`${at('minh')}?successor=Nguyễn Thị Lan`)).text()
  expect(page).toContain('1 việc tính vào số liệu của Phòng Kinh tế kể từ nay')
  await confirm(we.as('an'), at('minh'), { successor: 'Nguyễn Thị Lan', day: '' })
  const after = await figures()
  expect(after.all).toEqual(before.all)
  expect(after.minh).toMatchObject({ doneInTime: 1 })
  expect([after.vhxh, after.kt]).toMatchObject([
    { doneInTime: 1, openInTime: 0 },
    { doneInTime: 0, openInTime: 1 },
  ])
  expect(after.lan).toMatchObject({ doneInTime: 0, openInTime: 1 })
})

test('nine hundred tasks are handed over in some dozens of statements', async () => {
  await manyTasks(world, 900)
  await makeLeader('diep')
  let statements = 0
  const counter = {
    transformQuery: ({ node }: { node: never }) => {
      statements += 1
      return node
    },
    transformResult: async ({ result }: { result: never }) => result,
  }
  const ctx = { ...(await world.ctx('an')), db: { ...world.db, writer: world.db.writer.withPlugin(counter as never) } }
  const find = async (name: Name) => (await findPerson(world.db.reader, publicId(name)))!
  const [person, heir] = [await find('hoa'), await find('diep')]
  const { seen, errors } = await foreseeDeparture(world.db.reader, ctx.today, person, { day: ctx.today, heir })
  expect(errors).toEqual({})
  await depart(ctx, person.publicId, { day: ctx.today, successorId: heir.publicId, seen })
  expect((await pointers(person.id)).seats).toEqual([0, 0, 0, 0])
  expect(statements).toBeLessThan(70)
})
