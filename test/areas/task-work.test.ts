import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, caller } from '../caller.ts'
import { type Office, office } from '../task-work.ts'
import { morning, type Name, openWorld, type World } from '../world.ts'

let world: World
let we: Office
beforeEach(async () => {
  world = await openWorld()
  we = office(world)
})
afterEach(() => world.close())

const at = (day: string, time = '02:00') => `${day}T${time}:00.000Z`
/** An answer that says why not: its status, and whether the page has the sentence and what was typed. */
const said = async (answer: Response, ...sentences: string[]) => {
  const page = await answer.text()
  return [answer.status, ...sentences.filter((sentence) => !page.includes(sentence))]
}
const bucketOf = async (name: Name, task: string) => {
  const token = tokens.get(`${name}${world.dataDir}`) ?? (await caller(world, name))
  tokens.set(`${name}${world.dataDir}`, token)
  return (await (await token.get(`/tasks/${task}`)).json()).bucket
}
const tokens = new Map<string, Caller>()

describe('declining and handing over', () => {
  test('a declined task goes back to who gave it, who gives it to another; its history is one line', async () => {
    const task = await we.give()
    const first = await we.row(task)
    expect(await said(await we.decide('minh', task, 'refusal', { reason: '' }), 'Ghi lý do')).toEqual([422])
    await we.must('minh', task, 'refusal', { reason: 'Đang nghỉ phép đến hết tháng' })
    expect(await we.holder(task)).toBe('assigner mai')
    expect(await said(await we.as('mai').get('/'), 'Bị từ chối, chờ xử lý', first.title)).toEqual([200])
    world.clock = at('2026-11-26')
    await we.must('mai', task, 'handover', { reason: 'Minh nghỉ phép', assignee: 'Hoàng Thị Mai' })
    const row = await we.row(task)
    expect(row).toMatchObject({ state: 'issued', assigneeId: world.ids.mai.id, due: first.due, code: first.code })
    expect(await we.deadlines(task)).toEqual([{ due: first.due, cause: 'first' }])
    expect(await we.holder(task)).toBe('doer mai')
    expect(await we.deeds(task)).toEqual(['mai person.giveTask', 'minh task.decline', 'mai task.handOver'])
    expect(await we.last(task)).toMatchObject({
      facts: {
        state: ['declined', 'issued'],
        assignee: ['Nguyễn Văn Minh', 'Hoàng Thị Mai'],
        reason: 'Minh nghỉ phép',
      },
    })
    expect(await said(await we.as('mai').get(`/tasks/${task}`), 'Đang nghỉ phép đến hết tháng')).toEqual([200])
    await we.must('mai', task, 'acceptance')
  })

  test.each([
    ['the approver', 'Đặng Thị Hoa', 'Người nghiệm thu không thể là người thực hiện'],
    ['the present doer', 'Nguyễn Văn Minh', 'đang do chính người đó thực hiện'],
    ['somebody out of reach', 'Đỗ Quang', 'không thuộc đơn vị đồng chí phụ trách'],
    ['somebody nobody knows', 'Ai Đó', 'Không tìm thấy ai tên như vậy'],
    ['nobody', '', 'Không tìm thấy ai tên như vậy'],
    ['one of several', 'Nguyễn', 'Có nhiều người khớp'],
  ])('not to %s: nothing changes, what was typed comes back', async (_, assignee, sentence) => {
    const task = await we.given('in_progress')
    const before = await we.row(task)
    const answer = await we.decide('mai', task, 'handover', { reason: 'Cân đối công việc', assignee })
    expect(await said(answer, sentence, 'Cân đối công việc', assignee)).toEqual([422])
    expect(await we.row(task)).toEqual(before)
    expect((await we.last(task))?.action).toBe('task.accept')
  })

  test('an approver who does not lead the heir’s unit gives way to a leader who does; who gave it stays', async () => {
    const task = await we.given('in_progress', { approverId: world.ids.mai.publicId, coordinators: [] })
    const form = { reason: 'Việc của phòng', assignee: 'Nguyễn Thị Lan' }
    const answer = await we.decide('hoa', task, 'handover', form)
    const leaders = [/name="approverId" value="[\w-]+" checked/.source, 'Đặng Thị Hoa, Chủ tịch']
    const html = await answer.text()
    expect([answer.status, html]).toEqual([422, expect.stringContaining('không phụ trách đơn vị của người này')])
    for (const leader of leaders) expect(html).toMatch(new RegExp(leader))
    const no = await we.decide('hoa', task, 'handover', { ...form, approver: 'Đỗ Quang' })
    expect(await said(no, 'Chọn một lãnh đạo của người nhận')).toEqual([422])
    await we.must('hoa', task, 'handover', { ...form, approver: 'Đặng Thị Hoa' })
    const { lan, hoa, mai } = world.ids
    expect(await we.row(task)).toMatchObject({ assigneeId: lan.id, approverId: hoa.id, assignerId: mai.id })
    expect((await we.last(task))?.facts).toMatchObject({ approver: ['Hoàng Thị Mai', 'Đặng Thị Hoa'] })
  })

  test('an approver who fits is not to be replaced on the way', async () => {
    const task = await we.given('in_progress', { coordinators: [] }) // Hoa approves, and leads Lan too
    const form = { reason: 'Việc của phòng', assignee: 'Nguyễn Thị Lan', approver: 'Hoàng Thị Mai' }
    await we.must('hoa', task, 'handover', form)
    expect(await we.row(task)).toMatchObject({ approverId: world.ids.hoa.id })
  })

  test('the steps not done follow the doer, those of others stay; a coordinator takes the own part along', async () => {
    const task = await we.give({
      steps: [{ name: 'Thu số liệu' }, { name: 'Thẩm định', doer: 'approver' }, { name: 'Dự thảo' }],
    })
    await we.bring(task, 'in_progress')
    await we.must('minh', task, 'steps/1')
    await we.must('minh', task, 'question', { text: 'Theo mẫu nào?' })
    await we.must('hoa', task, 'handover', { reason: 'Chuyển phòng Kinh tế', assignee: 'Nguyễn Thị Lan' })
    const { id } = await we.row(task)
    const steps = world.db.reader.selectFrom('taskSteps').select(['doerId', 'doneOn']).where('taskId', '=', id)
    const { minh, hoa, lan } = world.ids
    expect(await steps.orderBy('position').execute()).toEqual([
      { doerId: minh.id, doneOn: '2026-11-25' },
      { doerId: hoa.id, doneOn: null },
      { doerId: lan.id, doneOn: null },
    ])
    const coordinators = world.db.reader.selectFrom('taskCoordinators').selectAll().where('taskId', '=', id)
    expect(await coordinators.execute()).toEqual([])
    expect((await we.last(task))?.facts).toMatchObject({ part: 'Số liệu kinh tế' })
    expect(await we.requests(task)).toMatchObject([{ kind: 'clarification', outcome: 'lapsed' }])
    expect(await we.holder(task)).toBe('doer lan')
  })

  test('who gave the task away no longer finds it, in the list or by its address; the new unit does', async () => {
    const task = await we.given('in_progress', { coordinators: [] })
    await we.must('hoa', task, 'handover', { reason: 'Chuyển phòng Kinh tế', assignee: 'Nguyễn Thị Lan' })
    const finds = async (name: Name) => {
      const list = await (await world.as(name).get('/tasks?show=all')).text()
      return [list.includes(`/tasks/${task}`), (await we.as(name).get(`/tasks/${task}`)).status]
    }
    expect(await finds('minh')).toEqual([false, 404])
    expect(await finds('lan')).toEqual([true, 200])
    expect(await finds('mai')).toEqual([true, 200]) // she gave it
    expect(await finds('diep')).toEqual([true, 200])
  })

  test('while the doer waits for a coordinator, the next doer has the ball all the same', async () => {
    const task = await we.given('in_progress')
    await we.must('minh', task, 'progress', { progress: '25', waitingFor: world.ids.lan.publicId })
    await we.must('mai', task, 'handover', { reason: 'Minh đi học', assignee: 'Hoàng Thị Mai' })
    expect(await we.holder(task)).toBe('doer mai')
  })
})

