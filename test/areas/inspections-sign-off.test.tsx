import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Frozen } from '../../src/inspections/closing/frozen.ts'
import { factNames } from '../../views/words.ts'
import { fillIn, noteFinding, ready, sign } from '../closing.ts'
import { answer, errorsIn, type Fields, planned, started } from '../rounds.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

type Name = Parameters<World['as']>[0]
const page = async (name: Name, path: string) => {
  const answer = await world.as(name).get(path)
  return { status: answer.status, text: await answer.text() }
}
const statuses = (path: string, names: readonly Name[]) =>
  Promise.all(names.map(async (name) => (await world.as(name).get(path)).status))
const signOff = (id: string, fields: Fields = {}, by: Name = 'quang') =>
  world.as(by).post(`/inspections/${id}/sign-off`, fields)
const reopen = (id: string, reason: string, by: Name = 'quang') =>
  world.as(by).post(`/inspections/${id}/reopening`, { reason })
const rows = () => world.db.reader.selectFrom('roundSignoffs').selectAll().orderBy('id').execute()
/** What the page says is missing. */
const missing = (text: string) =>
  [...text.matchAll(/<ul class="lacks">(.*?)<\/ul>/gs)].flatMap(([, list = '']) =>
    [...list.matchAll(/<a [^>]*>(.*?)<\/a>/gs)].map(([, said]) => said),
  )

test('a round is closed: figures frozen with their digest, findings put, its sheets open to the side inspected', async () => {
  const { id, sheet, finding } = await ready(world)
  expect((await page('mai', `/findings/${finding}`)).status).toBe(404)
  expect(await statuses(`/inspections/sheets/${sheet}`, ['quang', 'hoa', 'mai', 'minh'])).toEqual([200, 404, 404, 404])
  expect(await statuses(`/inspections/${id}/sign-off`, ['quang', 'lan', 'hoa', 'mai', 'minh'])).toEqual([
    200, 200, 404, 404, 404,
  ])
  const before = (await page('quang', `/inspections/${id}/sign-off`)).text
  expect(missing(before)).toEqual([])
  expect(before).toContain('1 tồn tại chưa chuyển sẽ được chuyển')
  expect((await page('quang', `/inspections/${id}`)).text).toContain('Đã đủ để kết thúc.')
  expect((await signOff(id)).status).toBe(303)

  const round = await world.db.reader.selectFrom('inspectionRounds').selectAll().executeTakeFirstOrThrow()
  expect(round.state).toBe('signed')
  const [row] = await rows()
  const { frozen, digest } = row!
  expect(digest).toBe(createHash('sha256').update(frozen).digest('hex'))
  const data = JSON.parse(frozen) as Frozen
  expect(data).toMatchObject({
    shape: 1,
    office: { superior: 'Ủy ban nhân dân', name: 'Phường Minh Thụy', place: 'Minh Thụy' },
    round: { id, name: 'Kiểm tra công vụ quý IV', number: 1, form: 'planned', orderedBy: { name: 'Đặng Thị Hoa' } },
    team: [
      { name: 'Đỗ Quang', part: 'head' },
      { name: 'Nguyễn Thị Lan', part: 'member' },
    ],
    figures: {
      sheets: 1,
      results: { pass: 30, fail: 1, open: 0 },
      findings: { counted: 1, bySeverity: { medium: 1 } },
    },
    signed: { by: { name: 'Đỗ Quang', post: 'Trưởng đoàn kiểm tra' }, sequence: 1 },
    waiver: '',
  })
  expect(data.sheets[0]).toMatchObject({
    id: sheet,
    unit: 'Phòng Văn hóa - Xã hội',
    signatures: [
      { side: 'team', name: 'Đỗ Quang', refused: null, stands: true },
      { side: 'unit', name: 'Hoàng Thị Mai', refused: null, stands: true },
    ],
  })
  expect(data.sheets[0]?.items.find(({ code }) => code === 'C1')).toMatchObject({
    result: 'fail',
    note: 'Thiếu ba thủ tục',
  })
  expect(data.findings).toMatchObject([{ id: finding, number: 1, item: 'C1', answerBy: '2026-12-02', atSignOff: true }])
  // No key from inside the database leaves with it.
  expect(frozen).not.toMatch(/"(roundId|sheetId|unitId|personId|byId)"/)

  const after = (await page('quang', `/inspections/${id}/sign-off`)).text
  expect(after).toContain('Số liệu còn nguyên như lúc chốt')
  expect(after).toContain(digest)
  const file = await world.as('quang').get(`/inspections/${id}/sign-offs/${row!.publicId}/figures.json`)
  expect(
    createHash('sha256')
      .update(Buffer.from(await file.arrayBuffer()))
      .digest('hex'),
  ).toBe(digest)
  expect(await statuses(`/inspections/sheets/${sheet}`, ['quang', 'hoa', 'mai', 'minh', 'diep'])).toEqual([
    200, 200, 200, 404, 404,
  ])
  expect(await statuses(`/inspections/${id}/sign-off`, ['quang', 'lan', 'hoa', 'mai', 'minh'])).toEqual([
    200, 200, 200, 200, 404,
  ])

  const told = (await world.audit(20)).filter(({ action }) => ['round.signOff', 'finding.put'].includes(action))
  expect(told).toMatchObject([
    {
      actor: 'quang',
      action: 'round.signOff',
      subject: id,
      facts: { state: ['started', 'signed'], digest, sequence: 1 },
    },
    { action: 'finding.put', subject: finding, facts: { item: 'C1', answerBy: '2026-12-02' } },
  ])
  const record = (await page('quang', '/record?action=round.signOff')).text
  expect(record).toContain('Mã SHA-256 của số liệu')
  expect(told.flatMap(({ facts }) => Object.keys(facts)).filter((key) => !Object.hasOwn(factNames, key))).toEqual([])
})

