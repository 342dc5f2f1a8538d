import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acceptTask, approveTask, submitTask } from '../../src/tasks/doing/commands.ts'
import { cancelTask } from '../../src/tasks/doing/steering.ts'
import { findingRow, noted, put, taskIdOf } from '../findings.ts'
import { expectClear, expectSound, snapshotsOf } from '../invariants.ts'
import { errorsIn, started } from '../rounds.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const page = async (name: Name, path: string) => {
  const answer = await world.as(name).get(path)
  return { status: answer.status, text: await answer.text() }
}
const remedy = (name: Name, finding: string, fields: Record<string, string> = {}) =>
  world.as(name).post(`/findings/${finding}/remedy`, fields)
const proof = { name: 'anh.jpg', hash: 'a'.repeat(64), size: 1000, mediaType: 'image/jpeg' }
const submitted = async (task: string) => {
  await acceptTask(await world.ctx('mai'), task)
  await submitTask(await world.ctx('mai'), task, { report: 'Đã niêm yết đủ', files: [proof] })
}

describe('one click', () => {
  test('makes a finding a task that its unit’s leader does and the head of the team approves', async () => {
    const { id, sheet } = await started(world)
    const finding = await put(world, sheet)
    const before = await page('quang', `/findings/${finding}`)
    expect(before.text).toContain('Giao đ/c Hoàng Thị Mai, hạn 25/12/2026; đ/c Đỗ Quang nghiệm thu.')
    const given = await remedy('quang', finding)
    expect([given.status, given.headers.get('Location')]).toEqual([303, `/findings/${finding}`])
    const task = await world.db.reader.selectFrom('tasks').selectAll().executeTakeFirstOrThrow()
    expect(task).toMatchObject({
      title: 'Niêm yết đủ thủ tục',
      document: 'Kế hoạch 12/KH-UBND',
      assigneeId: world.ids.mai.id,
      assignerId: world.ids.hoa.id,
      approverId: world.ids.quang.id,
      due: '2026-12-25',
      state: 'issued',
      product: 'báo cáo kết quả khắc phục',
    })
    expect(await findingRow(world, finding)).toMatchObject({ taskId: task.id })
    expect(await world.audit(2)).toMatchObject([
      {
        actor: 'quang',
        action: 'finding.remedy',
        subject: finding,
        facts: { remedyTask: task.code, due: '2026-12-25' },
      },
      { actor: 'quang', action: 'person.giveTask', subject: task.publicId, facts: { assigner: 'Đặng Thị Hoa' } },
    ])
    const stored = (await snapshotsOf(world, [task.publicId])).get(task.publicId)!
    await expectClear(world, stored, (await world.ctx('hoa')).calendar)
    expectSound(stored)
    // Linked both ways; the way back only for those who may know of the finding.
    const doer = await page('mai', `/tasks/${task.publicId}`)
    expect(doer.text).toContain(`<a href="/findings/${finding}">tồn tại số 01 của đợt “Kiểm tra công vụ quý IV”</a>`)
    expect((await page('mai', `/findings/${finding}`)).text).toContain(`href="/tasks/${task.publicId}"`)
    expect((await page('mai', '/')).text).toContain('Niêm yết đủ thủ tục')
    expect((await page('quang', `/inspections/${id}`)).text).toContain('Đã giao, chưa tiếp nhận')
  })

  test('is closed only when the second person approves, and says on time or late by the task', async () => {
    const { sheet } = await started(world)
    const finding = await put(world, sheet)
    await remedy('quang', finding)
    const task = await taskIdOf(world, finding)
    const state = async () =>
      /<div class="sheet-aside"><span class="badge[^>]*>(?:<svg.*?<\/svg>)?<span>([^<]*)/s.exec(
        (await page('quang', `/findings/${finding}`)).text.split('id="khac-phuc"')[1] ?? '',
      )?.[1]
    expect(await state()).toBe('Đã giao, chưa tiếp nhận')
    await acceptTask(await world.ctx('mai'), task)
    expect(await state()).toBe('Đang khắc phục')
    world.clock = '2026-12-28T02:00:00.000Z'
    expect(await state()).toBe('Quá hạn khắc phục')
    world.clock = '2026-12-25T02:00:00.000Z'
    await submitTask(await world.ctx('mai'), task, { report: 'Đã niêm yết', files: [proof] })
    expect(await state()).toBe('Đã báo cáo, chờ nghiệm thu')
    await expect(approveTask(await world.ctx('mai'), task, { grade: 'met' })).rejects.toThrow('forbidden')
    world.clock = '2026-12-29T02:00:00.000Z'
    await approveTask(await world.ctx('quang'), task, { grade: 'met' })
    expect(await state()).toBe('Đã khắc phục đúng hạn')
  })

  test('is for the head of the team, and leaders and clerks of the unit; a substitute is never the doer’s own second', async () => {
    const { sheet } = await started(world)
    const finding = await put(world, sheet)
    expect((await remedy('minh', finding)).status).toBe(404)
    expect((await remedy('lan', finding)).status).toBe(403)
    expect((await page('lan', `/findings/${finding}`)).text).not.toContain('Giao khắc phục</span>')
    expect((await remedy('mai', finding)).status).toBe(303)
    const task = await world.db.reader.selectFrom('tasks').selectAll().executeTakeFirstOrThrow()
    expect(task).toMatchObject({ assignerId: world.ids.hoa.id, approverId: world.ids.quang.id })
    expect((await remedy('hoa', finding)).status).toBe(409)
  })

  test('needs the side inspected to know of it first', async () => {
    const { sheet } = await started(world)
    const finding = await noted(world, sheet)
    expect((await page('quang', `/findings/${finding}`)).text).toContain('Chuyển tồn tại cho bên được kiểm tra rồi mới')
    const refused = await remedy('quang', finding)
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('chưa thấy tồn tại này')])
    expect(await world.db.reader.selectFrom('tasks').selectAll().execute()).toEqual([])
  })

  test('sent twice with one key gives one task', async () => {
    const { sheet } = await started(world)
    const finding = await put(world, sheet)
    const key = { _key: 'một lần' }
    expect((await remedy('quang', finding, key)).status).toBe(303)
    expect((await remedy('quang', finding, key)).status).toBe(303)
    expect(await world.db.reader.selectFrom('tasks').selectAll().execute()).toHaveLength(1)
  })

  test('what is not clear is asked for: a deadline gone by, a doer who left, nobody but the doer to approve', async () => {
    const { sheet } = await started(world, { orderer: 'Đỗ Quang' })
    const [past, own] = [await put(world, sheet), await put(world, sheet, { remedierId: world.ids.quang.id })]
    world.clock = '2026-12-28T02:00:00.000Z'
    expect((await page('quang', `/findings/${past}`)).text).toContain('Hạn khắc phục 25/12/2026 đã qua: chọn hạn mới.')
    const refused = await remedy('quang', past)
    const text = await refused.text()
    expect([refused.status, errorsIn(text)]).toEqual([422, ['Hạn 25/12/2026 đã qua. Chọn hạn mới.']])
    const strange = await remedy('quang', past, { [`due.${past}`]: '31/02/2027' })
    expect([strange.status, errorsIn(await strange.text())]).toEqual([
      422,
      ['“31/02/2027” không có trong lịch. Ghi ngày/tháng/năm.'],
    ])
    expect((await remedy('quang', past, { [`due.${past}`]: '15/01/2027' })).status).toBe(303)
    expect((await page('quang', `/findings/${past}`)).text).toContain('hạn 15/01/2027')
    // Head and orderer in one is the doer: whoever leads above approves.
    world.clock = '2026-11-25T03:00:00.000Z'
    expect((await remedy('quang', own)).status).toBe(303)
    const rows = await world.db.reader.selectFrom('tasks').select(['assigneeId', 'approverId']).orderBy('id').execute()
    expect(rows[1]).toEqual({ assigneeId: world.ids.quang.id, approverId: world.ids.hoa.id })
  })

  test('nobody outside the unit is made its doer, nobody at hand its approver', async () => {
    const { sheet } = await started(world)
    const finding = await put(world, sheet)
    for (const [field, id] of [
      ['doer', world.ids.lan.publicId],
      ['approver', world.ids.mai.publicId],
      ['approver', world.ids.minh.publicId],
    ] as const) {
      const answer = await remedy('quang', finding, { [`${field}.${finding}`]: id })
      expect([field, answer.status]).toEqual([field, 422])
    }
    expect((await remedy('quang', finding, { [`doer.${finding}`]: world.ids.minh.publicId })).status).toBe(303)
  })
})

