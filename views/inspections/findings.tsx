import type { FindingRow } from '../../src/inspections/findings/find-findings.ts'
import type { UnitNode } from '../../src/people/tree.ts'
import { severities } from '../../src/rules/inspections.ts'
import { remedyStateOf } from '../../src/rules/remedies.ts'
import { type FindingStage, stageOf } from '../../src/rules/rounds.ts'
import { shortDay } from '../format.ts'
import { unitOptions } from '../people/unit-options.ts'
import { Tag } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Form } from '../ui/form.tsx'
import { Paging } from '../ui/paging.tsx'
import { Meta } from '../ui/row.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { severityNames } from '../words.ts'
import { RemedyTag } from './remedy.tsx'
import { remedyGroups } from './remedy-groups.ts'
import { Take } from './take.tsx'

export type FindingQuery = {
  unit: string
  severity: string
  year: string
  show: '' | 'open' | 'mine' | 'waiting' | 'withdrawn'
  /** Noted between these days, ISO; for the figures of a part of a year. */
  from: string
  to: string
  /** The code of an item, '-' of none, and the checklist it belongs to. */
  item: string
  checklist: string
  repeat: '' | '1'
  /** '1' recommendations of outside bodies, '0' none of them. */
  outside: '' | '0' | '1'
  /** A key of `remedyGroups`. */
  remedy: string
  /** Of that very unit, without those below. */
  own: '' | '1'
  after?: string
}

type Props = {
  rows: readonly FindingRow[]
  query: FindingQuery
  units: readonly UnitNode[]
  next?: string
  today: string
}

export const findingsHref = (query: Partial<FindingQuery>, path = '/findings') => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path
}

const shows: [FindingQuery['show'], string][] = [
  ['', 'Tất cả'],
  ['open', 'Không kể đã rút'],
  ['waiting', 'Chờ giải trình'],
  ['mine', 'Của tôi'],
]

/** What the form does not show and sends along. */
const kept = ['show', 'year', 'from', 'to', 'item', 'checklist', 'repeat', 'outside', 'own'] as const

type Narrowing = { label: string; off: Partial<FindingQuery> }

/** What a figure or a year narrowed the list to, each to be taken off. */
function narrowings({ year, from, to, item, repeat, outside, own, show }: FindingQuery, today: string): Narrowing[] {
  const span = [from && `từ ${shortDay(from, today)}`, to && `đến ${shortDay(to, today)}`].filter(Boolean).join(' ')
  const all: (Narrowing | false | '')[] = [
    year && { label: `Năm ${year}`, off: { year: '' } },
    span && { label: `Ghi nhận ${span}`, off: { from: '', to: '' } },
    item && { label: item === '-' ? 'Không thuộc mục nào' : `Mục ${item}`, off: { item: '', checklist: '' } },
    repeat && { label: 'Tái phạm', off: { repeat: '' } },
    outside && {
      label: outside === '1' ? 'Kiến nghị của cơ quan ngoài' : 'Không kể cơ quan ngoài',
      off: { outside: '' },
    },
    own && { label: 'Không kể đơn vị trực thuộc', off: { own: '' } },
    show === 'withdrawn' && { label: 'Đã rút', off: { show: '' } },
  ]
  return all.filter((one) => one !== false && one !== '')
}

