import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clarityPresets } from '../../src/data/clarity-sets.ts'
import { addPerson } from '../../src/people/commands.ts'
import { addUnit } from '../../src/people/unit-commands.ts'
import { type TaskField, taskFields } from '../../src/rules/clarity.ts'
import {
  type ClaritySet,
  faultsOf,
  judgedFields,
  type Segment,
  segmentOf,
  vitalIn,
} from '../../src/rules/clarity-set.ts'
import { chooseClarity } from '../../src/settings/commands.ts'
import type { TaskInput } from '../../src/tasks/giving/draft.ts'
import { issueTask } from '../../src/tasks/giving/issue.ts'
import { caller } from '../caller.ts'
import { openWorld, plainTask, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const [haNoi, six, hue] = clarityPresets.map(({ set }) => set) as [ClaritySet, ClaritySet, ClaritySet]
/** The six with rõ sản phẩm left to whoever gives the task. */
const loose: ClaritySet = six.map((one) => (one.key === 'product' ? { ...one, compulsory: false } : one))
const choose = async (set: ClaritySet) => chooseClarity(await world.ctx('an'), world.units.root, set)
const read = async (name: 'hoa' | 'diep' | 'minh' | 'an' | 'quang', path: string) =>
  (await world.as(name).get(path)).text()
const tasks = () => world.db.reader.selectFrom('tasks').selectAll().orderBy('id').execute()
const idOf = (answer: Response) => answer.headers.get('Location')?.split('/').at(-1) ?? ''

type Fields = Record<string, string | string[]>
const filled = (more: Fields = {}): Fields => ({
  title: 'Báo cáo cải cách hành chính quý IV',
  content: 'Tổng hợp số liệu, dự thảo báo cáo.',
  assignee: 'Nguyễn Văn Minh',
  approver: 'Đặng Thị Hoa',
  stepName: ['Thu số liệu'],
  stepDays: ['3'],
  product: 'báo cáo',
  quantity: '1',
  factor: '1',
  due: '15/12',
  ...more,
})

/** The settings form as a browser would send it for this set. */
function formOf(set: ClaritySet, more: Fields = {}): Fields {
  const lines = set.flatMap(({ key, label, compulsory }, at) => [
    [`key${at + 1}`, key],
    [`label${at + 1}`, label],
    [`order${at + 1}`, String(at + 1)],
    ...(compulsory ? [[`compulsory${at + 1}`, '1']] : []),
  ])
  const homes = taskFields.map((field) => [
    `home-${field}`,
    String(set.findIndex(({ fields }) => fields.includes(field)) + 1),
  ])
  return { ...Object.fromEntries([...lines, ...homes]), ...more }
}

describe('the page', () => {
  test('is for administrators; nobody else opens or changes anything', async () => {
    for (const name of ['hoa', 'diep', 'minh', 'quang'] as const) {
      expect([name, (await world.as(name).get('/settings')).status]).toEqual([name, 403])
      expect([name, (await world.as(name).post('/settings', formOf(six))).status]).toEqual([name, 403])
      expect(await read('hoa', '/')).not.toContain('href="/settings"')
    }
    expect(await read('an', '/')).toContain('href="/settings"')
    expect(await world.db.reader.selectFrom('settings').selectAll().execute()).toEqual([])
  })

  test('shows the five of Hà Nội until somebody chooses, where each shipped set comes from, and what stays', async () => {
    const page = await read('an', '/settings')
    for (const { source } of clarityPresets) expect(page).toContain(source)
    for (const { label } of haNoi) expect(page).toContain(`value="${label}"`)
    expect(page).toContain('aria-label="4 trên 5 rõ"')
    expect(page).toContain('chưa đối chiếu với văn bản gốc')
    expect(page).toContain('thiếu người thực hiện, tên việc, người giao, người nghiệm thu, hạn'.slice(6))
  })

  test('a shipped set fills the form and is tried on the sample; it holds once saved', async () => {
    const an = world.as('an')
    const page = await (await an.get('/settings?preset=ban-bi-thu')).text()
    expect([page.includes('value="Rõ thẩm quyền"'), page.includes('Chưa lưu.')]).toEqual([true, true])
    expect(page).toContain('aria-label="4 trên 6 rõ"')
    expect(await read('hoa', '/tasks/new')).not.toContain('Rõ thẩm quyền')
    expect((await an.post('/settings', formOf(six, { _version: '0' }))).status).toBe(303)
    expect(await read('hoa', '/tasks/new')).toContain('Rõ thẩm quyền')
    const facts = {
      clarity: [
        'Rõ người, Rõ việc, Rõ quy trình, Rõ trách nhiệm, Rõ hiệu quả',
        'Rõ người, Rõ việc, Rõ thời gian, Rõ trách nhiệm, Rõ thẩm quyền, Rõ sản phẩm',
      ],
      steps: ['Rõ quy trình', 'Rõ việc'],
      assigner: ['Rõ trách nhiệm', 'Rõ thẩm quyền'],
      due: ['Rõ hiệu quả', 'Rõ thời gian'],
    }
    const row = (await world.audit(4)).find(({ action }) => action === 'unit.configure')
    expect(row).toMatchObject({ actor: 'an', subjectKind: 'unit', subject: world.units.root, facts })
    expect(row?.facts).not.toHaveProperty('optional')
    expect(await read('quang', '/record')).toContain('Rõ hiệu quả thành Rõ thời gian')
    expect(await read('an', '/settings')).toContain('Đang dùng.')
  })

  test('names, order, what is compulsory and where a field belongs are the office’s own', async () => {
    const own = formOf(six, { label3: 'rõ tiến độ', order3: '9', compulsory6: '', 'home-steps': '4' })
    const { compulsory6, ...form } = own
    expect(compulsory6).toBe('')
    expect((await world.as('an').post('/settings', form)).status).toBe(303)
    const page = await read('hoa', '/tasks/new')
    const parts = [...page.matchAll(/class="part-name">([^<]*)</g)].map(([, name]) => name)
    expect(parts).toEqual(['Rõ người', 'Rõ việc', 'Rõ trách nhiệm', 'Rõ thẩm quyền', 'Rõ sản phẩm', 'Rõ tiến độ'])
    const responsibility = page.slice(page.indexOf('id="ro-responsibility"'), page.indexOf('id="ro-authority"'))
    expect(responsibility).toContain('name="stepName"')
    expect((await world.as('hoa').post('/tasks', filled({ product: '', quantity: '' }))).status).toBe(303)
  })

  test.each([
    ['up', { order5: '2' }, 'Rõ người, Rõ hiệu quả, Rõ việc, Rõ quy trình, Rõ trách nhiệm'],
    ['down', { order1: '3' }, 'Rõ việc, Rõ quy trình, Rõ người, Rõ trách nhiệm, Rõ hiệu quả'],
    [
      'nowhere, for what is no number',
      { order1: 'cuối' },
      'Rõ người, Rõ việc, Rõ quy trình, Rõ trách nhiệm, Rõ hiệu quả',
    ],
  ])('a rõ goes %s to the place of another', async (_, order, expected) => {
    await world.as('an').post('/settings', formOf(haNoi, order as Fields))
    const { segments } = await (await (await caller(world, 'hoa')).get('/settings/clarity')).json()
    expect(segments.map(({ label }: Segment) => label).join(', ')).toBe(expected)
  })

  test('a rõ is added on the empty line and taken away by its name', async () => {
    const added = formOf(haNoi, { label6: 'Rõ thời gian', order6: '2', compulsory6: '1', 'home-due': '6' })
    await world.as('an').post('/settings', added)
    expect(await read('hoa', '/help')).toContain('6 rõ: rõ người, rõ thời gian, rõ việc')
    const dropped = formOf(haNoi, { label3: '', 'home-steps': '2' })
    await world.as('an').post('/settings', dropped)
    expect(await read('hoa', '/help')).toContain('4 rõ: rõ người, rõ việc, rõ trách nhiệm, rõ hiệu quả')
  })

  test('a set that cannot stand is given back with what to do; nothing is stored', async () => {
    const { compulsory3, ...optionalTime } = formOf(six)
    const wrong: [Fields, string][] = [
      [formOf(six, { label3: '' }), 'Đặt tên cho rõ này'],
      [formOf(six, { label3: 'Rõ người' }), 'Đã có một rõ tên này'],
      [formOf(six, { label7: 'Rõ minh chứng', 'home-evidence': '7' }), 'Chưa có gì để xét rõ này'],
      [optionalTime, 'Rõ này có hạn nên luôn bắt buộc'],
      [formOf(six, { 'home-due': '' }), 'Chọn rõ cho mục này'],
      [formOf(six, { 'home-due': '12' }), 'Chọn rõ cho mục này'],
    ]
    for (const [form, sentence] of wrong) {
      const answer = await world.as('an').post('/settings', form)
      expect([sentence, answer.status, (await answer.text()).includes(sentence)]).toEqual([sentence, 422, true])
      const tried = await (await world.as('an').post('/settings/preview', form)).text()
      expect([sentence, tried.includes(sentence)]).toEqual([sentence, true])
    }
    expect(compulsory3).toBe('1')
    expect(await world.db.reader.selectFrom('settings').selectAll().execute()).toEqual([])
  })

  test('somebody was faster: 409, what was typed stays, and saving on follows theirs', async () => {
    await world.as('an').post('/settings', formOf(hue, { _version: '0' }))
    const late = await world.as('an').post('/settings', formOf(six, { _version: '0' }))
    const page = await late.text()
    expect([late.status, page.includes('value="Rõ thẩm quyền"'), page.includes('vừa được người khác sửa')]).toEqual([
      409,
      true,
      true,
    ])
    expect(page).toContain('name="_version" value="1"')
    expect((await world.as('an').post('/settings', formOf(six, { _version: '1' }))).status).toBe(303)
  })
})

describe('everything that shows the rõ uses the set in force', () => {
  test.each([
    ['six', six],
    ['Huế', hue],
    ['loose', loose],
  ] as const)('%s', async (_, set) => {
    await choose(set)
    const { length } = set
    const labels = set.map(({ label }) => label)
    const hoa = world.as('hoa')
    const [minh, task] = [world.ids.minh.publicId, await world.task()]
    const shows = async (path: string, more: string[] = []) => {
      const page = await (await hoa.get(path)).text()
      for (const said of [...labels, ...more]) expect([path, said, page.includes(said)]).toEqual([path, said, true])
      expect([path, /[0-9]\/5 rõ|5 rõ/.test(page) && length !== 5]).toEqual([path, false])
    }
    const keys = set.map(({ key }) => `id="ro-${key}"`)
    await shows('/tasks/new', [...keys, `/${length} rõ`])
    await shows(`/tasks/${task}`, [`${length} rõ`, `${length} trên ${length} rõ`])
    const templates = await world.db.reader.selectFrom('processTemplates').select('publicId').execute()
    await shows(`/templates/${templates[0]?.publicId}`)
    const help = await read('hoa', '/help')
    for (const label of labels) expect(help).toContain(label.toLocaleLowerCase('vi'))
    const editor = await read('hoa', '/templates/new')
    for (const name of ['title', 'content', 'stepName', 'product', 'dueDays', 'factor', 'consequence', 'evidence'])
      expect([name, editor.includes(`name="${name}"`)]).toEqual([name, true])

    const line = await (await hoa.post('/tasks/quick', { line: 'Báo cáo CCHC quý IV @Minh 15/12' })).text()
    expect(line).toContain(`${length}/${length} rõ, giao được`)
    await hoa.post('/tasks/drafts', { title: 'Kiểm kê kho', assigneeId: minh, assignee: 'Nguyễn Văn Minh' })
    expect(await read('hoa', '/tasks/drafts')).toContain(`/${length} rõ`)
    const text = '1. Giao đồng chí Nguyễn Văn Minh rà soát vỉa hè, báo cáo kết quả.'
    const notice = await (await hoa.post('/tasks/conclusions', { text })).text()
    expect([notice.includes(`/${length} rõ`), notice.includes('thiếu hạn')]).toEqual([true, true])
  })

  test('what cannot be issued is said rõ by rõ, over the form and in the answer of the API', async () => {
    await choose(six)
    const page = await (await world.as('hoa').post('/tasks', filled({ due: '', approver: 'minh' }))).text()
    expect(page.replace(/\s+/g, ' ')).toMatch(/Rõ thời gian: <a href="#f-due">Hạn<\/a>/)
    expect(page).toContain('4/6 rõ')
    const { dueCounted: _, ...undue } = plainTask(world.ids)
    const answer = await (await caller(world, 'hoa')).post('/tasks', undue)
    expect([answer.status, (await answer.json()).errors]).toEqual([
      422,
      [{ field: 'due', detail: 'Rõ thời gian: Ghi hạn, ví dụ 15/12 hoặc “5 ngày làm việc”.' }],
    ])
  })

  test('a clerk who names no leader lacks rõ thẩm quyền; a leader is told that they give it themselves', async () => {
    await choose(six)
    const clerk = await (await world.as('diep').post('/tasks', filled({ assigner: '' }))).text()
    expect(clerk.replace(/\s+/g, ' ')).toMatch(/Rõ thẩm quyền: <a href="#f-assigner">Người giao<\/a>/)
    expect(await read('hoa', '/tasks/new')).toContain('trong phạm vi đơn vị mình phụ trách')
    expect((await world.as('diep').post('/tasks', filled({ assigner: 'Đặng Thị Hoa' }))).status).toBe(303)
  })

  test('a template may leave out what the office does not ask for, and nothing else', async () => {
    const body = { name: 'Họp', key: 'hop', content: 'Họp giao ban.', stepName: 'Họp', stepDays: '', product: '' }
    expect((await world.as('hoa').post('/templates', body)).status).toBe(422)
    await choose(loose)
    expect((await world.as('hoa').post('/templates', body)).status).toBe(303)
    expect((await world.as('hoa').post('/templates', { ...body, key: 'hop2', content: '' })).status).toBe(422)
  })
})

describe('no route issues a task that lacks a compulsory rõ', () => {
  const lacks: [TaskField, Fields, Partial<TaskInput>][] = [
    ['assignee', { assignee: '' }, { assigneeId: undefined }],
    ['title', { title: '' }, { title: '' }],
    ['content', { content: '' }, { content: '' }],
    ['steps', { stepName: '', stepDays: '' }, { steps: [] }],
    ['approver', { approver: '' }, { approverId: undefined }],
    ['product', { product: '' }, { product: '' }],
    ['quantity', { quantity: '' }, { quantity: 0 }],
    ['due', { due: '' }, { dueCounted: undefined }],
  ]

  test.each([
    ['Hà Nội', haNoi, []],
    ['the six', six, []],
    ['the six without rõ sản phẩm', loose, ['product', 'quantity']],
    ['Hà Nội without rõ quy trình', haNoi.map((one) => ({ ...one, compulsory: one.key !== 'process' })), ['steps']],
  ] as [string, ClaritySet, TaskField[]][])('%s', async (_, set, free) => {
    await choose(set)
    const [hoa, api] = [world.as('hoa'), await caller(world, 'hoa')]
    for (const [field, form, input] of lacks) {
      const may = free.includes(field)
      const before = (await tasks()).length
      const draft = idOf(await hoa.post('/tasks/drafts', filled(form)))
      const statuses = [
        (await hoa.post('/tasks', filled(form))).status,
        (await hoa.post('/tasks', { ...filled(form), draft })).status,
        (await api.post('/tasks', { ...plainTask(world.ids), ...input })).status,
        await issueTask(await world.ctx('hoa'), { ...plainTask(world.ids), ...input }).then(
          () => 200,
          () => 422,
        ),
      ]
      const expected = may ? [303, 303, 201, 200] : [422, 422, 422, 422]
      expect([field, statuses, (await tasks()).length - before]).toEqual([field, expected, may ? 4 : 0])
    }
  })

  test('what is wrong is refused even where nothing is compulsory', async () => {
    await choose(haNoi.map((one) => ({ ...one, compulsory: vitalIn(one).length > 0 })))
    const wrong: Fields[] = [
      { stepName: ['A', 'B'], stepDays: ['5', '3'] },
      { stepName: 'Muộn', stepDays: '90' },
      { due: '12/12/2026' },
      { quantity: 'ba' },
      { approver: 'Nguyễn Văn Minh' },
    ]
    for (const more of wrong) {
      const answer = await world.as('hoa').post('/tasks', filled(more))
      expect([more, answer.status]).toEqual([more, 422])
    }
    expect(await tasks()).toEqual([])
  })

  /** Every way to share the fields out among rõ, some of them optional, that an office could choose. */
  const sets = fc
    .record({
      firsts: fc.shuffledSubarray([...judgedFields], { minLength: 2 }),
      homes: fc.array(fc.nat(), { minLength: taskFields.length, maxLength: taskFields.length }),
      optional: fc.array(fc.boolean(), { minLength: judgedFields.length, maxLength: judgedFields.length }),
    })
    .map(({ firsts, homes, optional }): ClaritySet => {
      const at = (field: TaskField, place: number) =>
        firsts.includes(field as never) ? firsts.indexOf(field as never) : (homes[place] ?? 0) % firsts.length
      return firsts.map((_, place): Segment => {
        const fields = taskFields.filter((field, index) => at(field, index) === place)
        const compulsory = vitalIn({ fields }).length > 0 || !optional[place]
        return { key: `ro-${place}`, label: `Rõ thứ ${place}`, fields, compulsory }
      })
    })

  test('whatever set an office chooses: issued if and only if no compulsory rõ lacks anything', async () => {
    const [hoa, api] = [world.as('hoa'), await caller(world, 'hoa')]
    const some = fc.subarray(lacks, { maxLength: 2 })
    await fc.assert(
      fc.asyncProperty(sets, some, fc.boolean(), async (set, missing, byApi) => {
        expect(faultsOf(set)).toEqual([])
        await choose(set)
        const before = (await tasks()).length
        const body = Object.assign({ ...plainTask(world.ids) }, ...missing.map(([, , input]) => input))
        const form = Object.assign(filled(), ...missing.map(([, fields]) => fields))
        const weighed = await (await api.post('/tasks/clarity', body)).json()
        const { status } = byApi ? await api.post('/tasks', body) : await hoa.post('/tasks', form)
        const may = missing.every(([field]) => !segmentOf(set, field).compulsory)
        expect([status < 400, (await tasks()).length - before, weighed.issuable]).toEqual([may, may ? 1 : 0, may])
      }),
      { numRuns: 20 },
    )
  }, 60_000)
})

test('tasks already issued are as they were after a change; they are only shown under the new names', async () => {
  const id = await world.task({ coordinators: [{ personId: world.ids.lan.publicId, part: 'Số liệu' }] })
  const stored = async () => ({
    tasks: await tasks(),
    steps: await world.db.reader.selectFrom('taskSteps').selectAll().execute(),
    deadlines: await world.db.reader.selectFrom('taskDeadlines').selectAll().execute(),
  })
  const before = await stored()
  await choose(loose)
  expect(await stored()).toEqual(before)
  expect((await world.as('minh').post(`/tasks/${id}/acceptance`)).status).toBe(303)
  const without = idOf(await world.as('hoa').post('/tasks', filled({ product: '', quantity: '' })))
  await choose(haNoi)
  const page = await read('minh', `/tasks/${without}`)
  expect([page.includes('4 trên 5 rõ'), page.includes('Rõ hiệu quả')]).toEqual([true, true])
  await world.as('minh').post(`/tasks/${without}/acceptance`)
  expect((await world.as('minh').post(`/tasks/${without}/submission`, { report: 'Đã xong' })).status).toBe(303)
})

describe('the page of a task', () => {
  test('says who coordinates, with what part, and how far it is', async () => {
    const [lan, quang] = [world.ids.lan.publicId, world.ids.quang.publicId]
    const coordinators = [
      { personId: lan, part: 'Số liệu hồ sơ' },
      { personId: quang, part: 'Kiểm tra mẫu' },
    ]
    const id = await world.task({ coordinators })
    await world.as('minh').post(`/tasks/${id}/acceptance`)
    const said = async () => {
      const page = await read('hoa', `/tasks/${id}`)
      const list = page.slice(page.indexOf('class="helpers"'), page.indexOf('</ul>', page.indexOf('class="helpers"')))
      return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, row = '']) => row.replace(/<[^>]*>/g, '').trim())
    }
    expect(await said()).toEqual([
      'Nguyễn Thị Lan: Số liệu hồ sơ. Đang làm phần việc này',
      'Đỗ Quang: Kiểm tra mẫu. Đang làm phần việc này',
    ])
    await world.as('minh').post(`/tasks/${id}/progress`, { progress: '50', note: '', waitingFor: quang })
    await world.as('lan').post(`/tasks/${id}/part`, { note: 'Đã gửi' })
    expect(await said()).toEqual([
      'Nguyễn Thị Lan: Số liệu hồ sơ. Đã xong 25/11 09:00: Đã gửi',
      'Đỗ Quang: Kiểm tra mẫu. Người thực hiện đang chờ phần việc này',
    ])
    const whole = await (await (await caller(world, 'hoa')).get(`/tasks/${id}`)).json()
    expect(whole).toMatchObject({
      assigner: { id: world.ids.hoa.publicId },
      coordinators: [
        { id: lan, name: 'Nguyễn Thị Lan', part: 'Số liệu hồ sơ', state: 'done' },
        { id: quang, name: 'Đỗ Quang', part: 'Kiểm tra mẫu', state: 'awaited' },
      ],
      template: null,
      clarity: { clear: 5, total: 5 },
    })
  })

  test('leads to the very version of the template it was filled from', async () => {
    const version = await world.db.reader
      .selectFrom('processVersions')
      .innerJoin('processTemplates', 'processTemplates.id', 'processVersions.templateId')
      .select(['processVersions.publicId', 'processTemplates.publicId as template'])
      .where('key', '=', 'traloi-vanban')
      .executeTakeFirstOrThrow()
    const id = await world.task({ templateVersion: version.publicId })
    const page = await read('hoa', `/tasks/${id}`)
    const href = `/templates/${version.template}?version=1#ban-1`
    expect(page).toContain(`href="${href}"`)
    const shown = await read('hoa', `/templates/${version.template}?version=1`)
    expect(shown).toMatch(/<details class="version" id="ban-1" open/)
    const whole = await (await (await caller(world, 'minh')).get(`/tasks/${id}`)).json()
    const template = { id: version.template, key: 'traloi-vanban', version: 1, versionId: version.publicId }
    expect(whole.template).toMatchObject(template)
  })
})

