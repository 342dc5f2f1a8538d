import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bringIn, check, sendFile, told, type Value, xlsxFile } from '../import-files.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const head = ['Mã đơn vị', 'Tên đơn vị', 'Viết tắt', 'Loại', 'Trực thuộc', 'Ngày thành lập']

async function judged(rows: Value[][]): Promise<string[]> {
  const id = await sendFile(world, 'units', await xlsxFile([head, ...rows]))
  return told(await check(world, id))
}
const bring = (rows: Value[][]) => bringIn(world, 'units', [head, ...rows])

const unit = (name: string) =>
  world.db.reader
    .selectFrom('units')
    .leftJoin('units as above', 'above.id', 'units.parentId')
    .select([
      'units.id',
      'units.publicId',
      'units.code',
      'units.shortName',
      'units.kind',
      'units.openedOn',
      'units.path',
      'above.name as parent',
    ])
    .where('units.name', '=', name)
    .where('units.closedOn', 'is', null)
    .executeTakeFirstOrThrow()
const spans = (id: number) =>
  world.db.reader
    .selectFrom('unitSpans')
    .select(['name', 'fromDay', 'toDay'])
    .where('unitId', '=', id)
    .orderBy('id')
    .execute()

describe('a tree of units', () => {
  test('comes in whatever the order of the rows, each with its dated span, on the record', async () => {
    const { answers, status } = await bring([
      ['T2', 'Tổ Dân số', '', '', 'T1', '01/09/2026'],
      ['T1', 'Trạm Y tế', 'TYT', 'Đơn vị', 'XT', '01/08/2026'],
      ['XT', 'Xã Tân', 'Xã Tân', 'cơ quan', null, new Date('2026-07-01')],
      [null, 'Ban Một cửa', null, null, 'Xã Tân / Trạm Y tế', null],
    ])
    expect([told(answers), status]).toEqual([['2 created', '3 created', '4 created', '5 created'], 303])
    expect(await unit('Tổ Dân số')).toMatchObject({
      code: 'T2',
      shortName: 'Tổ Dân số',
      parent: 'Trạm Y tế',
      openedOn: '2026-09-01',
    })
    expect(await unit('Trạm Y tế')).toMatchObject({ shortName: 'TYT', kind: 'unit', parent: 'Xã Tân' })
    expect(await unit('Xã Tân')).toMatchObject({ kind: 'office', parent: 'Phường Minh Thụy', openedOn: '2026-07-01' })
    expect(await unit('Ban Một cửa')).toMatchObject({ parent: 'Trạm Y tế', openedOn: '2026-11-25' })
    const { id, path } = await unit('Tổ Dân số')
    expect(path).toBe(`${(await unit('Trạm Y tế')).path}${id}/`)
    expect(await spans(id)).toEqual([{ name: 'Tổ Dân số', fromDay: '2026-09-01', toDay: null }])
    expect((await world.audit(5)).map(({ action, facts }) => [action, facts.name])).toEqual([
      ['import.finish', undefined],
      ['unit.add', 'Xã Tân'],
      ['unit.add', 'Trạm Y tế'],
      ['unit.add', 'Tổ Dân số'],
      ['unit.add', 'Ban Một cửa'],
    ])
  })

  test('the same file again changes nothing', async () => {
    expect(
      await judged([
        ['T1', 'Trạm Y tế', 'TYT', 'Đơn vị', 'XT', '01/08/2026'],
        [null, 'Ban Một cửa', null, null, 'Trạm Y tế', null],
        [null, 'Phòng Kinh tế', 'KT', null, null, null],
      ]),
    ).toEqual(['2 same', '3 same', '4 same'])
  })

  test('a code finds a unit whose name and place change; the old ones keep their days', async () => {
    const { answers, status } = await bring([['T1', 'Trung tâm Y tế', 'TTYT', '', 'Phường Minh Thụy', '01/11/2026']])
    expect(answers[0]?.changes).toEqual([
      { label: 'Tên đơn vị', from: 'Trạm Y tế', to: 'Trung tâm Y tế' },
      { label: 'Tên viết tắt', from: 'TYT', to: 'TTYT' },
      { label: 'Thuộc đơn vị', from: 'Xã Tân', to: 'Phường Minh Thụy' },
    ])
    expect(status).toBe(303)
    const { id, path, parent } = await unit('Trung tâm Y tế')
    expect([parent, (await unit('Tổ Dân số')).path.startsWith(path)]).toEqual(['Phường Minh Thụy', true])
    expect(await spans(id)).toEqual([
      { name: 'Trạm Y tế', fromDay: '2026-08-01', toDay: '2026-11-01' },
      { name: 'Trung tâm Y tế', fromDay: '2026-11-01', toDay: null },
    ])
    expect(await judged([['T1', 'Trạm Y tế', '', '', '', '01/10/2026']])).toEqual([
      '2 refused | F2 Tên và vị trí hiện nay của Trung tâm Y tế có từ 01/11/2026. Ghi ngày từ hôm đó.',
    ])
  })

  test('units may change places within one file', async () => {
    await bring([
      ['A', 'Khối A', '', '', '', ''],
      ['B', 'Khối B', '', '', 'A', ''],
    ])
    const { status } = await bring([
      ['A', 'Khối A', '', '', 'B', ''],
      ['B', 'Khối B', '', '', 'Phường Minh Thụy', ''],
    ])
    expect([status, (await unit('Khối A')).parent, (await unit('Khối B')).parent]).toEqual([
      303,
      'Khối B',
      'Phường Minh Thụy',
    ])
    expect((await unit('Khối A')).path).toBe(`${(await unit('Khối B')).path}${(await unit('Khối A')).id}/`)
  })
})

