import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addUnit } from '../../src/people/unit-commands.ts'
import { apply, bringIn, check, sendFile, stateOf, told, type Value, xlsxFile } from '../import-files.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const head = [
  'Mã cán bộ',
  'Họ và tên',
  'Email',
  'Số điện thoại',
  'Phòng ban',
  'Chức vụ',
  'Vai trò',
  'Tên đăng nhập',
  'Từ ngày',
]
type Given = Partial<
  Record<'code' | 'name' | 'email' | 'phone' | 'unit' | 'post' | 'roles' | 'username' | 'day', Value>
>

/** A clear row about somebody new, but for what is given. */
const row = (given: Given): Value[] => {
  const is = { name: 'Nguyễn Văn Tâm', unit: 'Phòng Kinh tế', post: 'Chuyên viên', ...given }
  return ['code', 'name', 'email', 'phone', 'unit', 'post', 'roles', 'username', 'day'].map(
    (key) => is[key as keyof Given] ?? null,
  )
}

/** What would come of these rows, the first being row 2 of the file. Nothing is written. */
async function judged(rows: Given[], options: Record<string, string> = {}): Promise<string[]> {
  const id = await sendFile(world, 'people', await xlsxFile([head, ...rows.map(row)]))
  return told(await check(world, id, options))
}

const person = (name: string) =>
  world.db.reader
    .selectFrom('people')
    .leftJoin('logins', 'logins.personId', 'people.id')
    .innerJoin('units', 'units.id', 'people.unitId')
    .select([
      'people.id',
      'people.name',
      'people.code',
      'people.email',
      'people.phone',
      'people.post',
      'username',
      'mustChange',
    ])
    .select(['units.shortName as unit', 'people.version'])
    .where('people.name', '=', name)
    .execute()
const postings = (id: number) =>
  world.db.reader
    .selectFrom('postings')
    .select(['post', 'fromDay', 'toDay'])
    .where('personId', '=', id)
    .orderBy('id')
    .execute()
const rolesHeld = async (id: number) =>
  (
    await world.db.reader
      .selectFrom('roleGrants')
      .select(['role'])
      .where('personId', '=', id)
      .where('toDay', 'is', null)
      .orderBy('role')
      .execute()
  ).map(({ role }) => role)
