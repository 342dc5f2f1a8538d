import type { FindingRow } from '../../src/inspections/find-findings.ts'
import type { UnitNode } from '../../src/people/tree.ts'
import { severities } from '../../src/rules/inspections.ts'
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

export type FindingQuery = {
  unit: string
  severity: string
  year: string
  show: '' | 'open' | 'mine' | 'waiting'
  after?: string
}

type Props = {
  rows: readonly FindingRow[]
  query: FindingQuery
  units: readonly UnitNode[]
  next?: string
  today: string
}

export const findingsHref = (query: Partial<FindingQuery>) => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length > 0 ? `/findings?${new URLSearchParams(given)}` : '/findings'
}

const shows: [FindingQuery['show'], string][] = [
  ['', 'Tất cả'],
  ['open', 'Đang theo dõi'],
  ['waiting', 'Chờ giải trình'],
  ['mine', 'Của tôi'],
]

/** Tồn tại: what rounds of inspection found, as far as the viewer may know of it. */
export const FindingList = ({ rows, query, units, next, today }: Props) => (
  <Sheet flush>
    <div class="sheet-pad">
      <FilterBar
        filters={[
          ...shows.map(([show, label]) => ({
            label,
            href: findingsHref({ ...query, show, after: undefined }),
            active: query.show === show,
          })),
          ...(query.year
            ? [
                {
                  label: `Năm ${query.year}`,
                  href: findingsHref({ ...query, year: '', after: undefined }),
                  active: true,
                  remove: true,
                },
              ]
            : []),
        ]}
      />
      <Form action="/findings" method="get" class="inline" label="Lọc tồn tại">
        {query.show && <input type="hidden" name="show" value={query.show} />}
        {query.year && <input type="hidden" name="year" value={query.year} />}
        <Select name="unit" label="Đơn vị" placeholder="Mọi đơn vị" options={unitOptions(units)} value={query.unit} />
        <Select
          name="severity"
          label="Mức độ"
          placeholder="Mọi mức độ"
          options={severities.map((value) => ({ value, label: severityNames[value] }))}
          value={query.severity}
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
        <Td label="Hạn khắc phục">{shortDay(row.due, today)}</Td>
        <Td label="Trạng thái">
          <Stage finding={row} today={today} />
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

/** Where a finding stands between the team and the side inspected, in a word. */
export function Stage({ finding, today }: { finding: FindingRow; today: string }) {
  const stage = stageOf(finding, today)
  const { label, tone } = stages[stage]
  if (stage !== 'answered') return <Tag tone={tone}>{label}</Tag>
  return <Tag tone="blue">{finding.answer === 'agree' ? 'Đã nhất trí' : 'Đã giải trình'}</Tag>
}
