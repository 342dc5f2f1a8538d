import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptTask, submitTask } from '../../src/tasks/doing/commands.ts'
import { askExtension } from '../../src/tasks/doing/requests.ts'
import { desktop, phone } from './chromium.ts'
import { openStage, type Stage } from './open.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Somebody whose clicks are counted; typing into a field that has the cursor already costs none. */
async function counted(name: 'hoa' | 'minh', options: typeof desktop) {
  const person = await stage.signIn(name, options)
  await person.open('/')
  let clicks = 0
  const click = async (target: Locator) => {
    clicks++
    await target.click()
  }
  return { ...person, click, clicks: () => clicks }
}

const row = (person: { page: import('playwright-core').Page }, title: string) =>
  person.page.locator('article', { hasText: title })

/** A task of Minh's that has been accepted. */
async function accepted(title: string) {
  const id = await stage.world.task({ title })
  await acceptTask(await stage.world.ctx('minh'), id)
  return id
}

describe.each([
  ['at 1366 px', desktop],
  ['on a phone of 360 px', phone],
] as const)('%s', (where, options) => {
  test('what is late, due today and waiting is the home page itself: no click', async () => {
    const title = `Việc chờ nghiệm thu ${where}`
    await submitTask(await stage.world.ctx('minh'), await accepted(title), { report: 'Xong', files: [] })
    const hoa = await counted('hoa', options)
    for (const heading of ['Chờ đồng chí quyết định', 'Quá hạn', 'Đến hạn hôm nay']) {
      await hoa.page.getByRole('heading', { name: new RegExp(heading) }).waitFor()
    }
    expect(hoa.clicks()).toBe(0)
    await hoa.check()
    await hoa.close()
  })

  test('accepting a result: 1, and it can be taken back', async () => {
    const title = `Việc để nghiệm thu ${where}`
    await submitTask(await stage.world.ctx('minh'), await accepted(title), { report: 'Xong', files: [] })
    const hoa = await counted('hoa', options)
    await hoa.click(row(hoa, title).getByRole('button', { name: /^Đạt/ }))
    await hoa.page.getByText('Đã nghiệm thu: Đạt.').waitFor()
    expect(hoa.clicks()).toBe(1)
    await hoa.check()
    await hoa.page.getByRole('button', { name: 'Hoàn tác' }).click()
    await hoa.page.getByText('Đã hoàn tác.').waitFor()
    expect(hoa.problems()).toEqual([])
    await hoa.close()
  })

  test('deciding an extension: 1', async () => {
    const title = `Việc xin gia hạn ${where}`
    await askExtension(await stage.world.ctx('minh'), await accepted(title), {
      reason: 'Chờ số liệu',
      due: '2026-12-18',
    })
    const hoa = await counted('hoa', options)
    await hoa.click(row(hoa, title).getByRole('button', { name: /^Đồng ý 18\/12/ }))
    await hoa.page.getByText('Đã đồng ý gia hạn.').waitFor()
    expect(hoa.clicks()).toBe(1)
    await hoa.close()
  })

  test('taking a task on: 1', async () => {
    const title = `Việc để tiếp nhận ${where}`
    await stage.world.task({ title })
    const minh = await counted('minh', options)
    await minh.click(row(minh, title).getByRole('button', { name: /^Tiếp nhận/ }))
    await minh.page.getByText('Đã tiếp nhận việc.').waitFor()
    expect(minh.clicks()).toBe(1)
    await minh.close()
  })

  test('reporting progress: 2', async () => {
    const title = `Việc báo tiến độ ${where}`
    await accepted(title)
    const minh = await counted('minh', options)
    await minh.click(row(minh, title).locator('summary', { hasText: 'Báo tiến độ' }))
    await minh.check()
    await minh.click(row(minh, title).getByRole('button', { name: /^75%/ }))
    await minh.page.getByText('Đã báo tiến độ.').waitFor()
    expect(minh.clicks()).toBe(2)
    expect(await row(minh, title).locator('progress').getAttribute('value')).toBe('75')
    await minh.close()
  })

  test('handing in a result with a file: 4 at most', async () => {
    const title = `Việc nộp kết quả ${where}`
    await accepted(title)
    const minh = await counted('minh', options)
    await minh.click(row(minh, title).getByRole('link', { name: /^Nộp kết quả/ }))
    await minh.click(minh.page.getByLabel('Kết quả', { exact: true }))
    await minh.page.keyboard.type('Đã gửi Sở Nội vụ')
    const [chooser] = await Promise.all([
      minh.page.waitForEvent('filechooser'),
      minh.click(minh.page.getByLabel('Minh chứng')),
    ])
    await chooser.setFiles(stage.evidence)
    await minh.click(minh.page.getByRole('button', { name: 'Nộp kết quả', exact: true }))
    await minh.page.getByText('Đã nộp kết quả, chờ nghiệm thu.').waitFor()
    expect(minh.clicks()).toBeLessThanOrEqual(4)
    expect(minh.problems()).toEqual([])
    await minh.close()
  })

  test('asking for more time: 3 and the reason', async () => {
    const title = `Việc cần thêm thời gian ${where}`
    await accepted(title)
    const minh = await counted('minh', options)
    await minh.click(row(minh, title).getByRole('link', { name: title, exact: true }))
    await minh.click(minh.page.locator('summary', { hasText: 'Xin gia hạn' }))
    await minh.page.locator('textarea[name=reason]:focus').waitFor()
    await minh.page.keyboard.type('Chờ số liệu của đơn vị phối hợp')
    await minh.check()
    await minh.click(minh.page.getByRole('button', { name: 'Gửi đề nghị' }))
    await minh.page.getByText('Đã xin gia hạn, chờ người nghiệm thu quyết.').waitFor()
    await minh.page.getByText('Chờ số liệu của đơn vị phối hợp').first().waitFor()
    expect(minh.clicks()).toBe(3)
    await minh.close()
  })
})
