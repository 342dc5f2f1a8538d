import type { RecordRow, Subject } from '../../src/record/queries.ts'
import type { Action, Noun } from '../../src/rules/access.ts'
import { moment, number } from '../format.ts'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Note } from '../ui/note.tsx'
import { Paging } from '../ui/paging.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { actions, nounNames } from '../words.ts'
import { FactList } from './facts.tsx'
import { RecordFilters, type RecordQuery, recordHref } from './filters.tsx'

type Props = {
  rows: readonly RecordRow[]
  subjects: ReadonlyMap<string, Subject>
  query: RecordQuery
  errors?: Record<string, string>
  /** The cursor of the next page. */
  next?: string
  today: string
  /** Shows how many rows are not sealed: for who answers for the record. */
  seals?: { unsealed: number }
}

/** Nhật ký: what was done, newest first. The address carries every filter. */
export const RecordList = ({ rows, query, errors, next, seals, ...shown }: Props) => (
  <div class="stack">
    {seals && seals.unsealed > 0 && (
      <Note icon="hourglass">Còn {number(seals.unsealed)} dòng chưa niêm phong. Hệ thống niêm phong sau vài giây.</Note>
    )}
    <Sheet flush>
      <div class="sheet-pad">
        <RecordFilters query={query} errors={errors} />
      </div>
      {rows.length === 0 ? <Nothing query={query} wrong={errors !== undefined} /> : <Rows rows={rows} {...shown} />}
      <Paging
        first={query.after && recordHref({ ...query, after: undefined })}
        next={next && recordHref({ ...query, after: next })}
      />
    </Sheet>
  </div>
)

type RowsProps = Pick<Props, 'rows' | 'subjects' | 'today'>

const Rows = ({ rows, ...shown }: RowsProps) => (
  <Table
    caption="Nhật ký, mới nhất trước"
    dense
    head={
      <>
        <Th>Thao tác</Th>
        <Th>Người làm</Th>
        <Th>Lúc</Th>
        <Th>Về</Th>
        <Th>Nội dung</Th>
        <Th>Niêm phong</Th>
      </>
    }
  >
    {rows.map((row) => (
      <Line row={row} {...shown} />
    ))}
  </Table>
)

const Line = ({ row, subjects, today }: Omit<RowsProps, 'rows'> & { row: RecordRow }) => (
  <Tr>
    <Th row>{actions[row.action] ?? row.action}</Th>
    <Td label="Người làm">
      <Doer row={row} />
    </Td>
    <Td label="Lúc">
      <time class="whole" datetime={row.at}>
        {moment(row.at, today)}
      </time>
    </Td>
    <Td label="Về">
      <About row={row} subject={subjects.get(row.subject)} />
    </Td>
    <Td label="Nội dung" full>
      <Said row={row} />
    </Td>
    <Td label="Niêm phong">
      <Seal position={row.position} />
    </Td>
  </Tr>
)

const Doer = ({ row: { actor, actorPublicId, system, behalfOf } }: { row: RecordRow }) => (
  <>
    {system === 1 ? actor : <a href={`/people/${actorPublicId}`}>{actor}</a>}
    {behalfOf && <span class="muted"> (làm thay đ/c {behalfOf})</span>}
  </>
)

/** By name and link where the viewer may open it, by kind alone where not. */
function About({ row, subject }: { row: RecordRow; subject?: Subject }) {
  const kind = nounNames[row.subjectKind as Noun] ?? row.subjectKind
  if (row.subjectKind === 'calendar') return <a href="/calendar">{kind}</a>
  if (!subject) return <span class="muted">{kind}</span>
  return (
    <>
      <span class="muted">{kind}:</span> <a href={subject.href}>{subject.name}</a>
    </>
  )
}

function Said({ row: { facts } }: { row: RecordRow }) {
  if (facts === null) return <span class="muted">Nội dung đã gỡ để bảo vệ dữ liệu cá nhân.</span>
  return facts === '{}' ? null : <FactList facts={facts} />
}

/** Never the position: a gap between two of them would tell of a round of inspection that nobody may know of yet. */
const Seal = ({ position }: { position: number | null }) => (
  <span class="muted whole">{position === null ? 'chưa niêm phong' : 'đã niêm phong'}</span>
)

function Nothing({ query, wrong }: { query: RecordQuery; wrong: boolean }) {
  if (wrong) return null
  const { person, action, from, to } = query
  if (!person && !action && !from && !to) return <Empty icon="history" title="Chưa có dòng nhật ký nào về đồng chí" />
  const said = [
    person && `“${person}”`,
    action && actions[action as Action]?.toLocaleLowerCase('vi'),
    from && `từ ${from}`,
    to && `đến ${to}`,
  ]
  return (
    <Empty
      icon="search-x"
      title={`Không có dòng nhật ký nào khớp ${said.filter(Boolean).join(', ')}`}
      action={<LinkButton href="/record">Bỏ lọc</LinkButton>}
    />
  )
}
