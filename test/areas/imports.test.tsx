import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handlers } from '../../src/handlers.ts'
import { runJobs } from '../../src/jobs.ts'
import { readSheets } from '../../src/sheets/read.ts'
import { caller } from '../caller.ts'
import {
  apply,
  bringIn,
  check,
  csvFile,
  offeredMapping,
  rowsOf,
  sendFile,
  stateOf,
  told,
  type Value,
  xlsxFile,
  xlsxOfSheets,
} from '../import-files.ts'
import { morning, openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const head = ['Họ và tên', 'Đơn vị', 'Chức vụ']
const clear = (name: string): Value[] => [name, 'KT', 'Chuyên viên']
const wrong = (name: string): Value[] => [name, 'Phòng không có', 'Chuyên viên']
let number = 0
const words = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu', 'Bảy', 'Tám', 'Chín', 'Mười']
/** A name that nobody of this file has had. */
function fresh(): string {
  number += 1
  return [
    'Lê',
    ...[100, 10, 1].map((place) => words[Math.floor(number / place) % 10]),
    words[Math.floor(number / 1000)],
  ].join(' ')
}

const send = async (...rows: Value[][]) => sendFile(world, 'people', await xlsxFile([head, ...rows]))
const page = async (path: string, by: Parameters<World['as']>[0] = 'an') => (await world.as(by).get(path)).text()
const countOf = async (table: 'people' | 'importRows' | 'imports') =>
  (
    await world.db.reader
      .selectFrom(table)
      .select((is) => is.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count
/** Rows of the record; signing in is on it too, and says nothing here. */
const recorded = async () =>
  (await world.db.reader.selectFrom('audit').select('id').where('action', 'not like', 'account.%').execute()).length

describe('the template', () => {
  test.each(['people', 'units'])(
    'of %s comes filled by another library: the example is left out, the rest is read',
    async (kind) => {
      const answer = await world.as('an').get(`/imports/templates/${kind}`)
      expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="mau-[a-z-]+\.xlsx"$/)
      const [sheet] = await readSheets(new Uint8Array(await answer.arrayBuffer()), 'mau.xlsx')
      const [headings, example] = (sheet?.rows ?? []).map(({ cells }) => cells as Value[])
      const given =
        kind === 'people'
          ? ['TP1', fresh(), 'tp1@x.vn', '0911222333', 'KT', 'Chuyên viên', 'Lãnh đạo', 'tp.mot', '01/07/2026']
          : ['TP', 'Phòng Theo mẫu', 'TM', 'Đơn vị', 'UBND phường', '01/07/2026']
      const { answers, status } = await bringIn(world, kind, [headings ?? [], example ?? [], given])
      expect([told(answers), answers[0]?.title, status]).toEqual([
        ['2 skipped', '3 created'],
        'Dòng ví dụ của tệp mẫu',
        303,
      ])
    },
  )
})

describe('the columns', () => {
  test('are found by what people call them, wherever the headings stand', async () => {
    const id = await sendFile(
      world,
      'people',
      await xlsxFile([
        ['ỦY BAN NHÂN DÂN'],
        ['DANH SÁCH CÁN BỘ'],
        [],
        ['STT', 'HỌ VÀ TÊN', 'Số ĐT', 'Chức danh, chức vụ', 'Phòng, ban', 'Địa chỉ email'],
        [1, fresh(), '0911000999', 'Chuyên viên', 'KT', null],
      ]),
    )
    expect(await offeredMapping(world, id)).toMatchObject({
      head: '4',
      'map.name': '1',
      'map.phone': '2',
      'map.post': '3',
      'map.unit': '4',
      'map.email': '5',
      'map.code': '',
    })
    expect(told(await check(world, id))).toEqual(['5 created'])
  })

  test('mapped by hand are mapped so by themselves the next time', async () => {
    const odd = ['Ông/bà', 'Ở đâu', 'Làm gì']
    const id = await sendFile(world, 'people', await xlsxFile([odd, clear(fresh())]))
    expect(await offeredMapping(world, id)).toMatchObject({ 'map.name': '', 'map.unit': '', 'map.post': '' })
    const refused = await world
      .as('an')
      .post(`/imports/${id}/mapping`, { sheet: '0', head: '1', 'map.name': '0', 'map.unit': '0' })
    const answer = await refused.text()
    expect([
      refused.status,
      answer.includes('Cột này đã dùng cho Họ và tên.'),
      answer.includes('Chọn cột Chức vụ.'),
    ]).toEqual([422, true, true])
    await world
      .as('an')
      .post(`/imports/${id}/mapping`, { sheet: '0', head: '1', 'map.name': '0', 'map.unit': '1', 'map.post': '2' })
    await world.work()
    expect(told(await rowsOf(world, id))).toEqual(['2 created'])
    const next = await sendFile(world, 'people', await xlsxFile([['ÔNG/BÀ', 'ở đâu ', 'Làm gì?'], clear(fresh())]))
    expect(await offeredMapping(world, next)).toMatchObject({ 'map.name': '0', 'map.unit': '1', 'map.post': '2' })
    expect(await page(`/imports/${next}`)).toContain('Đã ghép như lần trước')
  })

  test('a fault in a column that is not used is no fault', async () => {
    const id = await sendFile(
      world,
      'people',
      csvFile(`Họ và tên,Đơn vị,Chức vụ,Ghi chú\n${fresh()},KT,Chuyên viên,=1+1\n`),
    )
    expect(told(await check(world, id))).toEqual(['2 created'])
  })

  test('of several sheets the one is taken that fits, or the page asks', async () => {
    const list = { sheet: 'Nhân sự', rows: [head, clear(fresh())] }
    const one = await sendFile(
      world,
      'people',
      await xlsxOfSheets([{ sheet: 'Hướng dẫn', rows: [['Đọc kỹ trước khi ghi']] }, list]),
    )
    expect(await offeredMapping(world, one)).toMatchObject({ sheet: '1', 'map.name': '0' })
    const two = await sendFile(world, 'people', await xlsxOfSheets([list, { ...list, sheet: 'Nhân sự cũ' }]))
    expect(await page(`/imports/${two}`)).toContain('Tệp có 2 trang tính có nội dung')
    const chosen = await offeredMapping(world, two, 'an', '?sheet=1')
    expect(chosen).toMatchObject({ sheet: '1', 'map.name': '0', 'map.post': '2' })
    await world.as('an').post(`/imports/${two}/mapping`, chosen)
    await world.work()
    expect(told(await rowsOf(world, two))).toEqual(['2 created'])
  })
})

describe('what cannot be taken at all is refused on the card', () => {
  test.each([
    ['nothing chosen', {}, 'Chọn tệp cần nhập.'],
    ['an empty file', { file: new File([], 'rong.xlsx') }, 'không có'],
    ['a PDF', { file: new File(['%PDF-1.7 ...'], 'danh-sach.xlsx') }, 'PDF'],
  ])('%s', async (_, fields: Record<string, File>, word) => {
    const before = await countOf('imports')
    const answer = await world.as('an').post('/imports', { kind: 'people', ...fields })
    expect([answer.status, (await answer.text()).includes(word), await countOf('imports')]).toEqual([422, true, before])
  })

  test('a file of more than 20 MB; other forms stay small', async () => {
    const large = new File([new Uint8Array(21 * 1024 * 1024)], 'to.xlsx')
    expect((await world.as('an').post('/imports', { kind: 'people', file: large })).status).toBe(413)
    const medium = new File([new Uint8Array(1024 * 1024)], 'vua.xlsx')
    expect((await world.as('an').post('/imports', { kind: 'people', file: medium })).status).toBe(422)
    expect((await world.as('an').post('/imports/x/mapping', { text: 'x'.repeat(300_000) })).status).toBe(413)
  })
})

describe('nothing is written while a row is refused', () => {
  test('the button is not there, and pressing it all the same is refused; the rest may be written expressly', async () => {
    const [good, bad] = [fresh(), fresh()]
    const id = await send(clear(good), wrong(bad))
    expect(told(await check(world, id))).toEqual([
      '2 created',
      expect.stringMatching(/^3 refused \| B3 Không có đơn vị/),
    ])
    const shown = await page(`/imports/${id}`)
    expect(shown).not.toContain('Ghi tất cả')
    expect(shown).toContain('Bỏ qua 1 dòng bị từ chối và ghi 1 dòng còn lại')
    expect(shown).toContain('Dòng 3, ô B3: Không có đơn vị “Phòng không có”.')
    const before = [await countOf('people'), await recorded()]
    expect(await apply(world, id)).toBe(409)
    expect([await countOf('people'), await recorded(), await stateOf(world, id)]).toEqual([...before, 'checked'])
    expect(await apply(world, id, { leaveOut: '1' })).toBe(303)
    expect([(await countOf('people')) - (before[0] ?? 0), await stateOf(world, id)]).toEqual([1, 'done'])
    const done = await page(`/imports/${id}`)
    expect(done).toContain('Đã thêm 1 người, cập nhật 0 người.')
    expect(done).toContain(bad)
  })

  test('the refused rows come as a file with the reason, which is sent again once mended', async () => {
    const [one, two] = [fresh(), fresh()]
    const id = await send(clear(fresh()), wrong(one), wrong(two))
    await check(world, id)
    const answer = await world.as('an').get(`/imports/${id}/refused`)
    const [sheet] = await readSheets(new Uint8Array(await answer.arrayBuffer()), 'lai.xlsx')
    expect(sheet?.rows.map(({ cells }) => cells)).toEqual([
      ['Họ và tên', 'Đơn vị', 'Chức vụ', 'Dòng trong tệp', 'Lý do từ chối'],
      [one, 'Phòng không có', 'Chuyên viên', 3, expect.stringMatching(/^B3: Không có đơn vị/)],
      [two, 'Phòng không có', 'Chuyên viên', 4, expect.stringMatching(/^B4: Không có đơn vị/)],
    ])
    const mended = (sheet?.rows ?? []).map(
      ({ cells }) => cells.map((cell) => (cell === 'Phòng không có' ? 'KT' : cell)) as Value[],
    )
    expect(told((await bringIn(world, 'people', mended)).answers)).toEqual(['2 created', '3 created'])
  })

  test('rows are shown by outcome, fifty a page', async () => {
    const id = await send(...Array.from({ length: 60 }, () => clear(fresh())), wrong('Sai Một'))
    await check(world, id)
    expect((await page(`/imports/${id}`)).match(/Sai Một/g)?.length).toBe(1)
    const all = await page(`/imports/${id}?outcome=all`)
    expect(all.match(/<td role="cell" data-l="Dòng" class="num">/g)?.length).toBe(50)
    const next = /href="([^"]*after=[^"]*)"/.exec(all)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await page(next)).match(/<td role="cell" data-l="Dòng" class="num">/g)?.length).toBe(11)
    expect((await page(`/imports/${id}?outcome=created`)).includes('Sai Một')).toBe(false)
  })
})

