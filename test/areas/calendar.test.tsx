import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { installCalendar } from '../../src/calendar/install.ts'
import { readDays } from '../../src/calendar/queries.ts'
import { serially } from '../../src/db/serially.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let an: ReturnType<World['as']>
let minh: ReturnType<World['as']>
beforeEach(async () => {
  world = await openWorld()
  world.clock = '2026-11-16T02:00:00.000Z'
  an = world.as('an')
  minh = world.as('minh')
})
afterEach(() => world.close())

/** A day off nobody knew of, on a Wednesday. */
const flood = {
  day: '25/11/2026',
  kind: 'holiday',
  name: 'Nghỉ chống lũ',
  source: 'Công điện số 12 ngày 14/11/2026',
  confidence: 'verified',
  active: '1',
}

const text = async (response: Response | Promise<Response>) => (await response).text()
const days = () => readDays(world.db.reader)
const onDay = async (day: string) => (await days()).find((row) => row.day === day)!

const tasks = () => world.db.reader.selectFrom('tasks').select(['publicId', 'due', 'version']).orderBy('id').execute()
const deadlines = () =>
  world.db.reader.selectFrom('taskDeadlines').select(['due', 'cause', 'reason']).orderBy('id').execute()
const edits = async () => (await world.audit(100)).filter(({ action }) => action === 'calendar.edit')

interface Given {
  id: string
  due: string
  counted?: number
  state?: string
  issuedOn?: string
}

/** A task of Minh's, as it stands in the database: the calendar asks only for its dates, its state and who may see it. */
async function task({ id, due, counted, state = 'in_progress', issuedOn = '2026-11-16' }: Given) {
  const { writer } = world.db
  const [doer, hoa] = [await world.who('minh'), await world.who('hoa')]
  const people = { assigneeId: doer.id, assignerId: hoa.id, approverId: hoa.id, followerId: null }
  const empty = {
    content: '',
    document: '',
    folded: '',
    consequence: '',
    quantityUnit: '',
    acceptance: '',
    evidence: '',
  }
  const work = {
    ...empty,
    code: `2026-${id}`,
    title: `Báo cáo ${id}`,
    kind: 'action',
    product: 'báo cáo',
    quantity: 1,
    factor: 100,
  }
  const dates = {
    due,
    countedDays: counted ?? null,
    issuedAt: `${issuedOn}T01:00:00.000Z`,
    issuedOn,
    submittedAt: null,
  }
  const officeId = Number(doer.path.split('/')[1])
  const row = {
    publicId: id,
    officeId,
    unitId: doer.unitId,
    state,
    ...people,
    ...work,
    ...dates,
    submittedOn: null,
    doneOn: null,
  }
  const { id: taskId } = await writer.insertInto('tasks').values(row).returning('id').executeTakeFirstOrThrow()
  const first = { taskId, due, cause: 'first', reason: '', setAt: dates.issuedAt, setById: hoa.id }
  await writer.insertInto('taskDeadlines').values(first).execute()
  await writer
    .insertInto('taskScopes')
    .values({ taskId, scope: `p${doer.id}` })
    .execute()
  return taskId
}

/** The hidden fields of the one confirmation on a preview: what a browser would send. */
function confirmation(page: string): { action: string; fields: Record<string, string> } {
  const [, form = ''] = /<form id="confirmation"([\s\S]*?)<\/form>/.exec(page) ?? []
  const [, action = ''] = /action="([^"]+)"/.exec(form) ?? []
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return { action, fields: Object.fromEntries(hidden.map(([, name, value]) => [name, plainText(value ?? '')])) }
}
const plainText = (html: string) => html.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")

const preview = (fields: Record<string, string>) => text(an.post('/calendar/preview', fields))
const confirm = async (page: string) => {
  const { action, fields } = confirmation(page)
  return an.post(action, fields)
}

