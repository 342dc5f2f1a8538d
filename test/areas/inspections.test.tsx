import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findingFigures } from '../../src/inspections/figures/figures.ts'
import { answer, errorsIn, type Fields, planned, roundFields, sheetFields, started } from '../rounds.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const page = async (name: Parameters<World['as']>[0], path: string) => {
  const answer = await world.as(name).get(path)
  return { status: answer.status, text: await answer.text() }
}
const json = async (answer: Response) => ({ status: answer.status, body: await answer.json() })

test('a whole round: planned, begun, answered, a finding put, explained and withdrawn', async () => {
  const id = await planned(world)
  expect((await page('quang', `/inspections/${id}`)).text).toContain('Bắt đầu kiểm tra')
  expect((await world.as('quang').post(`/inspections/${id}/start`)).status).toBe(303)
  const round = await world.db.reader.selectFrom('inspectionRounds').selectAll().executeTakeFirstOrThrow()
  expect(round).toMatchObject({ state: 'started', number: 1 })
  const sheet = (await world.db.reader.selectFrom('inspectionSheets').select('publicId').executeTakeFirstOrThrow())
    .publicId

  const form = await page('quang', `/inspections/sheets/${sheet}`)
  expect(form.status).toBe(200)
  expect(form.text).toContain('0</strong>/31')
  const saved = await world.as('quang').post(`/inspections/sheets/${sheet}`, {
    ...sheetFields(form.text),
    'B2.result': 'pass',
    'C1.result': 'fail',
    'C1.note': 'Thiếu ba thủ tục',
    met: 'Bà Mai, Trưởng phòng',
  })
  expect(saved.status).toBe(303)
  const again = (await page('quang', `/inspections/sheets/${sheet}`)).text
  expect(again).toContain('2</strong>/31')
  expect(again).toContain('Bà Mai, Trưởng phòng')
  expect(again).toContain(`/inspections/sheets/${sheet}/findings/new?item=C1`)

  const filled = await page('quang', `/inspections/sheets/${sheet}/findings/new?item=C1`)
  expect(filled.text).toContain('Thiếu ba thủ tục')
  const fields = sheetFields(filled.text.replace('id="finding"', 'id="sheet"'))
  const noted = await world.as('quang').post(`/inspections/sheets/${sheet}/findings`, fields)
  expect(noted.status).toBe(303)
  const finding = await world.db.reader.selectFrom('findings').selectAll().executeTakeFirstOrThrow()
  expect(finding).toMatchObject({
    item: 'C1',
    number: 1,
    state: 'open',
    repeatOfId: null,
    remedierId: world.ids.mai.id,
  })
  const at = `/findings/${finding.publicId}`

  // Until it is put, the side inspected knows nothing of it, nor of the sheet.
  expect((await page('mai', at)).status).toBe(404)
  expect((await page('mai', `/inspections/sheets/${sheet}`)).status).toBe(404)
  expect((await page('mai', `/inspections/${id}`)).text).not.toContain('Thiếu ba thủ tục')
  expect((await page('mai', '/findings')).text).not.toContain('Thiếu ba thủ tục')
  expect((await world.as('lan').post(`${at}/putting`)).status).toBe(403)
  expect((await world.as('quang').post(`/inspections/${id}/putting`)).status).toBe(303)
  expect((await page('mai', at)).text).toContain('Trả lời trước hết ngày 02/12/2026')
  expect((await page('mai', '/findings?show=waiting')).text).toContain('Thiếu ba thủ tục')
  expect((await page('minh', at)).status).toBe(404)

  const bare = await world.as('mai').post(`${at}/answer`, { answer: 'explain', text: '' })
  expect([bare.status, errorsIn(await bare.text())]).toEqual([422, ['Ghi nội dung giải trình.']])
  const evidence = new File(['%PDF-1.4\n%\n1 0 obj\nendobj'], 'niem-yet.pdf')
  const said = await world.as('mai').post(`${at}/answer`, { answer: 'explain', text: 'Đã niêm yết đủ', file: evidence })
  expect(said.status).toBe(303)
  expect((await world.as('mai').post(`${at}/answer`, { answer: 'agree' })).status).toBe(409)
  expect((await page('quang', at)).text).toContain('niem-yet.pdf')
  expect((await world.as('quang').post(`${at}/withdrawal`, { reason: '' })).status).toBe(422)
  expect((await world.as('quang').post(`${at}/withdrawal`, { reason: 'Có minh chứng' })).status).toBe(303)
  expect((await page('mai', at)).text).toContain('Đã rút')
  const rows = (await world.audit(10)).filter(({ action }) => action === 'finding.withdraw')
  expect(rows).toMatchObject([
    { actor: 'quang', action: 'finding.withdraw', subject: finding.publicId, facts: { reason: 'Có minh chứng' } },
  ])
})

