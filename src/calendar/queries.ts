import type { Reader } from '../db/schema.ts'
import { type Person, scopesOf } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { type DeadlineCause, openStates, type TaskState } from '../rules/tasks.ts'
import { type CalendarDay, type WorkCalendar, workCalendar } from '../rules/working-days.ts'

type Kind = CalendarDay['kind']
type Confidence = NonNullable<CalendarDay['confidence']>

/** A special day as it is stored; the day itself is unique. */
export interface DayRow extends CalendarDay {
  id: number
  publicId: string
  source: string
  confidence: Confidence
  version: number
}

/** The working calendar in force, as a plain value for the rules. One query, a few dozen rows. */
export const readCalendar = async (db: Reader): Promise<WorkCalendar> => workCalendar(await readDays(db))

/** Every special day, in force or not, in order. */
export const readDays = async (db: Reader): Promise<DayRow[]> =>
  (await days(db).orderBy('day').execute()).map((row) => ({ ...row, active: row.active === 1 }))

export async function findDay(db: Reader, publicId: string): Promise<DayRow | undefined> {
  const row = await days(db).where('publicId', '=', publicId).executeTakeFirst()
  return row && { ...row, active: row.active === 1 }
}

export async function findDayOn(db: Reader, day: Day): Promise<DayRow | undefined> {
  const row = await days(db).where('day', '=', day).executeTakeFirst()
  return row && { ...row, active: row.active === 1 }
}

const days = (db: Reader) =>
  db
    .selectFrom('calendarDays')
    .select(['id', 'publicId', 'day', 'name', 'source', 'active', 'version'])
    .select((is) => [
      is.ref('kind').$castTo<Kind>().as('kind'),
      is.ref('confidence').$castTo<Confidence>().as('confidence'),
    ])

/** The unit at the root of the tree: the calendar is one for the whole office, so editing it is asked of this one. */
export const findRoot = (db: Reader) =>
  db.selectFrom('units').select(['id', 'path']).where('parentId', 'is', null).orderBy('id').executeTakeFirst()

/** Open, and not handed in: a deadline that waits for approval has done its work and stays. */
const movable = openStates.filter((state): state is TaskState => state !== 'submitted')

/** A deadline with only these behind it is still the one that was counted; a return or an extension typed another. */
const counted: DeadlineCause[] = ['first', 'calendar']

/**
 * The tasks whose deadlines a change of `day` can touch: still being worked on, given by that day and due on it or
 * later. `seen` says whether `who` may know more than the number of the task. One query.
 */
export async function tasksAcross(db: Reader, who: Person, day: Day) {
  const rows = await db
    .selectFrom('tasks')
    .innerJoin('units', 'units.id', 'tasks.unitId')
    .select(['tasks.id', 'tasks.publicId', 'tasks.code', 'tasks.title', 'tasks.assigneeId', 'tasks.due'])
    .select(['tasks.issuedOn', 'tasks.countedDays', 'units.path', 'units.shortName as unitShort'])
    .select((is) => [
      is
        .selectFrom('taskDeadlines')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('taskDeadlines.taskId', '=', 'tasks.id')
        .where('taskDeadlines.cause', 'not in', counted)
        .as('resets'),
      is
        .selectFrom('taskScopes')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('taskScopes.taskId', '=', 'tasks.id')
        .where('taskScopes.scope', 'in', scopesOf(who))
        .as('scopes'),
    ])
    .where('tasks.state', 'in', movable)
    .where('tasks.due', '>=', day)
    .where('tasks.issuedOn', '<=', day)
    .orderBy('tasks.due')
    .orderBy('tasks.id')
    .execute()
  return rows.map(({ resets, scopes, ...task }) => ({ ...task, reset: Number(resets) > 0, seen: Number(scopes) > 0 }))
}
export type TaskAcross = Awaited<ReturnType<typeof tasksAcross>>[number]

/** Who changed a special day last, and when: for the page that shows two versions beside each other. */
export const lastEditOf = (db: Reader, publicId: string) =>
  db
    .selectFrom('audit')
    .innerJoin('people', 'people.id', 'audit.actorId')
    .select(['people.name', 'audit.at'])
    .where('subjectKind', '=', 'calendar')
    .where('subject', '=', publicId)
    .orderBy('audit.id', 'desc')
    .executeTakeFirst()
