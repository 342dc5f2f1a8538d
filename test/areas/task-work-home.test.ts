import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Office, office } from '../task-work.ts'
import { type Client, type Name, openWorld, type World } from '../world.ts'

let world: World
let we: Office
beforeEach(async () => {
  world = await openWorld()
  we = office(world)
})
afterEach(() => world.close())

/** The groups of a sheet with the titles of the rows under each, as somebody reads them. */
function groupsOf(page: string, id: string): Record<string, string[]> {
  const sheet = new RegExp(`<section[^>]*id="${id}"[\\s\\S]*?</section>`).exec(page)?.[0] ?? ''
  const parts = sheet.split('<div class="group">').slice(1)
  const titles = (part: string) =>
    [...part.matchAll(/class="row-title"[^>]*><a [^>]*>([^<]+)/g)].map(([, text = '']) => text)
  return Object.fromEntries(parts.map((part) => [/<h3>([^<]+)/.exec(part)?.[1] ?? '?', titles(part).sort()]))
}

/** Presses the button of that label: sends the form it stands in, as a browser with no scripts does. */
async function press(client: Client, page: string, label: string): Promise<Response> {
  const form = [...page.matchAll(/<form[\s\S]*?<\/form>/g)].map(([text]) => text).find((text) => text.includes(label))
  if (!form) throw new Error(`no button ${label}`)
  const fields = Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
  return client.post(/action="([^"]+)"/.exec(form)?.[1] ?? '', fields)
}

/** The figure beside "Việc cần tôi xử lý" in the navigation; none is zero. */
const counted = (page: string) =>
  Number(/<a href="\/"[^>]*>(?:(?!<\/a>)[\s\S])*Việc cần tôi xử lý<\/span>\s*<strong>(\d+)/.exec(page)?.[1] ?? 0)

/** Three results, two requests for time, a question, a refusal, all waiting for Hoa, who also has a task of her own. */
async function busyDay() {
  const from = { approverId: world.ids.hoa.publicId, coordinators: [], followerId: undefined }
  const task = async (title: string) => world.task({ ...from, title })
  for (const n of [1, 2, 3]) await we.bring(await task(`Kết quả ${n}`), 'submitted')
  for (const n of [1, 2]) {
    const id = await we.bring(await task(`Gia hạn ${n}`), 'in_progress')
    await we.must('minh', id, 'extension', { reason: `Lý do ${n}`, due: '16/12/2026' })
  }
  const asked = await task('Có câu hỏi')
  await we.must('minh', asked, 'question', { text: 'Lấy số liệu đến ngày nào?' })
  await we.bring(await task('Bị trả lại'), 'declined')
}

describe('the leader’s home', () => {
  test('groups what waits by decision, and the navigation counts the rows', async () => {
    await busyDay()
    const page = await (await we.as('hoa').get('/')).text()
    expect(groupsOf(page, 'quyet')).toEqual({
      'Nghiệm thu': ['Kết quả 1', 'Kết quả 2', 'Kết quả 3'],
      'Gia hạn': ['Gia hạn 1', 'Gia hạn 2'],
      'Hỏi lại': ['Có câu hỏi'],
      'Bị từ chối, chờ xử lý': ['Bị trả lại'],
    })
    expect(counted(page)).toBe(7)
    expect(page).toContain('“Lấy số liệu đến ngày nào?”')
  })

  test('each decision of one press works from there and leads back, one row fewer', async () => {
    await busyDay()
    const hoa = we.as('hoa')
    for (const [label, left] of [
      ['Đạt: Kết quả 2', 6],
      ['Đồng ý 16/12: Gia hạn 1', 5],
      ['Đồng ý 16/12: Gia hạn 2', 4],
    ] as const) {
      const answer = await press(hoa, await (await hoa.get('/')).text(), label)
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/'])
      const page = await (await hoa.get('/')).text()
      expect([label, counted(page)]).toEqual([label, left])
      expect(page).toContain('Hoàn tác') // beside what was just done
    }
    const page = await (await hoa.get('/')).text()
    expect(Object.keys(groupsOf(page, 'quyet'))).toEqual(['Nghiệm thu', 'Hỏi lại', 'Bị từ chối, chờ xử lý'])
  })

  test('the way back in the notice works', async () => {
    const task = await we.given('submitted')
    const hoa = we.as('hoa')
    await press(hoa, await (await hoa.get('/')).text(), 'Đạt: ')
    const page = await (await hoa.get('/')).text()
    const answer = await press(hoa, page, 'Hoàn tác')
    expect(answer.status).toBe(303)
    expect((await we.row(task)).state).toBe('submitted')
  })

  test('what needs words leads to its form on the page of the task', async () => {
    await busyDay()
    const hoa = we.as('hoa')
    const page = await (await hoa.get('/')).text()
    for (const [label, anchor] of [
      ['Trả lại: Kết quả 1', 'tra-lai'],
      ['Không gia hạn: Gia hạn 1', 'gia-han'],
      ['Trả lời: Có câu hỏi', 'hoi-lai'],
    ] as const) {
      const href = new RegExp(`aria-label="${label}"[^>]*href="([^"]+)"`).exec(page)?.[1] ?? ''
      const [path = '', id] = href.split('#')
      expect([label, id]).toEqual([label, anchor])
      expect(await (await hoa.get(path)).text()).toContain(`id="${anchor}"`)
    }
  })
})