describe('who may do what', () => {
  test('only leaders, clerks and inspectors plan; only the head begins; only the team writes in a sheet', async () => {
    const fields = await roundFields(world)
    expect((await world.as('minh').post('/inspections', fields)).status).toBe(403)
    const id = await planned(world)
    expect((await world.as('lan').post(`/inspections/${id}/start`)).status).toBe(403)
    expect((await world.as('hoa').post(`/inspections/${id}/start`)).status).toBe(403)
    expect((await world.as('mai').get(`/inspections/${id}`)).status).toBe(200)
    expect((await world.as('mai').get(`/inspections/${id}/edit`)).status).toBe(403)
    expect((await world.as('minh').get(`/inspections/${id}`)).status).toBe(404)
    expect((await world.as('quang').post(`/inspections/${id}/start`)).status).toBe(303)
    expect((await world.as('quang').post(`/inspections/${id}/start`)).status).toBe(409)
    expect((await world.as('quang').get(`/inspections/${id}/edit`)).status).toBe(409)
    expect((await world.as('quang').post(`/inspections/${id}/cancellation`)).status).toBe(409)
    const { publicId } = await world.db.reader
      .selectFrom('inspectionSheets')
      .select('publicId')
      .executeTakeFirstOrThrow()
    const statuses = async (fields: Fields) =>
      Promise.all(
        (['lan', 'hoa', 'mai', 'minh'] as const).map(
          async (name) => (await answer(world.as(name), publicId, 'B2', fields)).status,
        ),
      )
    expect(await statuses({ result: 'pass' })).toEqual([200, 403, 403, 404])
  })

  test('a planned round is edited by its head and who ordered it, and dropped without a trace but the record', async () => {
    const id = await planned(world)
    const fields = await roundFields(world, { name: 'Tên mới', unit: [world.units.kt], memberName: '', _version: '1' })
    expect((await world.as('hoa').post(`/inspections/${id}/edit`, fields)).status).toBe(303)
    expect((await world.as('quang').post(`/inspections/${id}/edit`, fields)).status).toBe(409)
    expect((await page('mai', `/inspections/${id}`)).status).toBe(404)
    expect((await world.as('quang').post(`/inspections/${id}/cancellation`)).status).toBe(303)
    for (const table of ['inspectionRounds', 'inspectionSheets', 'roundMembers', 'roundScopes'] as const)
      expect(
        await world.db.reader
          .selectFrom(table as 'inspectionRounds')
          .selectAll()
          .execute(),
      ).toEqual([])
    expect((await page('quang', '/inspections')).text).not.toContain('Tên mới')
  })

  test('whoever is of the team does not answer a finding, though leading the unit', async () => {
    const { sheet } = await started(world, { memberName: 'Hoàng Thị Mai', ownReason: 'Chuyên môn' })
    const finding = await note(sheet)
    await world.as('quang').post(`/findings/${finding}/putting`)
    expect((await world.as('mai').post(`/findings/${finding}/answer`, { answer: 'agree' })).status).toBe(403)
    expect((await world.as('hoa').post(`/findings/${finding}/answer`, { answer: 'agree' })).status).toBe(303)
  })
})