describe('jobs', () => {
  test('progress is shown while it is checked, and outlives the page', async () => {
    const id = await send(clear(fresh()))
    await world.as('an').post(`/imports/${id}/mapping`, await offeredMapping(world, id))
    const waiting = await page(`/imports/${id}`)
    expect(waiting).toMatch(/hx-trigger="every 1s"/)
    expect(waiting).toMatch(/<noscript>\s*<meta http-equiv="refresh"/)
    expect(await page('/imports')).toContain('Đang kiểm tra')
    await world.work()
    const piece = await (await world.as('an').get(`/imports/${id}`, { 'HX-Request': 'true' })).text()
    expect(piece.startsWith('<div id="import"')).toBe(true)
    expect(piece).not.toContain('every 1s')
  })

  test('a check that was cut off is taken up again, from the start', async () => {
    const id = await send(...Array.from({ length: 600 }, () => clear(fresh())))
    await world.as('an').post(`/imports/${id}/mapping`, await offeredMapping(world, id))
    const stop = new AbortController()
    stop.abort(new Error('stopping'))
    expect(await runJobs(world.site, handlers, stop.signal)).toBe(0)
    const late = new AbortController()
    setTimeout(() => late.abort(new Error('stopping')), 30)
    await runJobs(world.site, handlers, late.signal)
    await world.work()
    expect([await stateOf(world, id), (await rowsOf(world, id)).length]).toEqual(['checked', 600])
  })

  test('a process that died in the middle of checking or writing: another takes the job once its lease is over', async () => {
    const id = await send(clear(fresh()))
    const before = await countOf('people')
    for (const state of ['checking', 'applying']) {
      if (state === 'checking') await world.as('an').post(`/imports/${id}/mapping`, await offeredMapping(world, id))
      else await world.as('an').post(`/imports/${id}/application`)
      const heldUntil = new Date(Date.parse(world.clock) + 30_000).toISOString()
      await world.db.writer
        .updateTable('jobs')
        .set({ holder: 'dead', heldUntil, tries: 1 })
        .where('subject', '=', id)
        .where('kind', '<>', 'import.forget')
        .execute()
      expect([await world.work(), await stateOf(world, id)]).toEqual([0, state])
      world.clock = new Date(Date.parse(world.clock) + 31_000).toISOString()
      expect(await world.work()).toBe(1)
    }
    expect([await stateOf(world, id), (await countOf('people')) - before]).toEqual(['done', 1])
    world.clock = morning
  })

  test('a job that was done, but not struck off before the process died, is not done twice', async () => {
    const id = await send(clear(fresh()))
    await check(world, id)
    await apply(world, id)
    const before = [await countOf('people'), await recorded()]
    for (const kind of ['import.check', 'import.apply']) {
      await world.db.writer
        .insertInto('jobs')
        .values({ kind, subject: id, addedAt: world.clock, dueAt: world.clock, holder: null, heldUntil: null })
        .execute()
    }
    expect(await world.work()).toBe(2)
    expect([await countOf('people'), await recorded(), await stateOf(world, id)]).toEqual([...before, 'done'])
  })

  test('several workers do each job once', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => send(clear(fresh()))))
    for (const id of ids) await world.as('an').post(`/imports/${id}/mapping`, await offeredMapping(world, id))
    const workers = () => Promise.all([world.work(), world.work(), world.work()])
    const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0)
    expect(sum(await workers())).toBe(3)
    for (const id of ids) await world.as('an').post(`/imports/${id}/application`)
    const before = await countOf('people')
    expect(sum(await workers())).toBe(3)
    expect((await countOf('people')) - before).toBe(3)
    const finished = await world.db.reader
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', 'import.finish')
      .where('subject', 'in', ids)
      .execute()
    expect(finished.map(({ subject }) => subject).sort()).toEqual([...ids].sort())
  })

  test('what fails three times is given up, says so, and nothing was written', async () => {
    const id = await send(clear(fresh()))
    await check(world, id)
    const before = await countOf('people')
    await world.db.writer.updateTable('importRows').set({ cells: '{not json' }).where('number', '=', 2).execute()
    await world.as('an').post(`/imports/${id}/application`)
    for (let turn = 0; turn < 3; turn++) {
      await world.work()
      world.clock = new Date(Date.parse(world.clock) + 60_000).toISOString()
    }
    expect([await stateOf(world, id), (await countOf('people')) - before]).toEqual(['failed', 0])
    expect(await page(`/imports/${id}`)).toContain('Phần mềm gặp lỗi khi xử lý tệp này, chưa ghi gì.')
    await world.as('an').post(`/imports/${id}/removal`)
    world.clock = morning
  })
})