describe('what keeps a round open', () => {
  test('every lack is told with the way to it, and none of them gets past', async () => {
    const { id, sheet } = await started(world)
    await fillIn(world, sheet, {
      'B2.result': '',
      'C1.result': 'fail',
      'A1.staff': '3',
      'A1.present': '2',
      'A1.excused': '0',
      'A1.unexcused': '1',
      'A1.result': 'fail',
    })
    const text = (await page('quang', `/inspections/${id}/sign-off`)).text
    const unit = 'Phòng Văn hóa - Xã hội'
    expect(missing(text)).toEqual([
      `${unit}: không đạt mà chưa ghi tồn tại, 2 mục A1, C1.`,
      `${unit}: đoàn kiểm tra chưa ký biên bản.`,
      `${unit}: bên được kiểm tra chưa ký biên bản, cũng chưa ghi lý do từ chối.`,
      `${unit}: chưa ghi mục B2.`,
      `${unit}: chưa ghi đủ tên người, mục A1.`,
    ])
    expect(text).toContain(`/inspections/sheets/${sheet}#item-A1`)
    expect(text).toContain(`/inspections/sheets/${sheet}/signatures`)
    const refused = await signOff(id, { waiver: 'không kiểm tra được' })
    expect([refused.status, (await refused.text()).includes('Còn phải làm xong')]).toEqual([422, true])
    expect(await rows()).toEqual([])
  })

  test('items left open need a reason, which is frozen and said in the record', async () => {
    const { id, sheet } = await started(world)
    await fillIn(world, sheet, { 'B2.result': '' })
    await sign(world, sheet, 'team')
    await sign(world, sheet, 'unit')
    const bare = await signOff(id)
    expect([bare.status, errorsIn(await bare.text())]).toEqual([422, ['Ghi lý do không kiểm tra được.']])
    expect((await signOff(id, { waiver: 'bộ phận nghỉ' })).status).toBe(303)
    const [row] = await rows()
    expect(JSON.parse(row!.frozen)).toMatchObject({ waiver: 'bộ phận nghỉ', figures: { results: { open: 1 } } })
    expect((await world.audit(3)).find(({ action }) => action === 'round.signOff')?.facts).toMatchObject({
      waiver: 'bộ phận nghỉ',
    })
  })

  test('a reason given where nothing is open is not kept', async () => {
    const { id } = await ready(world)
    await signOff(id, { waiver: 'thừa' })
    expect(JSON.parse((await rows())[0]!.frozen)).toMatchObject({ waiver: '' })
  })

  test('an answer in its term is waited for; answered, or its term past, it is no more', async () => {
    const { id, finding } = await ready(world)
    await world.as('quang').post(`/findings/${finding}/putting`)
    const text = (await page('quang', `/inspections/${id}/sign-off`)).text
    expect(missing(text)).toEqual(['Tồn tại số 01 đang chờ giải trình đến hết ngày 02/12/2026.'])
    expect((await signOff(id, { waiver: 'vội' })).status).toBe(422)
    world.clock = '2026-12-03T02:00:00.000Z'
    expect((await signOff(id)).status).toBe(303)
  })

  test('only the head closes, once, and only what has begun', async () => {
    const { id } = await ready(world)
    for (const [name, status] of [
      ['lan', 403],
      ['hoa', 404],
      ['mai', 404],
      ['minh', 404],
    ] as const)
      expect((await signOff(id, {}, name)).status).toBe(status)
    const key = { _key: 'mot-lan' }
    expect((await signOff(id, key)).status).toBe(303)
    expect((await signOff(id, key)).status).toBe(303)
    expect((await signOff(id)).status).toBe(409)
    expect(await rows()).toHaveLength(1)
    const later = await planned(world)
    expect((await signOff(later)).status).toBe(404)
  })

  test('closed twice at once it is closed once; an answer at the same moment is either in it or refused', async () => {
    const { id } = await ready(world)
    const twice = await Promise.all([signOff(id), signOff(id)])
    expect(twice.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await rows()).toHaveLength(1)
    const other = await ready(world, { name: 'Đợt sau' })
    const [closed, answered] = await Promise.all([
      signOff(other.id),
      answer(world.as('lan'), other.sheet, 'C2', { result: 'na', version: '1' }),
    ])
    // Answered first, the signatures no longer stand; closed first, the sheet is shut.
    expect([
      [303, 409],
      [422, 200],
    ]).toContainEqual([closed.status, answered.status])
  })

  test('a page drawn before somebody else changed the round does not close it', async () => {
    const { id } = await ready(world)
    expect((await signOff(id, { _version: '1' })).status).toBe(409)
  })
})