describe('each fault is named, with its cell', () => {
  test.each([
    ['no name', [null, null, 'X', null, null, null], 'B2 Ghi tên đơn vị.'],
    [
      'a code nobody has, without a name',
      ['Z9', null, 'X', null, null, null],
      'B2 Không có đơn vị mã Z9. Ghi tên để tạo mới.',
    ],
    [
      'a kind that is none',
      [null, 'Đội X', null, 'Chi nhánh', null, null],
      'D2 “Chi nhánh” không phải loại đơn vị. Ghi Cơ quan hoặc Đơn vị.',
    ],
    [
      'another kind than it is',
      [null, 'Phòng Kinh tế', null, 'Cơ quan', null, null],
      'D2 Phòng Kinh tế là Đơn vị thuộc cơ quan; nhập từ tệp không đổi loại. Xóa ô này.',
    ],
    [
      'a day that is none',
      [null, 'Đội X', null, null, null, '31/02/2026'],
      'F2 “31/02/2026” không phải một ngày có trong lịch. Ghi ngày/tháng/năm, ví dụ 25/11/2026.',
    ],
    [
      'an abbreviation too long',
      [null, 'Đội X', 'x'.repeat(41), null, null, null],
      'C2 Rút gọn còn không quá 40 ký tự.',
    ],
    [
      'a unit above that is not there',
      [null, 'Đội X', null, null, 'Phòng Kinh tê1', null],
      'E2 Không có đơn vị “Phòng Kinh tê1”. Có phải Phòng Kinh tế? Sửa tên, hoặc thêm đơn vị đó vào tệp.',
    ],
    [
      'the root below something',
      [null, 'Phường Minh Thụy', null, null, 'KT', null],
      'E2 Phường Minh Thụy là đơn vị gốc nên không thuộc đơn vị nào. Xóa ô này.',
    ],
  ] satisfies [string, Value[], string][])('%s', async (_, row, sentence) => {
    expect(await judged([row])).toEqual([`2 refused | ${sentence}`])
  })

  test('units above themselves: the chain is told', async () => {
    const chain = 'Các đơn vị thuộc nhau thành vòng'
    expect(
      await judged([
        [null, 'Đội A', null, null, 'Đội B', null],
        [null, 'Đội B', null, null, 'Đội C', null],
        [null, 'Đội C', null, null, 'Đội A', null],
      ]),
    ).toEqual([
      `2 refused | E2 ${chain}: Đội A → Đội B → Đội C → Đội A. Sửa đơn vị cấp trên.`,
      `3 refused | E3 ${chain}: Đội B → Đội C → Đội A → Đội B. Sửa đơn vị cấp trên.`,
      `4 refused | E4 ${chain}: Đội C → Đội A → Đội B → Đội C. Sửa đơn vị cấp trên.`,
    ])
    await bring([
      ['P', 'Phòng P', '', '', '', ''],
      ['Q', 'Phòng Q', '', '', 'P', ''],
    ])
    expect(await judged([['P', 'Phòng P', '', '', 'Q', '']])).toEqual([
      `2 refused | E2 ${chain}: Phòng P → Phòng Q → Phòng P. Sửa đơn vị cấp trên.`,
    ])
    expect(await judged([[null, 'Đội Z', null, null, 'Đội Z', null]])).toEqual([
      expect.stringMatching(/^2 refused \| E2 Không có đơn vị “Đội Z”/),
    ])
  })

  test('a code or a unit twice, two of one name in one place', async () => {
    expect(
      await judged([
        ['c1', 'Đội A', '', '', '', ''],
        ['C1', 'Đội B', '', '', '', ''],
      ]),
    ).toEqual(['2 refused | A2 Mã đơn vị trùng với dòng 3.', '3 refused | A3 Mã đơn vị trùng với dòng 2.'])
    expect(
      await judged([
        [null, 'Phòng Kinh tế', '', '', '', ''],
        [null, 'Phòng kinh tế', '', '', 'UBND phường', ''],
      ]),
    ).toEqual(['2 refused | B2 Cùng một đơn vị với dòng 3.', '3 refused | B3 Cùng một đơn vị với dòng 2.'])
    expect(
      await judged([
        [null, 'Đội A', '', '', 'KT', ''],
        [null, 'Đội a', '', '', 'KT', ''],
      ]),
    ).toEqual([
      '2 refused | B2 Ở cấp này dòng 3 cũng tên Đội A. Ghi tên khác, hoặc bỏ dòng trùng.',
      '3 refused | B3 Ở cấp này dòng 2 cũng tên Đội a. Ghi tên khác, hoặc bỏ dòng trùng.',
    ])
    expect(await judged([['T1', 'Phòng Kinh tế', '', '', '', '']])).toEqual([
      '2 refused | B2 Ở cấp này đã có Phòng Kinh tế. Ghi tên khác, hoặc bỏ dòng trùng.',
    ])
  })

  test('what lies below a refused row is refused too, since it would lie nowhere', async () => {
    expect(
      await judged([
        ['D', 'Đội D', '', 'Chi nhánh', '', ''],
        [null, 'Tổ 1', '', '', 'D', ''],
        [null, 'Tổ 2', '', '', 'Tổ 1', ''],
      ]),
    ).toEqual([
      '2 refused | D2 “Chi nhánh” không phải loại đơn vị. Ghi Cơ quan hoặc Đơn vị.',
      '3 refused | E3 Đơn vị cấp trên ở dòng 2 bị từ chối nên dòng này chưa ghi được.',
      '4 refused | E4 Đơn vị cấp trên ở dòng 3 bị từ chối nên dòng này chưa ghi được.',
    ])
  })
})

