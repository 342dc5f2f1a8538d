import type { Child } from 'hono/jsx'
import type { Change, Outcome, RowAnswer } from '../../src/imports/kinds.ts'
import type { ImportRow } from '../../src/imports/queries.ts'
import { number } from '../format.ts'
import { Tag } from '../ui/badge.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Icon } from '../ui/icon.tsx'
import { Paging } from '../ui/paging.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { outcomeNames } from '../words.ts'
import { Decision } from './decision.tsx'

export type PreviewProps = {
  it: ImportRow
  /** What one row is: 'người'. */
  noun: string
  rows: readonly RowAnswer[]
  /** The outcome filtered by. */
  outcome?: Outcome
  /** The number of the row the page starts after, and where the next page does. */
  after?: string
  next?: string
  /** The first row refused, with its remedy. */
  firstRefused?: RowAnswer
  /** What writing all of it comes to, in the words of its kind. */
  sum?: string
  show?: (view: unknown) => Child
}

/** Every row with what is to come of it; nothing is written yet. */
export const Preview = (props: PreviewProps) => (
  <div class="stack">
    <Decision {...props} />
    <Sheet title="Từng dòng" flush>
      <FilterBar label="Lọc theo kết quả" filters={filtersOf(props)} />
      <Rows {...props} />
      <Paging first={props.after && hrefOf(props, props.outcome)} next={props.next && pageHref(props, props.next)} />
    </Sheet>
  </div>
)

const order = ['refused', 'created', 'changed', 'same', 'skipped'] as const satisfies Outcome[]

function filtersOf({ it, outcome }: PreviewProps) {
  const one = (label: string, which: Outcome | undefined, count: number) => ({
    label,
    href: hrefOf({ it }, which),
    count: number(count),
    active: outcome === which,
  })
  const some = order.flatMap((which) => (it.counts[which] ? [one(outcomeNames[which], which, it.counts[which])] : []))
  return [one('Tất cả', undefined, it.total), ...some]
}

const hrefOf = ({ it }: Pick<PreviewProps, 'it'>, outcome?: Outcome) =>
  `/imports/${it.publicId}${outcome ? `?outcome=${outcome}` : '?outcome=all'}`
const pageHref = (props: PreviewProps, after: string) => `${hrefOf(props, props.outcome)}&after=${after}`

/** Rows as the file numbers them, so that each is found there again. */
export const Rows = ({ rows, show }: Pick<PreviewProps, 'rows' | 'show'>) => (
  <div class="import-rows">
    <Table
      caption="Các dòng của tệp"
      dense
      head={
        <>
          <Th num>Dòng</Th>
          <Th>Tên</Th>
          <Th>Kết quả</Th>
          <Th>Nội dung</Th>
        </>
      }
    >
      {rows.map((row) => (
        <Tr>
          <Td num label="Dòng">
            {row.number}
          </Td>
          <Th row>{row.title || <span class="muted">không có tên</span>}</Th>
          <Td label="Kết quả">
            <span class="whole">
              <Tag tone={tones[row.outcome]}>{outcomeNames[row.outcome]}</Tag>
            </span>
          </Td>
          <Td full>
            <Notes row={row} />
            <Changes row={row} />
            {show && row.view !== undefined && show(row.view)}
          </Td>
        </Tr>
      ))}
    </Table>
  </div>
)

const tones = { created: 'green', changed: 'blue', same: 'slate', refused: 'red', skipped: 'slate' } as const

/** Why refused, each with its cell; on a row that is taken, what to know of it. */
const Notes = ({ row: { notes, outcome } }: { row: RowAnswer }) =>
  notes.length > 0 && (
    <ul class={outcome === 'refused' ? 'import-notes wrong' : 'import-notes'}>
      {notes.map(({ cell, text }) => (
        <li>
          <Icon name={outcome === 'refused' ? 'circle-alert' : 'info'} />
          <span>
            {cell && <strong>{cell}: </strong>}
            {text}
          </span>
        </li>
      ))}
    </ul>
  )

const Changes = ({ row: { changes = [], outcome } }: { row: RowAnswer }) =>
  changes.length > 0 &&
  (outcome === 'created' ? (
    <p class="muted">{changes.map(({ label, to }) => `${label}: ${to}`).join(' · ')}</p>
  ) : (
    <ul class="import-changes">
      {changes.map((change) => (
        <li>
          <span class="muted">{change.label}:</span> <Turn {...change} />
        </li>
      ))}
    </ul>
  ))

const Turn = ({ from, to }: Change) => (
  <>
    {from ? <del>{from}</del> : <span class="muted">chưa có</span>} <span class="sr">thành</span>
    <span aria-hidden="true">→</span> {to ? <ins>{to}</ins> : <span class="muted">không có</span>}
  </>
)