describe('an office below', () => {
  async function branch() {
    const ctx = await world.ctx('an')
    const day = ctx.today
    const office = { kind: 'office' as const, name: 'Trạm Y tế', shortName: 'TYT', parent: world.units.root, day }
    const id = await addUnit(ctx, office)
    const person = { name: 'Phạm Thị Yến', post: 'Trưởng trạm', username: 'yen', unit: id, day, email: undefined }
    const yen = await addPerson(ctx, { ...person, phone: undefined, roles: ['leader', 'admin'] })
    return { id, yen }
  }
  const setOf = async (path: string) => {
    const { clarityFor } = await import('../../src/settings/queries.ts')
    return (await clarityFor(world.db.reader, path)).set.length
  }
  const pathOf = async (publicId: string) =>
    (
      await world.db.reader
        .selectFrom('units')
        .select('path')
        .where('publicId', '=', publicId)
        .executeTakeFirstOrThrow()
    ).path

  test('follows the one above until it chooses for itself', async () => {
    const { id } = await branch()
    const [own, root] = [await pathOf(id), await pathOf(world.units.root)]
    await choose(six)
    expect([await setOf(own), await setOf(root)]).toEqual([6, 6])
    expect((await world.as('an').get(`/settings?office=${id}`)).status).toBe(200)
    await world.as('an').post('/settings', formOf(hue, { office: id }))
    expect([await setOf(own), await setOf(root)]).toEqual([5, 6])
    const page = await (await world.as('an').get('/settings')).text()
    expect(page).toContain('Trạm Y tế')
  })

  test('its administrator does not choose for the office above, nor for what is no office', async () => {
    const { id: branchId, yen } = await branch()
    const { findWho } = await import('../../src/people/queries.ts')
    const { id } = await world.db.reader
      .selectFrom('people')
      .select('id')
      .where('publicId', '=', yen.id)
      .executeTakeFirstOrThrow()
    const ctx = await world.ctx('an')
    const who = await findWho(world.db.reader, id, ctx.today)
    await expect(chooseClarity({ ...ctx, who: who! }, world.units.root, six)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const { grantRole } = await import('../../src/people/roles.ts')
    await grantRole(ctx, world.ids.minh.publicId, { role: 'admin', unit: branchId, day: ctx.today })
    const own = await (await world.as('minh').get('/settings')).text()
    expect(own).toContain(`name="office" value="${branchId}"`)
    expect((await world.as('minh').get(`/settings?office=${world.units.root}`)).status).toBe(403)
    await expect(chooseClarity(ctx, world.units.vhxh, six)).rejects.toMatchObject({ code: 'missing' })
    expect((await world.as('an').get(`/settings?office=${world.units.vhxh}`)).status).toBe(404)
  })
})

describe('through the API', () => {
  test('everybody reads the set in force; administrators choose, by name or written out', async () => {
    const [an, hoa] = [await caller(world, 'an'), await caller(world, 'hoa')]
    const first = await (await hoa.get('/settings/clarity')).json()
    expect(first).toMatchObject({ chosenBy: null, version: 0, segments: haNoi, office: { id: world.units.root } })
    expect(first.presets.map(({ key }: { key: string }) => key)).toEqual(['ha-noi', 'ban-bi-thu', 'hue'])
    expect((await hoa.post('/settings/clarity', { preset: 'ban-bi-thu' })).status).toBe(403)
    const chosen = await an.post('/settings/clarity', { preset: 'ban-bi-thu' }, { 'If-Match': '"0"' })
    expect([chosen.status, await chosen.json()]).toMatchObject([200, { version: 1, segments: six }])
    const stale = await an.post('/settings/clarity', { segments: hue }, { 'If-Match': '"0"' })
    expect(stale.status).toBe(409)
    const written = await an.post('/settings/clarity', { segments: loose })
    expect([written.status, (await written.json()).segments]).toEqual([200, loose])
  })

  test('what cannot stand is 422 beside its place', async () => {
    const an = await caller(world, 'an')
    const change = (key: string, more: Partial<Segment>) =>
      six.map((one) => (one.key === key ? { ...one, ...more } : one))
    const wrong: [object, string][] = [
      [{}, 'preset'],
      [{ preset: 'khong-co' }, 'preset'],
      [{ segments: change('time', { compulsory: false }) }, 'segments.2.compulsory'],
      [{ segments: change('time', { label: '' }) }, 'segments.2.label'],
      [{ segments: change('person', { fields: ['assignee'] }) }, 'fields.coordinators'],
      [{ segments: change('person', { fields: ['assignee', 'coordinators', 'due'] }) }, 'fields.due'],
      [{ segments: change('person', { key: 'Rõ người' }) }, 'segments.0.key'],
      [{ segments: change('person', { fields: ['lạ' as never] }) }, 'segments.0.fields.0'],
      [{ segments: [] }, 'segments'],
    ]
    for (const [body, field] of wrong) {
      const answer = await an.post('/settings/clarity', body)
      const { errors } = await answer.json()
      expect([field, answer.status, errors?.[0]?.field]).toEqual([field, 422, field])
    }
    expect(await world.db.reader.selectFrom('settings').selectAll().execute()).toEqual([])
  })

  test('a task is measured without being issued: every gap with its field and its rõ', async () => {
    await choose(loose)
    const { dueCounted: _, ...undue } = plainTask(world.ids)
    const answer = await (await caller(world, 'hoa')).post('/tasks/clarity', { ...undue, product: '' })
    expect(await answer.json()).toMatchObject({
      clear: 4,
      total: 6,
      issuable: false,
      gaps: [
        { field: 'product', segment: 'product', code: 'noProduct', blocks: false },
        { field: 'due', segment: 'time', code: 'noDue', blocks: true },
      ],
    })
    expect(await tasks()).toEqual([])
  })
})
