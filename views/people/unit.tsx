import type { headsOf, membersOf, mergedUnits, spansOf, UnitRow } from '../../src/people/tree.ts'
import { can, type Person } from '../../src/rules/access.ts'
import { addDays } from '../../src/rules/days.ts'
import { day } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { Facts } from '../ui/facts.tsx'
import { Note } from '../ui/note.tsx'
import { PersonChip } from '../ui/person.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'

/** Cơ quan numbers its own tasks and has a letterhead; đơn vị is a part of one. */
export const unitKinds: Record<string, string> = { office: 'Cơ quan', unit: 'Đơn vị thuộc cơ quan' }

type Named = Pick<UnitRow, 'publicId' | 'name'>
type Props = {
  unit: UnitRow
  parent?: Named
  heir?: Named
  below: readonly UnitRow[]
  members: Awaited<ReturnType<typeof membersOf>>
  heads: Awaited<ReturnType<typeof headsOf>>
  spans: Awaited<ReturnType<typeof spansOf>>
  /** What was merged into it. */
  merged: Awaited<ReturnType<typeof mergedUnits>>
  /** Whether the viewer follows its work. */
  seesWork: boolean
  who: Person
}

/** One unit: who leads it, who works there, what lies below, what it was called before. */
export const UnitPage = (props: Props) => (
  <Columns aside={<Aside {...props} />}>
    {props.unit.closedOn && <Closed {...props} closedOn={props.unit.closedOn} />}
    <About {...props} />
    {!props.unit.closedOn && <Members {...props} />}
  </Columns>
)

const Closed = ({ unit, heir, seesWork, closedOn }: Props & { closedOn: string }) => (
  <Note icon="info" title={`Đã kết thúc từ ngày ${day(closedOn)}.`}>
    {heir && (
      <>
        {heir.name === unit.name ? 'Tiếp tục ở vị trí mới: ' : 'Người và việc chuyển sang '}
        <a href={`/units/${heir.publicId}`}>{heir.name}</a>.{' '}
      </>
    )}
    {seesWork && (
      <>
        Số liệu giữ nguyên tên cũ: <a href={`/work?unit=${unit.publicId}&period=year`}>xem tình hình của {unit.name}</a>
        .
      </>
    )}
  </Note>
)

const About = ({ unit, parent, heads }: Props) => (
  <Sheet flush>
    <Facts
      rows={[
        { icon: 'building-2', label: 'Loại', body: unitKinds[unit.kind] },
        { icon: 'file-text', label: 'Tên viết tắt', body: unit.shortName },
        ...(unit.code ? [{ icon: 'clipboard-list' as const, label: 'Mã đơn vị', body: unit.code }] : []),
        ...(parent
          ? [
              {
                icon: 'network' as const,
                label: 'Trực thuộc',
                body: <a href={`/units/${parent.publicId}`}>{parent.name}</a>,
              },
            ]
          : []),
        ...(unit.closedOn
          ? []
          : [
              {
                icon: 'user-round' as const,
                label: 'Lãnh đạo',
                body: heads.length > 0 ? headLines(heads) : <span class="muted">chưa có</span>,
              },
            ]),
      ]}
    />
  </Sheet>
)

const headLines = (heads: Props['heads']) =>
  heads.map(({ publicId, name, post }) => (
    <p>
      <a href={`/people/${publicId}`}>{name}</a>, {post}
    </p>
  ))

const Members = ({ unit, members, below }: Props) => (
  <Sheet
    title="Người trong đơn vị"
    count={members.length}
    flush
    aside={
      below.length > 0 && (
        <LinkButton kind="quiet" href={`/people?unit=${unit.publicId}`}>
          Xem cả đơn vị trực thuộc
        </LinkButton>
      )
    }
  >
    {members.length === 0 && <p class="sheet-pad muted">Không có ai làm việc trực tiếp ở đơn vị này.</p>}
    {members.map(({ publicId, name, post }) => (
      <Row href={`/people/${publicId}`} title={<PersonChip name={name} />} meta={[post]} />
    ))}
  </Sheet>
)

const Aside = (props: Props) => (
  <>
    <Administration {...props} />
    <Below {...props} />
    <Merged {...props} />
    <History {...props} />
  </>
)

const Below = ({ below }: Props) =>
  below.length > 0 && (
    <Sheet title="Đơn vị trực thuộc" count={below.length} flush>
      {below.map(({ publicId, name }) => (
        <Row title={name} href={`/units/${publicId}`} />
      ))}
    </Sheet>
  )

const Merged = ({ merged }: Props) =>
  merged.length > 0 && (
    <Sheet title="Nhập từ" count={merged.length} flush>
      {merged.map(({ publicId, name, closedOn }) => (
        <Row title={name} href={`/units/${publicId}`} meta={[closedOn && `từ ${day(closedOn)}`]} />
      ))}
    </Sheet>
  )

const History = ({ spans }: Props) => (
  <Sheet title="Tên và vị trí theo thời gian" flush>
    {spans.map(({ name, shortName, parentName, fromDay, toDay }) => (
      <Row
        title={name}
        meta={[
          toDay ? `${day(fromDay)} – ${day(addDays(toDay, -1))}` : `từ ${day(fromDay)} đến nay`,
          `viết tắt ${shortName}`,
          parentName && `thuộc ${parentName}`,
        ]}
      />
    ))}
  </Sheet>
)

function Administration({ unit, who }: Props) {
  if (unit.closedOn || !can(who, 'unit.edit', unit)) return null
  const at = `/units/${unit.publicId}`
  return (
    <Sheet title="Quản trị">
      <Actions>
        <LinkButton href={`/people/new?unit=${unit.publicId}`} icon="user-plus">
          Thêm người…
        </LinkButton>
        <LinkButton href={`/units/new?parent=${unit.publicId}`} icon="plus">
          Thêm đơn vị trực thuộc…
        </LinkButton>
        <LinkButton href={`${at}/edit`} icon="pen-line">
          Sửa, chuyển…
        </LinkButton>
        {unit.parentId !== null && (
          <LinkButton href={`${at}/closure`} icon="ban" kind="risk">
            Kết thúc, sáp nhập…
          </LinkButton>
        )}
      </Actions>
    </Sheet>
  )
}
