import type { PlanRow } from '../../src/plans/queries.ts'
import { documentName } from '../../src/rules/plan-documents.ts'
import type { LineCounts } from '../../src/rules/plan-lines.ts'
import { SplitBar } from '../ui/bars.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Paging } from '../ui/paging.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { barOf, sentenceOf } from './words.ts'

type Listed = Pick<PlanRow, 'publicId' | 'number' | 'day' | 'issuer' | 'summary' | 'unitName'> & {
  counts: LineCounts
  version: number
}

type Props = { rows: readonly Listed[]; q: string; after?: string; next?: string; several: boolean }

/** Văn bản chỉ đạo: every plan the viewer follows, with how far it has come. */
export const PlanList = ({ rows, q, after, next, several }: Props) => (
  <Sheet flush>
    <div class="sheet-pad">
      <Form action="/plans" method="get" class="task-ask" label="Tìm văn bản">
        <div class="task-search">
          <Field
            name="q"
            type="search"
            label="Tìm theo số, cơ quan ban hành, trích yếu"
            hideLabel
            placeholder="Số, cơ quan, trích yếu…"
            value={q}
          />
          <Button icon="search">Tìm</Button>
        </div>
      </Form>
    </div>
    {rows.length === 0 ? <Nothing q={q} /> : rows.map((row) => <PlanLine row={row} several={several} />)}
    <Paging first={after && hrefOf(q)} next={next && hrefOf(q, next)} />
  </Sheet>
)

function hrefOf(q: string, after?: string): string {
  const said = Object.entries({ q, after }).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return said.length > 0 ? `/plans?${new URLSearchParams(said)}` : '/plans'
}

const PlanLine = ({ row, several }: { row: Listed; several: boolean }) => (
  <Row
    level={2}
    title={documentName(row)}
    href={`/plans/${row.publicId}`}
    meta={[row.number && row.summary, several && row.unitName, row.version > 1 && `bản ${row.version}`]}
  >
    <p class="plan-said">{sentenceOf(row.counts)}</p>
    <SplitBar parts={barOf(row.counts)} title={sentenceOf(row.counts)} height={10} />
  </Row>
)

const Nothing = ({ q }: { q: string }) =>
  q ? (
    <Empty
      icon="search-x"
      title={`Không có văn bản khớp “${q}”`}
      text="Thử một phần của số, ký hiệu hoặc vài chữ trong trích yếu."
      action={
        <LinkButton kind="soft" href="/plans">
          Xem tất cả văn bản
        </LinkButton>
      }
    />
  ) : (
    <Empty
      icon="book-open"
      title="Chưa có văn bản chỉ đạo nào"
      text="Nhập kế hoạch từ tệp Excel: mỗi dòng đủ rõ thành một việc, dòng chưa đủ rõ thành nháp."
      action={
        <LinkButton kind="soft" icon="upload" href="/imports#plan">
          Nhập văn bản
        </LinkButton>
      }
    />
  )
