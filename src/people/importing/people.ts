import { Imported } from '../../../views/people/imported.tsx'
import type { Ctx } from '../../act.ts'
import { eachSlice } from '../../db/slices.ts'
import type { GivenRow, Kind, Options, RowAnswer } from '../../imports/kinds.ts'
import { can } from '../../rules/access.ts'
import { readPeople } from './known-people.ts'
import { matcher } from './match.ts'
import { applyPeople } from './people-apply.ts'
import { peopleFields, peopleOptions } from './people-fields.ts'
import { type Case, judge } from './people-judge.ts'
import { type PersonRow, personReader } from './people-rows.ts'
import { refuseRepeated, refuseTakenEmails, refuseTwins } from './people-twins.ts'
import { openPlaces } from './places.ts'
import { usernames } from './usernames.ts'

/** People (cán bộ, công chức) with post, unit and roles; the next file about them changes them, and never doubles them. */
export const peopleKind: Kind = {
  key: 'people',
  title: 'Cán bộ, công chức',
  text: 'Họ tên, chức vụ, đơn vị, vai trò của từng người. Mỗi người mới có một tên đăng nhập.',
  noun: 'người',
  action: 'unit.addPerson',
  fields: peopleFields,
  options: peopleOptions,
  check: checkPeople,
  apply: applyPeople,
  next: ({ publicId, counts }) => counts.created !== undefined && Imported({ publicId }),
}

const atOnce = 250

async function checkPeople(
  ctx: Ctx,
  given: readonly GivenRow[],
  options: Options,
  progress: (done: number) => Promise<void>,
): Promise<RowAnswer[]> {
  const { reader } = ctx.db
  const isWithinReach = (unit: { path: string }) => can(ctx.who, 'unit.addPerson', unit)
  const places = await openPlaces(reader, { isWithinReach, create: options.createUnits === '1' })
  const people = await readPeople(reader, ctx.today)
  const read = personReader(ctx.today, people.byUsername)
  const rows: PersonRow[] = []
  await eachSlice(given, atOnce, async (slice, done) => {
    rows.push(...slice.map(read))
    await progress(Math.floor(done / 3))
  })
  refuseRepeated(rows)
  const cases: Case[] = []
  const match = matcher(people, places)
  await eachSlice(rows, atOnce, async (slice, done) => {
    for (const row of slice) {
      const place = row.unit === undefined ? undefined : places.find(row.unit)
      cases.push({ row, place, match: match(row, place) })
    }
    await progress(Math.floor((rows.length + done) / 3))
  })
  refuseTwins(cases)
  refuseTakenEmails(cases, people)
  const named = rows.flatMap(({ username }) => (username ? [username] : []))
  const answer = judge(ctx, places, usernames(new Set([...people.byUsername.keys(), ...named])))
  const answers: RowAnswer[] = []
  await eachSlice(cases, atOnce, async (slice, done) => {
    answers.push(...slice.map(answer))
    await progress(Math.floor((2 * rows.length + done) / 3))
  })
  return answers
}
