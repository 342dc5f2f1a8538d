import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Frozen } from '../../src/inspections/closing/frozen.ts'
import { documentDay, documentMoment, day as shown } from '../../views/format.ts'
import { memberParts, resultNames, severityNames } from '../../views/words.ts'
import { fillIn, noteFinding, sign } from '../closing.ts'
import { type Fields, started } from '../rounds.ts'
import { readWord } from '../word-files.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const nasty = 'Bảng <b>“một cửa”</b> & sổ; \u0007dòng một\ndòng hai'
const answers: Fields = {
  ...{ 'A1.staff': '12', 'A1.present': '9', 'A1.excused': '2', 'A1.unexcused': '1', 'A1.result': 'fail' },
  'A1.who': ['Trần Thị Bình', 'Lê Văn Cường', 'Phạm Thị Dung'],
  'A1.state': ['excused', 'wholeDay', 'unexcused'],
  'A1.reason': ['Họp tại Sở Nội vụ', 'Nghỉ phép năm', ''],
  ...{ 'C1.result': 'fail', 'C1.note': nasty, 'C2.result': 'na', 'D1.result': '' },
  ...{
    place: 'Trụ sở, tầng 2',
    met: 'Đồng chí Mai, Trưởng phòng',
    strengths: 'Phòng gọn gàng.\nThẻ đầy đủ.',
    sheetVersion: '1',
  },
}

/** A round of two units with findings in every state, signed by one unit and refused by the other. */
async function signedOff() {
  const { id, sheets } = await started(world, {
    unit: [world.units.vhxh, world.units.kt],
    memberName: 'Lê Thị Ngọc Diệp',
    secretary: '',
    document: 'Quyết định 12/QĐ-UBND ngày 20/11/2026',
  })
  const [first = '', second = ''] = sheets
  await fillIn(world, first, answers)
  await fillIn(world, second)
  const explained = await noteFinding(world, first, { item: 'C1', text: 'Thiếu ba thủ tục đất đai' })
  const person = world.ids.minh.publicId
  await noteFinding(world, first, {
    item: 'A1',
    severity: 'heavy',
    text: 'Vắng không lý do',
    remedy: 'Kiểm điểm',
    person,
  })
  const withdrawn = await noteFinding(world, first, { text: 'Nhầm phòng', severity: 'light', remedy: 'Không' })
  for (const finding of [explained, withdrawn]) {
    await world.as('quang').post(`/findings/${finding}/putting`)
    await world.as('mai').post(`/findings/${finding}/answer`, { answer: 'explain', text: 'Đã bổ sung trong buổi sáng' })
  }
  await world.as('quang').post(`/findings/${withdrawn}/withdrawal`, { reason: 'Không đúng phòng' })
  await sign(world, first, 'team')
  await sign(world, first, 'unit', 'Không nhất trí tồn tại số 02')
  await sign(world, second, 'team')
  await sign(world, second, 'unit')
  world.clock = '2026-11-26T09:05:00.000Z'
  const done = await world.as('quang').post(`/inspections/${id}/sign-off`, { waiver: 'bộ phận một cửa nghỉ' })
  if (done.status !== 303) throw new Error(await done.text())
  const { frozen, digest } = await world.db.reader.selectFrom('roundSignoffs').selectAll().executeTakeFirstOrThrow()
  return { id, first, second, frozen: JSON.parse(frozen) as Frozen, digest }
}

const word = async (path: string, name: 'quang' | 'mai' | 'hoa' = 'quang') => {
  const answer = await world.as(name).get(path)
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
    200,
    expect.stringContaining('wordprocessingml'),
  ])
  return readWord(new Uint8Array(await answer.arrayBuffer()))
}
/** As it stands in a paragraph: what XML cannot hold is gone. */
const clean = (text: string) => text.replace('\u0007', '')

