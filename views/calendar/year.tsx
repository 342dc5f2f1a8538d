import type { DayRow } from '../../src/calendar/queries.ts'
import type { Month as MonthOf } from '../../src/rules/year-calendar.ts'
import { LinkButton } from '../ui/button.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Counter } from './counter.tsx'
import { DayList } from './day-list.tsx'
import { Legend, Month, monthId } from './month.tsx'

type Props = {
  year: number
  today: string
  months: readonly MonthOf[]
  rows: readonly DayRow[]
  /** Somebody has published the days of this year. */
  covered: boolean
  mayEdit: boolean
  counter: Parameters<typeof Counter>[0]
}

/** The working calendar (lịch làm việc) of a year. */
export const Year = ({ year, today, months, rows, covered, mayEdit, counter }: Props) => (
  <div class="stack year-page">
    {!covered && <Unsure year={year} computed={rows.some(({ active }) => active)} />}
    <Counter {...counter} />
    <Sheet
      title={`Mười hai tháng năm ${year}`}
      foot={<Legend />}
      aside={today.startsWith(`${year}-`) && <ToMonth month={Number(today.slice(5, 7))} />}
    >
      <div class="year">
        {months.map((month) => (
          <Month year={year} of={month} today={today} />
        ))}
      </div>
    </Sheet>
    <DayList year={year} rows={rows} mayEdit={mayEdit} />
  </div>
)

/** On a phone the present month may lie ten months down. */
const ToMonth = ({ month }: { month: number }) => (
  <LinkButton kind="quiet" href={`#${monthId(month)}`}>
    Đến tháng {month}
  </LinkButton>
)

const Unsure = ({ year, computed }: { year: number; computed: boolean }) => (
  <Note tone="amber" id="no-official-days" title={`Năm ${year} chưa có lịch nghỉ chính thức.`}>
    {computed
      ? 'Ngày nghỉ dưới đây tính theo Bộ luật Lao động. Khi có thông báo, quản trị thay bằng lịch chính thức.'
      : 'Mới chỉ thứ Bảy và Chủ nhật được tính là ngày nghỉ. Khi có thông báo, quản trị nhập ngày nghỉ vào đây.'}
  </Note>
)

/** Under the h1. */
export const YearSum = ({ year, months }: { year: number; months: readonly MonthOf[] }) => (
  <>
    Năm {year}: {months.reduce((sum, { workingDays }) => sum + workingDays, 0)} ngày làm việc
  </>
)

/** To the years beside this one, and to a new day for who may. */
export const YearActions = ({ year, mayEdit }: { year: number; mayEdit: boolean }) => (
  <>
    <LinkButton icon="arrow-left" href={`/calendar?year=${year - 1}`} label={`Năm ${year - 1}`}>
      {year - 1}
    </LinkButton>
    <LinkButton icon="arrow-right" href={`/calendar?year=${year + 1}`} label={`Năm ${year + 1}`}>
      {year + 1}
    </LinkButton>
    {mayEdit && (
      <LinkButton kind="pri" icon="plus" href="/calendar/new">
        Thêm ngày
      </LinkButton>
    )}
  </>
)
