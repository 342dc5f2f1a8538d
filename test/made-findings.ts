import fc from 'fast-check'
import type { Severity } from '../src/rules/inspections.ts'
import type { TaskState } from '../src/rules/tasks.ts'
import { bareTask } from './bare-task.ts'
import type { World } from './world.ts'

/** Rounds with findings and tasks of any shape, written as rows: what figures are counted over. */

export interface MadeTask {
  state: TaskState
  due: string
  submittedOn: string | null
  doneOn: string | null
}
export interface MadeFinding {
  unit: 'vhxh' | 'kt'
  severity: Severity
  item: '' | 'A1' | 'C1'
  day: string
  due: string
  isRepeat: boolean
  isWithdrawn: boolean
  isPut: boolean
  task: MadeTask | null
}
export interface MadeRound {
  form: 'planned' | 'unannounced' | 'outside'
  state: 'planned' | 'started' | 'signed'
  day: string
  /** Whether Quang is of the team. */
  isQuangs: boolean
  units: ('vhxh' | 'kt')[]
  headcount: [present: number, excused: number, unexcused: number] | null
  findings: MadeFinding[]
}

const day = fc.constantFrom('2025-03-01', '2025-11-25', '2025-11-26', '2026-01-01', '2026-11-24', '2026-11-25')
const late = fc.constantFrom('2026-10-01', '2026-11-24', '2026-11-25', '2026-12-30')
const unit = fc.constantFrom('vhxh' as const, 'kt' as const)
const states = ['issued', 'in_progress', 'declined', 'paused', 'cancelled'] as const

const task: fc.Arbitrary<MadeTask | null> = fc.oneof(
  fc.constant(null),
  fc.record({
    state: fc.constantFrom<TaskState>(...states),
    due: late,
    submittedOn: fc.constant(null),
    doneOn: fc.constant(null),
  }),
  fc.record({ due: late, on: fc.constantFrom('2026-10-01', '2026-11-25') }).map(({ due, on }) => ({
    ...{ state: 'submitted' as const, due, submittedOn: on, doneOn: null },
  })),
  fc.record({ due: late, on: fc.constantFrom('2026-10-01', '2026-11-25') }).map(({ due, on }) => ({
    ...{ state: 'completed' as const, due, submittedOn: on, doneOn: on },
  })),
)

const finding: fc.Arbitrary<MadeFinding> = fc.record({
  unit,
  severity: fc.constantFrom<Severity>('light', 'medium', 'heavy'),
  item: fc.constantFrom('' as const, 'A1' as const, 'C1' as const),
  day,
  due: late,
  isRepeat: fc.boolean(),
  isWithdrawn: fc.nat(3).map((one) => one === 0),
  isPut: fc.boolean(),
  task,
})

const round: fc.Arbitrary<MadeRound> = fc
  .record({
    form: fc.constantFrom('planned' as const, 'unannounced' as const, 'outside' as const),
    state: fc.constantFrom('planned' as const, 'started' as const, 'signed' as const),
    day,
    isQuangs: fc.boolean(),
    units: fc.uniqueArray(unit, { minLength: 1, maxLength: 2 }),
    headcount: fc.option(fc.tuple(fc.nat(9), fc.nat(3), fc.nat(2))),
    findings: fc.array(finding, { maxLength: 6 }),
  })
  .map((made) => (made.state === 'planned' ? { ...made, findings: [], headcount: null } : made))

export const someRounds = fc.array(round, { maxLength: 4 })

/** Writes them in place of whatever rounds there are. */
export async function writeRounds(world: World, rounds: readonly MadeRound[], versionId: number) {
  const { writer } = world.db
  await emptied(world)
  const taskRow = await bareTask(world)
  const unitIds = new Map<string, number>()
  for (const name of ['root', 'vhxh', 'kt'] as const) {
    const row = await writer
      .selectFrom('units')
      .select('id')
      .where('publicId', '=', world.units[name])
      .executeTakeFirst()
    unitIds.set(name, row?.id ?? 0)
  }
  const id = (name: string) => unitIds.get(name) as number
  let earlier: number | null = null
  for (const [at, made] of rounds.entries()) {
    const base = {
      publicId: `r${at}`,
      unitId: id('root'),
      name: `Đợt ${at}`,
      outsideBody: '',
      document: '',
      ownReason: '',
    }
    const { form, state, day: fromDay } = made
    const round = await writer
      .insertInto('inspectionRounds')
      .values({
        ...base,
        ...{ form, state, fromDay, toDay: fromDay, orderedById: world.ids.an.id },
        ...{ checklistVersionId: form === 'outside' ? null : versionId, number: null, startedAt: null },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const roundId = round.id
    const head = made.isQuangs ? world.ids.quang.id : world.ids.an.id
    await writer.insertInto('roundMembers').values({ roundId, personId: head, part: 'head' }).execute()
    const isSecret = form === 'unannounced' && state === 'planned'
    const places = isSecret ? [] : ['root', ...made.units].map((name) => `u${id(name)}`)
    const scopes = [...new Set([`p${head}`, `p${world.ids.an.id}`, ...places])]
    await writer
      .insertInto('roundScopes')
      .values(scopes.map((scope) => ({ roundId, scope })))
      .execute()
    for (const name of made.units) {
      const sheet = await writer
        .insertInto('inspectionSheets')
        .values({ publicId: `s${at}${name}`, roundId, unitId: id(name), personId: null })
        .returning('id')
        .executeTakeFirstOrThrow()
      if (!made.headcount) continue
      const [present, excused, unexcused] = made.headcount
      const value = JSON.stringify({ headcount: { staff: present + excused + unexcused, present, excused, unexcused } })
      const answer = { sheetId: sheet.id, item: 'A1', result: 'pass', value, note: '', byId: head, at: world.clock }
      await writer.insertInto('sheetAnswers').values(answer).execute()
    }
    for (const [number, one] of made.findings.entries()) {
      const publicId = `f${at}-${number}`
      const task = one.task
        ? await writer.insertInto('tasks').values(taskRow(publicId, one.task)).returning('id').executeTakeFirstOrThrow()
        : undefined
      const row = await writer
        .insertInto('findings')
        .values({
          ...{ publicId, roundId, sheetId: null, item: form === 'outside' ? '' : one.item, number: number + 1 },
          ...{ text: publicId, severity: one.severity, unitId: id(one.unit), personId: null, foundOn: one.day },
          ...{ foundById: head, remedy: 'Sửa', remedierId: null, due: one.due },
          repeatOfId: one.isRepeat ? earlier : null,
          state: one.isWithdrawn ? 'withdrawn' : 'open',
          putAt: one.isPut ? world.clock : null,
          taskId: task?.id ?? null,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      earlier = row.id
    }
  }
}

const tables = [
  'sheetAnswers',
  'findings',
  'inspectionSheets',
  'roundScopes',
  'roundMembers',
  'inspectionRounds',
] as const

async function emptied({ db: { writer } }: World) {
  await writer.updateTable('findings').set({ repeatOfId: null }).execute()
  for (const table of tables) await writer.deleteFrom(table).execute()
  await writer.deleteFrom('tasks').execute()
}