/** A finding of item C1, noted by Quang with what is filled in beforehand. */
async function note(sheet: string, more: Fields = {}) {
  const form = await page('quang', `/inspections/sheets/${sheet}/findings/new?item=C1`)
  const fields = sheetFields(form.text.replace('id="finding"', 'id="sheet"'))
  const noted = await world.as('quang').post(`/inspections/sheets/${sheet}/findings`, { ...fields, ...more })
  if (noted.status !== 303) throw new Error(errorsIn(await noted.text()).join(' | '))
  const rows = await world.db.reader.selectFrom('findings').select('publicId').orderBy('id', 'desc').execute()
  return rows[0]!.publicId
}

describe('the form of a round', () => {
  const refused = async (more: Fields, by: 'quang' | 'diep' = 'quang') => {
    const back = await world.as(by).post('/inspections', await roundFields(world, more))
    return [back.status, errorsIn(await back.text())]
  }

  test.each<[string, Fields, string]>([
    ['no form', { form: '' }, 'Chọn hình thức kiểm tra.'],
    ['no name', { name: '' }, 'Ghi tên đợt, ví dụ “Kiểm tra công vụ quý IV”.'],
    ['no units', { unit: [] }, 'Chọn ít nhất một đơn vị hoặc một người được kiểm tra.'],
    ['no head', { head: '' }, 'Chọn trưởng đoàn.'],
    ['a head nobody knows', { head: 'Nguyễn Văn Khôngai' }, 'Không tìm thấy ai tên như vậy đang công tác ở đây.'],
    ['a day that does not exist', { fromDay: '31/02/2026' }, '“31/02/2026” không có trong lịch. Ghi ngày/tháng/năm.'],
    ['an end before the beginning', { toDay: '20/11/2026' }, 'Chọn ngày cuối không trước ngày đầu.'],
    ['no checklist', { checklist: '' }, 'Chọn bảng kiểm.'],
    ['an outside body without a name', { form: 'outside' }, 'Ghi cơ quan kiểm tra, ví dụ “Thanh tra tỉnh”.'],
    ['a secretary who is the head', { secretary: 'Đỗ Quang' }, 'Thư ký là người khác trưởng đoàn.'],
    [
      'a person inspected by themselves',
      { personName: 'Nguyễn Thị Lan' },
      'Đồng chí Nguyễn Thị Lan ở trong đoàn nên không thể là người được kiểm tra.',
    ],
  ])('%s', async (_, more, sentence) => {
    const [status, errors] = await refused(more)
    expect([status, (errors as string[])[0]]).toEqual([422, sentence])
  })

  test('inspecting the own unit warns and needs a reason, which stays with the round', async () => {
    const [status, errors] = await refused({ memberName: 'Hoàng Thị Mai' })
    expect([status, errors]).toEqual([422, ['Đồng chí Hoàng Thị Mai kiểm tra đơn vị mình. Đổi người, hoặc ghi lý do.']])
    const id = await planned(world, { memberName: 'Hoàng Thị Mai', ownReason: 'Đoàn thiếu người' })
    expect((await page('quang', `/inspections/${id}`)).text).toContain('Đoàn thiếu người')
  })

  test('an unannounced round is planned only by who is in on it', async () => {
    const [status, errors] = await refused({ form: 'unannounced' }, 'diep')
    expect([status, errors]).toEqual([422, ['Đợt không báo trước chỉ do người trong đoàn hoặc người quyết định lập.']])
  })

  test('more people are named one after the other, and nothing is saved meanwhile', async () => {
    const fields = await roundFields(world, { more: '1' })
    const back = await (await world.as('quang').post('/inspections', fields)).text()
    expect(back).toContain(`name="member" value="${world.ids.lan.publicId}" checked`)
    expect(errorsIn(back)).toEqual([])
    expect(await world.db.reader.selectFrom('inspectionRounds').selectAll().execute()).toEqual([])
  })

  test('a person may be inspected, on a sheet of their own', async () => {
    const { sheet } = await started(world, { unit: [], personName: 'Nguyễn Văn Minh' })
    expect((await page('quang', `/inspections/sheets/${sheet}`)).text).toContain('Nguyễn Văn Minh')
    const finding = await note(sheet)
    expect((await page('minh', `/findings/${finding}`)).status).toBe(404)
    await world.as('quang').post(`/findings/${finding}/putting`)
    expect((await page('minh', `/findings/${finding}`)).text).toContain('Ý kiến của bên được kiểm tra')
    expect((await page('minh', '/findings?show=mine')).text).toContain('Không đạt:')
  })
})

