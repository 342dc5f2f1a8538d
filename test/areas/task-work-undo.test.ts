import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { caller } from '../caller.ts'
import { type Office, office } from '../task-work.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
let we: Office
beforeEach(async () => {
  world = await openWorld()
  we = office(world)
})
afterEach(() => world.close())

const at = (time: string) => `2026-11-25T${time}.000Z`
const undo = async (name: Name, task: string) => (await we.decide(name, task, 'undo')).status
/** What can be compared before and after: all but the version, which only grows. */
const stand = async (task: string) => {
  const { version: _, ...row } = await we.row(task)
  return { row, deadlines: await we.deadlines(task), requests: await we.requests(task), holder: await we.holder(task) }
}

/** The one-press decisions that can be taken back: what leads there, who makes it, what it does. */
const pressed: [string, Name, (task: string) => Promise<unknown>, string, Record<string, string>][] = [
  ['accepting', 'minh', async () => {}, 'acceptance', {}],
  ['approving', 'hoa', (task) => we.bring(task, 'submitted'), 'approval', {}],
  ['granting', 'hoa', asked, 'extension/grant', {}],
  ['granting another day', 'hoa', asked, 'extension/grant', { due: '11/12/2026' }],
  ['refusing more time', 'hoa', asked, 'extension/refusal', { reason: 'Đủ thời gian' }],
  ['granting while a coordinator is waited for', 'hoa', waiting, 'extension/grant', {}],
  ['granting while a question is open', 'hoa', questioned, 'extension/grant', {}],
]

async function asked(task: string) {
  await we.must('minh', task, 'acceptance')
  await we.must('minh', task, 'extension', { reason: 'Thiếu số liệu', due: '16/12/2026' })
}
async function waiting(task: string) {
  await asked(task)
  await we.must('minh', task, 'progress', { progress: '25', waitingFor: world.ids.lan.publicId })
}
async function questioned(task: string) {
  await asked(task)
  await we.must('minh', task, 'question', { text: 'Theo mẫu nào?' })
}

describe('taking back a decision of one press', () => {
  test.each(pressed)('%s: everything is as before, and both are on record', async (_, who, lead, noun, fields) => {
    const task = await we.give()
    await lead(task)
    const before = await stand(task)
    const answer = await we.must(who, task, noun, fields)
    expect(decodeURIComponent(answer.headers.get('Set-Cookie') ?? '')).toContain(`/tasks/${task}/undo`)
    expect(await stand(task)).not.toEqual(before)
    world.clock = at('02:09:59')
    expect(await (await we.as(who).get(`/tasks/${task}`)).text()).toContain('Hoàn tác')
    expect(await undo(who, task)).toBe(303)
    expect(await stand(task)).toEqual(before)
    expect((await we.recorded(task)).slice(-2)).toMatchObject([
      { actor: who },
      { actor: who, action: 'task.undo', facts: { undone: expect.any(String) } },
    ])
  })

  test.each(pressed)('%s: not by somebody else, not twice', async (_, who, lead, noun, fields) => {
    const task = await we.give()
    await lead(task)
    await we.must(who, task, noun, fields)
    const [after, rows] = [await stand(task), await we.recorded(task)]
    for (const name of ['minh', 'hoa', 'mai', 'lan', 'diep', 'quang'] as const)
      if (name !== who) expect([name, [403, 404, 409].includes(await undo(name, task))]).toEqual([name, true])
    expect([await stand(task), await we.recorded(task)]).toEqual([after, rows])
    expect([await undo(who, task), await undo(who, task)]).toEqual([303, 409])
  })

  test.each(pressed)('%s: not after ten minutes', async (_, who, lead, noun, fields) => {
    const task = await we.give()
    await lead(task)
    await we.must(who, task, noun, fields)
    const after = await stand(task)
    world.clock = at('02:10:01')
    const late = await we.decide(who, task, 'undo')
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('Không hoàn tác được nữa')])
    expect(await (await we.as(who).get(`/tasks/${task}`)).text()).not.toContain('>Hoàn tác<')
    expect(await stand(task)).toEqual(after)
  })

  test.each([
    ['accepting', 'minh', 'issued', 'acceptance', 'minh', 'progress', { progress: '25' }],
    ['accepting', 'minh', 'issued', 'acceptance', 'mai', 'pause', { reason: 'Chờ' }],
    ['approving', 'hoa', 'submitted', 'approval', 'hoa', 'excuse', { reason: 'Bão' }],
  ] as const)('%s: not after something followed', async (_, who, state, noun, other, followed, fields) => {
    const task = await we.given(state)
    await we.must(who, task, noun)
    await we.must(other, task, followed, fields)
    expect(await undo(who, task)).toBe(409)
    expect((await we.last(task))?.action).not.toBe('task.undo')
  })

  test('talk does not stand in its way', async () => {
    const task = await we.given('submitted')
    await we.must('hoa', task, 'approval')
    await we.must('minh', task, 'comments', { text: 'Cảm ơn đồng chí' })
    expect(await undo('hoa', task)).toBe(303)
    expect(await we.holder(task)).toBe('approver hoa')
  })

  test('what needs words cannot be taken back', async () => {
    const task = await we.given('submitted')
    await we.must('hoa', task, 'return', { reason: 'Thiếu phụ lục', due: '18/12/2026' })
    expect(await undo('hoa', task)).toBe(409)
  })

  test('accepted, taken back, accepted again: the last can be taken back once more', async () => {
    const task = await we.give()
    for (const noun of ['acceptance', 'undo', 'acceptance', 'undo']) await we.must('minh', task, noun)
    expect(await we.row(task)).toMatchObject({ state: 'issued', version: 5 })
    expect((await we.spans(task)).filter(({ toAt }) => toAt === null)).toHaveLength(1)
  })
})