const countPeople = async () =>
  (
    await world.db.reader
      .selectFrom('people')
      .select((is) => is.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

describe('people who are new', () => {
  test('come in with logins, posts and roles, on the record each', async () => {
    const before = await countPeople()
    const { answers, status, id } = await bringIn(world, 'people', [
      head,
      row({ code: 'CB1', name: 'Nguyễn Văn An', email: 'an.nv@x.gov.vn', phone: 912345678, day: '01/07/2026' }),
      row({
        name: 'Trần Thị Bình',
        unit: 'VH-XH',
        post: 'Phó Trưởng phòng',
        roles: 'Lãnh đạo; Cán bộ, công chức; đoàn kiểm tra tại UBND phường',
      }),
      row({ name: 'Nguyễn Văn An', unit: 'VH-XH', username: 'an.vhxh', day: new Date('2026-02-01') }),
    ])
    expect(told(answers).map((line) => line.slice(0, 9))).toEqual(['2 created', '3 created', '4 created'])
    expect([status, await stateOf(world, id), (await countPeople()) - before]).toEqual([303, 'done', 3])
    const [an, other] = await person('Nguyễn Văn An')
    expect(an).toMatchObject({
      code: 'CB1',
      email: 'an.nv@x.gov.vn',
      phone: '0912345678',
      unit: 'KT',
      username: 'an.nguyenvan',
      mustChange: 1,
    })
    expect(other).toMatchObject({ unit: 'VH-XH', username: 'an.vhxh' })
    expect(await postings(an?.id ?? 0)).toEqual([{ post: 'Chuyên viên', fromDay: '2026-07-01', toDay: null }])
    expect(await postings(other?.id ?? 0)).toEqual([{ post: 'Chuyên viên', fromDay: '2026-02-01', toDay: null }])
    const [binh] = await person('Trần Thị Bình')
    expect(await rolesHeld(binh?.id ?? 0)).toEqual(['inspector', 'leader', 'officer'])
    expect(await rolesHeld(an?.id ?? 0)).toEqual(['officer'])
    const rows = await world.audit(9)
    expect(rows.map(({ action }) => action)).toEqual(
      [
        'import.apply',
        'import.finish',
        ...['unit.addPerson', 'unit.addPerson', 'unit.addPerson'],
        ...['unit.grantRole', 'unit.grantRole', 'unit.grantRole', 'unit.grantRole', 'unit.grantRole'],
      ].slice(-9),
    )
    expect(rows.find(({ aboutId }) => aboutId === an?.id)).toMatchObject({
      actor: 'an',
      facts: { name: 'Nguyễn Văn An', unit: 'Phòng Kinh tế' },
    })
  })

  test('a name typed in separate marks is the same name, and is kept in NFC', async () => {
    const name = 'Lê Thị Thủy Tiên'
    await bringIn(world, 'people', [head, row({ name: name.normalize('NFD') })])
    expect((await person(name)).length).toBe(1)
    expect(await judged([{ name }])).toEqual(['2 same'])
  })

  test('units that are not there are refused, with what was perhaps meant, or made when so asked', async () => {
    expect(await judged([{ unit: 'Phòng Kinh té' }])).toEqual(['2 created']) // without marks it is clear
    expect(await judged([{ unit: 'Phòng Kih tế' }])).toEqual([
      '2 refused | E2 Không có đơn vị “Phòng Kih tế”. Có phải Phòng Kinh tế? Sửa tên, hoặc chọn tạo đơn vị chưa có.',
    ])
    const rows = [
      { name: 'Vũ Thị Y', unit: 'UBND phường / Trạm Y tế / Tổ Dân số', day: '01/08/2026' },
      { name: 'Vũ Văn Tá', unit: 'Trạm Y tế' },
    ]
    expect(await judged(rows, { 'opt.createUnits': '1' })).toEqual([
      '2 created | E2 Tạo đơn vị mới: Trạm Y tế / Tổ Dân số, thuộc Phường Minh Thụy.',
      '3 created | E3 Tạo đơn vị mới: Trạm Y tế, thuộc Phường Minh Thụy.',
    ])
    await bringIn(world, 'people', [head, ...rows.map(row)], { 'opt.createUnits': '1' })
    const made = await world.db.reader
      .selectFrom('units')
      .select(['name', 'openedOn'])
      .where('name', 'in', ['Trạm Y tế', 'Tổ Dân số'])
      .orderBy('path')
      .execute()
    expect(made).toEqual([
      { name: 'Trạm Y tế', openedOn: '2026-08-01' },
      { name: 'Tổ Dân số', openedOn: '2026-08-01' },
    ])
    expect((await person('Vũ Thị Y'))[0]).toMatchObject({ unit: 'Tổ Dân số', username: 'y.vuthi' })
  })

  test('user names are made from names, each its own', async () => {
    expect(
      await judged([
        { name: 'Phạm Thị Dung', email: 'a@x.vn' },
        { name: 'Phạm Thị Dung', email: 'b@x.vn' },
      ]),
    ).toEqual(['2 created', '3 created'])
    await bringIn(world, 'people', [
      head,
      row({ name: 'Phạm Thị Dung', email: 'a@x.vn' }),
      row({ name: 'Phạm Thị Dung', email: 'b@x.vn' }),
      row({ name: 'Đỗ', username: '' }),
    ])
    expect((await person('Phạm Thị Dung')).map(({ username }) => username).sort()).toEqual([
      'dung.phamthi',
      'dung.phamthi2',
    ])
    expect((await person('Đỗ'))[0]?.username).toBe('do0')
  })
})

describe('each fault is named, with its cell', () => {
  const faults: [string, Given, string][] = [
    ['no name', { name: null }, 'B2 Ghi họ và tên.'],
    ['no unit', { unit: null }, 'E2 Ghi đơn vị công tác.'],
    ['no post', { post: null }, 'F2 Ghi chức vụ, ví dụ “Chuyên viên”.'],
    ['an address that is none', { email: 'tam@' }, 'C2 Thư điện tử có dạng ten@coquan.gov.vn.'],
    ['a telephone number that is none', { phone: '09-12' }, 'D2 Số điện thoại gồm 8 đến 15 chữ số.'],
    [
      'a user name with marks',
      { username: 'tâm' },
      'H2 Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, chữ số, dấu chấm.',
    ],
    [
      'a day that is none',
      { day: '31/02/2026' },
      'I2 “31/02/2026” không phải một ngày có trong lịch. Ghi ngày/tháng/năm, ví dụ 25/11/2026.',
    ],
    ['a day to come', { day: '26/11/2026' }, 'I2 Ngày 26/11/2026 chưa tới. Ghi hôm nay 25/11/2026 hoặc ngày đã qua.'],
    ['a day before the unit', { day: '01/01/2026' }, 'I2 Phòng Kinh tế thành lập ngày 05/01/2026. Ghi ngày từ hôm đó.'],
    [
      'an unknown role',
      { roles: 'Lãnh đạo; Thủ kho' },
      'G2 Không có vai trò “Thủ kho”. Ghi một trong: Lãnh đạo; Cán bộ, công chức; Chuyên viên theo dõi; Đoàn kiểm tra; Thành viên Hội đồng; Thư ký Hội đồng; Quản trị.',
    ],
    [
      'a role in a unit that is not there',
      { roles: 'Lãnh đạo tại Phòng Y' },
      'G2 Không có đơn vị “Phòng Y”. Sửa tên, hoặc chọn tạo đơn vị chưa có.',
    ],
    [
      'the user name of somebody else',
      { username: 'hoa' },
      'H2 Tên đăng nhập này đang là của đồng chí Đặng Thị Hoa (UBND phường, đăng nhập hoa). Nếu là một người, ghi đúng họ tên và mã; nếu không, ghi giá trị khác.',
    ],
  ]
  test.each(faults)('%s', async (_, given, sentence) => {
    expect(await judged([given])).toEqual([`2 refused | ${sentence}`])
  })

  test('several faults of one row are told together', async () => {
    expect(await judged([{ email: 'x', phone: 'y', day: 'z' }])).toEqual([
      '2 refused | C2 Thư điện tử có dạng ten@coquan.gov.vn. | D2 Số điện thoại gồm 8 đến 15 chữ số. | I2 “z” không phải một ngày có trong lịch. Ghi ngày/tháng/năm, ví dụ 25/11/2026.',
    ])
  })

  test('one address, code or user name twice: both rows, each naming the other', async () => {
    expect(
      await judged([
        { name: 'Lý A', email: 'Mot@x.vn' },
        { name: 'Lý B', email: 'mot@x.vn' },
      ]),
    ).toEqual([
      '2 refused | C2 Thư điện tử trùng với dòng 3 (Lý B).',
      '3 refused | C3 Thư điện tử trùng với dòng 2 (Lý A).',
    ])
    expect(
      await judged([
        { name: 'Lý A', code: 'x1' },
        { name: 'Lý B', code: 'X1' },
      ]),
    ).toEqual([
      '2 refused | A2 Mã cán bộ trùng với dòng 3 (Lý B).',
      '3 refused | A3 Mã cán bộ trùng với dòng 2 (Lý A).',
    ])
    expect(
      await judged([
        { name: 'Lý A', username: 'lya' },
        { name: 'Lý B', username: 'LYA' },
      ]),
    ).toEqual([
      '2 refused | H2 Tên đăng nhập trùng với dòng 3 (Lý B).',
      '3 refused | H3 Tên đăng nhập trùng với dòng 2 (Lý A).',
    ])
  })

  test('one person twice, whom nothing tells apart', async () => {
    const same = 'cùng họ tên, cùng đơn vị; nếu là hai người, ghi mã cán bộ, thư hoặc số điện thoại của từng người.'
    expect(await judged([{ name: 'Ngô Hoà' }, { name: 'ngô  hòa', unit: 'kt' }])).toEqual([
      `2 refused | B2 Trùng với dòng 3 (ngô hòa): ${same}`,
      `3 refused | B3 Trùng với dòng 2 (Ngô Hoà): ${same}`,
    ])
    expect(
      await judged([
        { name: 'Ngô Hoà', phone: '0912000001' },
        { name: 'Ngô Hòa', phone: '0912000002' },
      ]),
    ).toEqual(['2 created', '3 created'])
  })

  test('a unit name that several have: the whole path is asked for, and understood', async () => {
    const root = world.units.root
    const office = await addUnit(await world.ctx('an'), {
      kind: 'office',
      name: 'Xã Bắc',
      shortName: 'Xã Bắc',
      parent: root,
      day: '2026-11-01',
    })
    await addUnit(await world.ctx('an'), {
      kind: 'unit',
      name: 'Phòng Kinh tế',
      shortName: 'KT Bắc',
      parent: office,
      day: '2026-11-01',
    })
    expect(await judged([{ unit: 'Phòng Kinh tế' }])).toEqual([
      '2 refused | E2 Có 2 đơn vị tên Phòng Kinh tế. Ghi cả đường dẫn: UBND phường / Phòng Kinh tế; UBND phường / Xã Bắc / Phòng Kinh tế.',
    ])
    expect(await judged([{ unit: 'xa bac > phong kinh te' }])).toEqual(['2 created'])
    await close(office)
    await close((await unitOf('KT Bắc')).publicId)
  })
})

describe('people who are known', () => {
  test('the same file again changes nothing and doubles nobody', async () => {
    const rows = [
      head,
      row({ name: 'Bùi Văn Lâm', phone: '0911 222 333' }),
      row({ code: 'L2', name: 'Bùi Thị Liên', day: '05/05/2026' }),
    ]
    await bringIn(world, 'people', rows)
    const count = await countPeople()
    const again = await bringIn(world, 'people', rows)
    expect([told(again.answers), again.status]).toEqual([['2 same', '3 same'], 409]) // nothing to write
    expect(await countPeople()).toBe(count)
  })

  test('what differs is shown from what to what, and written; empty cells change nothing', async () => {
    await bringIn(world, 'people', [
      head,
      row({ code: 'M1', name: 'Mạc Thị Mơ', email: 'mo@x.vn', phone: '0911000111', day: '01/03/2026' }),
    ])
    const id = await sendFile(
      world,
      'people',
      await xlsxFile([
        head,
        row({
          code: 'M1',
          name: 'Mạc Thị Mờ',
          unit: 'VH-XH',
          post: 'Phó Trưởng phòng',
          phone: '0911000222',
          roles: 'Lãnh đạo',
          day: '01/10/2026',
        }),
      ]),
    )
    const [answer] = await check(world, id)
    expect(answer).toMatchObject({
      outcome: 'changed',
      title: 'Mạc Thị Mờ',
      changes: [
        { label: 'Họ và tên', from: 'Mạc Thị Mơ', to: 'Mạc Thị Mờ' },
        { label: 'Điện thoại', from: '0911000111', to: '0911000222' },
        { label: 'Chức vụ', from: 'Chuyên viên', to: 'Phó Trưởng phòng' },
        { label: 'Đơn vị', from: 'Phòng Kinh tế', to: 'Phòng Văn hóa - Xã hội' },
        { label: 'Vai trò', from: 'Cán bộ, công chức', to: 'Lãnh đạo' },
      ],
    })
    expect(await apply(world, id)).toBe(303)
    const [mo] = await person('Mạc Thị Mờ')
    expect(mo).toMatchObject({
      code: 'M1',
      email: 'mo@x.vn',
      phone: '0911000222',
      post: 'Phó Trưởng phòng',
      unit: 'VH-XH',
      version: 2,
    })
    expect(await postings(mo?.id ?? 0)).toEqual([
      { post: 'Chuyên viên', fromDay: '2026-03-01', toDay: '2026-10-01' },
      { post: 'Phó Trưởng phòng', fromDay: '2026-10-01', toDay: null },
    ])
    expect(await rolesHeld(mo?.id ?? 0)).toEqual(['leader'])
    expect((await world.audit(3)).map(({ action, facts }) => [action, facts])).toEqual([
      ['person.edit', expect.objectContaining({ phone: ['0911000111', '0911000222'], fromDay: '2026-10-01' })],
      ['unit.endRole', expect.objectContaining({ role: 'officer', toDay: '2026-11-25' })],
      ['unit.grantRole', expect.objectContaining({ role: 'leader', fromDay: '2026-10-01' })],
    ])
  })

  test('a post that changes on the first day of the posting is put right in place', async () => {
    await bringIn(world, 'people', [head, row({ code: 'P1', name: 'Phan Anh', day: '02/02/2026' })])
    await bringIn(world, 'people', [
      head,
      row({ code: 'P1', name: 'Phan Anh', post: 'Chuyên viên chính', day: '02/02/2026' }),
    ])
    const [phan] = await person('Phan Anh')
    expect(await postings(phan?.id ?? 0)).toEqual([{ post: 'Chuyên viên chính', fromDay: '2026-02-02', toDay: null }])
    expect(await judged([{ code: 'P1', name: 'Phan Anh', post: 'Chuyên viên', day: '01/02/2026' }])).toEqual([
      '2 refused | I2 Đồng chí Phan Anh giữ vị trí hiện nay từ 02/02/2026. Ghi ngày từ hôm đó.',
    ])
  })

  test('they are known by code, by address, by user name, by name and unit, by name and telephone', async () => {
    await bringIn(world, 'people', [head, row({ name: 'Tạ Thu', email: 'tathu@x.vn', phone: '0988000111' })])
    expect(await judged([{ name: 'ta thu', email: 'TaThu@x.vn', unit: 'VH-XH', phone: '0988000111' }])).toEqual([
      expect.stringMatching(/^2 changed/),
    ])
    expect(await judged([{ name: 'Tạ Thu', username: 'thu.ta' }])).toEqual(['2 same'])
    expect(await judged([{ name: 'Tạ Thu' }])).toEqual(['2 same'])
    expect(await judged([{ name: 'Tạ Thu', unit: 'VH-XH', phone: '+84 988 000 111' }])).toEqual([
      expect.stringMatching(/^2 changed/),
    ])
    expect(await judged([{ name: 'Tạ Thu', unit: 'VH-XH' }])).toEqual([
      '2 created | Đã có đồng chí Tạ Thu (KT, đăng nhập thu.ta). Nếu là một người, ghi tên đăng nhập đó vào tệp rồi kiểm tra lại.',
    ])
    expect(await judged([{ name: 'Tạ Thu', email: 'khac@x.vn', phone: '0911999888' }])).toEqual([
      '2 refused | B2 Chưa rõ có phải đồng chí Tạ Thu (KT, đăng nhập thu.ta) không. Nếu phải, ghi tên đăng nhập đó; nếu là người khác tên Tạ Thu, ghi một tên đăng nhập khác.',
    ])
    expect(await judged([{ name: 'Tạ Thu', email: 'khac@x.vn', username: 'thu.ta' }])).toEqual([
      expect.stringMatching(/^2 changed/),
    ])
    expect(await judged([{ name: 'Tạ Thu', email: 'khac@x.vn', username: 'thu.khac' }])).toEqual([
      expect.stringMatching(/^2 created/),
    ])
  })

  test('two rows about one known person are refused', async () => {
    expect(
      await judged([
        { name: 'Đặng Thị Hoa', unit: 'UBND phường', post: 'Chủ tịch' },
        { name: 'Đặng Thị Hoa', username: 'hoa', unit: 'UBND phường' },
      ]),
    ).toEqual([
      '2 refused | B2 Trùng với dòng 3 (Đặng Thị Hoa): cùng là một người.',
      '3 refused | B3 Trùng với dòng 2 (Đặng Thị Hoa): cùng là một người.',
    ])
  })

  test('addresses may change hands within one file, and not otherwise', async () => {
    await bringIn(world, 'people', [
      head,
      row({ code: 'S1', name: 'Sầm Một', email: 's1@x.vn' }),
      row({ code: 'S2', name: 'Sầm Hai', email: 's2@x.vn' }),
    ])
    expect(await judged([{ code: 'S1', name: 'Sầm Một', email: 's2@x.vn' }])).toEqual([
      '2 refused | C2 Thư điện tử này đang là của đồng chí Sầm Hai. Ghi địa chỉ khác.',
    ])
    await bringIn(world, 'people', [
      head,
      row({ code: 'S1', name: 'Sầm Một', email: 's2@x.vn' }),
      row({ code: 'S2', name: 'Sầm Hai', email: 's1@x.vn' }),
    ])
    expect([(await person('Sầm Một'))[0]?.email, (await person('Sầm Hai'))[0]?.email]).toEqual(['s2@x.vn', 's1@x.vn'])
  })

  test('somebody who left is refused, with what to do', async () => {
    const [lan] = await person('Nguyễn Thị Lan')
    await world.db.writer
      .updateTable('people')
      .set({ leftOn: '2026-11-20' })
      .where('id', '=', lan?.id ?? 0)
      .execute()
    expect(lan?.username).toBe('lan')
    expect(await judged([{ name: 'Nguyễn Thị Lan' }])).toEqual([
      '2 refused | B2 Đồng chí Nguyễn Thị Lan đã thôi công tác từ 20/11/2026. Xóa dòng này khỏi tệp, hoặc nhận lại công tác ở trang của đồng chí trước; nếu là người khác, ghi mã và tên đăng nhập khác.',
    ])
  })

  test('the role of an administrator is never taken back by a list', async () => {
    expect(
      await judged([
        { name: 'Trần Minh An', username: 'an', unit: 'UBND phường', post: 'Quản trị', roles: 'Cán bộ, công chức' },
      ]),
    ).toEqual(['2 changed'])
    await bringIn(world, 'people', [
      head,
      row({ name: 'Trần Minh An', username: 'an', unit: 'UBND phường', post: 'Quản trị', roles: 'Cán bộ, công chức' }),
    ])
    expect(await rolesHeld(world.ids.an.id)).toEqual(['admin', 'officer'])
  })

  test('a unit that was merged leads to what it went into', async () => {
    const unit = await addUnit(await world.ctx('an'), {
      kind: 'unit',
      name: 'Phòng Nội vụ',
      shortName: 'NV',
      parent: world.units.root,
      day: '2026-02-01',
    })
    await close(unit, (await unitOf('VH-XH')).id)
    expect(await judged([{ name: 'Hà Vi', unit: 'Phòng Nội vụ' }])).toEqual([
      '2 created | E2 Phòng Nội vụ đã sáp nhập vào Phòng Văn hóa - Xã hội từ 25/11/2026.',
    ])
    const [answer] = await check(
      world,
      await sendFile(world, 'people', await xlsxFile([head, row({ name: 'Hà Vi', unit: 'NV' })])),
    )
    expect(answer?.changes).toContainEqual({ label: 'Đơn vị', from: '', to: 'Phòng Văn hóa - Xã hội' })
  })
})

const unitOf = (shortName: string) =>
  world.db.reader
    .selectFrom('units')
    .select(['id', 'publicId'])
    .where('shortName', '=', shortName)
    .executeTakeFirstOrThrow()
/** As a merger leaves it; how mergers are done is tested elsewhere. */
const close = (publicId: string, successorId: number | null = null) =>
  world.db.writer
    .updateTable('units')
    .set({ closedOn: '2026-11-25', successorId })
    .where('publicId', '=', publicId)
    .execute()