describe('signatures', () => {
  const standing = async (id: string) =>
    [
      ...(await page('quang', `/inspections/${id}/sign-off`)).text.matchAll(
        /<span class="badge tag[^>]*>.*?<span>(.*?)<\/span>/gs,
      ),
    ]
      .map(([, said]) => said)
      .slice(0, 2)

  test('both sides sign, or the refusal is recorded with its reason', async () => {
    const { id, sheet } = await started(world)
    await fillIn(world, sheet)
    const form = await page('quang', `/inspections/sheets/${sheet}/signatures`)
    expect(form.text).toContain('value="Đỗ Quang"')
    expect(form.text).toContain('value="Hoàng Thị Mai"')
    const content = /name="content" value="(\w+)"/.exec(form.text)?.[1] ?? ''
    const unit = { side: 'unit', name: 'Hoàng Thị Mai', post: 'Trưởng phòng', content, refused: '' }
    const refused = async (more: Fields) => {
      const answer = await world.as('quang').post(`/inspections/sheets/${sheet}/signatures`, { ...unit, ...more })
      return [answer.status, errorsIn(await answer.text())]
    }
    expect(await refused({ how: 'signed', name: '' })).toEqual([422, ['Ghi họ và tên người ký.']])
    expect(await refused({ how: 'signed', post: '' })).toEqual([422, ['Ghi chức vụ của người ký.']])
    expect(await refused({})).toEqual([422, ['Chọn đã ký hay từ chối ký.']])
    expect(await refused({ how: 'refused' })).toEqual([422, ['Ghi lý do từ chối ký.']])
    expect(await refused({ how: 'signed', refused: 'x' })).toEqual([
      422,
      ['Đã ký thì không ghi lý do từ chối. Bỏ lý do, hoặc chọn “Từ chối ký”.'],
    ])
    expect((await sign(world, sheet, 'team', '', 'lan')).status).toBe(403)
    expect((await sign(world, sheet, 'team', '', 'mai')).status).toBe(404)

    expect((await sign(world, sheet, 'team')).status).toBe(303)
    expect(
      (await world.db.reader.selectFrom('inspectionSheets').select('closedAt').executeTakeFirstOrThrow()).closedAt,
    ).toBeNull()
    expect((await sign(world, sheet, 'unit', 'Không nhất trí mục C1')).status).toBe(303)
    expect(
      (await world.db.reader.selectFrom('inspectionSheets').select('closedAt').executeTakeFirstOrThrow()).closedAt,
    ).toBe(world.clock)
    expect(await standing(id)).toEqual(['Đoàn kiểm tra đã ký', 'Bên được kiểm tra từ chối ký'])
    expect((await world.audit(10)).findLast(({ action }) => action === 'round.record')).toMatchObject({
      actor: 'quang',
      subject: id,
      facts: { side: 'unit', signer: 'Hoàng Thị Mai', refused: 'Không nhất trí mục C1' },
    })
    expect((await signOff(id)).status).toBe(303)
    expect((await sign(world, sheet, 'unit')).status).toBe(409)
  })

  test('a secretary records them too', async () => {
    const { sheet } = await started(world, { secretary: 'Nguyễn Thị Lan', memberName: '' })
    await fillIn(world, sheet)
    expect((await sign(world, sheet, 'team', '', 'lan')).status).toBe(303)
  })

  test.each<[string, (sheet: string) => Promise<unknown>]>([
    [
      'an answer',
      (sheet) => fillIn(world, sheet, { 'C1.result': 'fail', 'C1.note': 'Thiếu bốn thủ tục', 'C1.version': '1' }),
    ],
    [
      'a line of the minutes',
      (sheet) =>
        world
          .as('lan')
          .post(`/inspections/sheets/${sheet}`, { place: 'Tầng 3', met: '', strengths: '', sheetVersion: '1' }),
    ],
    ['a finding', (sheet) => noteFinding(world, sheet, { text: 'Thêm một tồn tại' })],
  ])('%s changed afterwards: what was signed no longer counts, until it is signed again', async (_, change) => {
    const { id, sheet } = await ready(world)
    expect((await page('lan', `/inspections/sheets/${sheet}`)).text).toContain('Sửa phiếu thì chữ ký không còn giá trị')
    await change(sheet)
    const told = (await world.audit(5)).findLast(({ action }) => action === 'round.inspect')
    expect(told?.facts).toMatchObject({ afterSigning: true })
    expect(await standing(id)).toEqual([
      'Đoàn kiểm tra: phiếu sửa sau khi ký',
      'Bên được kiểm tra: phiếu sửa sau khi ký',
    ])
    expect((await page('quang', `/inspections/sheets/${sheet}/signatures`)).text).toContain(
      'chữ ký này không còn giá trị',
    )
    expect((await signOff(id)).status).toBe(422)
    await sign(world, sheet, 'team')
    await sign(world, sheet, 'unit')
    expect((await world.audit(10)).findLast(({ action }) => action === 'round.record')?.facts).toMatchObject({
      signedAgain: true,
    })
    expect((await signOff(id)).status).toBe(303)
  })

  test('what the side inspected answers later touches no signature', async () => {
    const { id, finding } = await ready(world)
    await world.as('quang').post(`/findings/${finding}/putting`)
    await world.as('mai').post(`/findings/${finding}/answer`, { answer: 'explain', text: 'Đã niêm yết' })
    await world.as('quang').post(`/findings/${finding}/withdrawal`, { reason: 'Đúng là đã niêm yết' })
    expect(await standing(id)).toEqual(['Đoàn kiểm tra đã ký', 'Bên được kiểm tra đã ký'])
    expect((await signOff(id)).status).toBe(303)
    expect(JSON.parse((await rows())[0]!.frozen).figures.findings).toMatchObject({ counted: 0, withdrawn: 1 })
  })

  test('nobody signs what they were not shown, and a mistaken signature is taken back', async () => {
    const { id, sheet } = await ready(world)
    const old =
      /name="content" value="(\w+)"/.exec(
        (await page('quang', `/inspections/sheets/${(await started(world)).sheet}/signatures`)).text,
      )?.[1] ?? ''
    const fields = { side: 'team', name: 'Đỗ Quang', post: 'Trưởng đoàn', content: old }
    expect((await world.as('quang').post(`/inspections/sheets/${sheet}/signatures`, fields)).status).toBe(409)
    expect(
      (await world.as('quang').post(`/inspections/sheets/${sheet}/signatures/removal`, { side: 'unit' })).status,
    ).toBe(303)
    expect(await standing(id)).toEqual(['Đoàn kiểm tra đã ký', 'Bên được kiểm tra chưa ký'])
    expect(
      (await world.as('quang').post(`/inspections/sheets/${sheet}/signatures/removal`, { side: 'unit' })).status,
    ).toBe(404)
  })
})