test('a finding with a task in hand is withdrawn only after the task is cancelled, and may then be given anew', async () => {
  const { sheet } = await started(world)
  const [one, two] = [await put(world, sheet), await put(world, sheet)]
  for (const finding of [one, two]) {
    await world.as('mai').post(`/findings/${finding}/answer`, { answer: 'explain', text: 'Đã niêm yết' })
    await remedy('quang', finding)
  }
  const refused = await world.as('quang').post(`/findings/${one}/withdrawal`, { reason: 'Có minh chứng' })
  expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('Hủy việc đó trước')])
  expect((await page('quang', `/findings/${one}`)).text).toContain('thì hủy việc khắc phục trước')
  for (const finding of [one, two])
    await cancelTask(await world.ctx('hoa'), await taskIdOf(world, finding), { reason: 'Tồn tại không đúng' })
  expect((await world.as('quang').post(`/findings/${one}/withdrawal`, { reason: 'Có minh chứng' })).status).toBe(303)
  expect((await remedy('quang', one)).status).toBe(409)
  const first = await taskIdOf(world, two)
  expect((await page('quang', `/findings/${two}`)).text).toContain('Việc khắc phục đã hủy')
  expect((await remedy('quang', two)).status).toBe(303)
  expect(await taskIdOf(world, two)).not.toBe(first)
})