describe('question and answer', () => {
  test('the ball is the giver’s until the answer, and the doer’s again after it', async () => {
    const task = await we.given('in_progress')
    expect(await said(await we.decide('minh', task, 'question', { text: ' ' }), 'Ghi nội dung')).toEqual([422])
    world.clock = at('2026-11-26')
    await we.must('minh', task, 'question', { text: 'Lấy số liệu đến ngày nào?' })
    expect(await we.holder(task)).toBe('assigner mai')
    expect(
      await said(await we.decide('minh', task, 'question', { text: 'Hỏi thêm' }), 'chuyển sang bước khác', 'Hỏi thêm'),
    ).toEqual([409])
    world.clock = at('2026-11-30')
    await we.must('mai', task, 'answer', { text: 'Đến hết ngày 30/11.' })
    expect(await we.holder(task)).toBe('doer minh')
    expect(await we.requests(task)).toMatchObject([
      { kind: 'clarification', outcome: 'answered', answer: 'Đến hết ngày 30/11.', askedOfId: world.ids.mai.id },
    ])
    expect((await we.last(task))?.facts).toEqual({
      question: 'Lấy số liệu đến ngày nào?',
      answer: 'Đến hết ngày 30/11.',
    })
    expect((await we.row(task)).state).toBe('in_progress')
    world.clock = at('2026-12-01')
    const held = (await (await (await caller(world, 'minh')).get(`/tasks/${task}`)).json()).held
    expect(held).toEqual([
      { holder: 'doer', days: 2 },
      { holder: 'assigner', days: 2 }, // Thursday to Monday
    ])
  })

  test('whoever took on what they gave themselves asks the approver, and not themselves', async () => {
    const task = await we.give({ assigneeId: world.ids.mai.publicId })
    await we.must('mai', task, 'question', { text: 'Phạm vi đến đâu?' })
    expect(await we.holder(task)).toBe('assigner hoa')
    expect(await said(await we.as('hoa').get('/'), 'Hỏi lại', 'Phạm vi đến đâu?')).toEqual([200])
    expect(await said(await we.as('mai').get('/'), 'Phạm vi đến đâu?')).toEqual([200, 'Phạm vi đến đâu?'])
    expect((await we.decide('mai', task, 'answer', { text: 'Tự trả lời' })).status).toBe(403)
    await we.must('hoa', task, 'answer', { text: 'Toàn phường.' })
    expect(await we.holder(task)).toBe('doer mai')
  })

  test('a question nobody answered lapses with the result handed in', async () => {
    const task = await we.given('in_progress')
    await we.must('minh', task, 'question', { text: 'Theo mẫu nào?' })
    await we.must('minh', task, 'extension', { reason: 'Chờ trả lời', due: '16/12/2026' })
    await we.must('minh', task, 'submission', { report: 'Làm theo mẫu cũ' })
    expect(await we.requests(task)).toMatchObject([{ outcome: 'lapsed' }, { outcome: 'lapsed' }])
    await we.must('hoa', task, 'approval')
    expect(await said(await we.as('hoa').get(`/tasks/${task}`), 'Đã xin gia hạn', 'Đã hỏi lại')).toEqual([
      200,
      'Đã xin gia hạn',
      'Đã hỏi lại',
    ])
  })
})