describe('reopening', () => {
  test('needs the head and a reason; what was signed off stays as it was, and the next one tells what changed', async () => {
    const { id, sheet, finding } = await ready(world)
    await signOff(id)
    const [first] = await rows()
    const bare = await reopen(id, '')
    expect([bare.status, errorsIn(await bare.text())]).toEqual([422, ['Ghi lý do mở lại.']])
    for (const [name, status] of [
      ['lan', 403],
      ['hoa', 403],
      ['mai', 403],
      ['minh', 404],
    ] as const)
      expect((await reopen(id, 'Sửa', name)).status).toBe(status)
    expect(await fillIn(world, sheet, { 'C2.result': 'na', 'C2.version': '1' }).catch(String)).toContain('409')
    world.clock = '2026-11-26T02:00:00.000Z'
    expect((await reopen(id, 'Bổ sung mục C2')).status).toBe(303)
    expect((await reopen(id, 'Lần nữa')).status).toBe(409)
    expect((await world.audit(5)).findLast(({ action }) => action === 'round.reopen')?.facts).toMatchObject({
      state: ['signed', 'started'],
      reason: 'Bổ sung mục C2',
      digest: first!.digest,
    })

    // The living sheet is the team's again; what the other side had before, it keeps.
    const earlier = `/inspections/${id}/sign-offs/${first!.publicId}`
    expect(await statuses(`/inspections/sheets/${sheet}`, ['quang', 'mai'])).toEqual([200, 404])
    expect(await statuses(earlier, ['quang', 'mai', 'minh'])).toEqual([200, 200, 404])
    expect(await statuses(`/inspections/sheets/${sheet}/minutes.docx`, ['quang', 'mai'])).toEqual([200, 404])
    expect(
      await statuses(`/inspections/sheets/${sheet}/minutes.docx?sign-off=${first!.publicId}`, ['quang', 'mai', 'minh']),
    ).toEqual([200, 200, 404])

    await fillIn(world, sheet, {
      'C1.result': 'fail',
      'C1.note': 'Thiếu ba thủ tục',
      'C2.result': 'na',
      'C1.version': '1',
      'C2.version': '1',
    })
    await sign(world, sheet, 'team')
    await sign(world, sheet, 'unit')
    // The finding was put by the first sign-off: its term is no reason to wait.
    expect(missing((await page('quang', `/inspections/${id}/sign-off`)).text)).toEqual([])
    expect((await signOff(id)).status).toBe(303)
    const [again, second] = await rows()
    expect({ frozen: again!.frozen, digest: again!.digest }).toEqual({ frozen: first!.frozen, digest: first!.digest })
    expect(again).toMatchObject({ reason: 'Bổ sung mục C2', reopenedAt: world.clock })
    expect(second!.digest).not.toBe(first!.digest)
    const text = (await page('quang', `/inspections/${id}/sign-off`)).text
    expect(text).toContain('1 chỗ khác lần kết thúc trước')
    expect(text).toContain('<strong>Phòng Văn hóa - Xã hội, mục C2:</strong> “Đạt” thành “Không áp dụng”')
    expect((await page('mai', earlier)).text).toContain('Lần kết thúc này đã được mở lại')
    expect((await page('mai', `/findings/${finding}`)).status).toBe(200)
  })

  test('a finding put by the sign-off is answered after it, within its term', async () => {
    const { id, finding } = await ready(world)
    await signOff(id)
    const answered = await world
      .as('mai')
      .post(`/findings/${finding}/answer`, { answer: 'explain', text: 'Đã niêm yết' })
    expect(answered.status).toBe(303)
    expect(JSON.parse((await rows())[0]!.frozen).findings[0].answer).toBeNull()
    await reopen(id, 'Có giải trình')
    await world.as('quang').post(`/findings/${finding}/withdrawal`, { reason: 'Giải trình đúng' })
    await signOff(id)
    const text = (await page('quang', `/inspections/${id}/sign-off`)).text
    expect(text).toContain('Tồn tại số 01:')
    expect(text).toContain('1 đã rút, không tính')
  })
})