describe('reading', () => {
  test('an officer sees a year: months, special days, and how sure we are', async () => {
    const page = await text(minh.get('/calendar?year=2026'))
    expect(page).toContain('Lịch làm việc')
    expect(page.match(/<table class="month">/g)).toHaveLength(12)
    expect(page).toContain('15 ngày làm việc')
    expect(page).toMatch(/href="#day-2026-01-10"[^>]*>10 <small>làm</)
    for (const words of ['nghỉ bù', 'nghỉ hoán đổi', 'làm bù', 'đã đối chiếu', 'theo trí nhớ, cần đối chiếu'])
      expect(page).toContain(words)
    expect(page).not.toContain('/calendar/new')
    expect(page).not.toContain('no-official-days')
  })

  test('what is not in force says so, and is no day off', async () => {
    const page = await text(minh.get('/calendar?year=2026'))
    expect(page).toMatch(/id="day-2026-11-24"[\s\S]*?chưa áp dụng/)
    expect(page).not.toContain('href="#day-2026-11-24"')
  })

  test('a year without official days carries a warning', async () => {
    const computed = await text(minh.get('/calendar?year=2027'))
    expect(computed).toContain('Năm 2027 chưa có lịch nghỉ chính thức.')
    expect(computed).toContain('tính theo Bộ luật Lao động, chờ thông báo chính thức')
    expect(await text(minh.get('/calendar?year=2031'))).toContain('Chưa có ngày nghỉ nào của năm 2031')
    expect(await text(minh.get('/calendar?year=abc'))).toContain('Mười hai tháng năm 2026')
  })

  test('counting working days says which days were left out and why', async () => {
    const page = await text(minh.get('/calendar?days=5&from=31/12/2025'))
    expect(page).toContain('Thứ Sáu, 09/01/2026')
    expect(page).toContain('01/01: không tính (Tết Dương lịch)')
    expect(page).toContain('04/01: không tính (Chủ nhật)')
    const worked = await text(minh.get('/calendar?days=2&from=08/01/2026'))
    expect(worked).toContain('10/01: tính là ngày làm việc (Làm bù cho 02/01/2026)')
  })

  test.each([
    ['from=31/02/2026&days=3', '31/02/2026 không có trong lịch'],
    ['from=16/11/2026&days=nhiều', 'Ghi số ngày làm việc từ 0 đến 500.'],
    ['from=16/11/2026&days=501', 'Ghi số ngày làm việc từ 0 đến 500.'],
  ])('a count that cannot be made: %s', async (query, sentence) => {
    const response = await minh.get(`/calendar?${query}`)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(sentence)
  })
})

