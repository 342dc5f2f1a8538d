import type { CalendarDay } from '../../src/rules/working-days.ts'
import type { MonthDay, Month as MonthOf } from '../../src/rules/year-calendar.ts'
import { dayKinds, dayMarks } from './words.ts'

const heads = [
  ['T2', 'thứ Hai'],
  ['T3', 'thứ Ba'],
  ['T4', 'thứ Tư'],
  ['T5', 'thứ Năm'],
  ['T6', 'thứ Sáu'],
  ['T7', 'thứ Bảy'],
  ['CN', 'Chủ nhật'],
] as const

/** One month: a day off of the week in brackets, a special day framed and named in a word that leads to its line. */
export const Month = ({ year, of, today }: { year: number; of: MonthOf; today: string }) => (
  <table class="month">
    <caption id={monthId(of.month)}>
      Tháng {of.month}
      <span class="sr">/{year}</span> <span class="muted">{of.workingDays} ngày làm việc</span>
    </caption>
    <thead>
      <tr>
        {heads.map(([short, full]) => (
          <th scope="col" abbr={full}>
            {short}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {of.weeks.map((week) => (
        <tr>{week.map((cell) => (cell ? <Cell {...cell} today={today} /> : <td />))}</tr>
      ))}
    </tbody>
  </table>
)

export const monthId = (month: number) => `month-${month}`

function Cell({ day, off, special, today }: MonthDay & { today: string }) {
  const current = day === today
  const look = [special?.kind, off && !special && 'off', current && 'today'].filter(Boolean).join(' ')
  return (
    <td class={look || undefined} aria-current={current ? 'date' : undefined}>
      {special ? <Special day={day} special={special} /> : <Plain day={day} off={off} />}
    </td>
  )
}

const Plain = ({ day, off }: { day: string; off: boolean }) => (
  <>
    {off ? `(${dateOf(day)})` : dateOf(day)}
    {off && <span class="sr"> nghỉ</span>}
  </>
)

const Special = ({ day, special }: { day: string; special: CalendarDay }) => (
  <a href={`#day-${day}`} title={`${special.name}: ${dayKinds[special.kind]}`}>
    {dateOf(day)} <small>{dayMarks[special.kind]}</small>
  </a>
)

const dateOf = (day: string) => Number(day.slice(8))

/** What the marks mean. */
export const Legend = () => (
  <p class="legend-of-days">
    <span>(3) thứ Bảy, Chủ nhật</span>
    {(Object.keys(dayKinds) as CalendarDay['kind'][]).map((kind) => (
      <span>
        <span class={`swatch ${kind}`}>
          3 <small>{dayMarks[kind]}</small>
        </span>{' '}
        {dayKinds[kind]}
      </span>
    ))}
  </p>
)