test('a byte of the frozen figures that changes is seen on the page and through the API', async () => {
  const { id } = await ready(world)
  await signOff(id)
  const [row] = await rows()
  const frozen = row!.frozen.replace('"fail":1', '"fail":0')
  expect(frozen).not.toBe(row!.frozen)
  await world.db.writer.updateTable('roundSignoffs').set({ frozen }).execute()
  const text = (await page('quang', `/inspections/${id}/sign-off`)).text
  expect(text).toContain('Số liệu đang lưu không còn như lúc chốt.')
  expect(text).not.toContain('Số liệu còn nguyên')
  expect((await api('GET', `/inspections/${id}/sign-off`)).body.signOffs[0].intact).toBe(false)
  // No paper is made from them; what is no JSON any more is told in the same words.
  const word = await page('quang', `/inspections/${id}/conclusion.docx`)
  expect([word.status, word.text.includes('không lập văn bản từ đó')]).toEqual([409, true])
  await world.db.writer
    .updateTable('roundSignoffs')
    .set({ frozen: `x${row!.frozen}` })
    .execute()
  const broken = await page('quang', `/inspections/${id}/sign-off`)
  expect([broken.status, broken.text.includes('không còn như lúc chốt.')]).toEqual([200, true])
})

describe('who reads what', () => {
  test('a unit reads its own sheet and minutes, not those of another; figures of the whole round are the team’s and leaders’', async () => {
    await world.db.writer
      .insertInto('roleGrants')
      .values(await leaderOf('lan', world.units.kt))
      .execute()
    const { id, sheets } = await started(world, {
      unit: [world.units.vhxh, world.units.kt],
      memberName: 'Lê Thị Ngọc Diệp',
    })
    for (const sheet of sheets) {
      await fillIn(world, sheet)
      await sign(world, sheet, 'team')
      await sign(world, sheet, 'unit')
    }
    await signOff(id)
    const [own, other] = sheets
    expect(await statuses(`/inspections/sheets/${own}`, ['mai', 'lan', 'hoa', 'diep'])).toEqual([200, 404, 200, 200])
    expect(await statuses(`/inspections/sheets/${other}`, ['mai', 'lan'])).toEqual([404, 200])
    expect(await statuses(`/inspections/sheets/${other}/minutes.docx`, ['mai', 'lan'])).toEqual([404, 200])
    expect(await statuses(`/inspections/${id}/conclusion.docx`, ['mai', 'lan', 'hoa', 'quang'])).toEqual([
      404, 404, 200, 200,
    ])
    const [row] = await rows()
    expect(await statuses(`/inspections/${id}/sign-offs/${row!.publicId}/figures.json`, ['mai', 'hoa'])).toEqual([
      404, 200,
    ])
    const mais = (await page('mai', `/inspections/${id}/sign-off`)).text
    expect(mais).toContain('Biên bản kiểm tra, Phòng Văn hóa - Xã hội')
    for (const text of ['Biên bản kiểm tra, Phòng Kinh tế', 'Thông báo kết luận', '62 mục', row!.digest])
      expect(mais).not.toContain(text)
    expect((await page('mai', `/inspections/${id}`)).text).not.toContain(`/inspections/sheets/${other}`)
  })

  test('a sheet of a unit that was merged is read by what it was merged into', async () => {
    await world.db.writer
      .insertInto('roleGrants')
      .values(await leaderOf('lan', world.units.kt))
      .execute()
    const { id, sheet } = await ready(world, { memberName: '' })
    await signOff(id)
    expect(await statuses(`/inspections/sheets/${sheet}`, ['lan'])).toEqual([404])
    const into = await world.db.reader
      .selectFrom('units')
      .select('id')
      .where('publicId', '=', world.units.kt)
      .executeTakeFirstOrThrow()
    const merged = { successorId: into.id, closedOn: '2026-11-25' }
    await world.db.writer.updateTable('units').set(merged).where('publicId', '=', world.units.vhxh).execute()
    expect(await statuses(`/inspections/sheets/${sheet}`, ['lan'])).toEqual([200])
    expect(await statuses(`/inspections/sheets/${sheet}/minutes.docx`, ['lan'])).toEqual([200])
  })

  test('the person inspected reads the own sheet and minutes once the round is closed', async () => {
    const { id, sheet } = await started(world, { unit: [], personName: 'Nguyễn Văn Minh' })
    await fillIn(world, sheet)
    await sign(world, sheet, 'team')
    await sign(world, sheet, 'unit')
    const paths = [`/inspections/sheets/${sheet}`, `/inspections/sheets/${sheet}/minutes.docx`]
    for (const path of paths) expect(await statuses(path, ['minh'])).toEqual([404])
    await signOff(id)
    for (const path of paths) expect(await statuses(path, ['minh'])).toEqual([200])
    expect(await statuses(`/inspections/${id}/sign-off`, ['minh'])).toEqual([404])
  })

  test('a secret round has no papers, no signatures and no end before its start', async () => {
    const id = await planned(world, { form: 'unannounced', memberName: '' })
    const { publicId: sheet } = await world.db.reader
      .selectFrom('inspectionSheets')
      .select('publicId')
      .executeTakeFirstOrThrow()
    const paths = [
      `/inspections/${id}/sign-off`,
      `/inspections/${id}/conclusion.docx`,
      `/inspections/sheets/${sheet}/minutes.docx`,
      `/inspections/sheets/${sheet}/signatures`,
    ]
    const names = ['lan', 'mai', 'minh', 'diep', 'an'] as const
    for (const path of paths) expect(await statuses(path, names)).toEqual(names.map(() => 404))
    for (const path of paths.slice(0, 3)) expect(await statuses(path, ['quang'])).toEqual([404])
    for (const path of ['sign-off', 'reopening', 'papers'])
      expect((await world.as('mai').post(`/inspections/${id}/${path}`, {})).status).toBe(404)
    expect((await sign(world, sheet, 'team', '', 'mai')).status).toBe(404)
  })
})

