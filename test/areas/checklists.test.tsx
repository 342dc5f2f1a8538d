import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ChecklistBody, checklistBody, itemsOf } from '../../src/checklists/body.ts'
import {
  findItem,
  moveGroup,
  moveItem,
  putGroup,
  putItem,
  removeGroup,
  removeItem,
} from '../../src/checklists/changes.ts'
import { editChecklist } from '../../src/checklists/commands.ts'
import { findChecklist, versionsOf } from '../../src/checklists/queries.ts'
import { useVersion } from '../../src/checklists/rows.ts'
import { shippedChecklists } from '../../src/data/checklists.ts'
import { serially } from '../../src/db/serially.ts'
import { addUnit } from '../../src/people/unit-commands.ts'
import { readSheets } from '../../src/sheets/read.ts'
import { factNames } from '../../views/words.ts'
import { caller } from '../caller.ts'
import { csvFile, xlsxFile } from '../import-files.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

type Fields = Record<string, string | string[] | File>
const idOf = (answer: Response) => answer.headers.get('Location')?.split(/[/?#]/)[2] ?? ''
const read = async (name: Name, path: string) => (await world.as(name).get(path)).text()
const found = async (id: string) => (await findChecklist(world.db.reader, id))!
const codes = async (id: string) => itemsOf((await found(id)).body).map(({ code }) => code)
const post = (path: string, fields: Fields = {}, name: Name = 'quang') => world.as(name).post(path, fields)

/** A small checklist of two groups, made by Quang. */
const small: ChecklistBody = checklistBody.parse({
  groups: [
    {
      code: 'A',
      name: 'Kỷ luật',
      items: [
        { code: 'A1', name: 'Đúng giờ' },
        { code: 'A2', name: 'Đeo thẻ' },
      ],
    },
    { code: 'B', name: 'Một cửa', items: [{ code: 'B1', name: 'Niêm yết' }] },
  ],
})
async function make(name = 'Kiểm tra giờ giấc'): Promise<string> {
  const file = new File([JSON.stringify({ name, ...small })], 'bang.json')
  const answer = await post('/checklists/file', { file })
  expect(answer.status).toBe(303)
  return idOf(answer)
}
/** A round starts with the newest version. */
const use = async (id: string) => {
  const { versionId } = await found(id)
  await serially(world.db, (tx) => useVersion(tx, versionId, world.clock))
}
const item = (more: Fields = {}): Fields => ({
  group: 'A',
  code: 'A3',
  name: 'Không uống rượu, bia',
  severity: 'heavy',
  weight: '1,5',
  kind: 'passFail',
  labels: 'ghi tên người',
  ...more,
})
/** The hidden mark of what a form was drawn from. */
const seenIn = async (path: string, name: Name = 'quang') =>
  /name="seen" value="([^"]*)"/.exec(await read(name, path))?.[1] ?? ''