test('the minutes say what was frozen, field by field, in the layout of the decree', async () => {
  const { first, frozen, digest } = await signedOff()
  const sheet = frozen.sheets[0]!
  const file = await word(`/inspections/sheets/${first}/minutes.docx`)
  const all = file.paragraphs.join('\n')
  expect(file.page).toEqual({ width: 11906, height: 16838, top: 1134, bottom: 1134, left: 1701, right: 1134 })
  expect(file.fonts).toEqual(['Times New Roman'])
  expect(Object.values(file.headers)).toEqual([expect.stringContaining('DỰ THẢO'), expect.stringContaining('DỰ THẢO')])
  expect(file.custom).toContain(digest)

  const [head] = file.tables
  expect(head).toEqual([
    [
      'ỦY BAN NHÂN DÂN PHƯỜNG MINH THỤY\nĐOÀN KIỂM TRA',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc',
    ],
    ['Số: ....../BB-ĐKT', 'Minh Thụy, ngày ... tháng ... năm 2026'],
  ])
  for (const text of [
    'BIÊN BẢN',
    `${frozen.round.name} tại ${sheet.unit}`,
    `Căn cứ ${frozen.round.document};`,
    'Hình thức kiểm tra: Theo kế hoạch, theo quyết định của đồng chí Đặng Thị Hoa, Chủ tịch.',
    `Hôm nay, hồi ${documentMoment(sheet.openedAt!)}, tại Trụ sở, tầng 2,`,
    'Đại diện: Đồng chí Mai, Trưởng phòng.',
    'Tổng số 12; có mặt 9 (75,00%); vắng có lý do 2 (16,67%); vắng không lý do 1 (8,33%).',
    '- Trần Thị Bình: vắng có lý do (Họp tại Sở Nội vụ);',
    '- Lê Văn Cường: vắng có lý do (nghỉ phép cả ngày, Nghỉ phép năm);',
    '- Phạm Thị Dung: vắng không lý do;',
    'Tổng số 31 mục: 27 đạt, 2 không đạt, 1 không áp dụng, 1 không kiểm tra được.',
    'Không kiểm tra được mục D1: bộ phận một cửa nghỉ.',
    'Phòng gọn gàng.\nThẻ đầy đủ.',
    'Đã rút sau giải trình, không tính: tồn tại số 03.',
    'Tồn tại số 01: giải trình: Đã bổ sung trong buổi sáng.',
    'Tồn tại số 02: chưa có ý kiến.',
    'Tồn tại số 03: giải trình: Đã bổ sung trong buổi sáng. Đoàn kiểm tra đã rút tồn tại này.',
    `Biên bản kết thúc hồi ${documentMoment(sheet.closedAt!)}; lập thành 02 bản, mỗi bên giữ 01 bản; đã đọc cho mọi người nghe.`,
  ])
    expect(all).toContain(text)
  for (const { name, post, unit, part } of frozen.team)
    expect(all).toContain(`Đồng chí ${name}, ${post}, ${unit} - ${memberParts[part]}`)

  // Every item, in its order, with its result and what stands beside it.
  const rows = file.tables[1]!.slice(1)
  const items = rows.filter(({ length }) => length > 1)
  expect(items.map(([code, name, result]) => [code, name, result])).toEqual(
    sheet.items.map(({ code, name, result }) => [code, name, result ? resultNames[result] : 'Không kiểm tra được']),
  )
  expect(rows.filter(({ length }) => length === 1).flat()).toEqual(
    sheet.groups.map(({ code, name }) => `${code}. ${name}`),
  )
  expect(items.find(([code]) => code === 'C1')?.[3]).toBe(clean(nasty))
  expect(file.repeated).toBe(3)

  const held = frozen.findings.filter(({ state }) => state !== 'withdrawn')
  expect(file.tables[2]!.slice(1)).toEqual(
    held.map(({ number, text, item, severity, person, unit }) => [
      `0${number}`,
      `${text} (mục ${item})`,
      severityNames[severity],
      person ?? unit,
    ]),
  )
  expect(file.tables[3]!.slice(1)).toEqual(
    held.map(({ number, remedy, remedier, due }) => [`0${number}`, remedy, remedier, shown(due)]),
  )
  expect(file.tables[4]).toEqual([
    [
      expect.stringMatching(/^ĐẠI DIỆN ĐƠN VỊ\n\(Từ chối ký. Lý do: Không nhất trí tồn tại số 02\)\n+Hoàng Thị Mai$/),
      expect.stringMatching(/^TRƯỞNG ĐOÀN\n+Đỗ Quang$/),
    ],
  ])
  // Read by the other library, which leaves line breaks out, it says the same, paragraph by paragraph.
  const read = file.paragraphs.map((text) => text.replaceAll('\n', '')).filter((text) => text !== '')
  expect(file.text.split('\n')).toEqual(read)
})