describe('more time', () => {
  const ask = (due: string, task: string) => we.decide('minh', task, 'extension', { reason: 'Thiếu số liệu', due })

  test('granted as proposed with one press; the first deadline stands beside it', async () => {
    const task = await we.given('in_progress')
    expect((await ask('16/12/2026', task)).status).toBe(303)
    expect(await we.holder(task)).toBe('doer minh') // asking stops no clock
    expect((await we.row(task)).due).toBe('2026-12-09')
    await we.must('hoa', task, 'extension/grant')
    expect(await we.row(task)).toMatchObject({ due: '2026-12-16', state: 'in_progress' })
    expect(await we.deadlines(task)).toEqual([
      { due: '2026-12-09', cause: 'first' },
      { due: '2026-12-16', cause: 'extension' },
    ])
    expect(await we.requests(task)).toMatchObject([{ outcome: 'granted', proposedDue: '2026-12-16' }])
    expect((await we.last(task))?.facts).toMatchObject({
      granted: true,
      due: ['2026-12-09', '2026-12-16'],
      reason: 'Thiếu số liệu',
    })
    expect(await said(await we.as('minh').get(`/tasks/${task}`), 'hạn đầu 09/12/2026', 'đổi 1 lần')).toEqual([200])
  })

  test('granted with another day', async () => {
    const task = await we.given('issued')
    await ask('16/12/2026', task)
    await we.must('hoa', task, 'extension/grant', { due: '11/12/2026', answer: 'Chỉ thêm hai ngày' })
    expect(await we.row(task)).toMatchObject({ due: '2026-12-11', state: 'issued' })
    expect(await we.requests(task)).toMatchObject([{ outcome: 'granted', answer: 'Chỉ thêm hai ngày' }])
  })

  test('refused with a reason: the deadline stays', async () => {
    const task = await we.given('in_progress')
    await ask('16/12/2026', task)
    const bare = await we.decide('hoa', task, 'extension/refusal', { reason: '' })
    expect(await said(bare, 'Ghi lý do')).toEqual([422])
    await we.must('hoa', task, 'extension/refusal', { reason: 'Đủ thời gian' })
    expect((await we.row(task)).due).toBe('2026-12-09')
    expect(await we.deadlines(task)).toHaveLength(1)
    expect(await we.requests(task)).toMatchObject([{ outcome: 'refused', answer: 'Đủ thời gian' }])
    expect((await ask('16/12/2026', task)).status).toBe(303) // and may be asked again
  })

  test('a second request while one is open: 409, what was typed is given back', async () => {
    const task = await we.given('in_progress')
    await ask('16/12/2026', task)
    expect(await said(await ask('18/12/2026', task), 'chuyển sang bước khác', 'Thiếu số liệu')).toEqual([409])
    expect(await we.requests(task)).toHaveLength(1)
  })

  test.each([
    ['a Saturday', '12/12/2026', 'Chọn thứ Sáu 11/12 hoặc thứ Hai 14/12'],
    ['the present deadline', '09/12/2026', 'Ghi một ngày sau hạn hiện nay'],
    ['a day before it', '08/12/2026', 'Ghi một ngày sau hạn hiện nay'],
    ['a day gone by', '24/11/2026', 'Hạn này đã qua'],
    ['no day', '31/02/2027', 'Không đọc được'],
    ['nothing', '', 'Ghi ngày'],
  ])('neither asked nor granted for %s', async (_, due, sentence) => {
    const task = await we.given('in_progress')
    expect(await said(await ask(due, task), sentence, 'Thiếu số liệu')).toEqual([422])
    expect(await we.requests(task)).toEqual([])
    await ask('16/12/2026', task)
    if (due) expect(await said(await we.decide('hoa', task, 'extension/grant', { due }), sentence)).toEqual([422])
    if (due) expect(await we.requests(task)).toMatchObject([{ outcome: null }])
    expect((await we.row(task)).due).toBe('2026-12-09')
  })

  test('a proposal that has gone by is not granted blindly: another day is asked for', async () => {
    const task = await we.given('in_progress')
    await ask('10/12/2026', task)
    world.clock = at('2026-12-14')
    expect(await said(await we.decide('hoa', task, 'extension/grant'), 'Hạn này đã qua')).toEqual([422])
    await we.must('hoa', task, 'extension/grant', { due: '18/12/2026' })
    expect(await bucketOf('hoa', task)).toBe('openInTime')
  })
})