describe('a substitute', () => {
  const standIn = async (substitute: Name, principal: Name, name: string) => {
    await world.as(principal).post('/delegations', {
      substitute: name,
      fromDay: '25/11/2026',
      toDay: '30/11/2026',
      reason: 'Đi công tác',
    })
    const rows = world.db.reader.selectFrom('delegations').select('publicId').orderBy('id', 'desc')
    const browser = world.as(substitute)
    await browser.post(`/delegations/${(await rows.executeTakeFirstOrThrow()).publicId}/acting`)
    return browser
  }

  test('decides in the principal’s place, and the record and the history say so', async () => {
    const task = await we.given('submitted')
    const diep = await standIn('diep', 'hoa', 'Lê Thị Ngọc Diệp')
    expect((await diep.post(`/tasks/${task}/approval`)).status).toBe(303)
    expect(await we.last(task)).toMatchObject({
      actor: 'diep',
      behalfOfId: world.ids.hoa.id,
      action: 'task.approve',
    })
    expect(await (await we.as('minh').get(`/tasks/${task}`)).text()).toContain('làm thay đ/c Hoa')
    const { items } = await (await (await caller(world, 'minh')).get(`/tasks/${task}/history?limit=1`)).json()
    expect(items).toMatchObject([{ actor: 'Lê Thị Ngọc Diệp', onBehalfOf: 'Đặng Thị Hoa', action: 'task.approve' }])
    expect(await undo('hoa', task)).toBe(409) // what another did in her name is not hers to take back
    expect((await diep.post(`/tasks/${task}/undo`)).status).toBe(303)
  })

  test('who is the doer cannot judge the own work, in whosever name', async () => {
    const task = await we.given('submitted')
    const minh = await standIn('minh', 'hoa', 'Nguyễn Văn Minh')
    const before = await we.row(task)
    for (const [noun, fields] of [
      ['approval', {}],
      ['return', { reason: 'x', due: '18/12/2026' }],
      ['excuse', { reason: 'x' }],
    ] as const)
      expect([noun, (await minh.post(`/tasks/${task}/${noun}`, fields)).status]).toEqual([noun, 403])
    expect(await we.row(task)).toEqual(before)
    expect(await (await minh.get(`/tasks/${task}`)).text()).not.toContain('Nghiệm thu: Đạt')
  })

  test('does in the doer’s place what the doer does, but decides nothing in the own', async () => {
    const task = await we.give()
    const lan = await standIn('lan', 'minh', 'Nguyễn Thị Lan')
    expect((await lan.post(`/tasks/${task}/acceptance`)).status).toBe(303)
    expect((await lan.post(`/tasks/${task}/part`)).status).toBe(403) // Lan's own part, while she is Minh
    await lan.post(`/tasks/${task}/submission`, { report: 'Xong' })
    const { minh, lan: self } = world.ids
    const submissions = world.db.reader.selectFrom('submissions').select('submittedById')
    expect(await submissions.execute()).toEqual([{ submittedById: self.id }])
    expect(await we.row(task)).toMatchObject({ state: 'submitted', assigneeId: minh.id })
  })
})

