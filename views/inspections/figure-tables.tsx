import type { Counted } from '../../src/inspections/figures/figures.ts'
import type { Severity } from '../../src/rules/inspections.ts'
import { day, number, share } from '../format.ts'
import { Facts } from '../ui/facts.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { severityNames } from '../words.ts'
import { rowsHref } from './figure-links.ts'
import type { FiguresProps } from './figures.tsx'

/** A number with the way to the rows it counts. */
export function Rows({ count, href }: { count: number; href?: string }) {
  if (!href || count === 0) return <span>{number(count)}</span>
  return (
    <a class="why" href={href}>
      <span>{number(count)}</span>
    </a>
  )
}

/** Names of severities and of findings of no item, as they are shown. */
export const named = (line: Counted): Counted => ({ ...line, name: severityNames[line.key as Severity] })
export const itemNamed = (line: Counted): Counted => ({
  ...line,
  name: line.name || 'Không thuộc mục nào của bảng kiểm',
})

type Narrow = (key: string, unit: string) => Record<string, string>
export const bySeverity: Narrow = (severity, unit) => ({ severity, unit })
export const byUnit: Narrow = (unit) => ({ unit, own: '1' })
export function byItem(key: string, unit: string) {
  const at = key.indexOf('/')
  return { unit, item: key.slice(at + 1) || '-', checklist: key.slice(0, at) }
}

type ByProps = Pick<FiguresProps, 'figures' | 'query'> & { title: string; lines: readonly Counted[]; narrow: Narrow }

/** Findings by something they have, with their share and the same span of the year before. */
export function By({ title, lines, narrow, figures, query }: ByProps) {
  const all = figures.now.findings.value
  if (lines.every(({ count, before }) => count + before === 0)) return null
  return (
    <Sheet title={title} flush>
      <Table
        caption={title}
        dense
        head={
          <>
            <Th>Theo</Th>
            <Th num>Số tồn tại</Th>
            <Th num>Tỷ lệ trên {number(all)}</Th>
            <Th num>Cùng kỳ {figures.year - 1}</Th>
          </>
        }
      >
        {lines.map(({ key, name, count, before }) => (
          <Tr>
            <Th row>{name}</Th>
            <Td label="Số tồn tại" num zero={count === 0}>
              <Rows count={count} href={rowsHref({ ...figures.spans.span, ...narrow(key, query.unit) })} />
            </Td>
            <Td label="Tỷ lệ" num zero={count === 0}>
              {share(count, all)}
            </Td>
            <Td label={`Cùng kỳ ${figures.year - 1}`} num zero={before === 0}>
              <Rows count={before} href={rowsHref({ ...figures.spans.before, ...narrow(key, query.unit) })} />
            </Td>
          </Tr>
        ))}
      </Table>
    </Sheet>
  )
}

/** What coverage is counted over: every unit in scope, and whether it was inspected. */
export function Covered({ figures: { units } }: Pick<FiguresProps, 'figures'>) {
  if (units.length === 0) return null
  const [done, left] = [units.filter(({ inspected }) => inspected), units.filter(({ inspected }) => !inspected)]
  const names = (some: typeof units) => some.map(({ name }) => name).join('; ') || 'Không có'
  return (
    <Sheet title="Độ phủ theo đơn vị" flush id="do-phu">
      <Facts
        rows={[
          { label: `Đã kiểm tra (${number(done.length)})`, body: names(done) },
          { label: `Chưa kiểm tra (${number(left.length)})`, body: names(left) },
        ]}
      />
    </Sheet>
  )
}

/** What the shares of headcounts are counted over, each with its sheet. */
export function Headcounts({ figures: { headcounts } }: Pick<FiguresProps, 'figures'>) {
  if (headcounts.length === 0) return null
  return (
    <Sheet title="Các lần kiểm tra quân số" count={headcounts.length} flush id="quan-so">
      <Table
        caption="Các lần kiểm tra quân số"
        dense
        head={
          <>
            <Th>Nơi kiểm tra</Th>
            <Th>Đợt</Th>
            <Th num>Biên chế</Th>
            <Th num>Có mặt</Th>
            <Th num>Vắng có lý do</Th>
            <Th num>Vắng không lý do</Th>
          </>
        }
      >
        {headcounts.map(({ sheetPublicId, inspected, roundName, day: from, ...count }) => (
          <Tr>
            <Th row>
              <a href={`/inspections/sheets/${sheetPublicId}`}>{inspected}</a>
            </Th>
            <Td label="Đợt">
              {roundName}, {day(from)}
            </Td>
            <Td label="Biên chế" num>
              {number(count.staff)}
            </Td>
            <Td label="Có mặt" num>
              {number(count.present)}
            </Td>
            <Td label="Vắng có lý do" num zero={count.excused === 0}>
              {number(count.excused)}
            </Td>
            <Td label="Vắng không lý do" num zero={count.unexcused === 0}>
              {number(count.unexcused)}
            </Td>
          </Tr>
        ))}
      </Table>
    </Sheet>
  )
}
