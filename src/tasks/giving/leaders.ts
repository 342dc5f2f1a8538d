import type { Reader } from '../../db/schema.ts'
import { activeGrants, peopleWithUnit } from '../../people/queries.ts'
import { type Role, unitsOf } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'

/** Who leads the unit of that path or one above it (lãnh đạo phụ trách), the highest first, at most eight. One query. */
export const leadersOver = (db: Reader, path: string, today: Day) => holdersOver(db, 'leader', path, today)

/** Who keeps track of work there (chuyên viên theo dõi), in the same way. */
export const clerksOver = (db: Reader, path: string, today: Day) => holdersOver(db, 'clerk', path, today)

const holdersOver = (db: Reader, role: Role, path: string, today: Day) =>
  peopleWithUnit(db)
    .select(['people.email', 'people.phone', 'people.sortKey'])
    .where('people.leftOn', 'is', null)
    .where('people.system', '=', 0)
    .where(
      'people.id',
      'in',
      activeGrants(db, today)
        .select('personId')
        .where('role', '=', role)
        .where('unitId', 'in', [...unitsOf(path)]),
    )
    .orderBy('units.path')
    .orderBy('people.sortKey')
    .limit(8)
    .execute()

/** Who leads this very unit (người đứng đầu). One query. */
export const headsOf = (db: Reader, unitId: number, today: Day) =>
  peopleWithUnit(db)
    .select(['people.email', 'people.phone', 'people.sortKey'])
    .where('people.leftOn', 'is', null)
    .where(
      'people.id',
      'in',
      activeGrants(db, today).select('personId').where('role', '=', 'leader').where('unitId', '=', unitId),
    )
    .limit(2)
    .execute()
