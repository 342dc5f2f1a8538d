import { type Fields, started } from './rounds.ts'
import type { Name, World } from './world.ts'

/** Rounds at their end, for tests: sheets filled in, findings noted, signatures recorded. */

/** Every item of the sheet passes but those told otherwise; fields of items are given as 'C1.result'. */
export async function fillIn(world: World, sheet: string, more: Fields = {}, by: Name = 'quang') {
  const codes = await codesOf(world)
  const passes = Object.fromEntries(
    codes.flatMap((code) => [
      [`${code}.version`, '0'],
      [`${code}.result`, 'pass'],
    ]),
  )
  const saved = await world.as(by).post(`/inspections/sheets/${sheet}`, { ...passes, ...more })
  if (saved.status !== 303) throw new Error(`${saved.status}: ${await saved.text()}`)
}

/** The codes of the items of the first checklist, in its order. */
export async function codesOf({ db }: World): Promise<string[]> {
  const { body } = await db.reader
    .selectFrom('inspectionRounds')
    .innerJoin('checklistVersions', 'checklistVersions.id', 'inspectionRounds.checklistVersionId')
    .select('checklistVersions.body')
    .orderBy('inspectionRounds.id', 'desc')
    .executeTakeFirstOrThrow()
  const { groups } = JSON.parse(body) as { groups: { items: { code: string }[] }[] }
  return groups.flatMap(({ items }) => items.map(({ code }) => code))
}

/** One side signs, Quang recording it; a refusal is its reason. */
export const sign = (world: World, sheet: string, side: 'team' | 'unit', refused = '', by: Name = 'quang') =>
  world.as(by).post(`/inspections/sheets/${sheet}/signatures`, {
    ...(side === 'team'
      ? { side, name: 'Đỗ Quang', post: 'Trưởng đoàn kiểm tra' }
      : { side, name: 'Hoàng Thị Mai', post: 'Trưởng phòng', how: refused ? 'refused' : 'signed', refused }),
  })

/** A finding of an item, as the form fills it in. */
export async function noteFinding(world: World, sheet: string, fields: Fields): Promise<string> {
  const noted = await world.as('quang').post(`/inspections/sheets/${sheet}/findings`, {
    ...{ text: 'Thiếu ba thủ tục', severity: 'medium', remedy: 'Niêm yết đủ', due: '' },
    remedier: world.ids.mai.publicId,
    ...fields,
  })
  if (noted.status !== 303) throw new Error(`${noted.status}: ${await noted.text()}`)
  const rows = await world.db.reader.selectFrom('findings').select('publicId').orderBy('id', 'desc').execute()
  return rows[0]!.publicId
}

/** A round begun, its only sheet filled in with one failing item and its finding, signed by both sides. */
export async function ready(world: World, more: Fields = {}) {
  const round = await started(world, more)
  await fillIn(world, round.sheet, { 'C1.result': 'fail', 'C1.note': 'Thiếu ba thủ tục' })
  const finding = await noteFinding(world, round.sheet, { item: 'C1' })
  await sign(world, round.sheet, 'team')
  await sign(world, round.sheet, 'unit')
  return { ...round, finding }
}
