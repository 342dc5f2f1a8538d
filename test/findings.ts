import type { FindingInput } from '../src/inspections/findings/finding-form.ts'
import { addFinding, putFinding } from '../src/inspections/findings/findings.ts'
import type { World } from './world.ts'

/** A finding of item C1 noted by Quang on a sheet, to be remedied by Mai in about a month. Returns its public id. */
export async function noted(world: World, sheet: string, more: Partial<FindingInput> = {}): Promise<string> {
  return addFinding(await world.ctx('quang'), sheet, {
    item: 'C1',
    text: 'Thiếu ba thủ tục trên bảng niêm yết',
    severity: 'medium',
    personId: null,
    remedy: 'Niêm yết đủ thủ tục',
    remedierId: world.ids.mai.id,
    due: '2026-12-25',
    ...more,
  })
}

/** The same, put to the side inspected. */
export async function put(world: World, sheet: string, more: Partial<FindingInput> = {}): Promise<string> {
  const finding = await noted(world, sheet, more)
  await putFinding(await world.ctx('quang'), finding)
  return finding
}

/** The row of a finding. */
export const findingRow = (world: World, publicId: string) =>
  world.db.reader.selectFrom('findings').selectAll().where('publicId', '=', publicId).executeTakeFirstOrThrow()

/** The task a finding became, by its public id. */
export async function taskIdOf(world: World, publicId: string): Promise<string> {
  const row = await world.db.reader
    .selectFrom('findings')
    .innerJoin('tasks', 'tasks.id', 'findings.taskId')
    .select('tasks.publicId')
    .where('findings.publicId', '=', publicId)
    .executeTakeFirstOrThrow()
  return row.publicId
}