/** Makes somebody the leader of a unit. */
async function leaderOf(name: Name, unit: string) {
  const { id: unitId } = await world.db.reader
    .selectFrom('units')
    .select('id')
    .where('publicId', '=', unit)
    .executeTakeFirstOrThrow()
  return { publicId: `role-${name}`, personId: world.ids[name].id, role: 'leader', unitId, fromDay: '2026-01-05' }
}

async function api(method: string, path: string, body?: object | FormData) {
  const made = await (
    await world.as('quang').post('/account/tokens', { name: 'thử', scope: 'write', days: '30' })
  ).text()
  const token = { Authorization: `Bearer ${/nr_[\w-]+/.exec(made)?.[0]}` }
  const isForm = body instanceof FormData
  const answer = await world.request(`/api/v1${path}`, {
    method,
    headers: isForm ? token : { ...token, 'Content-Type': 'application/json' },
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}

test('the API closes a round, opens it again and brings its papers', async () => {
  const { id, sheet } = await started(world)
  await fillIn(world, sheet, { 'B2.result': '' })
  expect(await api('GET', `/inspections/${id}/sign-off`)).toMatchObject({
    body: {
      state: 'started',
      lacks: [
        { kind: 'unanswered', waivable: true, sheet, items: ['B2'], text: 'Phòng Văn hóa - Xã hội: chưa ghi mục B2.' },
        { kind: 'unsigned', waivable: false },
        { kind: 'unsigned', waivable: false },
      ],
      signOffs: [],
      papers: [],
    },
  })
  expect(await api('POST', `/inspections/${id}/sign-off`, {})).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'lacks' }] },
  })
  const signature = { side: 'team', name: 'Đỗ Quang', post: 'Trưởng đoàn' }
  expect(await api('POST', `/inspections/sheets/${sheet}/signatures`, { ...signature, refused: 'x' })).toMatchObject({
    status: 422,
  })
  expect(await api('POST', `/inspections/sheets/${sheet}/signatures`, signature)).toMatchObject({ status: 200 })
  const unit = { side: 'unit', name: 'Mai', post: 'Trưởng phòng', refused: 'Không nhất trí' }
  expect(await api('POST', `/inspections/sheets/${sheet}/signatures`, unit)).toMatchObject({ status: 200 })
  expect(await api('POST', `/inspections/sheets/${sheet}/signatures/removal`, { side: 'unit' })).toMatchObject({
    status: 200,
  })
  expect(await api('POST', `/inspections/sheets/${sheet}/signatures`, unit)).toMatchObject({ status: 200 })
  expect(await api('GET', `/inspections/sheets/${sheet}/minutes`)).toMatchObject({
    body: { draft: true, digest: null },
  })
  expect(await api('POST', `/inspections/${id}/sign-off`, { waiver: 'nghỉ' })).toMatchObject({
    status: 200,
    body: { id },
  })
  const paper = new FormData()
  for (const [name, value] of Object.entries({ number: '01/TB-UBND', day: '2026-11-25', signer: 'Đặng Thị Hoa' }))
    paper.set(name, value)
  expect(await api('POST', `/inspections/${id}/papers`, paper)).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'file' }] },
  })
  paper.set('file', new File(['%PDF-1.4\n%\n1 0 obj\nendobj'], 'tb.pdf'))
  expect(await api('POST', `/inspections/${id}/papers`, paper)).toMatchObject({ status: 200 })
  paper.set('number', '01/BB-ĐKT')
  expect(await api('POST', `/inspections/sheets/${sheet}/papers`, paper)).toMatchObject({ status: 200 })
  const { body } = await api('GET', `/inspections/${id}/sign-off`)
  expect(body).toMatchObject({
    state: 'signed',
    signOffs: [{ sequence: 1, intact: true, by: 'Đỗ Quang', figures: { results: { open: 1, pass: 30 } } }],
    papers: [
      { kind: 'minutes', sheet, number: '01/BB-ĐKT', signOff: body.signOffs[0].id },
      { kind: 'conclusion', sheet: null, number: '01/TB-UBND', file: 'tb.pdf' },
    ],
  })
  expect(createHash('sha256').update(body.signOffs[0].frozen).digest('hex')).toBe(body.signOffs[0].digest)
  const word = await api('GET', `/inspections/${id}/conclusion`)
  expect(word.body).toMatchObject({ draft: false, digest: body.signOffs[0].digest })
  expect(Buffer.from(word.body.content, 'base64').subarray(0, 2).toString()).toBe('PK')
  expect(await api('POST', `/inspections/${id}/reopening`, { reason: '' })).toMatchObject({ status: 422 })
  expect(await api('POST', `/inspections/${id}/reopening`, { reason: 'Sửa' })).toMatchObject({ status: 200 })
  // Whatever was recorded on the way has its words.
  const facts = (await world.audit(500)).filter(({ subjectKind }) => subjectKind === 'round').map((row) => row.facts)
  expect(facts.flatMap((one) => Object.keys(one)).filter((key) => !Object.hasOwn(factNames, key))).toEqual([])
})

test('a round of an outside body closes without sheets; its papers are what it sent', async () => {
  const { id, sheet } = await started(world, { form: 'outside', outsideBody: 'Thanh tra tỉnh' })
  expect(missing((await page('quang', `/inspections/${id}/sign-off`)).text)).toEqual([])
  expect(await statuses(`/inspections/sheets/${sheet}/minutes.docx`, ['quang'])).toEqual([404])
  const file = new File(['%PDF-1.4\n%\n1 0 obj\nendobj'], 'kl.pdf')
  const paper = { number: '77/KL-TTr', day: '25/11/2026', signer: 'Chánh Thanh tra', file }
  expect((await world.as('quang').post(`/inspections/${id}/papers`, paper)).status).toBe(303)
  const text = (await page('quang', `/inspections/${id}/sign-off`)).text
  expect(text).toContain('Thông báo kết luận của Thanh tra tỉnh')
  expect(text).toContain('Số 77/KL-TTr, ngày 25/11/2026')
  expect((await signOff(id)).status).toBe(303)
  expect((await page('quang', `/inspections/${id}/sign-off`)).text).toContain('Số 77/KL-TTr, ngày 25/11/2026')
})
