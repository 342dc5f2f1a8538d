import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSheets } from '../../src/sheets/read.ts'
import { planned, started } from '../rounds.ts'
import { type Name, openWorld, type World } from '../world.ts'

/*
 * Rounds and findings as files: for everybody the rows of their own list, page, file and API alike.
 */

let world: World
beforeAll(async () => {
  world = await openWorld()
  await planned(world, { name: 'Đợt quý I/2027', fromDay: '15/01/2027', toDay: '16/01/2027' })
  await planned(world, { name: 'Đợt không báo trước', form: 'unannounced', orderer: '' })
  const { sheet, sheets } = await started(world, {
    name: '=Đợt đang làm',
    unit: [world.units.vhxh, world.units.kt],
    ownReason: 'Thiếu người',
  })
  const note = (at: string, text: string, severity: string) =>
    world.as('quang').post(`/inspections/sheets/${at}/findings`, {
      ...{ text, severity, remedy: 'Khắc phục ngay', remedier: world.ids.mai.publicId },
    })
  await note(sheet, '+Thiếu sổ theo dõi', 'light')
  await note(sheet, 'Niêm yết chưa đủ', 'heavy')
  await note(sheets[1] ?? '', 'Trễ hẹn hồ sơ', 'heavy')
  const [first, , third] = await world.db.reader.selectFrom('findings').select('publicId').orderBy('id').execute()
  for (const one of [first, third])
    expect((await world.as('quang').post(`/findings/${one?.publicId}/putting`)).status).toBe(303)
})
afterAll(() => world.close())

const everybody: Name[] = ['hoa', 'quang', 'mai', 'minh', 'lan', 'diep', 'an']

async function csv(name: Name, path: string): Promise<Record<string, string>[]> {
  const answer = await world.as(name).get(path)
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/csv; charset=utf-8'])
  return parse(await answer.text(), { bom: true, columns: true, relax_column_count: true })
}
async function xlsx(name: Name, path: string): Promise<Record<string, string>[]> {
  const answer = await world.as(name).get(path)
  expect(answer.status).toBe(200)
  const [sheet] = await readSheets(new Uint8Array(await answer.arrayBuffer()), 'bang.xlsx')
  const [head, ...rows] = sheet?.rows ?? []
  const text = (cell: unknown) =>
    typeof cell === 'object' && cell ? (cell as { day: string }).day : String(cell ?? '')
  return rows.map(({ cells }) => Object.fromEntries((head?.cells ?? []).map((name, at) => [name, text(cells[at])])))
}
async function api<T>(name: Name, path: string): Promise<T[]> {
  const page = await (await world.as(name).post('/account/tokens', { name: path, scope: 'read', days: '30' })).text()
  const headers = { Authorization: `Bearer ${/nr_[\w-]+/.exec(page)?.[0]}` }
  const { items } = (await (await world.request(path, { headers })).json()) as { items: T[] }
  return items
}
const html = async (name: Name, path: string) => (await world.as(name).get(path)).text()
/** A text that a spreadsheet would take for a formula has an apostrophe before it in CSV. */
const bare = (text = '') => text.replace(/^'/, '')

describe.each(everybody)('%s', (name) => {
  test('takes away the rounds of the list, of the year asked for', async () => {
    for (const year of ['2026', '2027']) {
      const rounds = await api<{ id: string; name: string }>(name, `/api/v1/inspections?year=${year}`)
      const names = rounds.map((round) => round.name)
      expect((await csv(name, `/inspections.csv?year=${year}`)).map((row) => bare(row['Tên đợt']))).toEqual(names)
      expect((await xlsx(name, `/inspections.xlsx?year=${year}`)).map((row) => row['Tên đợt'])).toEqual(names)
      const page = await html(name, `/inspections?year=${year}`)
      for (const { id } of rounds) expect(page).toContain(`href="/inspections/${id}"`)
      expect(page.match(/href="\/inspections\/[\w-]{16}"/g) ?? []).toHaveLength(rounds.length)
    }
  })

  test.each(['', '?show=open', '?severity=heavy', '?show=waiting'])('and the findings of the list%s', async (query) => {
    const page = await html(name, `/findings${query}`)
    const links = page.match(/href="\/findings\/[\w-]{16}"/g) ?? []
    const file = await csv(name, `/findings.csv${query}`)
    expect(file).toHaveLength(links.length)
    expect((await xlsx(name, `/findings.xlsx${query}`)).map((row) => row['Tồn tại'])).toEqual(
      file.map((row) => bare(row['Tồn tại'])),
    )
  })
})

test('each sees what is theirs: the team all, leaders what was put, others nothing', async () => {
  const texts = async (name: Name) => (await csv(name, '/findings.csv')).map((row) => bare(row['Tồn tại']))
  expect(await texts('quang')).toEqual(['Trễ hẹn hồ sơ', 'Niêm yết chưa đủ', '+Thiếu sổ theo dõi'])
  expect(await texts('hoa')).toEqual(['Trễ hẹn hồ sơ', '+Thiếu sổ theo dõi'])
  expect(await texts('mai')).toEqual(['+Thiếu sổ theo dõi'])
  expect(await texts('minh')).toEqual([])
  const rounds = async (name: Name) => (await csv(name, '/inspections.csv')).map((row) => bare(row['Tên đợt']))
  expect(await rounds('quang')).toEqual(['=Đợt đang làm', 'Đợt không báo trước'])
  expect(await rounds('hoa')).toEqual(['=Đợt đang làm'])
  expect(await rounds('minh')).toEqual([])
})

test('a line says what the round is, and no text acts as a formula', async () => {
  const [round] = await xlsx('hoa', '/inspections.xlsx?year=2026')
  expect(round).toEqual({
    'Số đợt': 'Đợt số 1/2026',
    'Tên đợt': '=Đợt đang làm',
    'Hình thức': expect.any(String),
    'Cơ quan ngoài': '',
    'Văn bản': 'Kế hoạch 12/KH-UBND',
    'Từ ngày': '2026-11-25',
    'Đến ngày': '2026-11-27',
    'Được kiểm tra': 'Phòng Văn hóa - Xã hội; Phòng Kinh tế',
    'Người quyết định': 'Đặng Thị Hoa',
    'Trưởng đoàn': 'Đỗ Quang',
    'Trạng thái': expect.any(String),
    'Ngày bắt đầu': '2026-11-25',
  })
  const text = await html('hoa', '/inspections.csv?year=2026')
  expect(text).toContain("'=Đợt đang làm")
  expect((await csv('hoa', '/findings.csv')).map((row) => row['Tồn tại'])).toContain("'+Thiếu sổ theo dõi")
})