test('the notice of conclusions says what was frozen, and the minutes of the unit that signed say so', async () => {
  const { id, second, frozen } = await signedOff()
  const file = await word(`/inspections/${id}/conclusion.docx`, 'hoa')
  const all = file.paragraphs.join('\n')
  expect(file.tables[0]?.[1]).toEqual(['Số: ....../TB-UBND', 'Minh Thụy, ngày ... tháng ... năm 2026'])
  const { results, findings, headcount } = frozen.figures
  expect(headcount).toEqual({ staff: 12, present: 9, excused: 2, unexcused: 1 })
  for (const text of [
    'THÔNG BÁO\nKết luận kiểm tra công vụ quý IV',
    'Căn cứ Quyết định 12/QĐ-UBND ngày 20/11/2026;',
    'đã kiểm tra từ ngày 25/11/2026 đến ngày 27/11/2026',
    'Đợt kiểm tra số 01. Hình thức: Theo kế hoạch. Số đơn vị, cá nhân được kiểm tra: 2, gồm Phòng Văn hóa - Xã hội; Phòng Kinh tế.',
    `Tổng số 62 mục: ${results.pass} đạt, ${results.fail} không đạt, ${results.na} không áp dụng, ${results.open} không kiểm tra được.`,
    `Ghi nhận ${findings.counted} tồn tại: 0 nhẹ, 1 trung bình, 1 nặng; 0 tái phạm.`,
    'Mục không kiểm tra được: bộ phận một cửa nghỉ.',
    'Nơi nhận:',
    '- Phòng Kinh tế;',
  ])
    expect(all).toContain(text)
  expect(file.tables[1]).toEqual([
    ['Đơn vị, cá nhân', 'Đạt', 'Không đạt', 'Không áp dụng', 'Không kiểm tra được', 'Tồn tại'],
    ['Phòng Văn hóa - Xã hội', '27', '2', '1', '1', '2'],
    ['Phòng Kinh tế', '31', '0', '0', '0', '0'],
  ])
  expect(file.tables[2]?.slice(1)).toEqual([
    ['01', 'Phòng Văn hóa - Xã hội', 'Thiếu ba thủ tục đất đai (mục C1)', 'Trung bình', ''],
    ['02', 'Phòng Văn hóa - Xã hội', 'Vắng không lý do (mục A1)', 'Nặng', 'Nguyễn Văn Minh'],
  ])
  expect(file.tables[3]?.slice(1)).toEqual(
    frozen.findings
      .slice(0, 2)
      .map(({ number, remedy, remedier, unit, due }) => [`0${number}`, remedy, `${remedier}, ${unit}`, shown(due)]),
  )
  expect(file.tables[4]?.[0]?.[1]).toMatch(/^TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n+Đặng Thị Hoa$/)

  const other = (await word(`/inspections/sheets/${second}/minutes.docx`)).paragraphs.join('\n')
  expect(other).toContain('đã đọc cho mọi người nghe và thống nhất')
  expect(other).not.toContain('Thiếu ba thủ tục')
})

const pdf = (name = 'ban-ky.pdf') => new File(['%PDF-1.4\n%\n1 0 obj\nendobj'], name)