describe('answers', () => {
  let sheet: string
  beforeEach(async () => {
    sheet = (await started(world)).sheet
  })
  const sent = (item: string, fields: Fields, key?: string) =>
    answer(world.as('quang'), sheet, item, fields, key).then(json)

  test('numbers call for a result; another one needs a note', async () => {
    expect(await sent('A1', { staff: '12', present: '10', excused: '1', unexcused: '0' })).toEqual({
      status: 422,
      body: { errors: { staff: 'Biên chế 12 phải bằng có mặt 10 + vắng có lý do 1 + vắng không lý do 0.' } },
    })
    const counted = {
      staff: '12',
      present: '10',
      excused: '1',
      unexcused: '1',
      who: ['Bình', 'Cường'],
      state: ['excused', 'unexcused'],
      reason: ['Họp tỉnh', ''],
    }
    expect(await sent('A1', counted)).toMatchObject({
      status: 200,
      body: {
        result: 'fail',
        version: 1,
        value: { headcount: { staff: 12 }, people: [{ name: 'Bình', reason: 'Họp tỉnh' }, { name: 'Cường' }] },
      },
    })
    expect(await sent('A1', { ...counted, result: 'pass', version: '1' })).toMatchObject({
      status: 422,
      body: { errors: { note: expect.stringContaining('“Không đạt”') } },
    })
    expect(await sent('A1', { ...counted, result: 'pass', version: '1', note: 'Đi công tác đột xuất' })).toMatchObject({
      status: 200,
      body: { result: 'pass', version: 2 },
    })
  })

  test('the same answer sent twice is saved once', async () => {
    expect(await sent('B2', { result: 'fail' }, 'mot-lan')).toMatchObject({ body: { version: 1 } })
    expect(await sent('B2', { result: 'fail' }, 'mot-lan')).toMatchObject({ status: 200, body: { version: 1 } })
    expect(await sent('B2', { result: 'fail', version: '0' })).toMatchObject({ status: 200, body: { version: 1 } })
    expect((await world.audit(50)).filter(({ action }) => action === 'round.inspect')).toHaveLength(1)
  })

  test('a device sends what it kept as JSON in one field', async () => {
    const value = JSON.stringify({ headcount: { staff: 5, present: 5, excused: 0, unexcused: 0 } })
    expect(await sent('A1', { value })).toMatchObject({ status: 200, body: { result: 'pass' } })
    expect(await sent('B2', { value: '{"x":1}' })).toMatchObject({
      status: 422,
      body: { errors: { value: 'Số ghi được không đúng dạng.' } },
    })
  })

  test('two inspectors on one item: the second sees both, and neither is lost', async () => {
    const lans = (await page('lan', `/inspections/sheets/${sheet}`)).text
    expect(await sent('C1', { result: 'fail', note: 'Thiếu bảng' })).toMatchObject({ status: 200 })
    const late = await json(await answer(world.as('lan'), sheet, 'C1', { result: 'pass' }))
    expect(late).toMatchObject({
      status: 409,
      body: { theirs: { result: 'fail', note: 'Thiếu bảng', version: 1, by: 'Đỗ Quang' }, mine: { result: 'pass' } },
    })
    // The whole sheet: what nobody else touched is saved, the conflict is shown item by item.
    const whole = { ...sheetFields(lans), 'C1.result': 'pass', 'B2.result': 'pass' }
    const back = await world.as('lan').post(`/inspections/sheets/${sheet}`, whole)
    const text = await back.text()
    expect(back.status).toBe(409)
    expect(text).toContain('Đã lưu 1 mục khác.')
    expect(text).toContain('Thiếu bảng')
    const choices = { 'C1.version': '1', 'C1.was': '', 'C1.result': 'pass', 'C1.note': '' }
    await world.as('lan').post(`/inspections/sheets/${sheet}`, { ...choices, 'C1.keep': 'theirs' })
    expect(await results()).toEqual({ B2: 'pass', C1: 'fail' })
    await world.as('lan').post(`/inspections/sheets/${sheet}`, { ...choices, 'C1.keep': 'mine' })
    expect(await results()).toEqual({ B2: 'pass', C1: 'pass' })
  })

  test('a page that is old overwrites nothing that was not touched on it', async () => {
    const old = (await page('lan', `/inspections/sheets/${sheet}`)).text
    await sent('C1', { result: 'fail' })
    expect(
      (await world.as('lan').post(`/inspections/sheets/${sheet}`, { ...sheetFields(old), 'B2.result': 'na' })).status,
    ).toBe(303)
    expect(await results()).toEqual({ B2: 'na', C1: 'fail' })
  })

  test('what is wrong comes back as typed under its field; the rest is saved', async () => {
    const form = sheetFields((await page('quang', `/inspections/sheets/${sheet}`)).text)
    const back = await world.as('quang').post(`/inspections/sheets/${sheet}`, {
      ...form,
      'B2.result': 'pass',
      'A1.staff': 'mười',
      'A1.present': '10',
    })
    const text = await back.text()
    expect(back.status).toBe(422)
    expect(errorsIn(text)).toEqual(['Ghi số nguyên từ 0 trở lên.'])
    expect(text).toContain('value="mười"')
    expect(text).toContain('Đã lưu 1 mục khác.')
    expect(await results()).toEqual({ B2: 'pass' })
  })

  test('photos are images by their bytes, shown to the team alone, and taken off again', async () => {
    const png = new File(
      [
        Buffer.from(
          'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
          'base64',
        ),
      ],
      'anh.png',
    )
    const form = sheetFields((await page('quang', `/inspections/sheets/${sheet}`)).text)
    const wrong = await world
      .as('quang')
      .post(`/inspections/sheets/${sheet}`, { ...form, 'C1.photo': new File(['chữ'], 'a.png') })
    expect([wrong.status, errorsIn(await wrong.text())[0]]).toEqual([422, expect.stringContaining('không phải ảnh')])
    expect((await world.as('quang').post(`/inspections/sheets/${sheet}`, { ...form, 'C1.photo': png })).status).toBe(
      303,
    )
    const { publicId } = await world.db.reader.selectFrom('files').select('publicId').executeTakeFirstOrThrow()
    const shown = await world.as('lan').get(`/inspections/sheets/${sheet}/photos/${publicId}`)
    expect([shown.status, shown.headers.get('Content-Type')]).toEqual([200, 'image/png'])
    expect((await world.as('mai').get(`/inspections/sheets/${sheet}/photos/${publicId}`)).status).toBe(404)
    expect((await world.as('lan').get(`/files/${publicId}`)).status).toBe(404)
    const next = sheetFields((await page('quang', `/inspections/sheets/${sheet}`)).text)
    await world.as('quang').post(`/inspections/sheets/${sheet}`, { ...next, 'C1.unphoto': publicId })
    expect((await world.as('lan').get(`/inspections/sheets/${sheet}/photos/${publicId}`)).status).toBe(404)
  })

  const results = async () => {
    const rows = await world.db.reader.selectFrom('sheetAnswers').select(['item', 'result']).orderBy('item').execute()
    return Object.fromEntries(rows.map(({ item, result }) => [item, result]))
  }
})

