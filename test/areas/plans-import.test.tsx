import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apply, check, rowsOf, sendFile, stateOf, told, type Value, xlsxFile } from '../import-files.ts'
import { incomplete, plan81 } from '../plan-81.ts'
import { bringPlan, checkPlan, type Line, optionsOf } from '../plan-files.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const count = async (table: 'plans' | 'planLines' | 'planItems' | 'tasks' | 'drafts' | 'audit') =>
  (
    await world.db.reader
      .selectFrom(table)
      .select((is) => is.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count
const written = async () => [
  await count('plans'),
  await count('planItems'),
  await count('tasks'),
  await count('drafts'),
]
const tasks = () =>
  world.db.reader
    .selectFrom('tasks')
    .innerJoin('people', 'people.id', 'tasks.assigneeId')
    .selectAll('tasks')
    .select('people.name as doer')
    .orderBy('tasks.id')
    .execute()
const line = (...cells: Line): Line => cells
const good = line('1', 'Báo cáo cải cách hành chính', 'Nguyễn Văn Minh', '', '15/12/2026', 'báo cáo')

test('a plan of 81 tasks is given in one act: the clear ones at once, the others kept as drafts', async () => {
  const before = await count('audit')
  const { answers, status, plan } = await bringPlan(world, plan81())
  expect([status, answers.length, answers.every(({ outcome }) => outcome === 'created')]).toEqual([303, 87, true])
  const wanting = Object.keys(incomplete).length
  expect(await written()).toEqual([1, 87, 81 - wanting, wanting])
  const all = await tasks()
  expect(
    all.every(
      ({ planItemId, document }) =>
        planItemId !== null && document.startsWith('Kế hoạch số 05/KH-UBND ngày 12/01/2026'),
    ),
  ).toBe(true)
  expect(all.filter(({ parentId }) => parentId !== null)).toHaveLength(11)
  expect(all.filter(({ children }) => children > 0)).toHaveLength(11)
  const drafts = await world.db.reader.selectFrom('drafts').select(['ownerId', 'planItemId', 'title']).execute()
  expect(drafts.every(({ ownerId, planItemId }) => ownerId === world.ids.hoa.id && planItemId !== null)).toBe(true)
  const record = (await world.audit(200)).slice(-(await count('audit')) + before)
  const said = record.filter(({ action }) => action === 'unit.importPlan').map(({ facts, subject }) => [facts, subject])
  expect(said).toEqual([
    [
      {
        document: 'Kế hoạch số 05/KH-UBND ngày 12/01/2026 của UBND phường',
        planVersion: 1,
        lines: 87,
        given: 76,
        drafts: 5,
      },
      plan,
    ],
  ])
  expect(record.filter(({ action }) => action === 'person.giveTask')).toHaveLength(76)
  expect((await world.as('hoa').get(`/plans/${plan}`)).status).toBe(200)
}, 60_000)

describe('what becomes of a line', () => {
  test.each<[why: string, line: Line, becomes: string, note?: RegExp]>([
    ['all rõ are clear', good, 'task'],
    ['a unit is its head', line('1', 'Báo cáo', 'Phòng VHXH', '', '15/12/2026', 'báo cáo'), 'task'],
    [
      'by e-mail-like short name and unit',
      line('1', 'Báo cáo', 'Lan (Phòng Kinh tế)', '', '15/12/2026', 'báo cáo'),
      'task',
    ],
    [
      'a quarter is its last working day',
      line('1', 'Báo cáo', 'Minh', '', 'quý IV/2026', 'báo cáo'),
      'task',
      /Hiểu là 31\/12\/2026/,
    ],
    ['a real date', line('1', 'Báo cáo', 'Minh', '', new Date('2026-12-15T00:00:00Z'), 'báo cáo'), 'task'],
    ['the title says what is handed in', line('1', 'Kế hoạch tuyên truyền', 'Minh', '', '15/12/2026'), 'task'],
    ['a number before the product', line('1', 'Lớp tập huấn', 'Minh', '', '15/12/2026', '02 lớp tập huấn'), 'task'],
    ['no product', line('1', 'Đẩy mạnh tuyên truyền', 'Minh', '', '15/12/2026'), 'draft', /sản phẩm/],
    ['nobody', line('1', 'Báo cáo', '', '', '15/12/2026', 'báo cáo'), 'draft', /người thực hiện/],
    ['no deadline', line('1', 'Báo cáo', 'Minh', '', '', 'báo cáo'), 'draft', /hạn/],
    ['standing work', line('1', 'Báo cáo', 'Minh', '', 'thường xuyên', 'báo cáo'), 'draft', /chưa có ngày cụ thể/],
    [
      'words that are no day',
      line('1', 'Báo cáo', 'Minh', '', 'sau khi có hướng dẫn', 'báo cáo'),
      'draft',
      /Không đọc được hạn/,
    ],
    [
      'a day off',
      line('1', 'Báo cáo', 'Minh', '', '05/12/2026', 'báo cáo'),
      'draft',
      /thứ Sáu 04\/12 hoặc thứ Hai 07\/12/,
    ],
    [
      'a deadline gone by',
      line('1', 'Báo cáo', 'Minh', '', '15/10/2026', 'báo cáo'),
      'draft',
      /Hạn 15\/10\/2026 đã qua/,
    ],
    [
      'the giver would approve the own work',
      line('1', 'Báo cáo', 'Đặng Thị Hoa', '', '15/12/2026', 'báo cáo'),
      'draft',
      /không tự nghiệm thu/,
    ],
  ])('%s', async (_, one, becomes, note) => {
    const { answers } = await checkPlan(world, [one])
    expect(answers.map(({ outcome, view }) => [outcome, (view as { becomes: string }).becomes])).toEqual([
      ['created', becomes],
    ])
    if (note) expect(answers[0]?.notes.map(({ text }) => text).join(' ')).toMatch(note)
  })

  test.each<[why: string, line: Line, note: RegExp]>([
    ['31/02', line('1', 'Báo cáo', 'Minh', '', '31/02/2027', 'báo cáo'), /E2 “31\/02\/2027” không phải ngày có thật/],
    [
      'an unknown person',
      line('1', 'Báo cáo', 'Trần Không Có', '', '15/12/2026', 'báo cáo'),
      /C2 Không có người hoặc đơn vị nào tên “Trần Không Có”/,
    ],
    [
      'a name of two',
      line('1', 'Báo cáo', 'Nguyễn', '', '15/12/2026', 'báo cáo'),
      /C2 Có nhiều người khớp “Nguyễn”: Nguyễn Thị Lan \(KT\), Nguyễn Văn Minh \(VH-XH\)/,
    ],
    [
      'a unit without a head',
      line('1', 'Báo cáo', 'Phòng Kinh tế', '', '15/12/2026', 'báo cáo'),
      /C2 Phòng Kinh tế chưa có lãnh đạo/,
    ],
    [
      'two leads',
      line('1', 'Báo cáo', 'Nguyễn Văn Minh; Nguyễn Thị Lan', '', '15/12/2026', 'báo cáo'),
      /C2 .*nhiều đầu mối/,
    ],
    ['no title', line('1', '', 'Minh', '', '15/12/2026', 'báo cáo'), /B2 Ghi tên nhiệm vụ/],
  ])('refused: %s, and nothing is written', async (_, one, note) => {
    const { id, answers } = await checkPlan(world, [one, ['2', ...good.slice(1)] as Line])
    expect(told(answers).join('\n')).toMatch(note)
    expect(answers.map(({ outcome }) => outcome)).toEqual(['refused', 'created'])
    expect(await apply(world, id, {}, 'hoa')).toBe(409)
    expect(await written()).toEqual([0, 0, 0, 0])
  })
})

test('refused lines may be left out expressly: the rest is written', async () => {
  const { id } = await checkPlan(world, [good, line('2', 'Báo cáo khác', 'Không Có Ai', '', '15/12/2026', 'báo cáo')])
  expect(await apply(world, id, { leaveOut: '1' }, 'hoa')).toBe(303)
  expect(await written()).toEqual([1, 1, 1, 0])
})

test('all as drafts, when that is chosen', async () => {
  await bringPlan(world, [good], { 'opt.mode': 'drafts' })
  expect(await written()).toEqual([1, 1, 0, 1])
})

test('headings are no tasks; a line under a task is a part of it, due no later', async () => {
  const { answers } = await bringPlan(world, [
    ['I', 'Nhóm nhiệm vụ chung'],
    ['1', 'Báo cáo chung', 'Hoàng Thị Mai', '', '20/12/2026', 'báo cáo'],
    ['1.1', 'Báo cáo phần một', 'Minh', '', '15/12/2026', 'báo cáo'],
    ['1.2', 'Báo cáo phần hai', 'Minh', '', '28/12/2026', 'báo cáo'],
  ])
  expect(answers.map(({ view }) => (view as { becomes: string }).becomes)).toEqual(['heading', 'draft', 'task', 'task'])
  expect(told(answers)[1]).toContain('Hạn rơi vào ngày nghỉ')
  expect(told(answers)[2]).toContain('Việc mẹ chưa giao được')
})

test('a task over others takes the latest of their deadlines where it names none', async () => {
  const { answers } = await bringPlan(world, [
    ['1', 'Cải cách thể chế', 'Hoàng Thị Mai'],
    ['1.1', 'Báo cáo phần một', 'Minh', '', '15/12/2026', 'báo cáo'],
    ['1.2', 'Báo cáo phần hai', 'Minh', '', '22/12/2026', 'báo cáo'],
    ['2', 'Báo cáo chung', 'Hoàng Thị Mai', '', '15/12/2026', 'báo cáo'],
    ['2.1', 'Báo cáo muộn hơn', 'Minh', '', '22/12/2026', 'báo cáo'],
  ])
  expect(told(answers)[0]).toContain('lấy hạn muộn nhất của các việc con, 22/12/2026')
  expect(told(answers)[4]).toContain('Hạn của việc con không sau hạn của việc mẹ, 15/12/2026')
  const all = await tasks()
  expect(all.map(({ title, due, parentId, children }) => [title, due, parentId, children])).toEqual([
    ['Cải cách thể chế', '2026-12-22', null, 2],
    ['Báo cáo phần một', '2026-12-15', all[0]?.id, 0],
    ['Báo cáo phần hai', '2026-12-22', all[0]?.id, 0],
    ['Báo cáo chung', '2026-12-15', null, 0],
  ])
})

test('a unit is known by its initials where it has no short name of its own, and by nothing that may be a person', async () => {
  const unit = world.db.writer.updateTable('units').where('publicId', '=', world.units.vhxh)
  await unit.set({ name: 'Phòng Văn hóa và Xã hội', shortName: 'Phòng Văn hóa và Xã hội' }).execute()
  const named = (doer: string) => line('1', 'Báo cáo', doer, '', '15/12/2026', 'báo cáo')
  const { answers } = await checkPlan(world, ['Phòng VH-XH', 'VHXH', 'vhxh', 'Phòng VX'].map(named))
  expect(answers.map(({ view }) => (view as { who?: string } | undefined)?.who)).toEqual([
    'Hoàng Thị Mai',
    'Hoàng Thị Mai',
    undefined,
    undefined,
  ])
})

test('a clerk takes it in for a leader: given and approved in that name, drafts the own', async () => {
  const lines = [good, line('2', 'Đẩy mạnh tuyên truyền', 'Minh', '', '15/12/2026')]
  await bringPlan(world, lines, {}, 'diep')
  const [task] = await tasks()
  expect([task?.assignerId, task?.approverId]).toEqual([world.ids.hoa.id, world.ids.hoa.id])
  const drafts = await world.db.reader.selectFrom('drafts').select('ownerId').execute()
  expect(drafts).toEqual([{ ownerId: world.ids.diep.id }])
  expect((await world.audit(20)).find(({ action }) => action === 'person.giveTask')).toMatchObject({ actor: 'diep' })
})

test('a clerk has to say for whom', async () => {
  const id = await sendFile(world, 'plan', await xlsxFile([['Nhiệm vụ'], ['Báo cáo']]), 'diep')
  const form = { sheet: '0', head: '1', 'map.title': '0', ...optionsOf(world, { 'opt.assigner': '' }) }
  const answer = await world.as('diep').post(`/imports/${id}/mapping`, form)
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Người giao')])
})

test('an officer is offered no import of a plan, and is not let in by hand', async () => {
  const answer = await world
    .as('minh')
    .post('/imports', { kind: 'plan', file: await xlsxFile([['Nhiệm vụ'], ['Báo cáo']]) })
  expect(answer.status).toBe(403)
})

test('what was clear when the file was checked and is no more keeps the whole file from being written', async () => {
  const { id } = await checkPlan(world, [
    good,
    line('2', 'Báo cáo khác', 'Nguyễn Thị Lan', '', '15/12/2026', 'báo cáo'),
  ])
  await world.db.writer
    .updateTable('people')
    .set({ leftOn: world.clock.slice(0, 10) })
    .where('id', '=', world.ids.minh.id)
    .execute()
  await apply(world, id, {}, 'hoa')
  expect([await stateOf(world, id), await written()]).toEqual(['checked', [0, 0, 0, 0]])
  expect(told(await rowsOf(world, id))[0]).toContain('refused')
})

test('one file may hold several documents, each row of its own', async () => {
  const rows: Value[][] = [
    ['Số, ký hiệu văn bản', 'Ngày văn bản', 'Cơ quan ban hành', 'Nhiệm vụ', 'Chủ trì', 'Thời hạn', 'Sản phẩm'],
    ['Công văn số 3127/SNV-CCHC ngày 18/11/2026', null, 'Sở Nội vụ', 'Báo cáo một', 'Minh', '15/12/2026', 'báo cáo'],
    [null, null, null, 'Báo cáo hai', 'Lan', '15/12/2026', 'báo cáo'],
    ['17/TB-UBND', new Date('2026-11-20T00:00:00Z'), 'UBND thành phố', 'Báo cáo ba', 'Minh', '15/12/2026', 'báo cáo'],
  ]
  const id = await sendFile(world, 'plan', await xlsxFile(rows), 'hoa')
  const bare = { 'opt.number': '', 'opt.day': '', 'opt.issuer': '', 'opt.summary': '' }
  await check(world, id, optionsOf(world, bare), 'hoa')
  await apply(world, id, {}, 'hoa')
  const plans = await world.db.reader.selectFrom('plans').select(['number', 'day', 'issuer']).orderBy('id').execute()
  expect(plans).toEqual([
    { number: '3127/SNV-CCHC', day: '2026-11-18', issuer: 'Sở Nội vụ' },
    { number: '17/TB-UBND', day: '2026-11-20', issuer: 'UBND thành phố' },
  ])
  expect((await tasks()).map(({ document }) => document)).toEqual([
    'Công văn số 3127/SNV-CCHC ngày 18/11/2026 của Sở Nội vụ',
    'Công văn số 3127/SNV-CCHC ngày 18/11/2026 của Sở Nội vụ',
    'Thông báo số 17/TB-UBND ngày 20/11/2026 của UBND thành phố',
  ])
})

test('sub-tasks by a column, a state from elsewhere, and what cannot be', async () => {
  const rows: Value[][] = [
    [
      'STT',
      'Nhiệm vụ',
      'Thuộc nhiệm vụ',
      'Tình trạng',
      'Chủ trì',
      'Thời hạn',
      'Sản phẩm',
      'Số lượng',
      'Đơn vị tính',
      'Quy trình mẫu',
    ],
    ['A1', 'Báo cáo mẹ', null, null, 'Hoàng Thị Mai', '22/12/2026', 'báo cáo', 2, 'bản', null],
    ['A2', 'Báo cáo con', 'A1', null, 'Minh', '15/12/2026', 'báo cáo', null, null, null],
    ['A3', 'Báo cáo đã xong', null, 'Hoàn thành', 'Minh', '15/12/2026', 'báo cáo', null, null, null],
    ['A4', 'Báo cáo vòng', 'A4', null, 'Minh', '15/12/2026', 'báo cáo', null, null, null],
    ['A5', 'Báo cáo lạc', 'Z9', null, 'Minh', '15/12/2026', 'báo cáo', 'mười', null, 'mẫu không có'],
  ]
  const id = await sendFile(world, 'plan', await xlsxFile(rows), 'hoa')
  const answers = await check(world, id, optionsOf(world), 'hoa')
  expect(answers.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'skipped', 'refused', 'refused'])
  expect(told(answers)[3]).toContain('C5 Dòng này thành việc con của chính nó')
  expect(told(answers)[4]).toMatch(/C6 Không có dòng nào mang STT hoặc tên “Z9”.*|H6|J6/s)
  expect(told(answers)[4]).toContain('H6 “mười” không phải số lượng')
  expect(told(answers)[4]).toContain('J6 Không có mẫu quy trình “mẫu không có”')
  await apply(world, id, { leaveOut: '1' }, 'hoa')
  const [mother, child] = await tasks()
  expect([mother?.quantity, mother?.quantityUnit, child?.parentId]).toEqual([2, 'bản', mother?.id])
})

test('a process template fills what the line leaves out', async () => {
  const template = await world.db.reader
    .selectFrom('processTemplates')
    .select(['key', 'name'])
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const rows: Value[][] = [
    ['Nhiệm vụ', 'Chủ trì', 'Thời hạn', 'Quy trình mẫu'],
    ['Làm theo mẫu', 'Minh', '30/12/2026', template.name],
  ]
  const id = await sendFile(world, 'plan', await xlsxFile(rows), 'hoa')
  await check(world, id, optionsOf(world), 'hoa')
  await apply(world, id, {}, 'hoa')
  const [task] = await tasks()
  const steps = await world.db.reader
    .selectFrom('taskSteps')
    .select('name')
    .where('taskId', '=', task?.id ?? 0)
    .execute()
  expect([task?.templateVersionId !== null, steps.length > 1, task?.title]).toEqual([true, true, 'Làm theo mẫu'])
})