test('a paper is a draft until number, day, signer and the signed file are recorded', async () => {
  const { id, first } = await signedOff()
  const at = `/inspections/sheets/${first}/papers`
  const whole = { number: '05/BB-ĐKT', day: '26/11/2026', signer: 'Đỗ Quang', file: pdf() }
  const refused = async (path: string, more: Fields, by: 'quang' | 'diep' = 'quang') => {
    const answer = await world.as(by).post(path, { ...whole, ...more })
    return [answer.status, /<p class="error"[^>]*>.*?<span>(.*?)<\/span>/s.exec(await answer.text())?.[1]]
  }
  expect(await refused(at, { number: '' })).toEqual([422, 'Ghi số, ký hiệu của văn bản.'])
  expect(await refused(at, { day: '31/02/2026' })).toEqual([
    422,
    '“31/02/2026” không có trong lịch. Ghi ngày/tháng/năm.',
  ])
  expect(await refused(at, { day: '27/11/2026' })).toEqual([422, 'Ngày ký không sau hôm nay.'])
  expect(await refused(at, { signer: '' })).toEqual([422, 'Ghi người ký.'])
  expect(await refused(at, { file: '' })).toEqual([422, 'Chọn tệp bản đã ký.'])
  expect(await refused(at, { file: new File(['chữ'], 'a.txt') })).toEqual([
    422,
    '“a.txt” không phải PDF hoặc ảnh. Quét hoặc chụp bản đã ký.',
  ])
  expect((await refused(at, {}, 'diep'))[0]).toBe(403)
  expect((await world.as('mai').post(at, whole)).status).toBe(403)
  expect((await world.as('minh').post(at, whole)).status).toBe(404)
  expect(await world.db.reader.selectFrom('roundPapers').selectAll().execute()).toEqual([])

  expect((await world.as('quang').post(at, whole)).status).toBe(303)
  const minutes = await word(`/inspections/sheets/${first}/minutes.docx`, 'mai')
  expect(minutes.tables[0]?.[1]).toEqual(['Số: 05/BB-ĐKT', `Minh Thụy, ${documentDay('2026-11-26')}`])
  expect(Object.values(minutes.headers).join('')).not.toContain('DỰ THẢO')
  const page = await (await world.as('mai').get(`/inspections/${id}/sign-off`)).text()
  expect(page).toContain('Số 05/BB-ĐKT, ngày 26/11/2026, Đỗ Quang ký')
  const file = /\/inspections\/[\w-]+\/papers\/[\w-]+/.exec(page)?.[0] ?? ''
  const signed = await world.as('mai').get(file)
  expect([signed.status, signed.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
  expect(await signed.text()).toContain('%PDF-1.4')

  // The notice is the team's and the leaders' until it is in force; then every unit inspected reads it.
  expect((await world.as('mai').get(`/inspections/${id}/conclusion.docx`)).status).toBe(404)
  const notice = { ...whole, number: '12/TB-UBND', signer: 'Đặng Thị Hoa', file: pdf('tb.pdf') }
  expect((await world.as('quang').post(`/inspections/${id}/papers`, notice)).status).toBe(303)
  const conclusion = await word(`/inspections/${id}/conclusion.docx`, 'mai')
  expect(conclusion.tables[0]?.[1]?.[0]).toBe('Số: 12/TB-UBND')

  // Recorded again, the newest counts, and the one before stays.
  await world.as('quang').post(at, { ...whole, number: '06/BB-ĐKT', file: pdf('ban-hai.pdf') })
  expect((await word(`/inspections/sheets/${first}/minutes.docx`)).tables[0]?.[1]?.[0]).toBe('Số: 06/BB-ĐKT')
  const after = await (await world.as('quang').get(`/inspections/${id}/sign-off`)).text()
  expect(after).toContain('Ghi trước, số 05/BB-ĐKT, đã thay')
  expect((await world.audit(5)).findLast(({ action }) => action === 'round.record')).toMatchObject({
    actor: 'quang',
    action: 'round.record',
    facts: {
      paper: 'minutes',
      number: '06/BB-ĐKT',
      day: '2026-11-26',
      signer: 'Đỗ Quang',
      file: { name: 'ban-hai.pdf' },
    },
  })
})

test('before the sign-off papers are drafts of living figures, for the team alone', async () => {
  const { id, sheet } = await started(world)
  await fillIn(world, sheet, { 'C1.result': 'fail' })
  for (const path of [`/inspections/sheets/${sheet}/minutes.docx`, `/inspections/${id}/conclusion.docx`]) {
    const draft = await word(path)
    expect(Object.values(draft.headers)).toEqual([
      expect.stringContaining('DỰ THẢO, số liệu chưa chốt'),
      expect.stringContaining('DỰ THẢO, số liệu chưa chốt'),
    ])
    for (const name of ['hoa', 'mai', 'minh'] as const) expect((await world.as(name).get(path)).status).toBe(404)
  }
  const early = await world
    .as('quang')
    .post(`/inspections/${id}/papers`, { number: '1', day: '25/11/2026', signer: 'Q', file: pdf() })
  expect(early.status).toBe(409)
})