describe('findings', () => {
  test('the deadline follows the severity in working days, and a day off is refused with the days beside it', async () => {
    const { sheet } = await started(world)
    const light = await note(sheet, { severity: 'light' })
    const row = await world.db.reader
      .selectFrom('findings')
      .selectAll()
      .where('publicId', '=', light)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ severity: 'light', due: '2026-12-02' })
    await expect(note(sheet, { due: '05/12/2026' })).rejects.toThrow(
      '05/12/2026 là thứ Bảy. Chọn 04/12/2026 hoặc 07/12/2026.',
    )
    await expect(note(sheet, { text: '' })).rejects.toThrow('Ghi tồn tại là gì.')
  })

  test('the same item in the same unit within twelve months is a repeat; a withdrawn one does not count', async () => {
    const first = await started(world)
    await note(first.sheet)
    world.clock = '2027-03-10T02:00:00.000Z'
    const second = await started(world, { fromDay: '10/03/2027', toDay: '10/03/2027' })
    expect((await page('quang', `/inspections/sheets/${second.sheet}/findings/new?item=C1`)).text).toContain('tái phạm')
    const again = await note(second.sheet)
    expect((await page('quang', `/findings/${again}`)).text).toContain('Tái phạm: đã ghi nhận ngày')
    await world.db.writer.updateTable('findings').set({ state: 'withdrawn' }).execute()
    const third = await started(world, { fromDay: '10/03/2027', toDay: '10/03/2027' })
    expect((await page('quang', `/inspections/sheets/${third.sheet}/findings/new?item=C1`)).text).not.toContain(
      'tái phạm',
    )
  })

  test('one that was put is changed no more; the term to answer ends', async () => {
    const { sheet } = await started(world)
    const finding = await note(sheet)
    expect((await world.as('lan').get(`/findings/${finding}/edit`)).status).toBe(200)
    await world.as('quang').post(`/findings/${finding}/putting`)
    expect((await world.as('lan').get(`/findings/${finding}/edit`)).status).toBe(409)
    expect((await world.as('quang').post(`/findings/${finding}/removal`)).status).toBe(409)
    expect((await world.as('quang').post(`/findings/${finding}/withdrawal`, { reason: 'Nhầm' })).status).toBe(409)
    world.clock = '2026-12-03T02:00:00.000Z'
    const late = await world.as('mai').post(`/findings/${finding}/answer`, { answer: 'agree' })
    expect([late.status, errorsIn(await late.text())[0]]).toEqual([
      422,
      expect.stringContaining('Đã hết hạn giải trình.'),
    ])
    expect((await page('mai', '/findings?show=waiting')).text).toContain('Quá hạn giải trình')
  })

  test('the list is narrowed by unit and severity', async () => {
    const { sheet } = await started(world)
    await note(sheet, { text: 'Thiếu bảng niêm yết', severity: 'light' })
    const seen = async (query: string) =>
      (await page('quang', `/findings?${query}`)).text.includes('Thiếu bảng niêm yết')
    expect([await seen('severity=light'), await seen('severity=heavy')]).toEqual([true, false])
    expect([await seen(`unit=${world.units.vhxh}`), await seen(`unit=${world.units.kt}`)]).toEqual([true, false])
    expect([await seen('show=open'), await seen('show=mine'), await seen('show=waiting')]).toEqual([true, true, false])
    expect([await seen('year=2026'), await seen('year=2025')]).toEqual([true, false])
  })
})