describe('the list', () => {
  test('a new office has the shipped checklists as their first version, and no more after another start', async () => {
    const list = await read('quang', '/checklists')
    for (const { name } of shippedChecklists) expect(list).toContain(name)
    const rows = await world.db.reader.selectFrom('checklistVersions').select(['number', 'usedAt']).execute()
    expect(rows).toEqual(shippedChecklists.map(() => ({ number: 1, usedAt: null })))
  })

  test('finds by words with marks or without; what is out of use is there on request, and comes back', async () => {
    const id = await make()
    expect(await read('minh', '/checklists?q=gio giac')).toContain('Kiểm tra giờ giấc')
    expect(await read('minh', '/checklists?q=niêm phong')).toContain('Không có bảng kiểm nào khớp')
    await post(`/checklists/${id}/retirement`, { _version: '1' })
    expect(await read('minh', '/checklists')).not.toContain('Kiểm tra giờ giấc')
    expect(await read('minh', '/checklists?retired=1')).toContain('Kiểm tra giờ giấc')
    expect(await read('minh', `/checklists/${id}`)).toContain('Bảng kiểm này thôi dùng')
    expect((await post(`/checklists/${id}/retirement`, { _version: '1' })).status).toBe(409)
    await post(`/checklists/${id}/return`, { _version: '2' })
    expect(await read('minh', '/checklists')).toContain('Kiểm tra giờ giấc')
  })

  test.each(['minh', 'mai', 'lan'] as const)(
    '%s, who leads nothing over the whole office, only reads',
    async (name) => {
      const id = await make()
      const person = world.as(name)
      const page = await (await person.get(`/checklists/${id}`)).text()
      expect([page.includes('Đúng giờ'), page.includes('Thêm mục')]).toEqual([true, false])
      expect((await person.get(`/checklists/${id}/file.xlsx`)).status).toBe(200)
      const forms = ['/new', `/${id}/edit`, `/${id}/new-item`, `/${id}/items/A1`, `/${id}/groups/A`, `/${id}/file`]
      for (const path of forms) expect([path, (await person.get(`/checklists${path}`)).status]).toEqual([path, 403])
      const file = new File([JSON.stringify({ name: 'Khác', ...small })], 'x.json')
      const sent: [string, Fields][] = [
        ['', { name: 'Khác', group: 'A', groupName: 'A', code: 'A1', item: 'B' }],
        ['/copies', { name: 'Khác', from: id }],
        ['/file', { file }],
        [`/${id}/items`, item()],
        [`/${id}/items/A1`, item()],
        [`/${id}/items/A1/removal`, {}],
        [`/${id}/items/A1/move`, { by: 'down' }],
        [`/${id}/groups/A`, { code: 'A', name: 'B' }],
        [`/${id}/groups/A/removal`, {}],
        [`/${id}/groups/A/move`, { by: 'down' }],
        [`/${id}/edit`, { name: 'Khác' }],
        [`/${id}/file`, { file }],
        [`/${id}/content`, { body: JSON.stringify(small) }],
        [`/${id}/retirement`, {}],
        [`/${id}/return`, {}],
      ]
      for (const [path, fields] of sent)
        expect([path, (await person.post(`/checklists${path}`, fields)).status]).toEqual([path, 403])
      expect((await found(id)).version).toBe(1)
    },
  )

  test('leader, clerk, inspector and administrator over the office write', async () => {
    const id = await make()
    for (const [at, name] of (['hoa', 'diep', 'quang', 'an'] as const).entries()) {
      const added = await post(`/checklists/${id}/items`, item({ code: `A${at + 3}` }), name)
      expect([name, added.status]).toEqual([name, 303])
      expect((await read(name, '/')).includes('href="/checklists"')).toBe(true)
    }
    expect((await read('minh', '/')).includes('href="/checklists"')).toBe(false)
  })

  test("an office's checklists are not seen beside or above it", async () => {
    const day = '2026-11-02'
    const office = { kind: 'office' as const, name: 'Trạm Y tế', shortName: 'TYT', parent: world.units.root, day }
    const unit = await addUnit(await world.ctx('an'), office)
    const { id: unitId } = await world.db.reader
      .selectFrom('units')
      .select('id')
      .where('publicId', '=', unit)
      .executeTakeFirstOrThrow()
    const { id } = await world.db.writer
      .insertInto('checklists')
      .values({ publicId: 'cua-tram', unitId, key: 'cua-tram', name: 'Của trạm', folded: 'cua tram' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const version = { checklistId: id, number: 1, body: JSON.stringify(small), at: world.clock, byId: world.ids.an.id }
    await world.db.writer
      .insertInto('checklistVersions')
      .values({ publicId: 'v', ...version })
      .execute()
    expect(await read('hoa', '/checklists')).not.toContain('Của trạm')
    expect((await world.as('hoa').get('/checklists/cua-tram')).status).toBe(404)
    expect((await world.as('hoa').get('/checklists/cua-tram/file.json')).status).toBe(404)
    expect((await post('/checklists/cua-tram/items', item())).status).toBe(404)
    expect((await post('/checklists/copies', { name: 'Chép', from: 'cua-tram' })).status).toBe(404)
  })
})

describe('item by item', () => {
  test('a checklist begins with one item, and goes on', async () => {
    const begun = { name: 'Kiểm tra kho', group: 'I', groupName: 'Kho', code: 'I.1', item: 'Khóa cửa', partial: '1' }
    const id = idOf(await post('/checklists', begun))
    const next = await post(`/checklists/${id}/items`, { ...item({ group: 'I', code: 'I.2' }), next: '1' })
    expect(next.headers.get('Location')).toBe(`/checklists/${id}/new-item?group=I`)
    const choice = { group: '', newGroup: 'II', newGroupName: 'Sổ sách', code: 'II.1', kind: 'choice' }
    await post(`/checklists/${id}/items`, item({ ...choice, labels: 'Tốt = đạt; Vừa = đạt một phần', photo: '1' }))
    expect((await found(id)).body).toMatchObject({
      partial: true,
      groups: [
        {
          code: 'I',
          items: [
            { code: 'I.1', measure: { type: 'passFail' } },
            { code: 'I.2', severity: 'heavy', weight: 150, measure: { names: true } },
          ],
        },
        {
          code: 'II',
          name: 'Sổ sách',
          items: [{ code: 'II.1', photo: true, measure: { options: [{ result: 'pass' }, { result: 'partial' }] } }],
        },
      ],
    })
    const page = await read('quang', `/checklists/${id}`)
    expect(page).toContain('Tốt = đạt; Vừa = đạt một phần')
    expect(page).toContain('trọng số 1,5')
  })

  test('is changed in its place, moved within its group and to another, and taken out; an empty group goes too', async () => {
    const id = await make()
    const to = (more: Fields) => ({ ...item({ code: 'A2', name: 'Đeo thẻ công chức', ...more }) })
    const seen = () => seenIn(`/checklists/${id}/items/A2`)
    await post(`/checklists/${id}/items/A2`, { ...to({}), seen: await seen() })
    expect(await codes(id)).toEqual(['A1', 'A2', 'B1'])
    await post(`/checklists/${id}/items/A2/move`, { by: 'up' })
    expect(await codes(id)).toEqual(['A2', 'A1', 'B1'])
    const end = await post(`/checklists/${id}/items/A2/move`, { by: 'up' })
    expect([end.status, end.headers.get('Location')]).toEqual([303, `/checklists/${id}?order=1#muc-A2`])
    await post(`/checklists/${id}/items/A2`, { ...to({ group: 'B', code: 'B2' }), seen: await seen() })
    expect((await found(id)).body.groups.map(({ items }) => items.map(({ code }) => code))).toEqual([
      ['A1'],
      ['B1', 'B2'],
    ])
    await post(`/checklists/${id}/groups/B/move`, { by: 'up' })
    await post(`/checklists/${id}/items/A1/removal`)
    expect((await found(id)).body.groups.map(({ code }) => code)).toEqual(['B'])
    const rows = (await world.audit(60)).filter(({ action }) => action === 'checklist.edit')
    expect(rows.map(({ facts }) => facts).slice(-5)).toMatchObject([
      { itemsMoved: 'Xếp lại thứ tự' },
      {},
      { itemsAdded: 'B2 Đeo thẻ công chức', itemsRemoved: 'A2 Đeo thẻ công chức' },
      { groups: ['A. Kỷ luật; B. Một cửa', 'B. Một cửa; A. Kỷ luật'] },
      { itemsRemoved: 'A1 Đúng giờ', groups: ['B. Một cửa; A. Kỷ luật', 'B. Một cửa'] },
    ])
    expect(rows.flatMap(({ facts }) => Object.keys(facts)).filter((key) => !Object.hasOwn(factNames, key))).toEqual([])
  })

  test('a group has another code and name, or goes with all that is in it', async () => {
    const id = await make()
    const path = `/checklists/${id}/groups/A`
    await post(path, { code: 'K', name: 'Kỷ cương', seen: await seenIn(path) })
    expect((await found(id)).body.groups.map(({ code, name }) => `${code} ${name}`)).toEqual([
      'K Kỷ cương',
      'B Một cửa',
    ])
    const taken = await post(`/checklists/${id}/groups/K`, {
      code: 'b',
      name: 'Khác',
      seen: await seenIn(`/checklists/${id}/groups/K`),
    })
    expect([taken.status, (await taken.text()).includes('Mã B là của nhóm “Một cửa”')]).toEqual([422, true])
    await post(`/checklists/${id}/groups/K/removal`)
    expect(await codes(id)).toEqual(['B1'])
    await post(`/checklists/${id}/groups/B/removal`)
    await post(`/checklists/${id}/items/B1/removal`)
    expect(await codes(id)).toEqual(['B1'])
  })

  test('what is not right comes back as typed, with a sentence under each field', async () => {
    const id = await make()
    const wrong: [Fields, string][] = [
      [{ code: '' }, 'Ghi mã mục'],
      [{ code: 'a1' }, 'Mã A1 là của mục “Đúng giờ”'],
      [{ code: 'mục ba' }, 'Mã gồm chữ, số'],
      [{ name: '' }, 'Ghi nội dung kiểm tra'],
      [{ weight: 'nặng' }, 'không phải trọng số'],
      [{ kind: 'count', labels: '' }, 'Ghi đếm cái gì'],
      [{ kind: 'choice', labels: 'Tốt = đạt; Vừa = đạt một phần' }, 'không dùng “Đạt một phần”'],
      [{ group: '' }, 'Ghi mã nhóm'],
      [{ group: '', newGroup: 'a', newGroupName: 'Khác' }, 'Mã A là của nhóm “Kỷ luật”'],
    ]
    for (const [more, sentence] of wrong) {
      const answer = await post(`/checklists/${id}/items`, item({ guidance: 'Gõ rồi còn đây', ...more }))
      const page = await answer.text()
      expect([sentence, answer.status, page.includes(sentence), page.includes('Gõ rồi còn đây')]).toEqual([
        sentence,
        422,
        true,
        true,
      ])
    }
    expect((await post(`/checklists/${id}/items`, item({ group: 'Z' }))).status).toBe(404)
    expect(
      (await post('/checklists', { name: 'kiem tra GIO giac', group: 'A', groupName: 'A', code: 'A1', item: 'B' }))
        .status,
    ).toBe(422)
    expect((await found(id)).version).toBe(1)
  })

  test('two people at two items are in nobody’s way', async () => {
    const id = await make()
    const [first, second] = [
      await seenIn(`/checklists/${id}/items/A1`),
      await seenIn(`/checklists/${id}/items/B1`, 'diep'),
    ]
    const one = await post(`/checklists/${id}/items/A1`, { ...item({ code: 'A1', name: 'Của Quang' }), seen: first })
    const other = await post(
      `/checklists/${id}/items/B1`,
      { ...item({ group: 'B', code: 'B1', name: 'Của Diệp' }), seen: second },
      'diep',
    )
    expect([one.status, other.status]).toEqual([303, 303])
    expect(itemsOf((await found(id)).body).map(({ name }) => name)).toEqual(['Của Quang', 'Đeo thẻ', 'Của Diệp'])
  })

  test('a form sent twice is one deed, also where it changes the code', async () => {
    const id = await make()
    const seen = await seenIn(`/checklists/${id}/items/A2`)
    const fields = { ...item({ code: 'A7', name: 'Đeo thẻ' }), seen, _key: 'một lần' }
    for (const _ of [1, 2]) expect((await post(`/checklists/${id}/items/A2`, fields)).status).toBe(303)
    const add = { ...item({ code: 'A8' }), _key: 'thêm một lần' }
    for (const _ of [1, 2]) expect((await post(`/checklists/${id}/items`, add)).status).toBe(303)
    expect([await codes(id), (await found(id)).version]).toEqual([['A1', 'A7', 'A8', 'B1'], 3])
  })

  test('two people at one item: 409 with both side by side, and what is chosen is saved', async () => {
    const id = await make()
    const path = `/checklists/${id}/items/A1`
    const seen = await seenIn(path)
    await post(path, { ...item({ code: 'A1', name: 'Của Diệp' }), seen }, 'diep')
    const late = await post(path, { ...item({ code: 'A1', name: 'Của Quang', severity: 'light' }), seen })
    const page = await late.text()
    expect([late.status, page.includes('Của Diệp'), page.includes('Của Quang'), page.includes('Nặng')]).toEqual([
      409,
      true,
      true,
      true,
    ])
    const again = { seen: /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? '', _version: '2' }
    const chosen = await post(path, { ...item({ code: 'A1', name: 'Của Quang', severity: 'heavy' }), ...again })
    expect([chosen.status, findItem((await found(id)).body, 'A1')?.item.name]).toEqual([303, 'Của Quang'])
  })

  test('an item taken out meanwhile can be put in again as it was typed', async () => {
    const id = await make()
    const seen = await seenIn(`/checklists/${id}/items/A2`)
    await post(`/checklists/${id}/items/A2/removal`, {}, 'diep')
    const late = await post(`/checklists/${id}/items/A2`, { ...item({ code: 'A2', name: 'Gõ dở' }), seen })
    const page = await late.text()
    expect([late.status, page.includes('vừa được người khác bỏ'), page.includes('Gõ dở')]).toEqual([409, true, true])
    expect(page).toContain(`action="/checklists/${id}/items"`)
  })

  test('name, note and the partial answer are changed beside; the partial answer stays while a choice needs it', async () => {
    const id = await make()
    const path = `/checklists/${id}/edit`
    await post(path, { name: 'Giờ giấc', note: 'Theo QĐ 12', partial: '1', seen: await seenIn(path) })
    expect(await found(id)).toMatchObject({ name: 'Giờ giấc', body: { note: 'Theo QĐ 12', partial: true } })
    await post(`/checklists/${id}/items`, item({ kind: 'choice', labels: 'Tốt = đạt; Vừa = đạt một phần' }))
    const off = await post(path, { name: 'Giờ giấc', note: '', seen: await seenIn(path) })
    expect([off.status, (await off.text()).includes('không dùng “Đạt một phần”')]).toEqual([422, true])
    const late = await post(path, { name: 'Khác', note: '', partial: '1', seen: 'cũ' })
    expect([late.status, (await late.text()).includes('vừa được người khác sửa')]).toEqual([409, true])
    expect((await post(path, { name: '', seen: await seenIn(path) })).status).toBe(422)
    expect((await found(id)).name).toBe('Giờ giấc')
  })
})

describe('a version that a round has used', () => {
  const stored = (id: string) =>
    world.db.reader
      .selectFrom('checklistVersions')
      .innerJoin('checklists', 'checklists.id', 'checklistVersions.checklistId')
      .select(['checklistVersions.number', 'body', 'usedAt', 'at', 'byId'])
      .where('checklists.publicId', '=', id)
      .orderBy('checklistVersions.number')
      .execute()

  test('is frozen: editing makes the next one, which is edited in place until it is used too', async () => {
    const id = await make()
    expect(await read('quang', `/checklists/${id}`)).toContain('Bản 1 chưa đợt kiểm tra nào dùng.')
    await post(`/checklists/${id}/items`, item({ code: 'A3' }))
    expect((await found(id)).number).toBe(1)
    await use(id)
    expect(await read('quang', `/checklists/${id}`)).toContain('Sửa thì thành bản 2')
    expect(await read('quang', `/checklists/${id}/new-item`)).toContain('Lưu thì thành bản 2.')
    await post(`/checklists/${id}/items`, item({ code: 'A4' }))
    await post(`/checklists/${id}/items`, item({ code: 'A5' }))
    expect((await found(id)).number).toBe(2)
    await use(id)
    await post(`/checklists/${id}/items/A5/removal`)
    const rows = await versionsOf(world.db.reader, (await found(id)).id)
    expect(rows.map(({ number, usedAt }) => [number, usedAt])).toEqual([
      [3, null],
      [2, world.clock],
      [1, world.clock],
    ])
    const first = await read('minh', `/checklists/${id}?version=1`)
    expect([first.includes('A3 '), first.includes('A4 '), first.includes('Đang xem bản 1')]).toEqual([
      true,
      false,
      true,
    ])
    expect(await read('quang', `/checklists/${id}?version=2`)).toContain('Bản 2 khác bản 1')
    expect((await world.as('quang').get(`/checklists/${id}?version=4`)).status).toBe(404)
    expect((await world.as('quang').get(`/checklists/${id}?version=x`)).status).toBe(404)
  })

  test('cannot be changed by anything', async () => {
    const id = await make()
    await use(id)
    const [before] = await stored(id)
    const path = `/checklists/${id}`
    const attempts: (() => Promise<unknown>)[] = [
      () => post(`${path}/items`, item({ code: 'A3' })),
      async () => post(`${path}/items/A1`, { ...item({ code: 'A1' }), seen: await seenIn(`${path}/items/A1`) }),
      () => post(`${path}/items/A1/move`, { by: 'down' }),
      () => post(`${path}/items/A1/removal`),
      async () => post(`${path}/groups/A`, { code: 'K', name: 'Khác', seen: await seenIn(`${path}/groups/A`) }),
      () => post(`${path}/groups/B/move`, { by: 'up' }),
      () => post(`${path}/groups/B/removal`),
      async () => post(`${path}/edit`, { name: 'Khác', note: 'x', partial: '1', seen: await seenIn(`${path}/edit`) }),
      async () => post(`${path}/content`, { body: JSON.stringify(small), _version: String((await found(id)).version) }),
      async () => (await caller(world, 'quang')).post(path, { name: 'Khác nữa', body: small }),
      () => post(`${path}/retirement`),
      () => use(id),
    ]
    for (const attempt of attempts) {
      await attempt()
      expect((await stored(id))[0]).toEqual(before)
    }
    expect((await stored(id)).length).toBe(2)
  })

  test('is used once: a second round leaves the first moment', async () => {
    const id = await make()
    await use(id)
    const first = world.clock
    world.clock = '2026-12-01T02:00:00.000Z'
    await use(id)
    expect((await found(id)).usedAt).toBe(first)
  })

  test('says what it said when the round began, whoever edits at that moment', async () => {
    const edits = [
      (body: ChecklistBody) => putItem(body, { ...itemsOf(body)[0]!, name: 'Sửa' }, { code: 'A' }, 'A1'),
      (body: ChecklistBody) => putGroup(body, { code: 'K', name: 'Khác' }, 'A'),
      (body: ChecklistBody) => removeItem(body, 'A1'),
      (body: ChecklistBody) => removeGroup(body, 'B'),
      (body: ChecklistBody) => moveItem(body, 'A1', 1),
      (body: ChecklistBody) => moveGroup(body, 'A', 1),
    ]
    for (const [at, change] of edits.entries()) {
      const id = await make(`Kiểm tra lần ${at}`)
      const { versionId } = await found(id)
      const ctx = await world.ctx('diep')
      const begin = serially(world.db, async (tx) => {
        const row = await tx
          .selectFrom('checklistVersions')
          .select('body')
          .where('id', '=', versionId)
          .executeTakeFirstOrThrow()
        await useVersion(tx, versionId, world.clock)
        return row.body
      })
      const [begun] = await Promise.all([begin, editChecklist(ctx, id, ({ body }) => ({ body: change(body) }))])
      expect((await stored(id))[0]?.body).toBe(begun)
    }
  })

  test('is written by one file alone, which asks whether it is used', () => {
    const root = join(import.meta.dirname, '../../src')
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
    const writes = /(updateTable|deleteFrom|insertInto)\(\s*'checklistVersions'/
    expect(files.filter((name) => writes.test(readFileSync(join(root, name), 'utf8')))).toEqual([
      join('checklists', 'rows.ts'),
    ])
  })

  test('saving nothing new makes no version', async () => {
    const id = await make()
    await use(id)
    const path = `/checklists/${id}/edit`
    await post(path, { name: 'Tên khác', note: '', seen: await seenIn(path) })
    expect(await found(id)).toMatchObject({ name: 'Tên khác', number: 1 })
  })
})

describe('as a whole', () => {
  const bytes = async (path: string, name: Name = 'minh') =>
    new Uint8Array(await (await world.as(name).get(path)).arrayBuffer())
  const send = (id: string, file: File, name: Name = 'quang') => post(`/checklists/${id}/file`, { file }, name)
  const hidden = (page: string, name: string) =>
    (new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')

  test.each(['xlsx', 'json'])('what goes out as %s comes back equal, as another checklist', async (kind) => {
    const shipped = await world.db.reader.selectFrom('checklists').select(['publicId', 'name']).orderBy('id').execute()
    for (const { publicId, name } of shipped) {
      const file = new File([await bytes(`/checklists/${publicId}/file.${kind}`)], `x.${kind}`)
      const taken = await post('/checklists/file', { file })
      expect([taken.status, (await taken.text()).includes('đã có bảng kiểm tên này')]).toEqual([422, true])
      const id = idOf(await post('/checklists/file', { file, name: `${name} 2` }))
      expect((await found(id)).body).toEqual((await found(publicId)).body)
    }
  })

  test('the template opens with its columns explained, and with nothing but its example is no checklist', async () => {
    const template = await bytes('/checklists/template', 'quang')
    const sheets = await readSheets(template, 'mau.xlsx')
    expect(sheets.map(({ name }) => name)).toEqual(['Các mục', 'Bảng kiểm', 'Các cột', 'Cách ghi'])
    expect(sheets[3]?.rows.length).toBe(10)
    const answer = await post('/checklists/file', { file: new File([template], 'mau.xlsx') })
    expect([answer.status, (await answer.text()).includes('chưa có mục nào')]).toEqual([422, true])
    expect((await world.as('minh').get('/checklists/template')).status).toBe(403)
  })

  test('a file is looked at before it takes the place of anything', async () => {
    const id = await make()
    const heads = ['Nhóm', 'Tên nhóm', 'Mã', 'Nội dung', 'Mức độ']
    const file = await xlsxFile([
      heads,
      ['A', 'Kỷ luật', 'A1', 'Đúng giờ', 'Nặng'],
      [null, null, 'A9', 'Không hút thuốc', 'Nhẹ'],
    ])
    const seen = await send(id, file)
    const page = await seen.text()
    expect([seen.status, (await found(id)).version]).toEqual([200, 1])
    for (const said of ['Thêm 1 mục, sửa 1 mục, bỏ 2 mục', 'Trung bình', 'Nặng', 'Lưu vào bản 1'])
      expect(page).toContain(said)
    const fields = { body: hidden(page, 'body'), _version: hidden(page, '_version') }
    const put = await post(`/checklists/${id}/content`, fields)
    expect([put.status, await codes(id)]).toEqual([303, ['A1', 'A9']])
    const late = await post(`/checklists/${id}/content`, fields)
    const now = await late.text()
    expect([late.status, now.includes('vừa được người khác sửa'), now.includes('Không có gì khác')]).toEqual([
      409,
      true,
      true,
    ])
  })

  test.each(['x', '[]', '{"groups":[]}'])('a forged decision %s changes nothing', async (body) => {
    const id = await make()
    const answer = await post(`/checklists/${id}/content`, { body, _version: '1' }).then(({ status }) => status)
    expect([answer, (await found(id)).version]).toEqual([422, 1])
  })

  test('the partial answer and the note stay where a file says nothing of them', async () => {
    const id = await make()
    const path = `/checklists/${id}/edit`
    await post(path, { name: 'Giờ giấc', note: 'Theo QĐ 12', partial: '1', seen: await seenIn(path) })
    const page = await (await send(id, csvFile('Nhóm,Tên nhóm,Mã,Nội dung\nA,Kỷ luật,A1,Đúng giờ\n'))).text()
    await post(`/checklists/${id}/content`, { body: hidden(page, 'body'), _version: hidden(page, '_version') })
    expect((await found(id)).body).toMatchObject({ note: 'Theo QĐ 12', partial: true, groups: [{ code: 'A' }] })
  })

  test('a file with one wrong row is refused with every cell named, and nothing is written', async () => {
    const id = await make()
    const rows = await world.db.reader.selectFrom('checklists').select('id').execute()
    const bad = () =>
      xlsxFile([
        ['Nhóm', 'Tên nhóm', 'Mã', 'Nội dung', 'Mức độ', 'Cách ghi'],
        ['A', 'Kỷ luật', 'A1', 'Đúng giờ', 'Nặng', null],
        [null, null, 'A1', 'Đeo thẻ', 'rất nặng', null],
        [null, null, 'A3', 'Không hút thuốc', null, 'Cân'],
      ])
    for (const path of ['/checklists/file', `/checklists/${id}/file`]) {
      const answer = await post(path, { file: await bad(), name: 'Từ tệp' })
      const page = await answer.text()
      expect([path, answer.status, page.includes('còn 3 chỗ cần sửa')]).toEqual([path, 422, true])
      for (const cell of ['C3', 'E3', 'F4']) expect(page).toContain(`>${cell}</th>`)
      expect(page).toContain('Mã A1 đã có ở dòng 2')
    }
    expect((await world.db.reader.selectFrom('checklists').select('id').execute()).length).toBe(rows.length)
    expect((await found(id)).version).toBe(1)
  })

  test('JSON that is wrong says where by its path', async () => {
    const json = {
      name: 'X',
      groups: [{ code: 'A', name: 'Kỷ luật', items: [{ code: 'A1', name: 'x', severity: 'nặng' }] }],
    }
    const answer = await post('/checklists/file', { file: new File([JSON.stringify(json)], 'x.json') })
    const page = await answer.text()
    expect([
      answer.status,
      page.includes('groups[0].items[0].severity'),
      page.includes('light, medium, heavy'),
    ]).toEqual([422, true, true])
  })

  test.each<[string, File | string, string]>([
    ['nothing', new File([], ''), 'Chọn tệp.'],
    ['a PDF', new File(['%PDF-1.7'], 'x.pdf'), 'tệp PDF'],
    ['a name only', 'x', 'Chọn tệp.'],
  ])('%s is no file', async (_, file, sentence) => {
    const answer = await post('/checklists/file', { file })
    expect([answer.status, (await answer.text()).includes(sentence)]).toEqual([422, true])
  })

  test('an older version goes out too', async () => {
    const id = await make()
    await use(id)
    await post(`/checklists/${id}/items/A1/removal`)
    const json = JSON.parse(await read('minh', `/checklists/${id}/file.json?version=1`))
    expect(json).toEqual({ name: 'Kiểm tra giờ giấc', ...small })
    expect((await world.as('minh').get(`/checklists/${id}/file.json?version=7`)).status).toBe(404)
  })

  test('one is copied as another, which goes its own way', async () => {
    const id = await make()
    expect(await read('quang', `/checklists/new?from=${id}`)).toContain('value="Kiểm tra giờ giấc (bản chép)"')
    const copy = idOf(await post('/checklists/copies', { from: id, name: 'Bản chép' }))
    expect(await found(copy)).toMatchObject({ name: 'Bản chép', number: 1, usedAt: null, body: small })
    await post(`/checklists/${copy}/items/A1/removal`)
    expect(await codes(id)).toEqual(['A1', 'A2', 'B1'])
    const [row] = (await world.audit(9)).filter(({ facts }) => 'copyOf' in facts)
    expect(row).toMatchObject({
      action: 'checklist.edit',
      facts: { copyOf: 'Kiểm tra giờ giấc' },
    })
    for (const fields of [
      { from: '', name: 'X' },
      { from: id, name: '' },
      { from: id, name: 'Bản chép' },
    ])
      expect((await post('/checklists/copies', fields)).status).toBe(422)
  })
})

describe('the API', () => {
  test('lists, shows, adds and changes as the pages do', async () => {
    const quang = await caller(world, 'quang')
    const { id } = await (await quang.post('/checklists', { name: 'Qua API', body: small })).json()
    expect(await codes(id)).toEqual(['A1', 'A2', 'B1'])
    const list = await (await quang.get('/checklists?q=qua')).json()
    expect(list).toMatchObject({
      items: [{ id, name: 'Qua API', items: 3, number: 1, usedAt: null, version: 1 }],
      next: null,
    })
    await use(id)
    const body = removeItem(small, 'A1')
    const changed = await (await quang.post(`/checklists/${id}`, { name: 'Qua API', body }, { 'If-Match': '1' })).json()
    expect(changed).toMatchObject({
      number: 2,
      usedAt: null,
      body,
      versions: [{ number: 2 }, { number: 1, by: 'Đỗ Quang' }],
    })
    expect(await (await quang.get(`/checklists/${id}?number=1`)).json()).toMatchObject({
      number: 1,
      usedAt: world.clock,
      body: small,
    })
    expect((await quang.post(`/checklists/${id}`, { name: 'Qua API', body }, { 'If-Match': '1' })).status).toBe(409)
    expect(await (await quang.post(`/checklists/${id}/retirement`)).json()).toMatchObject({ active: false })
    expect(await (await quang.post(`/checklists/${id}/return`)).json()).toMatchObject({ active: true })
  })

  test('says what is wrong in Vietnamese, by the path', async () => {
    const quang = await caller(world, 'quang')
    const wrong = { groups: [{ code: 'A', name: '', items: [{ code: 'A1', name: 'x', weigth: 1 }] }] }
    const answer = await quang.post('/checklists', { name: '', body: wrong })
    const { errors } = await answer.json()
    expect([answer.status, errors]).toEqual([
      422,
      expect.arrayContaining([
        { field: 'name', detail: expect.stringContaining('Ghi tên bảng kiểm') },
        { field: 'body.groups.0.name', detail: 'Ghi tên nhóm.' },
        { field: 'body.groups.0.items.0', detail: 'Không có mục tên “weigth”.' },
      ]),
    ])
  })

  test('lets nobody write who may not', async () => {
    const id = await make()
    for (const name of ['minh', 'mai'] as const) {
      const program = await caller(world, name)
      expect((await program.get(`/checklists/${id}`)).status).toBe(200)
      expect((await program.post('/checklists', { name: 'X', body: small })).status).toBe(403)
      expect((await program.post(`/checklists/${id}`, { name: 'X', body: small })).status).toBe(403)
      expect((await program.post(`/checklists/${id}/retirement`)).status).toBe(403)
    }
  })
})