describe('all of a round by dry run', () => {
  test('shows who, what, by when and what is unclear, gives nothing before the button, and then all at once', async () => {
    const { id, sheets } = await started(world, { unit: [world.units.vhxh, world.units.kt], memberName: '' })
    const one = await put(world, sheets[0]!)
    const two = await put(world, sheets[1]!, { remedierId: null, text: 'Không đeo thẻ' })
    await noted(world, sheets[0]!, { text: 'Chưa chuyển' })
    const run = await page('quang', `/inspections/${id}/remedies`)
    expect(run.text).toContain('Giao 2 việc<')
    expect(run.text).toContain('1 tồn tại chưa chuyển bên được kiểm tra')
    expect(errorsIn(run.text)).toEqual(['Chọn một người thực hiện.'])
    expect(run.text).toContain('1 tồn tại còn chỗ chưa rõ')
    expect(await world.db.reader.selectFrom('tasks').selectAll().execute()).toEqual([])
    const take = { take: [one, two] }
    const refused = await world.as('quang').post(`/inspections/${id}/remedies`, take)
    expect([refused.status, errorsIn(await refused.text())]).toEqual([422, ['Chọn một người thực hiện.']])
    expect(await world.db.reader.selectFrom('tasks').selectAll().execute()).toEqual([])
    const none = await world.as('quang').post(`/inspections/${id}/remedies`, {})
    expect([none.status, errorsIn(await none.text())[0]]).toEqual([422, 'Chọn ít nhất một tồn tại để giao khắc phục.'])
    const all = { ...take, [`doer.${two}`]: world.ids.lan.publicId }
    expect((await world.as('quang').post(`/inspections/${id}/remedies`, all)).status).toBe(303)
    const tasks = await world.db.reader.selectFrom('tasks').select('assigneeId').orderBy('id').execute()
    expect(tasks.map(({ assigneeId }) => assigneeId)).toEqual([world.ids.mai.id, world.ids.lan.id])
    expect((await page('quang', `/inspections/${id}/remedies`)).text).toContain('Không còn tồn tại nào chờ giao')
    const acts = (await world.audit(6)).map(({ action }) => action).filter((action) => action !== 'account.signIn')
    expect(acts.slice(-4)).toEqual(['finding.remedy', 'person.giveTask', 'finding.remedy', 'person.giveTask'])
  })

  test('a leader of one unit gives what lies in that unit; others are not there', async () => {
    const { id, sheets } = await started(world, { unit: [world.units.vhxh, world.units.kt], memberName: '' })
    const one = await put(world, sheets[0]!)
    const two = await put(world, sheets[1]!, { text: 'Của Kinh tế' })
    const run = await page('mai', `/inspections/${id}/remedies`)
    expect(run.text).toContain('Giao 1 việc<')
    expect(run.text).not.toContain('Của Kinh tế')
    const both = await world.as('mai').post(`/inspections/${id}/remedies`, { take: [one, two] })
    expect(both.status).toBe(303)
    expect((await findingRow(world, two)).taskId).toBeNull()
    expect((await world.as('minh').get(`/inspections/${id}/remedies`)).status).toBe(404)
  })
})

test('the whole remedy counts as work of its doer and is listed among their tasks', async () => {
  const { sheet } = await started(world)
  const finding = await put(world, sheet)
  await remedy('quang', finding)
  const task = await taskIdOf(world, finding)
  await submitted(task)
  expect((await page('quang', '/')).text).toContain('Niêm yết đủ thủ tục')
  await approveTask(await world.ctx('quang'), task, { grade: 'met' })
  expect((await page('mai', '/tasks?view=mine&show=completed')).text).toContain('Niêm yết đủ thủ tục')
})
