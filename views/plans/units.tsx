import type { UnitShare } from '../../src/plans/shares.ts'
import { countOf, type LineShow, totalOf } from '../../src/rules/plan-lines.ts'
import { number, share } from '../format.ts'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { linesHref } from './links.ts'
import type { PlanPageProps } from './page.tsx'

const columns = ['done', 'late', 'open', 'draft', 'none'] as const satisfies LineShow[]
const names: Record<(typeof columns)[number], string> = {
  done: 'Xong',
  late: 'Quá hạn',
  open: 'Đang làm',
  draft: 'Nháp',
  none: 'Chưa giao',
}

/** Whose lines they are: the units right below the one that follows the plan, and its own people. */
export const ByUnit = ({ plan, units, followed }: PlanPageProps) => (
  <Sheet title="Theo đơn vị chủ trì" flush>
    <Table
      caption="Theo đơn vị chủ trì"
      dense
      head={
        <>
          <Th>Đơn vị</Th>
          <Th num>Nhiệm vụ</Th>
          {columns.map((show) => (
            <Th num>{names[show]}</Th>
          ))}
          <Th num>Hoàn thành</Th>
        </>
      }
      foot={
        <Tr>
          <Th row>Cả văn bản</Th>
          <Cells plan={plan} share={{ key: '', name: '', counts: followed.counts }} />
        </Tr>
      }
    >
      {units.map((unit) => (
        <Tr>
          <Th row>
            <a href={linesHref(plan, { unit: unit.key })}>{unit.name}</a>
          </Th>
          <Cells plan={plan} share={unit} />
        </Tr>
      ))}
    </Table>
  </Sheet>
)

const Cells = ({ plan, share: { key, counts } }: { plan: PlanPageProps['plan']; share: UnitShare }) => {
  const total = totalOf(counts)
  const unit = key || undefined
  return (
    <>
      <Count label="Nhiệm vụ" count={total} href={linesHref(plan, { unit })} />
      {columns.map((show) => (
        <Count label={names[show]} count={countOf(counts, show)} href={linesHref(plan, { unit, show })} />
      ))}
      <Td label="Hoàn thành" num>
        {share(countOf(counts, 'done'), total, 1)}
      </Td>
    </>
  )
}

const Count = ({ label, count, href }: { label: string; count: number; href: string }) => (
  <Td label={label} num zero={count === 0}>
    {count === 0 ? 0 : <a href={href}>{number(count)}</a>}
  </Td>
)