describe('between the check and the writing', () => {
  test('what would come out otherwise by now is shown again instead of written', async () => {
    const name = fresh()
    const [first, second] = [
      await send([name, 'KT', 'Chuyên viên']),
      await send([name, 'KT', 'Chuyên viên chính'], clear(fresh())),
    ]
    await check(world, first)
    await check(world, second)
    expect(await apply(world, first)).toBe(303)
    const before = await countOf('people')
    expect(await apply(world, second)).toBe(303)
    expect([await stateOf(world, second), await countOf('people')]).toEqual(['checked', before])
    expect(told(await rowsOf(world, second))).toEqual([
      expect.stringMatching(/^2 changed \| Nhận ra theo họ tên/),
      '3 created',
    ])
    expect(await page(`/imports/${second}`)).toContain(
      'Từ lúc kiểm tra đến nay dữ liệu đã thay đổi ở 1 dòng, nên chưa ghi.',
    )
    expect(await apply(world, second)).toBe(303)
    expect([await stateOf(world, second), (await countOf('people')) - before]).toEqual(['done', 1])
  })
})

describe('the staged rows', () => {
  test('go when the import is done or dropped, and after thirty days in any case', async () => {
    const [done, dropped, left] = [await send(clear(fresh())), await send(clear(fresh())), await send(clear(fresh()))]
    const rows = async (publicId: string) =>
      (
        await world.db.reader
          .selectFrom('importRows')
          .innerJoin('imports', 'imports.id', 'importId')
          .select('number')
          .where('publicId', '=', publicId)
          .execute()
      ).length
    await check(world, done)
    await apply(world, done)
    expect((await world.as('an').post(`/imports/${dropped}/removal`)).status).toBe(303)
    expect([await rows(done), await rows(dropped), await rows(left)]).toEqual([0, 0, 2])
    expect(await page(`/imports/${dropped}`)).toContain('Lần nhập này đã bỏ, không ghi gì.')
    world.clock = '2026-12-26T02:00:00.000Z'
    await world.work()
    expect([
      await rows(left),
      await stateOf(world, left),
      await stateOf(world, done),
      await countOf('importRows'),
    ]).toEqual([0, 'dropped', 'done', 0])
    world.clock = morning
  })
})