describe('editing', () => {
  test('is for administrators: an officer is refused everywhere, and nothing is written', async () => {
    const { publicId } = await onDay('2026-11-24')
    const before = await days()
    for (const url of ['/calendar/new', `/calendar/days/${publicId}`])
      expect((await minh.get(url)).status, url).toBe(403)
    for (const url of [
      '/calendar/preview',
      '/calendar/days',
      `/calendar/days/${publicId}`,
      `/calendar/days/${publicId}/removal`,
    ])
      expect((await minh.post(url, flood)).status, url).toBe(403)
    expect(await days()).toEqual(before)
    expect((await an.get('/calendar/new?day=2026-11-25')).status).toBe(200)
    expect((await an.get('/calendar/days/unknown')).status).toBe(404)
  })

  test('the preview shows every deadline that would move, and writes nothing', async () => {
    await task({ id: 'moves', due: '2026-11-30', counted: 10 })
    await task({ id: 'typed', due: '2026-11-25' })
    await task({ id: 'past', due: '2026-11-13', counted: 4, issuedOn: '2026-11-09' })
    const [before, tasksBefore] = [await days(), await tasks()]
    const page = await preview(flood)
    expect(page).toContain('Thêm thứ Tư 25/11/2026: Nghỉ chống lũ, nghỉ lễ.')
    expect(page).toMatch(/id="moved"[\s\S]*2026-moves[\s\S]*Thứ Hai, 30\/11\/2026[\s\S]*Thứ Ba, 01\/12\/2026/)
    expect(page).toMatch(
      /id="stranded"[\s\S]*2026-typed[\s\S]*25\/11\/2026 \(Nghỉ chống lũ\)[\s\S]*Thứ Năm, 26\/11\/2026/,
    )
    expect(page).not.toContain('2026-past')
    expect(page).not.toContain('Báo cáo')
    expect(page).toContain('Áp dụng, chuyển 1 hạn')
    expect(await days()).toEqual(before)
    expect(await tasks()).toEqual(tasksBefore)
    expect(await edits()).toEqual([])
  })

  test('applying adds the day and a deadline beside the first, all on record', async () => {
    await task({ id: 'moves', due: '2026-11-30', counted: 10 })
    await task({ id: 'paused', due: '2026-11-27', counted: 9, state: 'paused' })
    await task({ id: 'issued', due: '2026-11-26', counted: 8, state: 'issued' })
    await task({ id: 'typed', due: '2026-11-25' })
    await task({ id: 'submitted', due: '2026-11-30', counted: 10, state: 'submitted' })
    await task({ id: 'completed', due: '2026-11-30', counted: 10, state: 'completed' })
    const response = await confirm(await preview(flood))
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toBe('/calendar?year=2026#day-2026-11-25')
    expect(await onDay('2026-11-25')).toMatchObject({
      kind: 'holiday',
      name: 'Nghỉ chống lũ',
      active: true,
      confidence: 'verified',
    })
    expect(await tasks()).toEqual([
      { publicId: 'moves', due: '2026-12-01', version: 2 },
      { publicId: 'paused', due: '2026-11-30', version: 2 },
      { publicId: 'issued', due: '2026-11-27', version: 2 },
      { publicId: 'typed', due: '2026-11-25', version: 1 },
      { publicId: 'submitted', due: '2026-11-30', version: 1 },
      { publicId: 'completed', due: '2026-11-30', version: 1 },
    ])
    const rows = await deadlines()
    expect(rows.slice(0, 6).every(({ cause }) => cause === 'first')).toBe(true)
    expect(rows.map(({ due }) => due).slice(0, 3)).toEqual(['2026-11-30', '2026-11-27', '2026-11-26'])
    const reason = 'Lịch làm việc có thêm 25/11/2026 (Nghỉ chống lũ).'
    expect(rows.slice(6)).toEqual([
      { due: '2026-11-27', cause: 'calendar', reason },
      { due: '2026-11-30', cause: 'calendar', reason },
      { due: '2026-12-01', cause: 'calendar', reason },
    ])
    const record = (await edits()).map(({ action, subjectKind, subject, facts }) => ({
      action,
      subjectKind,
      subject,
      facts,
    }))
    const { publicId } = await onDay('2026-11-25')
    expect(record[0]).toMatchObject({ action: 'calendar.edit', subjectKind: 'calendar', subject: publicId })
    expect(record[0]?.facts).toMatchObject({ day: '2026-11-25', kind: 'holiday', name: 'Nghỉ chống lũ' })
    expect(record.slice(1).map(({ subjectKind, subject, facts }) => [subjectKind, subject, facts])).toEqual([
      ['task', 'issued', { due: ['2026-11-26', '2026-11-27'] }],
      ['task', 'paused', { due: ['2026-11-27', '2026-11-30'] }],
      ['task', 'moves', { due: ['2026-11-30', '2026-12-01'] }],
    ])
  })

  test('deadlines that are past stay, and are counted', async () => {
    await task({ id: 'past', due: '2026-11-13', counted: 4, issuedOn: '2026-11-09' })
    const page = await preview({ ...flood, day: '12/11/2026' })
    expect(page).toContain('1 hạn đã qua, hoặc sẽ thành đã qua, được giữ nguyên.')
    expect((await confirm(page)).status).toBe(303)
    expect(await tasks()).toEqual([{ publicId: 'past', due: '2026-11-13', version: 1 }])
    expect(await deadlines()).toHaveLength(1)
  })

  test('a task that was returned with another day keeps it', async () => {
    const taskId = await task({ id: 'returned', due: '2026-11-30', counted: 10 })
    const { writer } = world.db
    const setById = world.ids.hoa.id
    const later = {
      taskId,
      due: '2026-12-03',
      cause: 'return',
      reason: 'thiếu số liệu',
      setAt: '2026-11-16T01:00:00.000Z',
      setById,
    }
    await writer.insertInto('taskDeadlines').values(later).execute()
    await writer.updateTable('tasks').set({ due: '2026-12-03' }).where('id', '=', taskId).execute()
    expect(await preview(flood)).toContain('Không có hạn nào thay đổi.')
  })

  test('effects that changed after the preview are shown again, and nothing is written', async () => {
    await task({ id: 'first', due: '2026-11-30', counted: 10 })
    const page = await preview(flood)
    await task({ id: 'second', due: '2026-11-27', counted: 9 })
    const before = await days()
    const response = await confirm(page)
    expect(response.status).toBe(409)
    const shown = await response.text()
    expect(shown).toContain('Ảnh hưởng đã khác so với lần xem trước.')
    expect(shown).toContain('Áp dụng, chuyển 2 hạn')
    expect(await days()).toEqual(before)
    expect(await edits()).toEqual([])
    expect((await confirm(shown)).status).toBe(303)
    expect((await tasks()).map(({ due }) => due)).toEqual(['2026-12-01', '2026-11-30'])
  })

  test('a form without its preview gets the preview', async () => {
    const response = await an.post('/calendar/days', flood)
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('id="confirmation"')
    expect(await onDay('2026-11-25')).toBeUndefined()
  })

  test('the confirmation sent twice counts once', async () => {
    await task({ id: 'moves', due: '2026-11-30', counted: 10 })
    const page = await preview(flood)
    const statuses = [(await confirm(page)).status, (await confirm(page)).status]
    expect(statuses).toEqual([303, 303])
    expect(await deadlines()).toHaveLength(2)
    const removal = await preview({ id: (await onDay('2026-11-25')).publicId, removal: '1' })
    expect([(await confirm(removal)).status, (await confirm(removal)).status]).toEqual([303, 303])
    expect(await edits()).toHaveLength(4)
  })

  test('taking the day out again gives the first day back, as a third row', async () => {
    await task({ id: 'moves', due: '2026-11-30', counted: 10 })
    await confirm(await preview(flood))
    const { publicId, version } = await onDay('2026-11-25')
    const page = await preview({ id: publicId, removal: '1', _version: String(version) })
    expect(page).toContain('Bỏ ngày này, chuyển 1 hạn')
    expect((await confirm(page)).status).toBe(303)
    expect(await onDay('2026-11-25')).toBeUndefined()
    expect((await deadlines()).map(({ due, cause }) => `${due} ${cause}`)).toEqual([
      '2026-11-30 first',
      '2026-12-01 calendar',
      '2026-11-30 calendar',
    ])
    const last = (await edits()).findLast(({ subjectKind }) => subjectKind === 'calendar')
    expect(last?.facts).toMatchObject({ removed: true, day: '2026-11-25', name: 'Nghỉ chống lũ' })
  })

  test('switching a shipped day on: what changed is on record, from and to', async () => {
    await task({ id: 'moves', due: '2026-11-30', counted: 10 })
    const row = await onDay('2026-11-24')
    const form = await text(an.get(`/calendar/days/${row.publicId}`))
    expect(form).toContain(`name="_version" value="${row.version}"`)
    const { publicId: id, kind, name, source, confidence, version } = row
    const page = await preview({ id, kind, name, source, confidence, active: '1', _version: String(version) })
    expect(page).toContain('chuyển 1 hạn')
    expect((await confirm(page)).status).toBe(303)
    expect(await onDay('2026-11-24')).toMatchObject({ active: true, version: version + 1 })
    const [entry] = await edits()
    expect(entry?.facts).toEqual({ day: '2026-11-24', active: [false, true] })
  })

  test('two administrators at one day: the second sees both versions', async () => {
    const { publicId: id, kind, source, confidence, version } = await onDay('2026-11-24')
    const fields = { id, kind, source, confidence, _version: String(version) }
    const page = await preview({ ...fields, name: 'Tên của tôi' })
    const stale = await an.post('/calendar/preview', { ...fields, name: 'Tên khác', _version: '1' })
    expect(stale.status).toBe(200)
    expect((await confirm(page)).status).toBe(303)
    const late = await confirm(await stale.text())
    expect(late.status).toBe(409)
    const conflict = await late.text()
    expect(conflict).toContain('Tên của tôi')
    expect(conflict).toContain('Tên khác')
    expect(await onDay('2026-11-24')).toMatchObject({ name: 'Tên của tôi', version: version + 1 })
    const again = await an.post('/calendar/preview', { ...fields, name: 'Tên khác' })
    expect(again.status).toBe(409)
  })

  test.each([
    ['a day that is none', { day: '31/02' }, '31/02 không có trong lịch'],
    ['no day', { day: '' }, 'Ghi ngày, ví dụ 24/11/2027.'],
    ['a day that is there already', { day: '02/09/2026' }, '02/09/2026 đã có trong lịch: Quốc khánh'],
    ['no kind', { kind: '' }, 'Chọn loại ngày.'],
    ['a day in lieu on a working day', { kind: 'swap_work' }, 'Thứ Tư 25/11/2026 vốn là ngày làm việc'],
    ['a swapped day off on a Sunday', { day: '29/11/2026', kind: 'swap_off' }, 'vốn là ngày nghỉ'],
    ['no name', { name: ' ' }, 'Ghi tên ngày'],
    ['no source', { source: '' }, 'Ghi nguồn'],
  ])('%s is answered 422, with what was typed', async (_, wrong, sentence) => {
    const before = await days()
    for (const url of ['/calendar/preview', '/calendar/days']) {
      const seen = confirmation(await preview(flood)).fields.seen ?? ''
      const response = await an.post(url, { ...flood, ...wrong, seen })
      const page = await response.text()
      expect(response.status, url).toBe(422)
      expect(page).toContain(sentence)
      if (!('source' in wrong)) expect(page).toContain('Công điện số 12 ngày 14/11/2026')
    }
    expect(await days()).toEqual(before)
  })

  test('going back from the preview loses nothing', async () => {
    const response = await an.post('/calendar/preview', { ...flood, revise: '1' })
    const page = await response.text()
    expect(response.status).toBe(200)
    for (const value of ['25/11/2026', 'Nghỉ chống lũ', 'Công điện số 12']) expect(page).toContain(value)
  })
})

