import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addPerson } from '../../src/people/commands.ts'
import { rollUp } from '../../src/rules/parts.ts'
import type { TaskState } from '../../src/rules/tasks.ts'
import { bucket } from '../../src/rules/timeliness.ts'
import { partsOf, treeMarks } from '../../src/tasks/doing/parts.ts'
import type { TaskInput } from '../../src/tasks/giving/draft.ts'
import { fanOut, passDown } from '../../src/tasks/giving/passing.ts'
import { figuresOfUnits, sumOf } from '../../src/tasks/lists/figures.ts'
import { countWaiting, findTask } from '../../src/tasks/queries.ts'
import { bareTask } from '../bare-task.ts'
import { caller } from '../caller.ts'
import { type Office, office } from '../task-work.ts'
import { type Name, openWorld, plainTask, type World } from '../world.ts'

let world: World
let we: Office
beforeEach(async () => {
  world = await openWorld()
  we = office(world)
})
afterEach(() => world.close())

const id = (name: Name) => world.ids[name].publicId
const input = (more: Partial<TaskInput> = {}): TaskInput => ({ ...plainTask(world.ids), ...more })
/** What Hoa gives to Mai, who leads Minh's unit and has accepted it. */
const whole = async (more: Partial<TaskInput> = {}) => {
  const task = await world.task({ assigneeId: id('mai'), title: 'Rà soát thủ tục', ...more })
  await we.must('mai', task, 'acceptance')
  return task
}
const part = { assigneeId: undefined, title: 'Rà soát lĩnh vực hộ tịch', dueCounted: 5 }
/** Mai passes a part of it to Minh. */
async function passed(task: string, more: Partial<TaskInput> = {}) {
  await passDown(await world.ctx('mai'), task, input({ ...part, approverId: id('mai'), ...more }), [id('minh')])
  return newest()
}
const newest = async () => {
  const rows = await world.db.reader.selectFrom('tasks').select('publicId').orderBy('id', 'desc').execute()
  return rows[0]?.publicId ?? ''
}
const finish = async (task: string, doer: Name, approver: Name) => {
  await we.must(doer, task, 'acceptance')
  await we.must(doer, task, 'submission', { report: 'Xong' })
  await we.must(approver, task, 'approval')
}
const page = async (name: Name, path: string) => {
  const text = await (await we.as(name).get(path)).text()
  return text.slice(text.indexOf('<main'))
}
const at = (day: string) => `${day}T02:00:00.000Z`
const stored = async (task: string) => {
  const row = await we.row(task)
  return { ...row, state: row.state as TaskState }
}

test('the number of parts is right whoever writes: issued, cancelled, restored, moved, removed', async () => {
  const { writer, reader } = world.db
  const bare = await bareTask(world)
  const add = async (publicId: string, more: object = {}) =>
    (await writer.insertInto('tasks').values(bare(publicId, more)).returning('id').executeTakeFirstOrThrow()).id
  const [one, other] = [await add('one', { children: 7 }), await add('other')]
  const counts = async () => {
    const rows = await reader
      .selectFrom('tasks')
      .select('children')
      .where('id', 'in', [one, other])
      .orderBy('id')
      .execute()
    return rows.map(({ children }) => children)
  }
  const first = await add('first', { parentId: one })
  await add('second', { parentId: one })
  await add('third', { parentId: one, state: 'cancelled' })
  expect(await counts()).toEqual([2, 0])
  const set = (changes: { state?: string; parentId?: number | null }) =>
    writer.updateTable('tasks').set(changes).where('id', '=', first).execute()
  for (const [changes, expected] of [
    [{ state: 'completed' }, [2, 0]],
    [{ state: 'cancelled' }, [1, 0]],
    [{ state: 'declined' }, [2, 0]],
    [{ parentId: other }, [1, 1]],
    [{ parentId: null }, [1, 0]],
    [{ parentId: other, state: 'cancelled' }, [1, 0]],
    [{ state: 'issued' }, [1, 1]],
  ] as const) {
    await set(changes)
    expect([changes, await counts()]).toEqual([changes, expected])
  }
  await writer.deleteFrom('tasks').where('id', '=', first).execute()
  expect(await counts()).toEqual([1, 0])
})