test('the figures of the year count what their viewer may see, a withdrawn finding not at all', async () => {
  const { sheet } = await started(world)
  const [one, two] = [await note(sheet, { severity: 'light' }), await note(sheet)]
  expect((await page('mai', '/inspections')).text).not.toContain('Tồn tại năm 2026')
  await world.as('quang').post(`/findings/${one}/putting`)
  const figures = async (name: 'quang' | 'mai') => {
    const found = await findingFigures(world.db.reader, await world.who(name), 2026)
    return { ...found, byUnit: found.byUnit.map(({ name, count }) => [name, count]) }
  }
  const unit = 'Phòng Văn hóa - Xã hội'
  expect(await figures('quang')).toMatchObject({
    all: 2,
    bySeverity: { light: 1, medium: 1, heavy: 0 },
    byUnit: [[unit, 2]],
  })
  expect(await figures('mai')).toMatchObject({
    all: 1,
    bySeverity: { light: 1, medium: 0, heavy: 0 },
    byUnit: [[unit, 1]],
  })
  await world.db.writer.updateTable('findings').set({ state: 'withdrawn' }).where('publicId', '=', two).execute()
  expect(await figures('quang')).toMatchObject({ all: 1, withdrawn: 1 })
  expect((await page('mai', '/inspections')).text).toContain('Tồn tại năm 2026')
})