/** Tồn tại: what rounds of inspection found, as far as the viewer may know of it. */
export const FindingList = ({ rows, query, units, next, today }: Props) => (
  <Sheet
    flush
    foot={
      rows.length > 0 && (
        <Take
          text="Tải đúng các tồn tại đang lọc:"
          href={(ending) => findingsHref({ ...query, after: undefined }, `/findings${ending}`)}
        />
      )
    }
  >
    <div class="sheet-pad">
      <FilterBar
        filters={[
          ...shows.map(([show, label]) => ({
            label,
            href: findingsHref({ ...query, show, after: undefined }),
            active: query.show === show,
          })),
          ...narrowings(query, today).map(({ label, off }) => ({
            label,
            href: findingsHref({ ...query, ...off, after: undefined }),
            active: true,
            remove: true,
          })),
        ]}
      />
      <Form action="/findings" method="get" class="inline" label="Lọc tồn tại">
        {kept.map((name) => query[name] && <input type="hidden" name={name} value={query[name]} />)}
        <Select name="unit" label="Đơn vị" placeholder="Mọi đơn vị" options={unitOptions(units)} value={query.unit} />
        <Select
          name="severity"
          label="Mức độ"
          placeholder="Mọi mức độ"
          options={severities.map((value) => ({ value, label: severityNames[value] }))}
          value={query.severity}
        />
        <Select
          name="remedy"
          label="Khắc phục"
          placeholder="Mọi tình trạng"
          options={Object.entries(remedyGroups).map(([value, { label }]) => ({ value, label }))}
          value={query.remedy}
        />
        <Button icon="search">Lọc</Button>
      </Form>
    </div>
    {rows.length === 0 ? (
      <Empty icon="clipboard-check" title="Không có tồn tại nào khớp thuộc phạm vi của đồng chí" />
    ) : (
      <Rows rows={rows} today={today} />
    )}
    <Paging
      first={query.after && findingsHref({ ...query, after: undefined })}
      next={next && findingsHref({ ...query, after: next })}
    />
  </Sheet>
)

const Rows = ({ rows, today }: Pick<Props, 'rows' | 'today'>) => (
  <Table
    caption="Tồn tại, mới nhất trước"
    head={
      <>
        <Th>Tồn tại</Th>
        <Th>Đơn vị</Th>
        <Th>Mức độ</Th>
        <Th>Ghi nhận</Th>
        <Th>Hạn khắc phục</Th>
        <Th>Trạng thái</Th>
      </>
    }
  >
    {rows.map((row) => (
      <Tr>
        <Th row>
          <a href={`/findings/${row.publicId}`}>{row.text}</a>
          <Meta parts={[row.item && `Mục ${row.item}`, row.roundName]} />
        </Th>
        <Td label="Đơn vị">{row.unitShort || row.unitName}</Td>
        <Td label="Mức độ">
          {severityNames[row.severity]}
          {row.repeatOfId !== null && ', tái phạm'}
        </Td>
        <Td label="Ghi nhận">{shortDay(row.foundOn, today)}</Td>
        <Td label="Hạn khắc phục">{shortDay(row.taskDue ?? row.due, today)}</Td>
        <Td label="Trạng thái">
          <Standing finding={row} today={today} />
        </Td>
      </Tr>
    ))}
  </Table>
)

const stages: Record<FindingStage, { label: string; tone: 'slate' | 'blue' | 'red' | 'green' | 'amber' }> = {
  noted: { label: 'Mới ghi nhận', tone: 'slate' },
  put: { label: 'Chờ giải trình', tone: 'blue' },
  overdue: { label: 'Quá hạn giải trình', tone: 'amber' },
  answered: { label: 'Đã trả lời', tone: 'blue' },
  withdrawn: { label: 'Đã rút', tone: 'slate' },
}

/** Its remedy, once that has begun or is late; before, where it stands between the two sides. */
export function Standing({ finding, today }: { finding: FindingRow; today: string }) {
  const state = remedyStateOf(finding, today)
  const isKnown = finding.putAt !== null || finding.roundState === 'signed'
  return finding.state === 'withdrawn' || state === 'none' || !isKnown ? (
    <Stage finding={finding} today={today} />
  ) : (
    <RemedyTag state={state} />
  )
}

/** Where a finding stands between the team and the side inspected, in a word. */
export function Stage({ finding, today }: { finding: FindingRow; today: string }) {
  const stage = stageOf(finding, today)
  const { label, tone } = stages[stage]
  if (stage !== 'answered') return <Tag tone={tone}>{label}</Tag>
  return <Tag tone="blue">{finding.answer === 'agree' ? 'Đã nhất trí' : 'Đã giải trình'}</Tag>
}
