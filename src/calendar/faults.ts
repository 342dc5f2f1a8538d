import { dayKinds } from '../../views/calendar/words.ts'
import { day as shown, weekday as weekdayName } from '../../views/format.ts'
import type { Reader } from '../db/schema.ts'
import { Invalid } from '../refusal.ts'
import type { Day } from '../rules/days.ts'
import { isWorkingDay, workCalendar } from '../rules/working-days.ts'
import type { DayInput } from './forms.ts'
import { findDayOn } from './queries.ts'

type Faults = Record<string, string>

/** What keeps a new day out of the calendar, by field: the day is there already, or cannot be of that kind. */
export async function faultsOfNew(db: Reader, input: DayInput & { day: Day }): Promise<Faults | undefined> {
  const row = await findDayOn(db, input.day)
  if (row) return { day: `${shown(row.day)} đã có trong lịch: ${row.name}. Mở ngày đó ra để sửa.` }
  return faultsOf(input, input.day)
}

/** A day in lieu is worked on a day off, and a swapped day off is a working day: the other way round changes nothing. */
export function faultsOf({ kind }: DayInput, day: Day): Faults | undefined {
  const works = isWorkingDay(day, plainWeek)
  const named = `${weekdayName(day)} ${shown(day)}`
  if (kind === 'swap_work' && works)
    return { kind: `${named} vốn là ngày làm việc. Ngày ${dayKinds[kind]} là ngày nghỉ trong tuần.` }
  if (kind !== 'holiday' && kind !== 'swap_work' && !works)
    return { kind: `${named} vốn là ngày nghỉ. Ngày ${dayKinds[kind]} là ngày làm việc trong tuần.` }
  return undefined
}

const plainWeek = workCalendar([])

export function refuseFaults(faults: Faults | undefined) {
  if (faults) throw new Invalid(faults)
}
