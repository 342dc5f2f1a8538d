import { day as shown } from '../../views/format.ts'
import type { Reader } from '../db/schema.ts'
import { could } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { ledBy, type Misfit, misfitsOf, succeeded } from '../rules/hand-over.ts'
import { leadersOver } from '../tasks/giving/leaders.ts'
import { headless, type Seat, seatsOf } from './departure-teams.ts'
import { digestOf } from './digest.ts'
import { leadsAmong, namesOf, type Standing, standingOf } from './leading.ts'
import { type OpenTask, openTasksOf, openWork } from './open-work.ts'
import { currentPosting, delegationsOf, findWho, grantsOf, officeOf, type PersonRow } from './queries.ts'
import { quoted } from './quoted.ts'
import { outline, type Reseating } from './reseat.ts'

/** What a person is to a task that is not over; 'doer' of a step in somebody else's. */
export const parts = ['assignee', 'approver', 'assigner', 'follower', 'coordinator', 'doer'] as const
export type Part = (typeof parts)[number]

/** One task of the leaver: what they are to it, who would be what, and why that cannot be. */
export interface Handing extends Reseating {
  parts: Part[]
  misfits: Misfit[]
  /** The leader who stands in took a seat. */
  isLed: boolean
}

export interface Asked {
  day: Day
  /** Who takes over (người nhận bàn giao). */
  heir?: PersonRow
  /** Who approves and assigns where the successor cannot. */
  leader?: PersonRow
}

/** What a departure would do: shown first, then done. */
export type Departure = Awaited<ReturnType<typeof foreseeDeparture>>

/**
 * Everything that ends or changes hands when this person leaves, and in `errors` all that stands in the way. `seen` names
 * this very outcome: a departure is carried out only as it was shown. Some fifteen queries, whatever the rows.
 */
export async function foreseeDeparture(db: Reader, today: Day, person: PersonRow, asked: Asked) {
  const { day, heir } = asked
  const leader = asked.leader?.leftOn === null && asked.leader.id !== person.id ? asked.leader : undefined
  const work = (await openWork(db, openTasksOf(person.id))).filter((task) => partsOf(task, person.id).length > 0)
  const people = await standingOf(db, [...work.flatMap(peopleIn), heir?.id ?? 0, leader?.id ?? 0], today)
  const tasks = work.map((task) => handing(task, person, { day, heir, leader }, people))
  const [ending, wrongHeir] = [await endingOf(db, today, person), heir && (await heirError(db, person, heir))]
  const drafts = await draftsOf(db, today, person, heir)
  const seats = await seatsOf(db, person, wrongHeir ? undefined : heir)
  const alone = headless(seats)
  const misfits = wrongHeir ? [] : tasks.filter((task) => task.misfits.length > 0)
  const needsLeader = !wrongHeir && tasks.some(({ isLed, misfits }) => isLed || misfits.length > 0)
  const errors = {
    ...(await dayError(db, person, day)),
    ...(wrongHeir && { successor: wrongHeir }),
    ...(!wrongHeir && alone.length > 0 && { successor: headSentence(alone) }),
    ...(tasks.length > 0 && !heir && { successor: needed(person, tasks.length) }),
    ...(misfits.length > 0 && { leader: misfitSentence(misfits) }),
  } as Record<string, string>
  const leaders = needsLeader && heir ? await likelyLeaders(db, today, person, heir) : []
  const outcome = [tasks.map((one) => [one.task.publicId, one.task.version, one.unitId, outline(one.after)]), drafts]
  const ends = [ending.roles, ending.delegations].map((rows) => rows.map(({ publicId }) => publicId))
  const teams = seats.map(({ publicId, part, to }) => [publicId, part, to?.id])
  const seen = digestOf([person.version, day, heir?.publicId, leader?.publicId, ends, outcome, teams])
  return { tasks, seats, ...ending, drafts, misfits, needsLeader, leaders, errors, seen, names: namesOf(people) }
}

/** What the person is to a task, without what is over: a step that was done, a part that was finished. */
export function partsOf(task: OpenTask, id: number): Part[] {
  const held = (['assignee', 'approver', 'assigner', 'follower'] as const).filter((seat) => task[`${seat}Id`] === id)
  const coordinates = task.coordinators.some(({ personId, isDone }) => personId === id && !isDone)
  const does = task.assigneeId !== id && task.stepDoers.includes(id)
  return [...held, ...(coordinates ? ['coordinator' as const] : []), ...(does ? ['doer' as const] : [])]
}