describe('who may', () => {
  test('only who stages it and administrators over the unit see an import', async () => {
    const id = await send(clear(fresh()))
    for (const name of ['hoa', 'mai', 'minh', 'diep', 'quang'] as const) {
      expect([name, (await world.as(name).get(`/imports/${id}`)).status]).toEqual([name, 404])
      expect([name, (await world.as(name).post(`/imports/${id}/mapping`, { sheet: '0', head: '1' })).status]).toEqual([
        name,
        404,
      ])
      expect([name, (await world.as(name).post(`/imports/${id}/application`)).status]).toEqual([name, 404])
      expect([name, (await world.as(name).post(`/imports/${id}/removal`)).status]).toEqual([name, 404])
      expect([name, (await world.as(name).get(`/imports/${id}/refused`)).status]).toEqual([name, 404])
      expect([
        name,
        (await world.as(name).post('/imports', { kind: 'people', file: await xlsxFile([head, clear('A B')]) })).status,
      ]).toEqual([name, 403])
    }
    expect((await world.as('minh').get('/imports')).status).toBe(403)
    expect(await page('/imports', 'hoa')).not.toContain('Gửi tệp: Cán bộ')
  })

  test('an administrator of one unit brings in people there and nowhere else, and gives no role beyond', async () => {
    await world.db.writer
      .insertInto('roleGrants')
      .values({
        publicId: 'quan-tri-vhxh',
        personId: world.ids.mai.id,
        role: 'admin',
        unitId: (await vhxh()).id,
        fromDay: '2026-02-01',
        toDay: null,
      })
      .execute()
    const [here, there] = [fresh(), fresh()]
    const file = await xlsxFile([
      [...head, 'Vai trò'],
      [here, 'VH-XH', 'Chuyên viên', 'Quản trị'],
      [there, 'KT', 'Chuyên viên', ''],
      [fresh(), 'VH-XH', 'Chuyên viên', 'Lãnh đạo tại UBND phường'],
      ['Đặng Thị Hoa', 'UBND phường', 'Bí thư', ''],
    ])
    const id = await sendFile(world, 'people', file, 'mai')
    expect(told(await check(world, id, {}, 'mai'))).toEqual([
      '2 created',
      '3 refused | B3 Đồng chí không quản trị Phòng Kinh tế nên không thêm người vào đó.',
      '4 refused | D4 Đồng chí không được giao vai trò Lãnh đạo tại Phường Minh Thụy.',
      '5 refused | A5 Đồng chí không quản trị Phường Minh Thụy nên không sửa được người ở đó.',
    ])
    expect((await world.as('an').get(`/imports/${id}`)).status).toBe(200)
    const other = await send(clear(fresh()))
    expect((await world.as('mai').get(`/imports/${other}`)).status).toBe(404)
    expect(await page('/imports', 'mai')).not.toContain(other)
    await world.db.writer
      .updateTable('roleGrants')
      .set({ toDay: '2026-11-25' })
      .where('publicId', '=', 'quan-tri-vhxh')
      .execute()
    expect((await world.as('mai').get(`/imports/${id}`)).status).toBe(200) // the own file, but
    expect(await apply(world, id, { leaveOut: '1' }, 'mai')).toBe(403) // no longer an administrator
  })

  test('whoever lost the right between pressing and writing writes nothing', async () => {
    await world.db.writer
      .updateTable('roleGrants')
      .set({ toDay: null })
      .where('publicId', '=', 'quan-tri-vhxh')
      .execute()
    const id = await sendFile(world, 'people', await xlsxFile([head, [fresh(), 'VH-XH', 'Chuyên viên']]), 'mai')
    await check(world, id, {}, 'mai')
    const before = await countOf('people')
    await world.as('mai').post(`/imports/${id}/application`)
    await world.db.writer
      .updateTable('roleGrants')
      .set({ toDay: '2026-11-25' })
      .where('publicId', '=', 'quan-tri-vhxh')
      .execute()
    await world.work()
    expect([await stateOf(world, id), (await countOf('people')) - before]).toEqual(['checked', 0])
    expect(told(await rowsOf(world, id))).toEqual([expect.stringMatching(/^2 refused \| B2 Đồng chí không quản trị/)])
  })

  const vhxh = () =>
    world.db.reader.selectFrom('units').select('id').where('shortName', '=', 'VH-XH').executeTakeFirstOrThrow()
})

