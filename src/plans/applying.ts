import { findAccount } from '../account/queries.ts'
import type { Ctx, Entry } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import type { Applied, RowAnswer } from '../imports/kinds.ts'
import type { Action } from '../rules/access.ts'
import { documentKey, documentName, type PlanDocument } from '../rules/plan-documents.ts'
import { entryOfDrafts } from '../tasks/giving/draft-rows.ts'
import type { PlannedLine, PlannedRow } from './answering.ts'
import { issueTasks, keepDrafts } from './giving.ts'
import { addVersion, insertLines, keepItems, keepPlan } from './keeping.ts'

type Also = (Entry & { action: Action })[]

/** Where the plan is followed, and the file it came in. */
interface Into {
  unit: { id: number; path: string }
  file: { name: string; hash: string }
}

/** Writes the lines of a file as a new version of each document in it: tasks issued, drafts kept, what is gone left alone. */
export async function writePlans(tx: Tx, ctx: Ctx, answers: readonly RowAnswer[], into: Into): Promise<Applied> {
  const rows = answers.map(({ number, outcome, plan }) => ({ number, outcome, ...(plan as PlannedLine) }))
  const documents = new Map(rows.map(({ document }) => [documentKey(document), document]))
  const also: Also = []
  const written: Written[] = []
  for (const [key, document] of documents) {
    const own = rows.filter((row) => documentKey(row.document) === key)
    if (own.every(({ outcome }) => outcome === 'same')) continue
    const plan = await writePlan(tx, ctx, document, own, into)
    also.push(...plan.also)
    written.push(plan)
  }
  const [only, another] = written
  return { also, link: only && !another ? `/plans/${only.publicId}` : '/plans', said: saidOf(written) }
}

interface Written {
  publicId: string
  also: Also
  issued: number
  drafts: number
}

function saidOf(written: readonly Written[]): string {
  const sum = (of: 'issued' | 'drafts') => written.reduce((all, one) => all + one[of], 0)
  const [issued, drafts] = [sum('issued'), sum('drafts')]
  const what = [issued > 0 && `giao ${issued} việc`, drafts > 0 && `giữ ${drafts} nháp`].filter(Boolean).join(', ')
  return `Đã nhập ${written.length} văn bản${what ? `: ${what}` : ''}.`
}

async function writePlan(
  tx: Tx,
  ctx: Ctx,
  document: PlanDocument,
  rows: readonly PlannedRow[],
  { unit, file }: Into,
): Promise<Written> {
  const plan = await keepPlan(tx, document, unit.id)
  const version = await addVersion(tx, ctx, plan.id, file)
  const items = await keepItems(tx, plan.id, rows)
  await insertLines(tx, version.id, rows, items)
  const tasks = await issueTasks(tx, ctx, rows, items)
  const drafts = await keepDrafts(tx, ctx, rows, items)
  const counts = { lines: rows.length, given: tasks.length, drafts }
  const own: Also[number] = {
    action: 'unit.importPlan',
    subject: { kind: 'plan', publicId: plan.publicId, path: unit.path },
    facts: { document: documentName(document), planVersion: version.number, ...counts },
  }
  return {
    publicId: plan.publicId,
    issued: tasks.length,
    drafts,
    also: [own, ...tasks, ...(await draftEntry(tx, ctx, drafts))],
  }
}

async function draftEntry(tx: Tx, ctx: Ctx, drafts: number): Promise<Also> {
  const account = drafts > 0 ? await findAccount(tx, ctx.who.id) : undefined
  return account ? [{ action: 'account.keepDraft', ...entryOfDrafts(account, { drafts }) }] : []
}
