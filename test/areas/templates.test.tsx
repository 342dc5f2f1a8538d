import { afterEach, beforeEach, expect, test } from 'vitest'
import { shippedTemplates } from '../../src/data/process-templates.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

type Fields = Record<string, string | string[]>
const template = (more: Fields = {}): Fields => ({
  name: 'Kiểm kê tài sản',
  key: 'kiemke',
  title: 'Kiểm kê tài sản',
  content: 'Đối chiếu sổ với hiện vật.',
  stepName: ['Kiểm đếm', 'Lập biên bản'],
  stepDays: ['5', ''],
  stepDoer: ['responsible', 'follower'],
  product: 'biên bản',
  quantity: '2',
  factor: '1,5',
  dueDays: '10',
  ...more,
})
const idOf = (answer: Response) => answer.headers.get('Location')?.split('/').at(-1) ?? ''
const give = (page: string, more: Fields = {}) =>
  world.as('hoa').post('/tasks', { ...fieldsOf(page), assignee: 'Nguyễn Văn Minh', ...more })

/** What a browser would send of the giving form as it came: hidden fields, texts, and ticked chips. */
function fieldsOf(page: string): Fields {
  const fields: Record<string, string[]> = {}
  const add = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), decoded(value)]
  }
  const form = page.slice(page.indexOf('id="give"'))
  for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
    const [, name = ''] = /name="([^"]*)"/.exec(tag) ?? []
    const [, value = ''] = /value="([^"]*)"/.exec(tag) ?? []
    if (!/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag)) add(name, value)
  }
  for (const [, name = '', value = ''] of form.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)</g))
    add(name, value)
  for (const [, name = '', options = ''] of form.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs))
    add(name, /value="([^"]*)" selected/.exec(options)?.[1] ?? '')
  return fields
}
const decoded = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&')

const versionOf = async (taskId: string) =>
  (await world.db.reader
    .selectFrom('tasks')
    .innerJoin('processVersions', 'processVersions.id', 'tasks.templateVersionId')
    .innerJoin('processTemplates', 'processTemplates.id', 'processVersions.templateId')
    .select(['number', 'key', 'tasks.product', 'tasks.title', 'tasks.due'])
    .where('tasks.publicId', '=', taskId)
    .executeTakeFirst())!

test('a new office has the shipped templates, each of which fills everything but who', async () => {
  const list = await (await world.as('hoa').get('/templates')).text()
  for (const { name } of shippedTemplates) expect(list).toContain(name)
  for (const { key, body } of shippedTemplates) {
    const page = await (await world.as('hoa').get(`/tasks/new?template=${key}`)).text()
    const sum = /id="meter" data-say="([^"]*)"/.exec(page)?.[1]
    expect([key, sum]).toEqual([key, body.title ? '4/5 rõ' : '3/5 rõ'])
    const given = await give(page, { title: body.title || 'Cấp phép xây dựng' })
    expect([key, given.status]).toEqual([key, 303])
    expect(await versionOf(idOf(given))).toMatchObject({ key, number: 1, product: body.product })
  }
})

test('what was typed stays when a template is chosen; what the template before it brought gives way', async () => {
  const typed = { title: 'Kiểm kê kho', assignee: 'Nguyễn Văn Minh', due: '', approver: 'Đặng Thị Hoa' }
  const first = await (await world.as('hoa').post('/tasks/new?template=baocao-dinhky', typed)).text()
  expect(fieldsOf(first)).toMatchObject({ title: ['Kiểm kê kho'], product: ['báo cáo'], due: ['8 ngày làm việc'] })
  const changed = { ...fieldsOf(first), evidence: 'ảnh chụp' }
  const second = await (await world.as('hoa').post('/tasks/new?template=traloi-vanban', changed)).text()
  expect(fieldsOf(second)).toMatchObject({
    title: ['Kiểm kê kho'],
    assignee: ['Nguyễn Văn Minh'],
    product: ['công văn trả lời'],
    due: ['5 ngày làm việc'],
    evidence: ['ảnh chụp'],
  })
})

