import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCalendar } from '../../src/calendar/queries.ts'
import { type Person, scopesOf, scopesOfParties } from '../../src/rules/access.ts'
import { addDays, dayIn } from '../../src/rules/days.ts'
import { isOpen, next, offers, taskKinds } from '../../src/rules/tasks.ts'
import { bucket, isOverdue } from '../../src/rules/timeliness.ts'
import type { WorkCalendar } from '../../src/rules/working-days.ts'
import { type Caller, caller } from '../caller.ts'
import {
  expectClear,
  expectLawful,
  expectReplayed,
  expectSound,
  expectTree,
  findWhole,
  type Row,
  recordAfter,
  type Snapshot,
  snapshotsOf,
} from '../invariants.ts'
import { type Client, morning, type Name, openWorld, plainTask, type World } from '../world.ts'

/**
 * Random people do random things to a few tasks, by page and by API, rightly and wrongly. After every step the promises
 * of the product are held against what is stored (product.md, invariants 1, 2, 3, 7 and 8).
 */

const names: Name[] = ['hoa', 'mai', 'minh', 'lan', 'diep', 'quang', 'an']
/** Who stands in for whom: the doer for the approver, the coordinator for the giver. */
const standIns = { 'minh for hoa': ['minh', 'hoa'], 'lan for mai': ['lan', 'mai'] } as const
type Actor = Name | keyof typeof standIns

let world: World
let calendar: WorkCalendar
const pages = new Map<Actor, Client>()
const callers = new Map<Actor, Caller>()

beforeAll(async () => {
  world = await openWorld()
  calendar = await readCalendar(world.db.reader)
  for (const name of names) pages.set(name, world.as(name)).get(name)?.get('/')
  for (const name of names) callers.set(name, await caller(world, name))
  for (const [actor, [name, principal]] of Object.entries(standIns)) {
    const substitute = (await world.who(name)).name
    const span = { fromDay: '25/11/2026', toDay: '31/12/2026', reason: 'Đi công tác' }
    await world.as(principal).post('/delegations', { substitute, ...span })
    const newest = world.db.reader.selectFrom('delegations').select('publicId').orderBy('id', 'desc')
    const browser = world.as(name)
    await browser.post(`/delegations/${(await newest.executeTakeFirstOrThrow()).publicId}/acting`)
    pages.set(actor as Actor, browser)
    people.set(actor as Actor, { ...(await world.who(principal)), actorId: world.ids[name].id })
  }
  for (const name of names) people.set(name, await world.who(name))
})
afterAll(() => world.close())

const people = new Map<Actor, Person>()

const nouns = [
  'reading',
  'acceptance',
  'refusal',
  'progress',
  'steps/1',
  'steps/2',
  'submission',
  'approval',
  'return',
  'extension',
  'extension/grant',
  'extension/refusal',
  'question',
  'answer',
  'excuse',
  'pause',
  'resumption',
  'handover',
  'cancellation',
  'parts',
  'part',
  'comments',
  'undo',
] as const
type Noun = (typeof nouns)[number]

/** The nouns by which each line of the state table is asked for. */
const nounsOf: Record<string, Noun[]> = {
  'task.read': ['reading'],
  'task.accept': ['acceptance'],
  'task.decline': ['refusal'],
  'task.report': ['progress'],
  'task.tickStep': ['steps/1', 'steps/2'],
  'task.submit': ['submission'],
  'task.approve': ['approval'],
  'task.return': ['return'],
  'task.askExtension': ['extension'],
  'task.decideExtension': ['extension/grant', 'extension/refusal'],
  'task.ask': ['question'],
  'task.answer': ['answer'],
  'task.excuse': ['excuse'],
  'task.pause': ['pause'],
  'task.resume': ['resumption'],
  'task.handOver': ['handover'],
  'task.passDown': ['parts'],
  'task.cancel': ['cancellation'],
}

