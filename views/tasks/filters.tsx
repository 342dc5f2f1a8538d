import type { UnitChoice } from '../../src/people/work-units.ts'
import { type TaskShow, type TaskView, taskSorts } from '../../src/rules/task-lists.ts'
import { taskKinds } from '../../src/rules/tasks.ts'
import { day } from '../format.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { type Filter, FilterChip } from '../ui/filter-bar.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Unfold } from '../ui/unfold.tsx'
import { bucketNames, taskKinds as kindNames, taskSortNames, taskStates, taskViewNames } from '../words.ts'
import { type AskedTasks, askHref } from './asked.ts'

/** How many there are behind the chips that lead to what must be done; 1000 stands for that many or more. */
export type Counts = Partial<Record<'open' | 'late', number>>

const mainShows = ['open', 'late', 'submitted', 'completed', 'all'] as const satisfies TaskShow[]

export const showNames: Record<TaskShow, string> = {
  ...taskStates,
  ...bucketNames,
  open: 'Đang mở',
  late: 'Quá hạn',
  all: 'Tất cả',
  counted: 'Việc có hạn',
  settled: 'Đã xong hoặc đã quá hạn',
  wholes: 'Tính theo các phần',
}

type ChipsProps = { asked: AskedTasks; views: readonly TaskView[]; counts: Counts }

/** What is shown, whose part, and every filter that is on, each with a cross. On a phone one line that scrolls. */
export const Chips = ({ asked, views, counts }: ChipsProps) => (
  <nav class="filters task-filters" aria-label="Lọc">
    <ChipList chips={showChips(asked, counts)} label="Tình trạng" />
    {views.length > 1 && <ChipList chips={viewChips(asked, views)} label="Vai trò của tôi" />}
    <ChipList chips={onChips(asked)} label="Đang lọc" />
  </nav>
)

const ChipList = ({ chips, label }: { chips: readonly Filter[]; label: string }) =>
  chips.length > 0 && (
    <ul aria-label={label}>
      {chips.map((chip) => (
        <li>
          <FilterChip {...chip} />
        </li>
      ))}
    </ul>
  )

const changed = (asked: AskedTasks, more: Partial<AskedTasks>) => askHref({ ...asked, after: undefined, ...more })

function showChips(asked: AskedTasks, counts: Counts): Filter[] {
  const main = mainShows.map((show) => ({
    label: showNames[show],
    href: changed(asked, { show }),
    count: show === 'open' || show === 'late' ? counted(counts[show]) : undefined,
    active: asked.show === show,
  }))
  if (main.some(({ active }) => active)) return main
  return [...main, { label: showNames[asked.show], href: changed(asked, { show: 'open' }), active: true, remove: true }]
}

const counted = (count: number | undefined) => (count === undefined ? undefined : count < 1000 ? String(count) : '999+')

const viewChips = (asked: AskedTasks, views: readonly TaskView[]): Filter[] =>
  views.map((view) => ({ label: taskViewNames[view], href: changed(asked, { view }), active: asked.view === view }))

/** The filters of the form as they stand, in words. */
export function onChips(asked: AskedTasks): Filter[] {
  const { q, unit, plan, who, person, kind } = asked
  const chips: [label: string | false | undefined, off: Partial<AskedTasks>][] = [
    [q && `“${q}”`, { q: '' }],
    [unit?.name, { unit: undefined }],
    [plan?.name, { plan: undefined }],
    [who?.name, { who: undefined }],
    [person && `người: ${person}`, { person: '' }],
    [kind && kindNames[kind], { kind: undefined }],
    [span('hạn', asked.dueFrom, asked.dueTo), { dueFrom: undefined, dueTo: undefined }],
    [span('giao', asked.issuedFrom, asked.issuedTo), { issuedFrom: undefined, issuedTo: undefined }],
  ]
  return chips.flatMap(([label, off]) =>
    label ? [{ label, href: changed(asked, off), active: true, remove: true }] : [],
  )
}

function span(what: string, from?: string, to?: string): string | undefined {
  if (from && to) return `${what} ${day(from)} – ${day(to)}`
  return from ? `${what} từ ${day(from)}` : to && `${what} đến ${day(to)}`
}

type FormProps = { asked: AskedTasks; units: readonly UnitChoice[] }

/** The search, and behind a button everything else one can ask for. What the chips hold travels along. */
export const AskForm = ({ asked, units }: FormProps) => (
  <Form action="/tasks" method="get" class="task-ask" label="Tìm và lọc việc">
    <Kept asked={asked} unitKept={units.length < 2} />
    <div class="task-search">
      <Field
        name="q"
        type="search"
        label="Tìm theo tên việc, mã việc, văn bản, người"
        hideLabel
        placeholder="Tên việc, mã việc, văn bản, người…"
        value={asked.q}
      />
      <Button icon="search">Tìm</Button>
    </div>
    <Unfold label="Lọc và sắp xếp…" icon="settings" open={Object.keys(asked.errors).length > 0}>
      <div class="task-ask-fields">
        <Field name="person" label="Người thực hiện" value={asked.person} placeholder="Vài chữ trong họ tên" />
        {units.length > 1 && <UnitField asked={asked} units={units} />}
        <Field
          name="dueFrom"
          type="date"
          label="Hạn từ"
          value={dayTyped(asked, 'dueFrom')}
          errors={asked.errors.dueFrom}
        />
        <Field name="dueTo" type="date" label="Hạn đến" value={dayTyped(asked, 'dueTo')} errors={asked.errors.dueTo} />
        <Select
          name="kind"
          label="Loại việc"
          placeholder="Mọi loại"
          options={taskKinds.map((kind) => ({ value: kind, label: kindNames[kind] }))}
          value={asked.kind}
        />
        <Select
          name="sort"
          label="Sắp xếp"
          options={taskSorts.map((sort) => ({ value: sort, label: taskSortNames[sort] }))}
          value={asked.sort}
        />
      </div>
      <div class="actions">
        <Button kind="soft">Lọc</Button>
        {onChips(asked).length > 0 && (
          <LinkButton kind="quiet" href={askHref({ view: asked.view, show: asked.show, sort: asked.sort })}>
            Bỏ các bộ lọc
          </LinkButton>
        )}
      </div>
    </Unfold>
  </Form>
)

/** What the form has no field for. */
function Kept({ asked, unitKept }: { asked: AskedTasks; unitKept: boolean }) {
  const { view, show, who, unit, plan, issuedFrom, issuedTo } = asked
  const kept = {
    view,
    show,
    personId: who?.publicId,
    unit: unitKept && unit?.publicId,
    plan: plan?.publicId,
    issuedFrom,
    issuedTo,
  }
  return <>{Object.entries(kept).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}</>
}

const dayTyped = (asked: AskedTasks, name: 'dueFrom' | 'dueTo') => {
  const read = asked[name]
  return read ? day(read) : asked.typed[name]
}

function UnitField({ asked, units }: FormProps) {
  const known = units.some(({ unit }) => unit.publicId === asked.unit?.publicId)
  const options = units.map(({ unit, depth }) => ({ value: unit.publicId, label: `${'– '.repeat(depth)}${unit.name}` }))
  const other = asked.unit && !known ? [{ value: asked.unit.publicId, label: asked.unit.name }] : []
  return (
    <Select
      name="unit"
      label="Đơn vị, kể cả trực thuộc"
      placeholder="Mọi đơn vị"
      options={[...other, ...options]}
      value={asked.unit?.publicId}
    />
  )
}
