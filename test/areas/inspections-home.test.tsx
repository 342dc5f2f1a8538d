import { afterEach, beforeEach, expect, test } from 'vitest'
import { noteFinding } from '../closing.ts'
import { started } from '../rounds.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const home = async (name: Name) => (await world.as(name).get('/')).text()
const heading = 'Tồn tại chờ đồng chí trả lời'
/** What the first line of the navigation counts. */
const counted = (page: string) => Number(/href="\/"[^>]*>.*?<span class="count"[^>]*>(\d+)/s.exec(page)?.[1] ?? 0)

async function noted(more: Record<string, string> = {}) {
  const { id, sheet } = await started(world)
  const finding = await noteFinding(world, sheet, { item: 'C1', text: 'Thiếu ba thủ tục đất đai', ...more })
  return { id, at: `/findings/${finding}` }
}

test('whoever leads the unit finds it at home from the hour it is put until it is answered', async () => {
  const { id, at } = await noted()
  expect(await home('mai')).not.toContain(heading)
  const before = counted(await home('mai'))
  await world.as('quang').post(`/inspections/${id}/putting`)
  const page = await home('mai')
  expect(page).toContain(heading)
  expect(page).toContain('Thiếu ba thủ tục đất đai')
  expect(page).toContain('Hạn trả lời 02/12')
  expect(counted(page)).toBe(before + 1)
  // Who leads above, who inspects, and who has no part in it are not asked.
  for (const name of ['hoa', 'quang', 'lan', 'minh', 'an'] as const) expect(await home(name)).not.toContain(heading)
  await world.as('mai').post(`${at}/answer`, { answer: 'agree' })
  expect(await home('mai')).not.toContain(heading)
  expect(counted(await home('mai'))).toBe(before)
})

test('what was never answered years ago does not hide what waits today', async () => {
  const { id } = await noted()
  await world.as('quang').post(`/inspections/${id}/putting`)
  const { id: _, ...row } = await world.db.reader.selectFrom('findings').selectAll().executeTakeFirstOrThrow()
  const old = (at: number) => ({
    ...row,
    publicId: `old${at}`,
    number: 100 + at,
    text: 'Chuyện cũ',
    answerBy: '2026-11-02',
  })
  await world.db.writer
    .insertInto('findings')
    .values(Array.from({ length: 600 }, (_, at) => old(at)))
    .execute()
  const page = await home('mai')
  expect(page).toContain('Thiếu ba thủ tục đất đai')
  expect(page).not.toContain('Chuyện cũ')
})

test('the person concerned is asked too; after the term nobody is', async () => {
  const { id } = await noted({ person: world.ids.minh.publicId })
  await world.as('quang').post(`/inspections/${id}/putting`)
  expect(await home('minh')).toContain(heading)
  world.clock = '2026-12-02T09:00:00.000Z'
  expect(await home('minh')).toContain('Hạn trả lời hôm nay')
  world.clock = '2026-12-03T02:00:00.000Z'
  expect(await home('minh')).not.toContain(heading)
  expect(await home('mai')).not.toContain(heading)
})