const words = fc.oneof({ weight: 12, arbitrary: fc.constant('Theo chỉ đạo mới') }, fc.constantFrom('', ' ', '<b>', 'đ'))
const input = fc.record({
  reason: words,
  text: fc.oneof(words, fc.constantFrom('@Lan xem giúp', '@Quang @Minh')),
  report: words,
  note: fc.constantFrom('', 'Đã có số liệu'),
  // Days from today: gone by, day off or not as it falls; or no day at all.
  due: fc.oneof(
    { weight: 8, arbitrary: fc.noBias(fc.integer({ min: 7, max: 60 })) },
    fc.constantFrom(-1, 0, undefined),
  ),
  progress: fc.constantFrom('25', '50', '75', '100', '25', '50', '30', ''),
  waitingFor: fc.constantFrom<Name | undefined>(undefined, undefined, 'lan', 'mai'),
  assignee: fc.constantFrom(...names),
  // Whom a part goes to, and whether it ends with the whole.
  receiver: fc.constantFrom<Name>('minh', 'minh', 'lan', 'mai', 'quang'),
  withWhole: fc.constantFrom(true, true, true, false),
  grade: fc.constantFrom('met', 'exceeded'),
})
type Input = typeof input extends fc.Arbitrary<infer T> ? T : never

const step = fc.record({
  actor: fc.constantFrom<Actor>(...names, ...(Object.keys(standIns) as Actor[])),
  task: fc.nat(10),
  noun: fc.constantFrom(...nouns),
  /** Most of the time somebody does what the table offers them; otherwise anybody tries anything. */
  offered: fc.option(fc.noBias(fc.nat(10_000)), { freq: 5 }),
  input,
  byApi: fc.boolean(),
  staleBy: fc.constantFrom(undefined, undefined, undefined, 0, 0, 0, 0, 1),
  twice: fc.constantFrom(false, false, false, false, true),
  minutes: fc.constantFrom(0, 1, 5, 11, 60, 600, 1440),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const given = fc.record({
  kind: fc.constantFrom('action', 'action', 'action', ...taskKinds),
  to: fc.constantFrom<Name>('minh', 'minh', 'minh', 'lan', 'mai'),
  from: fc.constantFrom<Name>('hoa', 'mai'),
  dueCounted: fc.integer({ min: 0, max: 8 }),
  helped: fc.boolean(),
  /** One order for several, gathered by who keeps track of work. */
  many: fc.constantFrom(false, false, true),
})
type Given = typeof given extends fc.Arbitrary<infer T> ? T : never

/** A task as it may be given, and as it may not: some are out of reach of who gives it. */
const giving = ({ kind, to, from, dueCounted, helped }: Given) => ({
  ...plainTask(world.ids),
  kind,
  assigneeId: world.ids[to].publicId,
  approverId: world.ids[to === 'minh' && from === 'hoa' ? 'mai' : 'hoa'].publicId,
  dueCounted,
  steps: [{ name: 'Thu số liệu' }, { name: 'Dự thảo' }],
  coordinators: helped && to !== 'lan' ? [{ personId: world.ids.lan.publicId, part: 'Số liệu' }] : [],
})

/** The same order for two or three; where one of them is out of reach, nobody gets it. */
const fanning = (one: Given) => {
  const to = [...new Set<Name>([one.to, 'mai', 'lan'])].map((name) => world.ids[name].publicId)
  return { ...giving(one), assigneeId: world.ids.diep.publicId, approverId: world.ids.hoa.publicId, to }
}

/** A part as whoever passes it down writes it. */
const partOf = ({ actor, input: { receiver, withWhole, due } }: Step, whole: Snapshot) => {
  const day = due === undefined ? undefined : addDays(dayIn(world.clock), due)
  return { giver: people.get(actor) as Person, receiver, due: withWhole ? whole.task.due : day }
}

/** What becomes false when a compulsory rõ is missing; such an order must be refused. */
const lacks = [
  { title: '' },
  { content: '' },
  { product: '' },
  { quantity: 0 },
  { steps: [] },
  { assigneeId: undefined },
  { approverId: undefined },
  { dueCounted: undefined },
]

const pageForm = ({
  due,
  progress,
  waitingFor,
  assignee,
  grade,
  receiver,
  withWhole,
  ...said
}: Input): Record<string, string> => ({
  ...said,
  due: due === undefined ? '31/02/2027' : shown(addDays(dayIn(world.clock), due)),
  progress,
  grade,
  assignee: nameOf[assignee],
  ...(waitingFor && { waitingFor: world.ids[waitingFor].publicId }),
})
const shown = (day: string) => day.split('-').reverse().join('/')
const nameOf: Record<Name, string> = {
  hoa: 'Đặng Thị Hoa',
  mai: 'Hoàng Thị Mai',
  minh: 'Nguyễn Văn Minh',
  lan: 'Nguyễn Thị Lan',
  diep: 'Lê Thị Ngọc Diệp',
  quang: 'Đỗ Quang',
  an: 'Trần Minh An',
}

const apiBody = ({ due, progress, waitingFor, assignee, ...said }: Input) => ({
  ...said,
  due: due === undefined ? 'mai' : addDays(dayIn(world.clock), due),
  progress: Number(progress),
  assigneeId: world.ids[assignee].publicId,
  ...(waitingFor && { waitingFor: world.ids[waitingFor].publicId }),
})

/** The form of a part on a page, and what the API is sent. */
function sendPart(one: Step, whole: Snapshot, key: string): Promise<Response> {
  const { giver, receiver, due } = partOf(one, whole)
  const api = one.byApi ? callers.get(one.actor) : undefined
  const { publicId } = whole.task
  if (api) {
    const { assigneeId, dueCounted, ...rest } = plainTask(world.ids)
    const body = { ...rest, approverId: giver.publicId, dueTyped: due, to: [world.ids[receiver].publicId] }
    return api.post(`/tasks/${publicId}/parts`, { ...body, steps: [{ name: 'Dự thảo' }] }, { 'Idempotency-Key': key })
  }
  const work = { title: 'Một phần', content: 'Dự thảo', product: 'báo cáo', quantity: '1', stepName: 'Dự thảo' }
  const form = { ...work, stepDays: '', stepDoer: 'responsible', approver: giver.name, assignee: nameOf[receiver] }
  return pages.get(one.actor)!.post('/tasks', { ...form, parent: publicId, due: due ? shown(due) : '', _key: key })
}

/** Sends it; what a page calls 303 the API calls 200 or 201. */
async function send(
  one: Step,
  noun: Noun,
  before: Snapshot,
  version: number | undefined,
  key: string,
): Promise<Response> {
  if (noun === 'parts') return sendPart(one, before, key)
  const task = before.task.publicId
  const api = one.byApi ? callers.get(one.actor) : undefined
  if (!api) {
    const form = { ...pageForm(one.input), _key: key, ...(version !== undefined && { _version: String(version) }) }
    // A grant of one press sends no day of its own.
    const { due, ...rest } = form as Record<string, string>
    return pages
      .get(one.actor)!
      .post(`/tasks/${task}/${noun}`, noun === 'extension/grant' ? rest : { ...rest, due: due ?? '' })
  }
  const headers = { 'Idempotency-Key': key, ...(version !== undefined && { 'If-Match': `"${version}"` }) }
  if (noun !== 'submission') return api.post(`/tasks/${task}/${noun}`, apiBody(one.input), headers)
  const form = new FormData()
  form.set('report', one.input.report)
  return api.send('POST', `/tasks/${task}/submission`, form, headers)
}

/** After all runs; tokens and sessions still hold. */
const evening = '2026-12-20T10:00:00.000Z'

const isOver = (one?: Snapshot) => one?.task.state === 'completed' || one?.task.state === 'cancelled'
const pressed = new Set(['task.accept', 'task.approve', 'task.decideExtension'])
const isHelping = (one: Snapshot | undefined, id: number) =>
  one?.coordinators.some(({ personId, doneAt }) => personId === id && doneAt === null)
const isTaken = ({ status }: Response) => status < 400

/** With a whole goes what is open of its parts; a part passed down is new. */
function expectTakenAlong({ action }: Row, stood: Snapshot | undefined) {
  if (!stood) return expect(action).toBe('person.giveTask')
  expect([action, next('task.cancel', stood.task)]).toEqual(['task.cancel', 'cancelled'])
}

/** The office through one run: its tasks, what is stored about each, and every row of the record since the start. */
class Run {
  readonly tasks: string[] = []
  readonly stood = new Map<string, Snapshot>()
  readonly rows: Row[] = []
  taken = 0
  private readonly story: string[] = []
  private last = 0

  async start() {
    world.clock = morning
    this.last = (await recordAfter(world, 0)).at(-1)?.id ?? 0
  }

  /** The rows the record has gained, and the tasks as they stand now. */
  private async look() {
    const fresh = await recordAfter(world, this.last)
    this.last = fresh.at(-1)?.id ?? this.last
    this.rows.push(...fresh)
    this.tasks.push(...fresh.filter(({ action }) => action === 'person.giveTask').map(({ subject }) => subject))
    return { fresh, now: await snapshotsOf(world, this.tasks) }
  }

  async give(one: Given, lack?: object) {
    const body = { ...(one.many ? fanning(one) : giving(one)), ...lack }
    const answer = await callers.get(one.from)!.post(one.many ? '/tasks/fan-out' : '/tasks', body)
    const given = isTaken(answer) ? await answer.json() : undefined
    const { fresh, now } = await this.look()
    if (lack) expect(answer.status).toBe(422)
    expect(fresh.map(({ action }) => action)).toEqual(
      Array(given ? 1 + (given.parts?.all ?? 0) : 0).fill('person.giveTask'),
    )
    expect(fresh[0]?.subject).toBe(given?.id)
    await this.settle(now)
  }

  async step(chance: Step) {
    const open = this.tasks.filter((id) => !isOver(this.stood.get(id)) || this.lastOf(id)?.action === 'task.approve')
    const tasks = chance.offered === null || open.length === 0 ? this.tasks : open
    const id = tasks[chance.task % tasks.length]
    if (!id) return
    const one = chance.offered === null ? chance : { ...chance, ...(await this.offeredIn(chance, id)) }
    const { noun } = one
    const minutes = dayIn(world.clock) > '2026-12-14' ? Math.min(one.minutes, 11) : one.minutes // before `evening`
    world.clock = new Date(Date.parse(world.clock) + minutes * 60_000).toISOString()
    const before = this.stood.get(id) as Snapshot
    const whole = await findWhole(world, id)
    const version = one.staleBy === undefined ? undefined : before.task.version - one.staleBy
    const key = crypto.randomUUID()
    const answer = await send(one, noun, before, version, key)
    this.story.push(`${world.clock} ${one.actor} ${one.byApi ? 'API' : 'page'} ${noun} on ${id}: ${answer.status}`)
    expect(answer.status).toBeLessThan(500)
    const { fresh, now } = await this.look()
    if (isTaken(answer)) {
      this.taken += 1
      // Invariant 8: one row about this task; others only of parts that it was passed down to, or took along.
      const [row, ...others] = fresh
      expect([row?.subject, others.length > 0 && !['parts', 'cancellation'].includes(noun)]).toEqual([id, false])
      for (const other of others) expectTakenAlong(other, this.stood.get(other.subject))
      if (one.staleBy && noun !== 'parts') expect('a stale version').toBe('refused')
      const told = this.rows.slice(0, this.rows.length - others.length)
      await expectLawful(world, before, whole, now.get(id) as Snapshot, told)
    } else {
      expect(fresh).toEqual([])
      expect(now).toEqual(this.stood) // refused, nothing moved anywhere
    }
    const touched = fresh.map(({ subject }) => subject)
    for (const [task, stood] of this.stood) {
      const same = now.get(task)
      if (!touched.includes(task))
        expect(same).toEqual({ ...stood, task: { ...stood.task, children: same?.task.children } })
    }
    await this.settle(now)
    if (one.twice) await this.again(one, noun, before, version, key, answer.status)
  }

  /** The same form once more: the same answer, nothing done. */
  private async again(
    one: Step,
    noun: Noun,
    before: Snapshot,
    version: number | undefined,
    key: string,
    status: number,
  ) {
    const answer = await send(one, noun, before, version, key)
    if (isTaken({ status } as Response)) expect([noun, answer.status]).toEqual([noun, status])
    const { fresh, now } = await this.look()
    expect([fresh, now]).toEqual([[], this.stood])
  }

  /** What happened, in the order in which it happened. */
  told(): string {
    return [
      ...this.rows.slice(0, 3).map(({ subject, facts }) => `${subject}: ${JSON.stringify(facts)}`),
      ...this.story,
    ].join('\n')
  }

  private lastOf(id: string): Row | undefined {
    return this.rows.filter(({ subject }) => subject === id).at(-1)
  }

  /** Somebody who can do something now, and what; what ends a task for good is left to chance. */
  private async offeredIn(one: Step, id: string): Promise<Pick<Step, 'actor' | 'noun'>> {
    const whole = await findWhole(world, id)
    const pairs: Pick<Step, 'actor' | 'noun'>[] = [...people].flatMap(([actor, who]) =>
      offers(who, whole)
        .flatMap((move) => nounsOf[move] ?? [])
        .map((noun) => ({ actor, noun })),
    )
    for (const [actor, { id, actorId }] of people) {
      const last = this.lastOf(whole.publicId)
      if (last?.actorId === actorId && pressed.has(last.action)) pairs.push({ actor, noun: 'undo' })
      if (id === actorId && isHelping(this.stood.get(whole.publicId), id)) pairs.push({ actor, noun: 'part' })
    }
    const rare = ['cancellation', 'excuse', 'refusal']
    const choice = [...new Set(pairs.map(({ noun }) => noun))].filter((noun) => !rare.includes(noun))
    const noun = choice[(one.offered ?? 0) % choice.length]
    const may = pairs.filter((pair) => pair.noun === noun)
    return may[(one.offered ?? 0) % may.length] ?? one
  }

  private async settle(now: Map<string, Snapshot>) {
    expectTree(now)
    for (const [task, snapshot] of now) {
      if (JSON.stringify(snapshot) === JSON.stringify(this.stood.get(task))) continue
      await expectClear(world, snapshot, calendar)
      expectSound(snapshot)
      await expectFound(snapshot)
      await expectReplayed(world, snapshot, this.rows)
      this.stood.set(task, snapshot)
    }
  }
}

/** The scopes in which lists find a task are those of its parties, as `task.see` counts them. */
async function expectFound({ task, coordinators, scopes }: Snapshot) {
  const ids = [task.assigneeId, task.assignerId, task.approverId, ...coordinators.map(({ personId }) => personId)]
  const people = await world.db.reader
    .selectFrom('people')
    .innerJoin('units', 'units.id', 'people.unitId')
    .select(['people.id', 'units.path'])
    .where('people.id', 'in', [...ids, ...(task.followerId === null ? [] : [task.followerId])])
    .execute()
  expect(scopes).toEqual(scopesOfParties(people).sort())
}

/** Every row of a list, page by page. */
async function listed(name: Name, show: string): Promise<string[]> {
  const found: string[] = []
  for (let path: string | undefined = `/tasks?show=${show}`; path; ) {
    const page = await (await pages.get(name)!.get(path)).text()
    const main = page.slice(page.indexOf('<main'))
    found.push(...[...main.matchAll(/role="rowheader"[^>]*><a href="\/tasks\/([\w-]{16})"/g)].map(([, id = '']) => id))
    path = /href="([^"]*after=[^"]*)"/.exec(main)?.[1]?.replaceAll('&amp;', '&')
  }
  return [...new Set(found)]
}

async function listedByApi(name: Name, show: string) {
  const found: { id: string; bucket: string | null; state: string }[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: { items: typeof found; next: string | null } = await (
      await callers.get(name)!.get(`/tasks?show=${show}&limit=100${next && `&after=${next}`}`)
    ).json()
    found.push(...page.items)
    next = page.next
  }
  return found
}

const shows = ['all', 'open', 'late'] as const
type Show = (typeof shows)[number]

/**
 * Invariants 3 and 7: page and API list the same rows, those the rules say; the four buckets share out what counts. Each
 * run begins anew in the morning, to which the tasks of runs before it lie in the future: `among` leaves them out.
 */
async function expectSameRows(name: Name, shows: readonly Show[], among?: readonly string[]) {
  const today = dayIn(world.clock)
  const scopes = scopesOf(await world.who(name))
  const seen = world.db.reader.selectFrom('taskScopes').select('taskId').where('scope', 'in', scopes)
  const rows = await world.db.reader.selectFrom('tasks').selectAll().where('id', 'in', seen).execute()
  const all = rows.map((row) => ({ ...row, state: row.state as Snapshot['task']['state'] }))
  const expected = {
    all,
    open: all.filter(({ state }) => isOpen(state)),
    late: all.filter((task) => isOverdue(task, today)),
  }
  for (const show of shows) {
    const tasks = expected[show]
    const here = (ids: string[]) => ids.filter((id) => among?.includes(id) ?? true).sort()
    const ids = here(tasks.map(({ publicId }) => publicId))
    const api = await listedByApi(name, show)
    expect([name, show, here(api.map(({ id }) => id))]).toEqual([name, show, ids])
    expect([name, show, here(await listed(name, show))]).toEqual([name, show, ids])
    for (const { id, bucket: told } of api.filter(({ id }) => ids.includes(id))) {
      const task = tasks.find(({ publicId }) => publicId === id) as (typeof tasks)[number]
      expect(told).toBe(bucket(task, today) ?? null)
      expect(told === null).toBe(['declined', 'paused', 'cancelled'].includes(task.state) || task.children > 0)
    }
  }
}

/** The shortest story that breaks a promise, and what to give to fc.assert to see it again. */
function report<T>({ failed, seed, counterexamplePath, errorInstance }: fc.RunDetails<T>) {
  if (failed) throw new Error(`seed ${seed}, path '${counterexamplePath}'`, { cause: errorInstance })
}

test('random sequences by random people keep every promise', async () => {
  let taken = 0
  const patience = Date.now() + 30_000 // on a slow machine fewer runs, each of them whole
  await fc.assert(
    fc.asyncProperty(
      fc.array(given, { minLength: 2, maxLength: 3 }),
      fc.array(step, { minLength: 1, maxLength: 50, size: 'max' }),
      fc.constantFrom(...lacks),
      fc.constantFrom(...names),
      fc.constantFrom(...shows),
      async (orders, steps, lack, viewer, show) => {
        if (Date.now() > patience) return
        const run = new Run()
        try {
          await run.start()
          for (const order of orders) await run.give(order)
          await run.give(orders[0] as Given, lack)
          for (const one of steps) await run.step(one)
          await expectSameRows(viewer, [show], run.tasks)
        } catch (error) {
          throw new Error(run.told(), { cause: error })
        }
        taken += run.taken
      },
    ),
    { numRuns: 25, reporter: report },
  )
  expect(taken).toBeGreaterThan(50) // the walk went somewhere
  world.clock = evening
  for (const name of names) await expectSameRows(name, shows)
}, 120_000)
