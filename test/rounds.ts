import type { Client, Name, World } from './world.ts'

/** Rounds of inspection for tests: planned by Quang, who heads the team, unless told otherwise. */

export type Fields = Record<string, string | string[] | File>

export async function checklistOf({ db }: World, key = 'kiem-tra-cong-vu') {
  const rows = await db.reader
    .selectFrom('checklists')
    .innerJoin('checklistVersions', 'checklistVersions.checklistId', 'checklists.id')
    .select(['checklists.publicId', 'checklists.key', 'checklistVersions.body', 'checklistVersions.id as versionId'])
    .orderBy('checklists.id')
    .execute()
  return rows.find((row) => row.key.startsWith(key)) ?? rows[0]!
}

/** The fields of the form of a round: an announced one of VH-XH by Quang (head) and Lan. */
export async function roundFields(world: World, more: Fields = {}): Promise<Fields> {
  const { publicId } = await checklistOf(world)
  return {
    form: 'planned',
    name: 'Kiểm tra công vụ quý IV',
    document: 'Kế hoạch 12/KH-UBND',
    checklist: publicId,
    fromDay: '25/11/2026',
    toDay: '27/11/2026',
    orderer: 'Đặng Thị Hoa',
    head: 'Đỗ Quang',
    memberName: 'Nguyễn Thị Lan',
    unit: [world.units.vhxh],
    ...more,
  }
}

export const idOf = (answer: Response) => answer.headers.get('Location')?.split('#')[0]?.split('/').at(-1) ?? ''

/** Plans a round through its form; returns its public id. */
export async function planned(world: World, more: Fields = {}, by: Name = 'quang'): Promise<string> {
  const answer = await world.as(by).post('/inspections', await roundFields(world, more))
  if (answer.status !== 303) throw new Error(`${answer.status}: ${errorsIn(await answer.text()).join(' | ')}`)
  return idOf(answer)
}

/** Plans a round and begins it; returns it with its first sheet. */
export async function started(world: World, more: Fields = {}) {
  const id = await planned(world, more)
  const begun = await world.as('quang').post(`/inspections/${id}/start`)
  if (begun.status !== 303) throw new Error(`start: ${begun.status}`)
  const sheets = await world.db.reader
    .selectFrom('inspectionSheets')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'inspectionSheets.roundId')
    .select('inspectionSheets.publicId')
    .where('inspectionRounds.publicId', '=', id)
    .orderBy('inspectionSheets.id')
    .execute()
  return { id, sheet: sheets[0]!.publicId, sheets: sheets.map(({ publicId }) => publicId) }
}

/** The sentences under the fields of a form that came back. */
export const errorsIn = (page: string): string[] =>
  [...page.matchAll(/<p class="error"[^>]*>.*?<span>(.*?)<\/span>/gs)].map(([, text = '']) => text)

/** One answer as a script sends it. */
export const answer = (browser: Client, sheet: string, item: string, fields: Fields, key?: string) =>
  browser.post(
    `/inspections/sheets/${sheet}/answers/${item}`,
    { version: '0', ...(key && { _key: key }), ...fields },
    { Accept: 'application/json' },
  )

/** The fields of the form of a sheet as the page has them. */
export function sheetFields(page: string): Fields {
  const fields: Record<string, string[]> = {}
  const form = page.slice(page.indexOf('id="sheet"'))
  const add = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), decoded(value)]
  }
  for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
    const [, name = ''] = /name="([^"]*)"/.exec(tag) ?? []
    const [, value = ''] = /value="([^"]*)"/.exec(tag) ?? []
    if (/type="file"/.test(tag)) continue
    if (!/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag)) add(name, value)
  }
  for (const [, name = '', value = ''] of form.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)</g))
    add(name, value)
  for (const [, name = '', options = ''] of form.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs))
    add(name, /value="([^"]*)" selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? '')
  return fields
}

const decoded = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&')