test('the plan of the year has its target, and coverage counts a unit once, when its round has begun', async () => {
  expect((await world.as('minh').post('/inspections/plan?year=2026', { target: '50' })).status).toBe(403)
  const wrong = await world.as('diep').post('/inspections/plan?year=2026', { target: '150' })
  expect([wrong.status, errorsIn(await wrong.text())]).toEqual([422, ['Ghi từ 0 đến 100.']])
  await world.as('diep').post('/inspections/plan?year=2026', { target: '60', document: 'KH 5', _version: '0' })
  expect((await world.as('hoa').post('/inspections/plan?year=2026', { target: '50', _version: '0' })).status).toBe(409)
  await planned(world, { unit: [world.units.kt], form: 'unannounced', memberName: '' })
  expect((await page('quang', '/inspections')).text).toContain('0/2 đơn vị, 0%')
  await started(world)
  await started(world, { name: 'Lần hai' })
  const text = (await page('hoa', '/inspections')).text
  expect(text).toContain('1/2 đơn vị, 50%')
  expect(text).toContain('ít nhất 60% số đơn vị')
  expect(text).toContain('Độ phủ chậm so với chỉ tiêu')
  expect((await page('mai', '/inspections')).text).toContain('1/1 đơn vị, 100%')
  expect((await page('minh', '/inspections')).text).not.toContain('đơn vị, ')
})

test('the API does what the pages do', async () => {
  const made = await (
    await world.as('quang').post('/account/tokens', { name: 'thử', scope: 'write', days: '30' })
  ).text()
  const headers = { Authorization: `Bearer ${/nr_[\w-]+/.exec(made)?.[0]}`, 'Content-Type': 'application/json' }
  const call = async (method: string, path: string, body?: object) => {
    const answer = await world.request(`/api/v1${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    return json(answer)
  }
  const { checklist } = await roundFields(world)
  const round = {
    form: 'announced',
    name: 'Qua API',
    checklist,
    fromDay: '2026-11-25',
    toDay: '2026-11-25',
    head: world.ids.quang.publicId,
  }
  expect(await call('POST', '/inspections', round)).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'unit' }] },
  })
  const { body: added } = await call('POST', '/inspections', { ...round, units: [world.units.kt] })
  expect(await call('POST', `/inspections/${added.id}/start`)).toMatchObject({ status: 200 })
  const { body: whole } = await call('GET', `/inspections/${added.id}`)
  expect(whole).toMatchObject({ state: 'started', number: 1, team: [{ part: 'head', name: 'Đỗ Quang' }] })
  const at = `/inspections/sheets/${whole.sheets[0].id}`
  expect(await call('POST', `${at}/answers/C1`, { result: 'fail', version: 0 })).toMatchObject({
    status: 200,
    body: { version: 1 },
  })
  expect(await call('POST', `${at}/answers/C1`, { result: 'pass', version: 0 })).toMatchObject({ status: 409 })
  expect(await call('GET', at)).toMatchObject({ body: { counts: { fail: 1, open: 30 } } })
  const finding = { item: 'C1', text: 'Thiếu', severity: 'medium', remedy: 'Bổ sung', remedier: world.ids.lan.publicId }
  const { body: noted } = await call('POST', `${at}/findings`, finding)
  expect(await call('POST', `/findings/${noted.id}/putting`)).toMatchObject({ status: 200 })
  expect(await call('GET', '/findings?show=waiting')).toMatchObject({
    body: { items: [{ id: noted.id, stage: 'put', due: '2026-12-25' }] },
  })
  expect(await call('GET', '/inspections/plan')).toMatchObject({ body: { coverage: { done: 1, of: 2 } } })
})