describe('the same form sent twice', () => {
  const twice: [string, Name, 'issued' | 'in_progress' | 'submitted', string, Record<string, string>][] = [
    ['accepting', 'minh', 'issued', 'acceptance', {}],
    ['declining', 'minh', 'issued', 'refusal', { reason: 'Trùng' }],
    ['reporting', 'minh', 'in_progress', 'progress', { progress: '25', note: 'Một' }],
    ['a step', 'minh', 'in_progress', 'steps/1', {}],
    ['handing in', 'minh', 'in_progress', 'submission', { report: 'Xong' }],
    ['approving', 'hoa', 'submitted', 'approval', {}],
    ['returning', 'hoa', 'submitted', 'return', { reason: 'Thiếu', due: '18/12/2026' }],
    ['asking for time', 'minh', 'in_progress', 'extension', { reason: 'Thiếu', due: '16/12/2026' }],
    ['asking', 'minh', 'in_progress', 'question', { text: 'Mẫu nào?' }],
    ['confirming a cause', 'hoa', 'in_progress', 'excuse', { reason: 'Bão' }],
    ['pausing', 'mai', 'in_progress', 'pause', { reason: 'Chờ' }],
    ['handing over', 'mai', 'in_progress', 'handover', { reason: 'Chuyển', assignee: 'Hoàng Thị Mai' }],
    ['cancelling', 'mai', 'issued', 'cancellation', { reason: 'Thôi' }],
    ['a part', 'lan', 'in_progress', 'part', { note: 'Xong' }],
    ['a remark', 'minh', 'issued', 'comments', { text: 'Đã rõ' }],
  ]
  test.each(twice)('%s: done once, answered alike', async (_, who, state, noun, fields) => {
    const task = await we.given(state)
    const before = (await we.recorded(task)).length
    const sent = { ...fields, _key: 'k', _version: String((await we.row(task)).version) }
    const [first, second] = [await we.decide(who, task, noun, sent), await we.decide(who, task, noun, sent)]
    expect([first.status, second.status]).toEqual([303, 303])
    expect(second.headers.get('Location')).toBe(first.headers.get('Location'))
    expect(await we.recorded(task)).toHaveLength(before + 1)
  })

  test('by the API, with one key', async () => {
    const task = await we.given('in_progress')
    const minh = await caller(world, 'minh')
    const send = () => minh.post(`/tasks/${task}/comments`, { text: 'Đã rõ' }, { 'Idempotency-Key': 'k' })
    expect([(await send()).status, (await send()).status]).toEqual([201, 201])
    expect((await (await minh.get(`/tasks/${task}/comments`)).json()).items).toHaveLength(1)
  })
})

describe('two at once', () => {
  const races: [string, 'issued' | 'in_progress' | 'submitted', [Name, string, Record<string, string>][]][] = [
    [
      'accepting and declining',
      'issued',
      [
        ['minh', 'acceptance', {}],
        ['minh', 'refusal', { reason: 'Chữ đã gõ của Minh' }],
      ],
    ],
    [
      'accepting and cancelling',
      'issued',
      [
        ['minh', 'acceptance', {}],
        ['mai', 'cancellation', { reason: 'Chữ đã gõ của Mai' }],
      ],
    ],
    [
      'approving and returning',
      'submitted',
      [
        ['hoa', 'approval', {}],
        ['hoa', 'return', { reason: 'Chữ đã gõ của Hoa', due: '18/12/2026' }],
      ],
    ],
    [
      'reporting and handing in',
      'in_progress',
      [
        ['minh', 'progress', { progress: '75', note: 'Chữ đã gõ của Minh' }],
        ['minh', 'submission', { report: 'Chữ đã gõ của Minh' }],
      ],
    ],
    [
      'pausing and handing over',
      'in_progress',
      [
        ['mai', 'pause', { reason: 'Chữ đã gõ của Mai' }],
        ['hoa', 'handover', { reason: 'Chữ đã gõ của Hoa', assignee: 'Hoàng Thị Mai' }],
      ],
    ],
  ]
  test.each(races)('%s: one wins, the other gets 409 with what was typed', async (_, state, [one, other]) => {
    const task = await we.given(state)
    const before = (await we.recorded(task)).length
    const { version } = await we.row(task)
    const send = ([who, noun, fields]: NonNullable<typeof one>) =>
      we.decide(who, task, noun, { ...fields, _version: String(version) })
    const answers = await Promise.all([send(one!), send(other!)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const at = answers[0]?.status === 409 ? 0 : 1
    const page = (await answers[at]?.text()) ?? ''
    expect(page).toContain('vừa được người khác sửa')
    const { reason, report, note } = [one, other][at]?.[2] ?? {}
    expect(page).toContain(reason ?? report ?? note ?? '')
    expect(await we.recorded(task)).toHaveLength(before + 1)
    expect(await we.row(task)).toMatchObject({ version: version + 1 })
  })

  test('answering what somebody else has answered gives the words back, though their form is gone', async () => {
    const task = await we.given('in_progress')
    await we.must('minh', task, 'question', { text: 'Theo mẫu nào?' })
    await we.must('hoa', task, 'answer', { text: 'Mẫu 02' })
    const late = await we.decide('mai', task, 'answer', { text: 'Theo mẫu số 01 kèm công văn' })
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('Theo mẫu số 01 kèm công văn')])
  })

  test('ten remarks at once are ten remarks', async () => {
    const task = await we.give()
    const sent = await Promise.all(
      [...Array(10).keys()].map((n) => we.decide('minh', task, 'comments', { text: `${n}` })),
    )
    expect(sent.map(({ status }) => status)).toEqual(Array(10).fill(303))
    expect((await we.recorded(task)).filter(({ action }) => action === 'task.comment')).toHaveLength(10)
  })
})