describe('the figure in the navigation is the number of rows to handle, for everybody', () => {
  test.each(['hoa', 'mai', 'minh', 'lan', 'diep', 'quang', 'an'] as const)('%s', async (name) => {
    await busyDay()
    for (const state of ['issued', 'in_progress', 'submitted', 'paused', 'declined', 'cancelled', 'completed'] as const)
      await we.given(state)
    await we.must('minh', await we.given('in_progress'), 'question', { text: 'Mẫu nào?' })
    const page = await (await we.as(name).get('/')).text()
    const sheets = ['quyet', 'viec-cua-toi'].map((id) => Object.values(groupsOf(page, id)).flat().length)
    expect(counted(page)).toBe(sheets.reduce((sum, rows) => sum + rows, 0))
    expect(counted(await (await we.as(name).get('/tasks')).text())).toBe(counted(page))
  })
})

describe('the page of a task', () => {
  const buttons = async (name: Name, task: string) => {
    const page = await (await world.as(name).get(`/tasks/${task}`)).text() // a browser with no notice to show
    return [...new Set([...page.matchAll(new RegExp(`action="/tasks/${task}/([^"]+)"`, 'g'))].map(([, noun]) => noun))]
  }

  test('offers each party what the table gives them, and nobody more', async () => {
    const task = await we.given('in_progress')
    expect(await buttons('minh', task)).toEqual(
      expect.arrayContaining(['progress', 'extension', 'question', 'submission', 'steps/1', 'comments']),
    )
    expect(await buttons('lan', task)).toEqual(['part', 'comments'])
    expect(await buttons('diep', task)).toEqual(['comments'])
    expect((await buttons('mai', task)).sort()).toEqual(['cancellation', 'comments', 'handover', 'pause'])
    await we.must('minh', task, 'extension', { reason: 'Thiếu', due: '16/12/2026' })
    expect(await buttons('hoa', task)).toEqual(
      expect.arrayContaining(['extension/grant', 'extension/refusal', 'pause', 'handover']),
    )
    expect(await buttons('minh', task)).not.toContain('extension')
  })

  test('every button offered is taken by the server', async () => {
    for (const state of ['issued', 'in_progress', 'submitted', 'paused', 'declined'] as const)
      for (const name of ['minh', 'mai', 'hoa', 'lan'] as const)
        for (const noun of await buttons(name, await we.given(state))) {
          const task = await we.given(state)
          const fields = {
            reason: 'Theo chỉ đạo',
            text: 'Đã rõ',
            report: 'Xong',
            due: '16/12/2026',
            progress: '25',
            assignee: 'Hoàng Thị Mai',
          }
          const answer = await we.decide(name, task, noun ?? '', fields)
          expect([state, name, noun, answer.status]).toEqual([state, name, noun, 303])
        }
  }, 60_000)
})
