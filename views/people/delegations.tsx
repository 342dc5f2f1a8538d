import type { DelegationRow } from '../../src/people/queries.ts'
import { can, type Person } from '../../src/rules/access.ts'
import type { Day } from '../../src/rules/days.ts'
import { day } from '../format.ts'
import { Tag } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { Empty } from '../ui/empty.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Paging } from '../ui/paging.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { type Candidate, Picker } from './picker.tsx'
import { typedText } from './typed.ts'

type Props = {
  rows: readonly DelegationRow[]
  next?: string
  who: Person
  /** Whether the viewer may enter one for somebody else. */
  forOthers: boolean
  /** The unit to look for people in: the office. */
  office?: string
  today: Day
  errors?: Record<string, string>
  typed?: Record<string, unknown>
  candidates?: { principal?: readonly Candidate[]; substitute?: readonly Candidate[] }
}

/** Ủy quyền: who stands in for whom, from when to when. */
export const DelegationsPage = (props: Props) => (
  <Columns aside={<NewDelegation {...props} />}>
    <Sheet title="Ủy quyền đã ghi" flush>
      {props.rows.length === 0 && (
        <Empty
          icon="users"
          title="Chưa có ủy quyền nào"
          text="Khi đi công tác hoặc nghỉ, đồng chí ủy quyền để người khác làm thay."
        />
      )}
      {props.rows.map((row) => (
        <DelegationLine row={row} who={props.who} today={props.today} />
      ))}
      <Paging next={props.next} />
    </Sheet>
  </Columns>
)

type LineProps = { row: DelegationRow; who: Person; today: Day }

const DelegationLine = ({ row, who, today }: LineProps) => (
  <Row
    title={`${row.principalName} ủy quyền cho ${row.substituteName}`}
    meta={[<Standing row={row} today={today} />, `${day(row.fromDay)} – ${day(row.toDay)}`, row.reason]}
    actions={<Offers row={row} who={who} today={today} />}
  />
)

function Standing({ row: { endedAt, fromDay, toDay }, today }: Omit<LineProps, 'who'>) {
  if (endedAt) return <Tag>Đã chấm dứt</Tag>
  if (toDay < today) return <Tag>Đã hết hạn</Tag>
  return fromDay > today ? <Tag>Chưa tới ngày</Tag> : <Tag tone="blue">Đang có hiệu lực</Tag>
}

function Offers({ row, who, today }: LineProps) {
  if (row.endedAt || row.toDay < today) return null
  const at = `/delegations/${row.publicId}`
  return (
    <>
      {row.fromDay <= today && can(who, 'delegation.actUnder', row) && (
        <Form action={`${at}/acting`} label={`Làm thay ${row.principalName}`}>
          <Button kind="soft">Làm thay</Button>
        </Form>
      )}
      {can(who, 'delegation.end', row) && (
        <Form action={`${at}/end`} label={`Chấm dứt ủy quyền của ${row.principalName}`}>
          <Button>Chấm dứt</Button>
        </Form>
      )}
    </>
  )
}

const labels = {
  principal: 'Người ủy quyền',
  substitute: 'Người được ủy quyền',
  fromDay: 'Từ ngày',
  toDay: 'Đến hết ngày',
  reason: 'Lý do',
}

const NewDelegation = ({ who, forOthers, office, today, errors, typed, candidates }: Props) => (
  <Sheet title="Ủy quyền mới">
    <ErrorSummary errors={errors} labels={labels} />
    <Form action="/delegations">
      {forOthers && (
        <Picker
          name="principal"
          label={labels.principal}
          hint={`Để trống là chính đồng chí ${who.name}.`}
          optional
          text={typedText(typed, 'principal')}
          chosen={typedText(typed, 'principalId') || undefined}
          proposals={candidates?.principal}
          unit={office}
          errors={errors?.principal}
        />
      )}
      <Picker
        name="substitute"
        label={labels.substitute}
        hint="Làm thay mọi việc của người ủy quyền, trừ quản trị; nhật ký ghi rõ ai làm thay ai."
        text={typedText(typed, 'substitute')}
        chosen={typedText(typed, 'substituteId') || undefined}
        proposals={candidates?.substitute}
        unit={office}
        errors={errors?.substitute}
      />
      <Field
        name="fromDay"
        type="date"
        label={labels.fromDay}
        value={typedText(typed, 'fromDay', day(today))}
        errors={errors?.fromDay}
      />
      <Field name="toDay" type="date" label={labels.toDay} value={typedText(typed, 'toDay')} errors={errors?.toDay} />
      <Field name="reason" label={labels.reason} value={typedText(typed, 'reason')} errors={errors?.reason} />
      <Button kind="pri">Ủy quyền</Button>
    </Form>
  </Sheet>
)
