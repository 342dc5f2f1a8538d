import type { FindingFigures } from '../../src/inspections/figures/figures.ts'
import { severities } from '../../src/rules/inspections.ts'
import { number, share } from '../format.ts'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { severityNames } from '../words.ts'
import { findingsHref } from './findings.tsx'

/** Findings of a year by severity and unit, each figure with the rows behind it. Nothing where nothing was found. */
export function Figures({ figures, year }: { figures: FindingFigures; year: number }) {
  const { all, withdrawn, outside, repeats, bySeverity, byUnit } = figures
  if (all + withdrawn + outside === 0) return null
  return (
    <Sheet title={`Tồn tại năm ${year}`} count={all} flush>
      <Table
        caption={`Tồn tại năm ${year} theo mức độ và đơn vị`}
        dense
        head={
          <>
            <Th>Theo</Th>
            <Th num>Số tồn tại</Th>
            <Th num>Tỷ lệ trên {number(all)}</Th>
          </>
        }
      >
        {severities.map((severity) => (
          <Line
            label={severityNames[severity]}
            href={findingsHref({ year: String(year), severity, show: 'open', outside: '0' })}
            count={bySeverity[severity]}
            all={all}
          />
        ))}
        {byUnit.map(({ publicId, name, count }) => (
          <Line
            label={name}
            href={findingsHref({ year: String(year), unit: publicId, own: '1', show: 'open', outside: '0' })}
            count={count}
            all={all}
          />
        ))}
      </Table>
      <div class="sheet-pad">
        <details class="definition">
          <summary>Cách tính</summary>
          <p>
            Số tồn tại ghi nhận trong năm mà đồng chí được xem, mỗi tồn tại một lần. Trong đó {number(repeats)} tái phạm
            (cùng mục, cùng đơn vị, trong số tháng cơ quan quy định). Không tính {number(withdrawn)} tồn tại đã rút sau
            giải trình và {number(outside)} kiến nghị của cơ quan ngoài.
          </p>
        </details>
      </div>
    </Sheet>
  )
}

const Line = ({ label, href, count, all }: { label: string; href: string; count: number; all: number }) => (
  <Tr>
    <Th row>{count > 0 ? <a href={href}>{label}</a> : label}</Th>
    <Td label="Số tồn tại" num zero={count === 0}>
      {number(count)}
    </Td>
    <Td label="Tỷ lệ" num>
      {share(count, all)}
    </Td>
  </Tr>
)