test('a change makes a new version; tasks given before keep theirs', async () => {
  const hoa = world.as('hoa')
  const id = idOf(await hoa.post('/templates', template()))
  const before = idOf(await give(await (await hoa.get('/tasks/new?template=kiemke')).text()))
  const edited = await hoa.post(`/templates/${id}/edit`, template({ product: 'biên bản kiểm kê', _version: '1' }))
  expect(edited.status).toBe(303)
  const after = idOf(await give(await (await hoa.get('/tasks/new?template=kiemke')).text()))
  expect(await versionOf(before)).toMatchObject({ number: 1, product: 'biên bản' })
  expect(await versionOf(after)).toMatchObject({ number: 2, product: 'biên bản kiểm kê', due: '2026-12-09' })
  const page = await (await hoa.get(`/templates/${id}`)).text()
  expect([page.includes('Bản 1'), page.includes('Bản 2')]).toEqual([true, true])
  const rows = await world.audit(6)
  expect(rows.filter(({ action }) => action !== 'account.signIn').slice(-2)).toMatchObject([
    { action: 'template.edit', subject: id, facts: { templateVersion: [1, 2] } },
    { action: 'person.giveTask', facts: { template: 'Kiểm kê tài sản, bản 2' } },
  ])
})

test('somebody was faster: 409, nothing typed is lost, and saving on makes the version after theirs', async () => {
  const id = idOf(await world.as('hoa').post('/templates', template()))
  await world.as('diep').post(`/templates/${id}/edit`, template({ content: 'Của Diệp', _version: '1' }))
  const late = await world.as('hoa').post(`/templates/${id}/edit`, template({ content: 'Của Hoa', _version: '1' }))
  const page = await late.text()
  expect([late.status, page.includes('Của Hoa'), page.includes('Diệp vừa lưu bản 2')]).toEqual([409, true, true])
  expect(page).toContain('name="_version" value="2"')
  expect((await world.as('hoa').post(`/templates/${id}/edit`, template({ _version: '2' }))).status).toBe(303)
})

test('a template that could only give unclear tasks is not taken', async () => {
  const wrong: [Fields, string][] = [
    [{ name: '' }, 'Ghi tên mẫu'],
    [{ key: 'Kiểm kê' }, 'Tên gọi nhanh gồm'],
    [{ key: 'baocao-dinhky' }, 'đang dùng tên gọi nhanh này'],
    [{ content: '' }, 'Ghi nội dung chung'],
    [{ stepName: '', stepDays: '' }, 'Ghi ít nhất một bước'],
    [{ stepName: ['A', 'B'], stepDays: ['5', '3'] }, 'Bước sau không xong trước'],
    [{ dueDays: '3' }, 'Có bước kết thúc sau hạn'],
    [{ product: '' }, 'Ghi sản phẩm'],
    [{ quantity: '0' }, 'Ghi số từ 1'],
    [{ factor: 'hai' }, 'không phải hệ số'],
  ]
  for (const [more, sentence] of wrong) {
    const answer = await world.as('hoa').post('/templates', template(more))
    expect([answer.status, (await answer.text()).includes(sentence), sentence]).toEqual([422, true, sentence])
  }
  const keyless = idOf(await world.as('hoa').post('/templates', template({ key: '' })))
  expect(await (await world.as('hoa').get(`/templates/${keyless}`)).text()).toContain('#kiem-ke-tai-san')
})

test('everybody reads them; leaders, clerks and administrators of the office write them', async () => {
  const id = idOf(await world.as('diep').post('/templates', template()))
  for (const name of ['minh', 'mai', 'quang'] as const) {
    expect((await world.as(name).get(`/templates/${id}`)).status).toBe(200)
    expect([name, (await world.as(name).post(`/templates/${id}/edit`, template())).status]).toEqual([name, 403])
    expect([name, (await world.as(name).post('/templates', template({ key: 'khac' }))).status]).toEqual([name, 403])
  }
  expect((await world.as('an').post(`/templates/${id}/edit`, template({ _version: '1' }))).status).toBe(303)
})

test('a template out of use is not offered any more, and can be taken up again', async () => {
  const id = idOf(await world.as('hoa').post('/templates', template()))
  await world.as('hoa').post(`/templates/${id}/retirement`, { _version: '1' })
  expect(await (await world.as('hoa').get('/tasks/new')).text()).not.toContain('template=kiemke')
  expect(await (await world.as('hoa').get('/templates')).text()).not.toContain('Kiểm kê tài sản')
  expect(await (await world.as('hoa').get('/templates?retired=1')).text()).toContain('Kiểm kê tài sản')
  await world.as('hoa').post(`/templates/${id}/return`, { _version: '2' })
  expect(await (await world.as('hoa').get('/templates?q=kiem ke')).text()).toContain('Kiểm kê tài sản')
})