test('the same form sent twice gets the first answer', async () => {
  const file = await xlsxFile([head, clear(fresh())])
  const an = world.as('an')
  const answers = await Promise.all(
    [1, 2].map(() => an.post('/imports', { kind: 'people', file, _key: 'gui-mot-lan' })),
  )
  const [first, second] = answers.map((answer) => answer.headers.get('Location'))
  expect(second).toBe(first)
  const id = first?.split('/').at(-1) ?? ''
  await check(world, id)
  const before = await countOf('people')
  const statuses = await Promise.all(
    [1, 2].map(async () => (await an.post(`/imports/${id}/application`, { _key: 'ghi-mot-lan' })).status),
  )
  await world.work()
  expect([statuses, (await countOf('people')) - before]).toEqual([[303, 303], 1])
})

test('an old page does not write what is no longer shown', async () => {
  const id = await send(clear(fresh()))
  await check(world, id)
  expect((await world.as('an').post(`/imports/${id}/application`, { _version: '1' })).status).toBe(409)
})

test('the whole through the API', async () => {
  const an = await caller(world, 'an')
  const form = new FormData()
  form.set('kind', 'people')
  form.set('file', await xlsxFile([head, clear(fresh()), wrong('Sai Hai')]))
  const sent = await an.send('POST', '/imports', form)
  const { id, state, sheets } = await sent.json()
  expect([sent.status, state, sheets]).toEqual([201, 'mapping', [{ name: 'Danh sách', rows: 3 }]])
  expect(await (await an.post(`/imports/${id}/mapping`, { columns: { name: 0 } })).json()).toMatchObject({
    code: 'invalid',
    errors: [{ field: 'map.unit' }, { field: 'map.post' }],
  })
  expect(await (await an.post(`/imports/${id}/mapping`)).json()).toMatchObject({ state: 'checking' })
  await world.work()
  expect(await (await an.get(`/imports/${id}`)).json()).toMatchObject({
    state: 'checked',
    counts: { created: 1, refused: 1 },
  })
  const { items, next } = await (await an.get(`/imports/${id}/rows?outcome=refused`)).json()
  expect([items, next]).toEqual([
    [{ number: 3, outcome: 'refused', title: 'Sai Hai', notes: [{ cell: 'B3', text: expect.any(String) }] }],
    null,
  ])
  expect((await an.post(`/imports/${id}/application`)).status).toBe(409)
  expect((await an.post(`/imports/${id}/application`, { leaveOut: true })).status).toBe(200)
  await world.work()
  expect(await (await an.get(`/imports/${id}`)).json()).toMatchObject({
    state: 'done',
    said: 'Đã thêm 1 người, cập nhật 0 người.',
  })
  expect((await (await an.get('/imports')).json()).items[0]).toMatchObject({ id, state: 'done' })
  expect((await (await caller(world, 'hoa')).get(`/imports/${id}`)).status).toBe(404)
})