test('a task as it is really given: ten working days, one of them lost', async () => {
  const id = await world.task()
  expect(await tasks()).toMatchObject([{ publicId: id, due: '2026-11-30' }])
  expect((await confirm(await preview(flood))).status).toBe(303)
  expect(await tasks()).toEqual([{ publicId: id, due: '2026-12-01', version: 2 }])
  expect((await deadlines()).map(({ due, cause }) => `${due} ${cause}`)).toEqual([
    '2026-11-30 first',
    '2026-12-01 calendar',
  ])
  expect(await edits()).toMatchObject([
    { actor: 'an', subjectKind: 'calendar', aboutId: null },
    { actor: 'an', subjectKind: 'task', subject: id, aboutId: world.ids.minh.id },
  ])
})

test('whoever may see a task reads its title in the preview', async () => {
  const { writer } = world.db
  const taskId = await task({ id: 'moves', due: '2026-11-30', counted: 10 })
  await writer
    .insertInto('taskScopes')
    .values({ taskId, scope: `p${world.ids.an.id}` })
    .execute()
  expect(await preview(flood)).toContain('<a href="/tasks/moves">Báo cáo moves</a>')
})

test('the shipped days go into an empty calendar only', async () => {
  const before = await days()
  expect(before.length).toBeGreaterThan(40)
  await serially(world.db, installCalendar)
  expect(await days()).toEqual(before)
})