const peopleIn = ({ assigneeId, approverId, assignerId, followerId, coordinators, stepDoers }: OpenTask) => [
  ...[assigneeId, approverId, assignerId, followerId ?? 0],
  ...coordinators.map(({ personId }) => personId),
  ...stepDoers,
]

/** Nobody yet: 0 is nobody's id. */
function handing(
  task: OpenTask,
  person: PersonRow,
  { heir, leader }: Asked,
  people: ReadonlyMap<number, Standing>,
): Handing {
  const bare = succeeded(task, person.id, heir?.id ?? 0)
  const leads = leadsAmong(people)
  const misfits = heir ? misfitsOf(task, bare, leads) : []
  const isLed = leader !== undefined && misfits.length > 0
  const after = isLed ? ledBy(bare, misfits, leader.id) : bare
  const unitId = after.assigneeId === task.assigneeId ? task.unitId : (heir?.unitId ?? task.unitId)
  const left = isLed ? misfitsOf(task, after, leads) : misfits
  return { task, after, unitId, parts: partsOf(task, person.id), misfits: left, isLed }
}

async function endingOf(db: Reader, today: Day, { id }: PersonRow) {
  const roles = await grantsOf(db, [id], today)
  const delegations = delegationsOf(db, id).where('endedAt', 'is', null).where('toDay', '>=', today)
  const open = async (table: 'sessions' | 'tokens') => {
    const rows = db.selectFrom(table).select('id').where('personId', '=', id).where('endedAt', 'is', null)
    return (await rows.where('expiresAt', '>', today).execute()).length
  }
  return {
    roles,
    delegations: await delegations.execute(),
    devices: await open('sessions'),
    tokens: await open('tokens'),
  }
}

/** Drafts go along with the work to somebody who gives work; otherwise they wait where nobody but their owner finds them. */
async function draftsOf(db: Reader, today: Day, person: PersonRow, heir?: PersonRow) {
  const rows = await db.selectFrom('drafts').select('id').where('ownerId', '=', person.id).execute()
  const who = heir && rows.length > 0 ? await findWho(db, heir.id, today) : undefined
  return { count: rows.length, go: who !== undefined && could(who, 'person.giveTask') }
}

async function dayError(db: Reader, person: PersonRow, day: Day) {
  const posting = await currentPosting(db, person.id)
  if (!posting || day >= posting.fromDay) return undefined
  return { day: `Đồng chí này giữ vị trí hiện nay từ ${shown(posting.fromDay)}. Ghi ngày từ hôm đó.` }
}

async function heirError(db: Reader, person: PersonRow, heir: PersonRow): Promise<string | undefined> {
  if (heir.id === person.id) return 'Chọn người khác: việc không bàn giao cho chính người thôi công tác.'
  if (heir.leftOn !== null) return `Đồng chí ${heir.name} đã thôi công tác. Chọn người đang công tác.`
  const [from, to] = [await officeOf(db, person.path), await officeOf(db, heir.path)]
  if (from?.id === to?.id) return undefined
  return `Đồng chí ${heir.name} thuộc cơ quan khác. Chọn người trong ${from?.name ?? 'cùng cơ quan'}.`
}

const likelyLeaders = async (db: Reader, today: Day, person: PersonRow, heir: PersonRow) =>
  (await leadersOver(db, heir.path, today)).filter(({ id }) => id !== person.id && id !== heir.id)

const needed = ({ name }: PersonRow, count: number) =>
  `Đồng chí ${name} còn ${count} việc chưa xong. Chọn người nhận bàn giao.`

const headSentence = (seats: readonly Seat[]) =>
  `Không còn ai làm trưởng đoàn của ${quoted(seats.map(({ name }) => name))}. Chọn người nhận bàn giao không thuộc nơi được kiểm tra.`

/** Nobody approves the own work, and who approves or assigns leads who does it: product.md section 2, rõ trách nhiệm. */
function misfitSentence(handings: readonly Handing[]): string {
  const titles = (isBoth: boolean) =>
    quoted(handings.filter(({ misfits }) => misfits.includes('both') === isBoth).map(({ task }) => task.title))
  const [both, noRight] = [titles(true), titles(false)]
  return [
    both && `Người nhận sẽ vừa thực hiện vừa nghiệm thu ${both}.`,
    noRight && `Người nhận chưa là lãnh đạo của người thực hiện ${noRight}.`,
    'Chọn lãnh đạo nghiệm thu thay những việc này, hoặc chọn người nhận khác.',
  ]
    .filter(Boolean)
    .join(' ')
}