describe('progress', () => {
  test('a figure and a note; the log keeps each', async () => {
    const task = await we.given('in_progress')
    await we.must('minh', task, 'progress', { progress: '25', note: 'Đã có số liệu' })
    await we.must('minh', task, 'progress', { progress: '50', note: '' })
    expect((await we.row(task)).progress).toBe(50)
    expect((await we.last(task))?.facts).toEqual({ progress: [25, 50], note: '' })
    const whole = await (await (await caller(world, 'minh')).get(`/tasks/${task}`)).json()
    expect(whole).toMatchObject({
      progress: 50,
      reports: [{ progress: 50, note: '', by: 'Nguyễn Văn Minh' }, { progress: 25 }],
    })
  })

  test.each([
    ['a figure between', { progress: '30' }],
    ['no figure', { note: 'Đang làm' }],
    ['words', { progress: 'nửa' }],
    ['too long a note', { progress: '25', note: 'x'.repeat(2001) }],
    ['waiting for who has no part', { progress: '25', waitingFor: 'mai' }],
    ['waiting for nobody we know', { progress: '25', waitingFor: 'khong-co' }],
  ])('not with %s', async (_, fields: Record<string, string>) => {
    const task = await we.given('in_progress')
    const waitingFor = fields.waitingFor === 'mai' ? world.ids.mai.publicId : fields.waitingFor
    const answer = await we.decide('minh', task, 'progress', { ...fields, ...(waitingFor && { waitingFor }) })
    expect(answer.status).toBe(422)
    expect((await we.row(task)).progress).toBe(0)
    expect((await we.last(task))?.action).toBe('task.accept')
  })

  test('waiting for a coordinator gives them the ball, and their part done gives it back', async () => {
    const task = await we.given('in_progress')
    const lan = world.ids.lan.publicId
    world.clock = at('2026-11-26')
    await we.must('minh', task, 'progress', { progress: '25', note: 'Chờ số liệu của Lan', waitingFor: lan })
    expect(await we.holder(task)).toBe('coordinator lan')
    expect(await said(await we.as('lan').get(`/tasks/${task}`), 'Số liệu kinh tế', 'Xong phần của tôi')).toEqual([200])
    world.clock = at('2026-12-01')
    await we.must('lan', task, 'part', { note: 'Đã gửi bảng số liệu' })
    expect(await we.holder(task)).toBe('doer minh')
    expect((await we.last(task))?.facts).toEqual({ part: 'Số liệu kinh tế', note: 'Đã gửi bảng số liệu' })
    expect((await we.decide('lan', task, 'part', {})).status).toBe(409) // once
    const again = await we.decide('minh', task, 'progress', { progress: '50', waitingFor: lan })
    expect(await said(again, 'chưa xong phần của mình')).toEqual([422])
    expect(await we.holder(task)).toBe('doer minh')
    const whole = await (await (await caller(world, 'hoa')).get(`/tasks/${task}`)).json()
    expect(whole.held).toEqual([
      { holder: 'doer', days: 1 },
      { holder: 'coordinator', days: 3 }, // a weekend between
    ])
    expect(whole.coordinators).toMatchObject([
      { id: lan, name: 'Nguyễn Thị Lan', part: 'Số liệu kinh tế', doneAt: world.clock, note: 'Đã gửi bảng số liệu' },
    ])
  })

  test('a report without waiting takes the ball back', async () => {
    const task = await we.given('in_progress')
    await we.must('minh', task, 'progress', { progress: '25', waitingFor: world.ids.lan.publicId })
    await we.must('minh', task, 'progress', { progress: '50' })
    expect(await we.holder(task)).toBe('doer minh')
  })

  test('steps are ticked in their order, each once', async () => {
    const task = await we.given('in_progress')
    const tick = async (position: string) => (await we.decide('minh', task, `steps/${position}`)).status
    expect([await tick('2'), await tick('khong'), await tick('0')]).toEqual([409, 409, 409])
    expect([await tick('1'), await tick('1'), await tick('3'), await tick('2'), await tick('3')]).toEqual([
      303, 409, 409, 303, 303,
    ])
    expect([await tick('3'), await tick('4')]).toEqual([409, 409])
    expect((await we.recorded(task)).flatMap(({ facts }) => facts.step ?? [])).toEqual([
      'Thu số liệu',
      'Dự thảo',
      'Trình ký',
    ])
  })
})