describe('passing a part down', () => {
  test('one act, a row for the whole and one for the part; the part counts, the whole no more', async () => {
    const task = await whole()
    const before = await we.row(task)
    const form = {
      ...{ parent: task, title: 'Rà soát lĩnh vực hộ tịch', content: 'Đối chiếu danh mục.', product: 'danh mục' },
      ...{ quantity: '1', stepName: 'Rà soát', stepDays: '', stepDoer: 'responsible', due: '5 ngày làm việc' },
      ...{ assignee: 'Nguyễn Văn Minh', approver: 'Hoàng Thị Mai' },
    }
    const answer = await we.as('mai').post('/tasks', form)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/tasks/${task}`])
    const child = await newest()
    expect((await world.audit(2)).map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ['mai', 'task.passDown', task],
      ['mai', 'person.giveTask', child],
    ])
    const [row, now] = [await stored(child), await stored(task)]
    expect(row).toMatchObject({ parentId: now.id, state: 'issued', assigneeId: world.ids.minh.id })
    expect(now).toMatchObject({ children: 1, state: 'in_progress', version: before.version + 1 })
    expect([bucket(row, '2026-11-25'), bucket(now, '2026-11-25')]).toEqual(['openInTime', undefined])
  })

  test('the form begins as the whole, and says whose part it will be', async () => {
    const task = await whole({ title: 'Rà soát <b>thủ tục</b>', product: 'danh mục' })
    const form = await page('mai', `/tasks/new?parent=${task}`)
    expect(form).toContain('Giao một phần của việc')
    expect(form).toContain('value="danh mục"')
    expect(form).toContain('value="09/12"')
    expect(form).not.toContain('<b>thủ tục</b>')
    expect(await page('mai', `/tasks/${task}`)).toContain(`/tasks/new?parent=${task}`)
  })

  test('only by who answers for it or gave it, and only to whom they may give', async () => {
    const task = await whole()
    expect((await we.as('minh').get(`/tasks/new?parent=${task}`)).status).toBe(403)
    expect((await we.as('diep').get(`/tasks/new?parent=${task}`)).status).toBe(404)
    expect((await we.as('mai').get('/tasks/new?parent=nosuchtask')).status).toBe(404)
    const api = { diep: await caller(world, 'diep'), mai: await caller(world, 'mai'), hoa: await caller(world, 'hoa') }
    const body = { ...input({ ...part, approverId: id('hoa') }), to: [id('lan')] }
    expect((await api.diep.post(`/tasks/${task}/parts`, body)).status).toBe(403)
    const refused = await api.mai.post(`/tasks/${task}/parts`, body)
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      { errors: [{ field: 'to', detail: expect.stringContaining('Nguyễn Thị Lan – ') }] },
    ])
    expect((await we.row(task)).children).toBe(0)
    expect((await api.hoa.post(`/tasks/${task}/parts`, body)).status).toBe(201)
    expect((await we.row(task)).children).toBe(1)
  })

  test('whoever answers for the whole follows a part that somebody else gave', async () => {
    const task = await whole()
    await passDown(await world.ctx('hoa'), task, input({ ...part, approverId: id('hoa') }), [id('lan')])
    const child = await newest()
    expect((await we.row(child)).followerId).toBe(world.ids.mai.id)
    expect((await we.as('mai').get(`/tasks/${child}`)).status).toBe(200)
  })

  test('never past the deadline of the whole, which is offered; of a late whole, past it', async () => {
    const task = await whole({ dueCounted: undefined, dueTyped: '2026-12-04' })
    const form = { parent: task, title: 'Phần', assignee: 'Nguyễn Văn Minh', due: '07/12' }
    const answer = await we.as('mai').post('/tasks', form)
    const text = await answer.text()
    expect(answer.status).toBe(422)
    expect(text).toContain('Việc chung có hạn 04/12, phần này không xong sau ngày đó.')
    expect(text).toMatch(/name="_pick_due"[^>]*value="04\/12"/)
    const api = await caller(world, 'mai')
    const late = { ...input({ ...part, approverId: id('mai'), dueCounted: 8 }), to: [id('minh')] }
    expect((await (await api.post(`/tasks/${task}/parts`, late)).json()).errors).toMatchObject([{ field: 'due' }])
    expect((await we.row(task)).children).toBe(0)
    world.clock = at('2026-12-07')
    expect((await api.post(`/tasks/${task}/parts`, late)).status).toBe(201)
  })

  test('four levels and no more; only of what is in hand', async () => {
    const chain = [await whole({ assigneeId: id('mai') })]
    const ctx = await world.ctx('hoa')
    for (let level = 2; level <= 4; level += 1) {
      await passDown(ctx, chain.at(-1) ?? '', input({ ...part, approverId: id('hoa') }), [id('mai')])
      chain.push(await newest())
    }
    const last = chain.at(-1) ?? ''
    await expect(passDown(ctx, last, input({ ...part }), [id('minh')])).rejects.toThrow('task.tooDeep')
    expect(await page('mai', `/tasks/${last}`)).not.toContain('Giao một phần…')
    const done = await world.task({ assigneeId: id('mai') })
    await finish(done, 'mai', 'hoa')
    await expect(passDown(ctx, done, input({ ...part }), [id('minh')])).rejects.toThrow('task.wrongState')
    expect((await we.as('mai').get(`/tasks/new?parent=${done}`)).status).toBe(404)
  })
})

describe('the whole', () => {
  test('is handed in and approved after its parts; until then it is said how many are open', async () => {
    const task = await whole()
    const [one, two] = [await passed(task), await passed(task)]
    const answer = await we.decide('mai', task, 'submission', { report: 'Xong cả' })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Còn 2 phần chưa xong.')
    expect(await page('mai', `/tasks/${task}`)).not.toContain('Nộp kết quả</span>')
    await finish(one, 'minh', 'mai')
    await we.must('mai', two, 'cancellation', { reason: 'Đã gộp' })
    await we.must('mai', task, 'submission', { report: 'Xong cả' })
    await we.must('mai', one, 'undo')
    const api = await caller(world, 'hoa')
    const refused = await api.post(`/tasks/${task}/approval`)
    expect([refused.status, (await refused.json()).title]).toEqual([409, expect.stringContaining('Còn 1 phần')])
    await we.must('mai', one, 'approval')
    await we.must('hoa', task, 'approval')
    expect((await we.decide('mai', one, 'undo')).status).toBe(409) // the whole was approved because this was done
    expect(await page('mai', `/tasks/${one}`)).not.toContain('Hoàn tác')
  })

  test('is cancelled with whatever of it is not over, each with a row of its own', async () => {
    const task = await whole()
    const [open, done] = [await passed(task), await passed(task)]
    await finish(done, 'minh', 'mai')
    await passDown(await world.ctx('mai'), open, input({ ...part, approverId: id('mai') }), [id('minh')])
    const below = await newest()
    expect(await page('hoa', `/tasks/${task}`)).toContain('1 phần chưa xong cũng được hủy')
    await we.must('hoa', task, 'cancellation', { reason: 'Đã có văn bản khác' })
    const states = await Promise.all([task, open, below, done].map(async (one) => (await we.row(one)).state))
    expect(states).toEqual(['cancelled', 'cancelled', 'cancelled', 'completed'])
    const rows = await world.audit(3)
    expect(rows.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ['hoa', 'task.cancel', task],
      ['hoa', 'task.cancel', below],
      ['hoa', 'task.cancel', open],
    ])
    expect(rows.map(({ facts }) => facts.reason)).toEqual(Array(3).fill('Đã có văn bản khác'))
    expect(await page('minh', `/tasks/${below}`)).toContain('Đã có văn bản khác')
    expect((await we.row(task)).children).toBe(1)
  })

  test('is not cancelled over a result that waits to be looked at', async () => {
    const task = await whole()
    const child = await passed(task)
    await we.must('minh', child, 'acceptance')
    await we.must('minh', child, 'submission', { report: 'Xong' })
    const answer = await we.decide('hoa', task, 'cancellation', { reason: 'Không cần nữa' })
    expect(answer.status).toBe(409)
    const text = await answer.text()
    expect(text).toContain('Có 1 phần đã nộp kết quả')
    expect(text).toContain('Không cần nữa')
    expect((await we.row(child)).state).toBe('submitted')
  })

  test('bounds more time for a part, unless its approver decides that too', async () => {
    const task = await whole({ dueCounted: undefined, dueTyped: '2026-12-04' })
    const child = await passed(task)
    await we.must('minh', child, 'acceptance')
    const more = { reason: 'Chờ số liệu', due: '09/12' }
    await we.must('minh', child, 'extension', more)
    const refused = await we.decide('mai', child, 'extension/grant')
    expect([refused.status, (await refused.text()).includes('Việc chung có hạn 04/12')]).toEqual([422, true])
    await we.must('mai', child, 'extension/grant', { due: '04/12' })
    await passDown(await world.ctx('hoa'), task, input({ ...part, approverId: id('hoa') }), [id('minh')])
    const other = await newest()
    await we.must('minh', other, 'acceptance')
    await we.must('minh', other, 'extension', more)
    await we.must('hoa', other, 'extension/grant')
    expect([(await we.row(child)).due, (await we.row(other)).due]).toEqual(['2026-12-04', '2026-12-09'])
  })

  test('waits at home for its parts and is counted when they are done', async () => {
    const task = await whole()
    const child = await passed(task)
    const count = async () => countWaiting(await world.ctx('mai'))
    const waiting = await page('mai', '/')
    expect(waiting).toMatch(/Đang chờ người khác[\s\S]*Rà soát thủ tục[\s\S]*1 phần: 0\/1 xong/)
    expect(await count()).toBe(0)
    await finish(child, 'minh', 'mai')
    const ready = await page('mai', '/')
    expect(ready).toMatch(/Các phần đã xong, chờ tổng hợp[\s\S]*Rà soát thủ tục[\s\S]*1 phần: 1\/1 xong/)
    expect(await count()).toBe(1)
  })
})

describe('what is seen', () => {
  test('the roll-up stands on the page, in lists and in the API, late ones by the own deadline', async () => {
    const task = await whole()
    const [one] = [await passed(task), await passed(task), await passed(task)]
    await finish(one, 'minh', 'mai')
    world.clock = at('2026-12-03')
    for (const name of ['mai', 'hoa'] as const) {
      expect(await page(name, `/tasks/${task}`)).toContain('1/3 xong, 2 quá hạn')
      expect(await page(name, '/tasks')).toContain('3 phần: 1/3 xong, 2 quá hạn')
      const api = await caller(world, name)
      const { parts, bucket, partOf } = await (await api.get(`/tasks/${task}`)).json()
      expect({ parts, bucket, partOf }).toEqual({ parts: { all: 3, done: 1, late: 2 }, bucket: null, partOf: null })
      const { items } = await (await api.get(`/tasks/${task}/parts`)).json()
      expect(items).toHaveLength(3)
      expect(items[0]).toMatchObject({ partOf: { id: task, title: 'Rà soát thủ tục' }, parts: null })
    }
  })

  test('a part that somebody may not see is in no sum and no list, nor the whole for who does only a part', async () => {
    const task = await whole({ coordinators: [{ personId: id('lan'), part: 'Số liệu' }] })
    const child = await passed(task)
    const api = { lan: await caller(world, 'lan'), minh: await caller(world, 'minh') }
    for (const text of [await page('lan', `/tasks/${task}`), await page('lan', '/tasks')]) {
      expect(text).toContain('Rà soát thủ tục')
      for (const trace of ['/1 xong', 'Các phần', part.title, 'phần chưa xong']) expect(text).not.toContain(trace)
    }
    expect(await (await api.lan.get(`/tasks/${task}`)).json()).toMatchObject({ parts: null })
    expect(await (await api.lan.get(`/tasks/${task}/parts`)).json()).toEqual({ items: [] })
    for (const path of [`/tasks/${child}`, '/tasks', '/'])
      expect(await page('minh', path)).not.toContain('Rà soát thủ tục')
    expect(await (await api.minh.get(`/tasks/${child}`)).json()).toMatchObject({ partOf: null })
    expect((await api.minh.get(`/tasks/${task}/parts`)).status).toBe(404)
    expect(await page('mai', `/tasks/${child}`)).toMatch(/Phần của việc <a[^>]*>Rà soát thủ tục/)
    expect(await page('mai', '/tasks')).toMatch(/phần của <a[^>]*>Rà soát thủ tục/)
  })

  test('figures say the whole beside the buckets, and lead to it', async () => {
    const task = await whole()
    await passed(task)
    const paused = await whole({ title: 'Việc tạm dừng' })
    await passed(paused)
    await we.must('hoa', paused, 'pause', { reason: 'Chờ hướng dẫn' })
    const { reader } = world.db
    const units = (await reader.selectFrom('units').select('id').execute()).map(({ id }) => id)
    const figures = sumOf((await figuresOfUnits(reader, units, { period: 'all', today: '2026-11-25' })).values())
    expect(figures).toMatchObject({ openInTime: 2, openLate: 0, wholes: 1, paused: 1 })
    const text = await page('hoa', '/work')
    const [, link = ''] = /href="([^"]*)">1 việc tính theo các phần/.exec(text) ?? []
    const list = await page('hoa', link.replaceAll('&amp;', '&'))
    expect(list).toContain('Rà soát thủ tục')
    for (const other of [part.title, 'Việc tạm dừng']) expect(list).not.toContain(other)
  })

  test('lists sum up as the rule does, over every state and day', async () => {
    const bare = await bareTask(world)
    const { writer } = world.db
    const insert = (row: ReturnType<typeof bare>) =>
      writer.insertInto('tasks').values(row).returning('id').executeTakeFirstOrThrow()
    const { id: top } = await insert(bare('top'))
    const days = ['2026-11-24', '2026-11-25', '2026-11-26']
    const states: TaskState[] = ['issued', 'in_progress', 'submitted', 'completed', 'declined', 'paused', 'cancelled']
    for (const state of states)
      for (const due of days)
        for (const day of days) {
          const handedIn = state === 'submitted' || state === 'completed' ? day : null
          const doneOn = state === 'completed' ? day : null
          const { id } = await insert(
            bare(`${state}${due}${day}`, { parentId: top, state, due, submittedOn: handedIn, doneOn }),
          )
          await writer
            .insertInto('taskScopes')
            .values({ scope: `p${world.ids.hoa.id}`, taskId: id })
            .execute()
        }
    const ctx = await world.ctx('hoa')
    const parts = await partsOf(ctx.db.reader, ctx.who, top)
    expect(parts).toHaveLength(63)
    const marks = await treeMarks(ctx, [{ id: top, parentId: null, children: 54 }])
    expect(marks.get(top)?.parts).toEqual(rollUp(parts, ctx.today))
    expect(rollUp(parts, ctx.today)).toMatchObject({ all: 54, done: 9 })
  })
})

describe('one order for many', () => {
  const frame = { assigneeId: undefined as string | undefined, title: 'Báo cáo tự kiểm tra' }
  const give = async (to: Name[], more: Partial<TaskInput> = {}) =>
    fanOut(await world.ctx('hoa'), input({ ...frame, assigneeId: id('diep'), ...more }), to.map(id))

  test('one whole, held by who gathers the results, and a part for each, followed by that person', async () => {
    const task = await give(['mai', 'lan'])
    const rows = await world.audit(3)
    expect(rows.map(({ actor, action, aboutId }) => [actor, action, aboutId])).toEqual([
      ['hoa', 'person.giveTask', world.ids.diep.id],
      ['hoa', 'person.giveTask', world.ids.mai.id],
      ['hoa', 'person.giveTask', world.ids.lan.id],
    ])
    const top = await findTask(world.db.reader, task)
    expect(top).toMatchObject({
      assigneeId: world.ids.diep.id,
      approverId: world.ids.hoa.id,
      children: 2,
      openParts: 2,
    })
    const parts = await world.db.reader
      .selectFrom('tasks')
      .selectAll()
      .where('parentId', '=', top?.id ?? 0)
      .execute()
    for (const one of parts)
      expect(one).toMatchObject({ followerId: world.ids.diep.id, title: frame.title, due: top?.due })
    const text = await page('diep', `/tasks/${task}`)
    for (const unit of ['Phòng Văn hóa - Xã hội', 'Phòng Kinh tế', '0/2 xong']) expect(text).toContain(unit)
    await we.must('diep', task, 'acceptance')
    for (const [doer, one] of [
      ['mai', parts[0]],
      ['lan', parts[1]],
    ] as const)
      await finish(one?.publicId ?? '', doer, 'hoa')
    await we.must('diep', task, 'submission', { report: 'Các phòng đã báo cáo' })
    await we.must('hoa', task, 'approval')
  })

  test('all or nobody: what is wrong with a receiver is said by name', async () => {
    const before = await world.audit(1)
    await expect(give(['mai', 'lan', 'hoa'])).rejects.toMatchObject({
      errors: { to: expect.stringMatching(/^Đặng Thị Hoa – .*Người thực hiện không tự nghiệm thu/) },
    })
    await expect(give(['mai'])).rejects.toMatchObject({ errors: { to: expect.stringContaining('hai nơi') } })
    await expect(give(['mai', 'lan'], { title: '' })).rejects.toMatchObject({ errors: { title: expect.any(String) } })
    expect(await world.audit(1)).toEqual(before)
    expect(await world.db.reader.selectFrom('tasks').select('id').execute()).toEqual([])
  })

  test('a notice to many is read by each, and by who sent it round when all have', async () => {
    const task = await give(['mai', 'lan'], { kind: 'information', product: 'xác nhận đã đọc' })
    expect((await we.decide('diep', task, 'reading')).status).toBe(409)
    expect(await page('diep', `/tasks/${task}`)).toContain('Còn 2 nơi chưa đọc.')
    const parts = await (await (await caller(world, 'diep')).get(`/tasks/${task}/parts`)).json()
    for (const { id, assignee } of parts.items) {
      await we.must(assignee.name.endsWith('Mai') ? 'mai' : 'lan', id, 'reading')
    }
    await we.must('diep', task, 'reading')
  })

  test('through the API, to units by their heads; a unit without one, or with several, is named', async () => {
    const api = await caller(world, 'hoa')
    const { vhxh, kt } = world.units
    const body = { ...input({ ...frame, assigneeId: id('diep') }), to: [vhxh, kt] }
    const refused = await (await api.post('/tasks/fan-out', body)).json()
    expect(refused.errors).toEqual([
      { field: 'to', detail: 'Phòng Kinh tế chưa có người đứng đầu. Chọn một người nhận.' },
    ])
    const joins = { unit: kt, day: '2026-11-25', email: undefined, phone: undefined }
    const join = async (username: string, post: string) =>
      addPerson(await world.ctx('an'), { ...joins, name: `Vũ ${username}`, username, post, roles: ['leader'] })
    await join('long', 'Trưởng phòng')
    await join('phuc', 'Phó Trưởng phòng')
    const key = { 'Idempotency-Key': 'once' }
    const answer = await api.post('/tasks/fan-out', body, key)
    const task = await answer.json()
    expect([answer.status, task.parts]).toEqual([201, { all: 2, done: 0, late: 0 }])
    expect((await (await api.post('/tasks/fan-out', body, key)).json()).id).toBe(task.id)
    const { items } = await (await api.get(`/tasks/${task.id}/parts`)).json()
    expect(items.map(({ assignee }: { assignee: { name: string } }) => assignee.name)).toEqual([
      'Hoàng Thị Mai',
      'Vũ long',
    ])
    await join('hung', 'Giám đốc')
    expect((await (await api.post('/tasks/fan-out', body)).json()).errors[0].detail).toContain('có 3 lãnh đạo')
  })

  test('the form lists the units just below with their heads, and needs no scripts', async () => {
    const hoa = we.as('hoa')
    const given = {
      ...{
        line: '',
        title: frame.title,
        content: 'Theo mẫu.',
        product: 'báo cáo',
        quantity: '1',
        due: '5 ngày làm việc',
      },
      ...{ stepName: 'Báo cáo', stepDays: '', stepDoer: 'responsible', approver: 'Đặng Thị Hoa' },
    }
    const opened = await (await hoa.post('/tasks/fan-out/form', given)).text()
    expect(opened).toContain('Phòng Kinh tế: chưa có người đứng đầu')
    expect(opened).toContain('value="Lê Thị Ngọc Diệp"') // who keeps track of work gathers the results
    expect(opened).toContain('Chọn cả 1 đơn vị')
    expect(opened).toContain('thiếu người thực hiện')
    const form = { ...given, fan: '1', assignee: 'Lê Thị Ngọc Diệp' }
    const ticked = await (await hoa.post('/tasks/fan-out/form', { ...form, tick: 'all' })).text()
    expect(ticked).toMatch(new RegExp(`name="to" value="${id('mai')}" checked`))
    const found = await (await hoa.post('/tasks/fan-out/form', { ...form, to: id('mai'), place: 'kinh te' })).text()
    expect(found).toMatch(new RegExp(`name="to" value="${id('mai')}" checked`)) // hidden by the search, kept all the same
    expect(found).toContain('Phòng Kinh tế: chưa')
    const added = await (
      await hoa.post('/tasks/fan-out/form', { ...form, to: id('mai'), tick: 'more', more: 'Nguyễn Thị Lan' })
    ).text()
    expect(added).toContain('Giao 2 nơi')
    const few = await hoa.post('/tasks/fan-out', { ...form, to: id('mai') })
    expect([few.status, (await few.text()).includes('Chọn từ hai nơi nhận trở lên.')]).toEqual([422, true])
    const selfApproved = await hoa.post('/tasks/fan-out', { ...form, to: [id('mai'), id('hoa')] })
    expect([selfApproved.status, (await selfApproved.text()).includes('Đặng Thị Hoa – ')]).toEqual([422, true])
    const answer = await hoa.post('/tasks/fan-out', { ...form, to: [id('mai'), id('lan')] })
    expect(answer.status).toBe(303)
    expect(await page('hoa', answer.headers.get('Location') ?? '')).toContain('0/2 xong')
  })

  test('of a task one has: parts of it, with no frame between', async () => {
    const task = await whole()
    const form = await page('mai', `/tasks/fan-out?parent=${task}`)
    expect(form).toContain('Giao một phần của việc')
    expect(form).not.toContain('Người tổng hợp')
    const given = {
      ...{
        fan: '1',
        parent: task,
        title: 'Rà soát',
        content: 'Theo mẫu.',
        product: 'báo cáo',
        quantity: '1',
        due: '27/11',
      },
      ...{ stepName: 'Báo cáo', stepDays: '', stepDoer: 'responsible', approver: 'Hoàng Thị Mai', to: id('minh') },
    }
    const answer = await we.as('mai').post('/tasks/fan-out', given)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/tasks/${task}`])
    expect(await we.row(task)).toMatchObject({ children: 1, parentId: null })
  })
})
