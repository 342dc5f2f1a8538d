import { createHash } from 'node:crypto'
import { act, type Ctx } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { eachSlice, insertAll } from '../db/slices.ts'
import { safeName } from '../files.ts'
import { addJob } from '../jobs.ts'
import { unitsWhere } from '../people/reach.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { newPublicId } from '../secrets.ts'
import { readSheets, type Sheet } from '../sheets/read.ts'
import { guessHead, guessMapping, headingsOf, missingFields } from './headings.ts'
import type { Kind } from './kinds.ts'
import { importSubject } from './queries.ts'

/** Rows of all sheets together. */
const mostRows = 50_000
const keptFor = 30 * 24 * 3600 * 1000

/**
 * Takes a file in as it is, to be looked at: nothing of it counts yet. The file itself is not kept, only its name, its hash
 * and its rows; those hold personal data and are removed when the import is done or dropped, and after 30 days in any case.
 * Throws `Invalid({ file })` for what cannot be read.
 */
export async function stageImport(ctx: Ctx, kind: Kind, { name, bytes }: { name: string; bytes: Uint8Array }) {
  const unit = await highestUnit(ctx, kind)
  const sheets = await contentOf(bytes, name)
  const rows = await storedRows(sheets)
  const sheet = likeliestSheet(sheets, kind)
  const file = { fileName: safeName(name), fileHash: createHash('sha256').update(bytes).digest('hex') }
  return act(
    ctx,
    'import.stage',
    async () => ({ path: unit.path, byId: ctx.who.id }),
    async (tx) => {
      const staged = { ...file, ...asked(ctx), kind: kind.key, unitId: unit.id, byId: ctx.who.id, sheet }
      const { id, publicId } = await insertImport(tx, ctx.now, staged, sheets, kind)
      await insertAll(
        tx,
        'importRows',
        rows.map((row) => ({ importId: id, ...row })),
      )
      await addJob(tx, 'import.forget', publicId, ctx.now, new Date(Date.parse(ctx.now) + keptFor).toISOString())
      const facts = { imported: kind.title, file: file.fileName, rows: rows.length }
      return { subject: importSubject({ publicId, path: unit.path }), facts }
    },
  )
}

/** As whom a job acts that this person asks for now. */
export const asked = ({ who, now }: Ctx) => ({ askedById: who.id, askedActorId: who.actorId, askedAt: now })

/** Where the person may bring such a thing in; the highest, where there are several. */
async function highestUnit(ctx: Ctx, { action }: Kind) {
  const nodes = await unitsWhere(ctx.db.reader, ctx.who, action)
  const [node] = nodes.sort((a, b) => a.depth - b.depth)
  refuseUnless(node, 'forbidden')
  return node.unit
}

async function contentOf(bytes: Uint8Array, name: string): Promise<Sheet[]> {
  const sheets = (await readSheets(bytes, name)).filter(({ rows }) => rows.length > 0)
  const count = sheets.reduce((sum, { rows }) => sum + rows.length, 0)
  if (count === 0) throw new Invalid({ file: `Tệp “${name}” không có dòng nào. Chọn tệp có dữ liệu.` })
  if (count > mostRows)
    throw new Invalid({ file: `Tệp có ${count} dòng; mỗi lần nhập tối đa ${mostRows} dòng. Chia thành nhiều tệp.` })
  return sheets
}

async function storedRows(sheets: readonly Sheet[]) {
  const stored: { sheet: number; number: number; cells: string; faults: string }[] = []
  for (const [sheet, { rows }] of sheets.entries()) {
    await eachSlice(rows, 1000, (slice) => {
      for (const { number, cells, faults } of slice) {
        stored.push({ sheet, number, cells: JSON.stringify(cells), faults: JSON.stringify(faults) })
      }
    })
  }
  return stored
}

/** The only sheet that has every required column; -1 when there is none or more than one, and the person must say. */
function likeliestSheet(sheets: readonly Sheet[], { fields }: Kind): number {
  if (sheets.length === 1) return 0
  const fitting = sheets.flatMap((sheet, at) => {
    const head = guessHead(sheet, fields)
    const headings = headingsOf(sheet.rows.find(({ number }) => number === head))
    return missingFields(guessMapping(headings, fields), fields).length === 0 ? [at] : []
  })
  return fitting.length === 1 ? (fitting[0] ?? -1) : -1
}

type Staged = {
  kind: string
  unitId: number
  byId: number
  askedById: number
  askedActorId: number
  askedAt: string
  sheet: number
  fileName: string
  fileHash: string
}

function insertImport(tx: Tx, stagedAt: string, staged: Staged, sheets: readonly Sheet[], { fields }: Kind) {
  const chosen = sheets[staged.sheet]
  return tx
    .insertInto('imports')
    .values({
      ...staged,
      publicId: newPublicId(),
      sheets: JSON.stringify(sheets.map(({ name, rows }) => ({ name, rows: rows.length }))),
      head: chosen ? guessHead(chosen, fields) : 0,
      mapping: '{}',
      options: '{}',
      state: 'mapping',
      counts: '{}',
      result: null,
      stagedAt,
      checkedAt: null,
      endedAt: null,
    })
    .returning(['id', 'publicId'])
    .executeTakeFirstOrThrow()
}