test('a merged unit keeps its history: a list from before does not bring it back', async () => {
  await bring([['NV', 'Phòng Nội vụ', 'NV', '', '', '01/02/2026']])
  const { id } = await unit('Phòng Văn hóa - Xã hội')
  // As a merger leaves it; how mergers are done is tested elsewhere.
  await world.db.writer
    .updateTable('units')
    .set({ closedOn: '2026-11-01', successorId: id })
    .where('code', '=', 'NV')
    .execute()
  expect(
    await judged([
      ['NV', 'Phòng Nội vụ', 'NV', '', '', ''],
      [null, 'Phòng Nội vụ', '', '', '', ''],
      [null, 'Tổ Lưu trữ', '', '', 'Phòng Nội vụ', ''],
    ]),
  ).toEqual([
    expect.stringMatching(/^2 refused/), // both rows are about it
    expect.stringMatching(/^3 refused/),
    expect.stringMatching(/^4 /),
  ])
  expect(
    await judged([
      [null, 'Phòng Nội vụ', '', '', '', ''],
      [null, 'Tổ Lưu trữ', '', '', 'NV / Tổ', ''],
    ]),
  ).toEqual([
    '2 skipped | Đã sáp nhập vào Phòng Văn hóa - Xã hội từ 01/11/2026; giữ nguyên lịch sử.',
    expect.stringMatching(/^3 refused/),
  ])
})