describe('steering', () => {
  test('an objective cause is confirmed beside the delay, which stays what it was', async () => {
    const task = await we.give()
    world.clock = at('2026-12-14')
    await we.bring(task, 'completed')
    await we.must('hoa', task, 'excuse', { reason: 'Bão số 9' })
    expect(await we.row(task)).toMatchObject({ state: 'completed', excused: 'Bão số 9' })
    expect(await bucketOf('minh', task)).toBe('doneLate')
    await we.must('hoa', task, 'excuse', { reason: 'Bão số 9, mất điện' })
    expect((await we.last(task))?.facts).toEqual({ excused: ['Bão số 9', 'Bão số 9, mất điện'] })
  })

  test('a paused task is in no bucket, nobody has the ball; resumed it counts again', async () => {
    const task = await we.given('in_progress')
    expect(await bucketOf('hoa', task)).toBe('openInTime')
    await we.must('mai', task, 'pause', { reason: 'Chờ hướng dẫn' })
    expect([await bucketOf('hoa', task), await we.holder(task)]).toEqual([null, undefined])
    world.clock = at('2026-12-14')
    expect(await bucketOf('hoa', task)).toBe(null)
    expect((await (await we.as('hoa').get('/tasks?show=late')).text()).includes(task)).toBe(false)
    await we.must('hoa', task, 'resumption')
    expect([await bucketOf('hoa', task), await we.holder(task)]).toEqual(['openLate', 'doer minh'])
    expect((await (await we.as('hoa').get('/tasks?show=late')).text()).includes(task)).toBe(true)
    const held = (await (await (await caller(world, 'hoa')).get(`/tasks/${task}`)).json()).held
    expect(held).toEqual([{ holder: 'doer', days: 0 }])
  })

  test('a cancelled task keeps its reason and its place, and nothing more happens to it', async () => {
    const task = await we.given('in_progress')
    await we.must('minh', task, 'question', { text: 'Còn làm không?' })
    await we.must('mai', task, 'cancellation', { reason: 'Tỉnh đã dừng' })
    expect([await bucketOf('hoa', task), await we.holder(task)]).toEqual([null, undefined])
    expect(await we.requests(task)).toMatchObject([{ outcome: 'lapsed' }])
    expect(await said(await we.as('minh').get(`/tasks/${task}`), 'Việc đã hủy', 'Tỉnh đã dừng')).toEqual([200])
    for (const [name, noun] of [
      ['minh', 'acceptance'],
      ['mai', 'answer'],
      ['lan', 'part'],
      ['mai', 'handover'],
    ] as const) {
      const fields = { text: 'x', reason: 'x', assignee: 'Hoàng Thị Mai' }
      expect([noun, (await we.decide(name, task, noun, fields)).status]).toEqual([noun, 409])
    }
    await we.must('minh', task, 'comments', { text: 'Đã lưu hồ sơ' }) // but it can be talked about
  })

  test('a task for information is closed by reading it, on the day it is read', async () => {
    const task = await we.give({ kind: 'information' })
    const inTime = await we.give({ kind: 'information' })
    await we.must('minh', inTime, 'reading')
    world.clock = at('2026-12-14')
    await we.must('minh', task, 'reading')
    expect(await we.row(task)).toMatchObject({ state: 'completed', doneOn: '2026-12-14' })
    expect([await bucketOf('minh', task), await bucketOf('minh', inTime)]).toEqual(['doneLate', 'doneInTime'])
    for (const noun of ['acceptance', 'submission', 'extension', 'question'])
      expect([
        noun,
        (await we.decide('minh', inTime, noun, { report: 'x', text: 'x', reason: 'x', due: '16/12/2026' })).status,
      ]).toEqual([noun, 409])
  })

  test('a task for an opinion goes the way of work: answered, judged, sent back', async () => {
    const task = await we.given('submitted', { kind: 'opinion' })
    expect(await we.holder(task)).toBe('approver hoa')
    await we.must('hoa', task, 'return', { reason: 'Nêu rõ phương án', due: '09/12/2026' })
    expect(await we.deadlines(task)).toHaveLength(1) // the same day is no new deadline
    await we.must('minh', task, 'submission', { report: 'Chọn phương án 2' })
    await we.must('hoa', task, 'approval', { grade: 'exceeded' })
    expect(await we.row(task)).toMatchObject({ state: 'completed', doneOn: '2026-11-25' })
  })
})

