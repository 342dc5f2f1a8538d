import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '../../src/act.ts'
import { findWho } from '../../src/people/queries.ts'
import type { Person } from '../../src/rules/access.ts'
import { approveTask } from '../../src/tasks/doing/commands.ts'
import { issueTask } from '../../src/tasks/giving/issue.ts'
import { type Office, today } from './office.ts'

/** So many people act at the same time, each so often. */
const people = 8
const times = 20

export interface Crowd {
  name: string
  /** Milliseconds each deed took, sorted. */
  took: number[]
  /** How many transactions began anew because two met in the same row. */
  again: number
}

/** Approvals of one unit and issuing in one office, where the same rows are counted up, beside the same in several. */
export async function crowdsOf(office: Office): Promise<Crowd[]> {
  const offices = office.units.filter(({ parentId }) => parentId === office.root.id).slice(0, people)
  const crowds: Crowd[] = []
  for (const [where, spread] of [
    ['one', 1],
    ['eight', people],
  ] as const) {
    const chosen = Array.from({ length: people }, (_, n) => offices[n % spread]?.id ?? 0)
    const approvals = await approvalsIn(office, chosen)
    crowds.push(await together(office, `approvals, ${where} unit${spread > 1 ? 's' : ''}`, approvals))
    const gifts = await giftsIn(office, chosen)
    crowds.push(await together(office, `issuing, ${where} office${spread > 1 ? 's' : ''}`, gifts))
  }
  return crowds
}

type Deed = () => Promise<unknown>

async function together({ db }: Office, name: string, deeds: Deed[][]): Promise<Crowd> {
  const took: number[] = []
  const before = await collisions(db.reader)
  await Promise.all(
    deeds.map(async (own) => {
      for (const deed of own) {
        const start = performance.now()
        await deed()
        took.push(performance.now() - start)
      }
    }),
  )
  const again = (await collisions(db.reader)) - before
  return { name, took: took.sort((a, b) => a - b), again }
}

/** Transactions rolled back so far; the server counts them a second late. */
async function collisions(db: Office['db']['reader']): Promise<number> {
  await wait(1500)
  const { rows } = await sql<{ count: number }>`select xact_rollback as count from pg_stat_database
    where datname = current_database()`.execute(db)
  return rows[0]?.count ?? 0
}

/** Tasks that wait for approval in the first section of each office, all given in one month. */
async function approvalsIn({ db, ctx, units }: Office, offices: number[]): Promise<Deed[][]> {
  const all: Deed[][] = []
  for (const officeId of offices) {
    const unitId = units.find(({ parentId }) => parentId === officeId)?.id ?? 0
    const done = db.reader.selectFrom('tasks').select('id').where('state', '=', 'completed').where('children', '=', 0)
    const ids = (await done.orderBy('id').limit(times).execute()).map(({ id }) => id)
    const waiting = { state: 'submitted', doneOn: null, submittedOn: today, issuedOn: '2026-11-02', due: '2026-12-31' }
    const tasks = db.writer
      .updateTable('tasks')
      .set({ ...waiting, unitId })
      .where('id', 'in', ids)
    const rows = await tasks.returning(['publicId', 'approverId']).execute()
    await db.writer.updateTable('submissions').set({ decision: null }).where('taskId', 'in', ids).execute()
    const deeds: Deed[] = []
    for (const { publicId, approverId } of rows) {
      const who = (await findWho(db.reader, approverId, today)) as Person
      deeds.push(() => approveTask({ ...ctx('chair'), who }, publicId, { grade: 'met' }))
    }
    all.push(deeds)
  }
  return all
}

/** Orders from the leader of each office to people of it. */
async function giftsIn({ db, ctx, units }: Office, offices: number[]): Promise<Deed[][]> {
  return Promise.all(
    offices.map(async (officeId, turn) => {
      const sections = units.filter(({ parentId }) => parentId === officeId).map(({ id }) => id)
      const own = db.reader
        .selectFrom('people')
        .selectAll()
        .where('post', '=', 'Chuyên viên')
        .where('unitId', 'in', sections)
      const doers = await own.orderBy('id').offset(turn).limit(times).execute()
      const leader = await db.reader
        .selectFrom('people')
        .selectAll()
        .where('unitId', '=', officeId)
        .where('post', '=', 'Lãnh đạo')
        .executeTakeFirstOrThrow()
      const who = (await findWho(db.reader, leader.id, today)) as Person
      const asking: Ctx = { ...ctx('chair'), who }
      const order = {
        kind: 'action' as const,
        title: 'Báo cáo nhanh',
        content: 'Tổng hợp số liệu.',
        document: '',
        consequence: '',
        approverId: leader.publicId,
        steps: [{ name: 'Dự thảo', days: 3 }],
        product: 'báo cáo',
        quantity: 1,
        quantityUnit: '',
        acceptance: '',
        evidence: '',
        factor: 100,
        dueCounted: 10,
      }
      return doers.map(
        ({ publicId }) =>
          () =>
            issueTask(asking, { ...order, assigneeId: publicId }),
      )
    }),
  )
}
