import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../../db/schema.ts'
import { isTask, type Walk } from './walks.ts'

/**
 * The tasks of the first people who have any in these scopes, in Vietnamese order, some people at a time until the page is
 * full. Returns ids; at the end of the page a few more than it holds.
 */
export async function byPerson(db: Reader, walk: Walk, mostKnown: number): Promise<number[]> {
  const found: number[] = []
  const known = await doersIn(db, walk.scopes, mostKnown)
  for await (const people of known ? inOrder(db, walk, known) : searched(db, walk)) {
    found.push(...(await tasksOf(db, people, walk)))
    if (found.length >= walk.limit) break
  }
  return found
}

/** Who is responsible for anything in these scopes, by going from each to the next in the index; undefined for more. */
async function doersIn(db: Reader, scopes: readonly string[], most: number): Promise<number[] | undefined> {
  const all = new Set<number>()
  for (const scope of scopes) {
    const next = (after: unknown) => sql`select min(assignee_id) from task_scopes where scope = ${scope}${after}`
    const { rows } = await sql<{ id: number }>`with recursive found (id) as (${next(sql``)}
        union all select (${next(sql` and assignee_id > found.id`)}) from found where id is not null)
      select id from found where id is not null limit ${most + 1}`.execute(db)
    for (const { id } of rows) all.add(id)
    if (all.size > most) return undefined
  }
  return [...all]
}

async function* inOrder(db: Reader, { place, limit }: Walk, known: number[]): AsyncGenerator<number[]> {
  if (known.length === 0) return
  const rows = await db
    .selectFrom('people')
    .select('id')
    .where('id', 'in', known)
    .$if(place !== undefined, (q) => q.where(sql<boolean>`(sort_key, id) >= (${place?.sortKey}, ${place?.assigneeId})`))
    .orderBy('sortKey')
    .orderBy('id')
    .execute()
  for (let at = 0, step = Math.ceil(limit / 16); at < rows.length; at += step, step *= 2) {
    yield rows.slice(at, at + step).map(({ id }) => id)
  }
}

/** A handful of people who have such tasks, then twice as many; of each handful some at a time. */
async function* searched(db: Reader, walk: Walk): AsyncGenerator<number[]> {
  const { place, limit } = walk
  let after = place && { sortKey: place.sortKey, id: place.assigneeId, again: true }
  for (let handful = Math.ceil(limit / 8); ; handful *= 2) {
    const people = await peopleWith(db, walk, after, handful)
    const step = Math.ceil(handful / 8)
    for (let at = 0; at < people.length; at += step) yield people.slice(at, at + step).map(({ id }) => id)
    const last = people.at(-1)
    if (!last || people.length < handful) return
    after = { ...last, again: false }
  }
}

/** `again`: the one where the page before ended may have more. */
const peopleWith = (
  db: Reader,
  walk: Walk,
  after: { sortKey: string; id: number; again: boolean } | undefined,
  limit: number,
) =>
  db
    .selectFrom('people')
    .select(['sortKey', 'id'])
    .where(sql<boolean>`(${rowsOf(db, walk, sql`people.id`).limit(1)}) is not null`)
    .$if(after !== undefined, (q) =>
      q.where(sql<boolean>`(sort_key, id) ${after?.again ? sql`>=` : sql`>`} (${after?.sortKey}, ${after?.id})`),
    )
    .orderBy('sortKey')
    .orderBy('id')
    .limit(limit)
    .execute()

async function tasksOf(db: Reader, people: number[], walk: Walk) {
  const { place } = walk
  const rows = await rowsOf(db, walk, sql.join(people))
    .$if(place !== undefined, (q) =>
      q.where(sql<boolean>`(assignee_id <> ${place?.assigneeId} or (due, task_id) > (${place?.due}, ${place?.id}))`),
    )
    .execute()
  return [...new Set(rows.map(({ taskId }) => taskId))]
}

/** What these people have in the scopes and states of the list. */
const rowsOf = (db: Reader, { scopes, states, conditions }: Walk, people: RawBuilder<unknown>) =>
  db
    .selectFrom('taskScopes')
    .select('taskId')
    .where('scope', 'in', scopes)
    .where(sql<boolean>`assignee_id in (${people})`)
    .where('state', 'in', states)
    .$if(conditions.length > 0, (q) => q.where(isTask('task_scopes', conditions)))