describe('talk', () => {
  const mentioned = () =>
    world.db.reader
      .selectFrom('commentMentions')
      .innerJoin('people', 'people.id', 'commentMentions.personId')
      .select('people.name')
      .orderBy('people.id')
      .execute()

  test.each([
    ['a given name', 'Nhờ @Lan gửi số liệu', ['Nguyễn Thị Lan']],
    ['a full name', '@Nguyễn Văn Minh làm tiếp', ['Nguyễn Văn Minh']],
    ['a name in quotes', '@"đặng thị hoa" cho ý kiến', ['Đặng Thị Hoa']],
    ['two at once', '@Lan và @Minh họp 14h', ['Nguyễn Văn Minh', 'Nguyễn Thị Lan']],
    ['a sentence that begins after the name', '@Lan Gửi trước 16h', ['Nguyễn Thị Lan']],
    ['one name twice', '@Lan, @Lan ơi', ['Nguyễn Thị Lan']],
    ['a name two people share', '@Nguyễn xem', []],
    ['nobody', '@Ai Đó xem', []],
    ['an address, which is no mention', 'Gửi về so.noivu@lan.gov.vn', []],
    ['who may not see the task', '@Quang xem giúp', []],
  ])('%s', async (_, text, expected) => {
    const task = await we.give()
    await we.must('minh', task, 'comments', { text })
    expect((await mentioned()).map(({ name }) => name)).toEqual(expected)
    const { items } = await (await (await caller(world, 'lan')).get(`/tasks/${task}/comments`)).json()
    expect(items).toMatchObject([{ text, by: 'Nguyễn Văn Minh', at: morning }])
    expect(items[0].mentions.map(({ name }: { name: string }) => name).sort()).toEqual([...expected].sort())
  })

  test('what is said is shown to everybody who sees the task, escaped, in order', async () => {
    const task = await we.give()
    await we.must('minh', task, 'comments', { text: '<b>Một</b>' })
    await we.must('hoa', task, 'comments', { text: 'Hai' })
    const page = await (await we.as('diep').get(`/tasks/${task}`)).text()
    expect(page).toMatch(/&lt;b&gt;Một[\s\S]*Hai/)
    expect(await said(await we.decide('minh', task, 'comments', { text: '' }), 'Ghi nội dung')).toEqual([422])
    expect((await we.row(task)).version).toBe(1) // talk is no change of the task
  })
})
