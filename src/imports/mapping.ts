import type { MappingProps, ShownOption } from '../../views/imports/mapping.tsx'
import type { Ctx } from '../act.ts'
import { officeOf } from '../people/queries.ts'
import { refuseUnless } from '../refusal.ts'
import { columnName, type SheetRow } from '../sheets/read.ts'
import { kindOf } from './all-kinds.ts'
import { lineOf } from './cells.ts'
import { fingerprintOf, guessHead, guessMapping, headingsOf, type Mapping } from './headings.ts'
import type { Kind } from './kinds.ts'
import { countBelow, type ImportRow, savedMapping, stagedRows } from './queries.ts'

/** Where one looks: a sheet counted from 0, and the row of its headings. */
export interface Look {
  sheet: number
  head?: number
}

const lookedAt = 30
const samples = 3

/** The columns of a sheet as the page shows them, with the mapping kept from before or guessed. */
export async function lookAt(ctx: Ctx, it: ImportRow, look: Look) {
  const kind = kindOf(it.kind)
  const rows = await stagedRows(ctx.db.reader, it.id, look.sheet, 0, lookedAt)
  refuseUnless(rows.length > 0, 'missing')
  const head = look.head ?? guessHead({ rows }, kind.fields)
  const [headRow, ...first] = await fromHead(ctx, it, look.sheet, head)
  const headings = widened(headingsOf(headRow), first)
  const fingerprint = fingerprintOf(headings)
  const saved = await mappingBefore(ctx, it, kind, fingerprint)
  const columns = headings.map((heading, at) => ({
    letter: columnName(at),
    heading,
    samples: first.map(({ cells }) => lineOf(cells[at])),
  }))
  const mapping = saved ?? guessMapping(headings, kind.fields)
  const below = await countBelow(ctx.db.reader, it.id, look.sheet, head)
  return {
    sheet: look.sheet,
    head,
    columns,
    sampled: first.map(({ number }) => number),
    below,
    fingerprint,
    mapping,
    isSaved: saved !== undefined,
  }
}

/** The row of the headings, or an empty one where the file has none, and the first rows below. */
async function fromHead({ db }: Ctx, it: ImportRow, sheet: number, head: number): Promise<SheetRow[]> {
  const rows = await stagedRows(db.reader, it.id, sheet, head - 1, samples + 1)
  return rows[0]?.number === head ? rows : [{ number: head, cells: [], faults: [] }, ...rows.slice(0, samples)]
}

/** A column without a heading counts as long as something stands below. */
function widened(headings: readonly string[], rows: readonly SheetRow[]): string[] {
  const width = Math.max(headings.length, ...rows.map(({ cells }) => cells.length))
  return Array.from({ length: width }, (_, at) => headings[at] ?? '')
}

/** As this office read its last file with such headings; a column that is not there any more is left out. */
async function mappingBefore(
  { db }: Ctx,
  it: ImportRow,
  kind: Kind,
  fingerprint: string,
): Promise<Mapping | undefined> {
  const office = await officeOf(db.reader, it.path)
  const saved = office && (await savedMapping(db.reader, office.id, kind.key, fingerprint))
  const known = new Set(kind.fields.map(({ key }) => key))
  return saved && Object.fromEntries(Object.entries(saved).filter(([key]) => known.has(key)))
}

/** Everything the page of the mapping needs. */
export async function mappingProps(ctx: Ctx, it: ImportRow, look: Look): Promise<MappingProps> {
  const { fields, options = [] } = kindOf(it.kind)
  const seen = await lookAt(ctx, it, look)
  const shown = await Promise.all(
    options.map(
      async ({ choices, ...option }): Promise<ShownOption> => ({ ...option, choices: (await choices?.(ctx)) ?? [] }),
    ),
  )
  return { it, fields, options: shown, values: it.options, ...seen }
}
