import type { Departure, Handing, Part } from '../../src/people/departure-plan.ts'
import type { PersonRow } from '../../src/people/queries.ts'
import type { Day } from '../../src/rules/days.ts'
import { day } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet, SheetGroup } from '../ui/sheet.tsx'
import { relationNames, roleNames, taskStates } from '../words.ts'
import { Outcome } from './departure-outcome.tsx'
import { Longer } from './longer.tsx'
import { Overtaken } from './overtaken.tsx'
import { type Candidate, Picker } from './picker.tsx'
import { typedText } from './typed.ts'

/** What a part in a task is called. */
const partNames: Record<Part, string> = {
  assignee: relationNames.responsible,
  approver: relationNames.approver,
  assigner: relationNames.assigner,
  follower: relationNames.follower,
  coordinator: relationNames.coordinator,
  doer: 'Người làm một bước',
}

type Props = {
  person: PersonRow
  foreseen: Departure
  /** The unfinished tasks, each under the first of the parts that the leaver has in it. */
  byPart: readonly { part: Part; tasks: readonly Handing[] }[]
  /** Who takes over, once chosen; who approves where the successor cannot. */
  heir?: PersonRow
  leader?: PersonRow
  candidates: { successor?: readonly Candidate[]; leader?: readonly Candidate[] }
  /** The unit to look for a successor in: the office. */
  office?: string
  today: Day
  errors?: Record<string, string>
  typed?: Record<string, unknown>
  /** What would happen is no longer what was shown. */
  overtaken?: boolean
}

const labels = { successor: 'Người nhận bàn giao', leader: 'Lãnh đạo nghiệm thu thay', day: 'Thôi công tác từ ngày' }

/** Thôi công tác: everything that will happen, before it happens. */
export const DeparturePage = (props: Props) => (
  <Columns aside={<Ends {...props} />}>
    {props.overtaken && <Overtaken />}
    <ErrorSummary errors={props.errors} labels={labels} />
    <Choose {...props} />
    <Tasks {...props} />
    <Confirm {...props} />
  </Columns>
)

const Tasks = ({ foreseen: { tasks, seats }, byPart }: Props) => (
  <Sheet title="Việc chưa xong phải bàn giao" count={tasks.length} flush>
    {tasks.length === 0 && (
      <p class="sheet-pad muted">
        {seats.length > 0
          ? 'Không còn việc nào chưa xong.'
          : 'Không còn việc nào chưa xong, không cần người nhận bàn giao.'}
      </p>
    )}
    {byPart.map(({ part, tasks }) => (
      <>
        <SheetGroup title={partNames[part]} count={tasks.length} />
        <Longer rows={tasks.map(taskRow)} />
      </>
    ))}
  </Sheet>
)

const taskRow = ({ task, misfits, parts: [first, ...others] }: Handing) => (
  <Row
    level={4}
    title={task.title}
    meta={[
      task.code,
      `hạn ${day(task.due)}`,
      taskStates[task.state],
      first !== 'assignee' && task.assigneeName,
      others.length > 0 && `cũng là ${others.map((part) => partNames[part].toLowerCase()).join(', ')}`,
      misfits.length > 0 && <strong>chưa chuyển được</strong>,
    ]}
  />
)

const Choose = (props: Props) => {
  const { person, foreseen, heir, candidates, office, today, errors, typed } = props
  const hasWork = foreseen.tasks.length + foreseen.drafts.count + foreseen.seats.length > 0
  return (
    <Sheet title="Bàn giao">
      <Form action={`/people/${person.publicId}/departure#outcome`} method="get" class="narrow">
        {hasWork && (
          <Picker
            name="successor"
            label={labels.successor}
            hint="Người cùng cơ quan; thay người thôi công tác ở mọi vai trong việc chưa xong và trong đoàn kiểm tra."
            text={typedText(typed, 'successor', heir?.name)}
            chosen={heir?.publicId}
            proposals={heir ? [heir] : candidates.successor}
            unit={office}
            errors={errors?.successor}
          />
        )}
        <StandIn {...props} />
        <Field
          name="day"
          type="date"
          label={labels.day}
          value={typedText(typed, 'day', day(today))}
          errors={errors?.day}
        />
        <Button>Xem trước</Button>
      </Form>
    </Sheet>
  )
}

/** Only where the successor may not approve something, or was asked for. */
const StandIn = ({ foreseen, leader, candidates, errors, typed }: Props) =>
  (foreseen.needsLeader || errors?.leader) && (
    <Picker
      name="leader"
      label={labels.leader}
      hint="Nghiệm thu và đứng tên giao những việc mà người nhận không nghiệm thu, không giao được."
      text={typedText(typed, 'leader', leader?.name)}
      chosen={leader?.publicId}
      proposals={leader ? [leader] : candidates.leader}
      errors={errors?.leader}
    />
  )

function Confirm({ person, foreseen, heir, leader, today, typed, errors = {} }: Props) {
  if (Object.keys({ ...foreseen.errors, ...errors }).length > 0) return null
  const from = typedText(typed, 'day', day(today))
  const fields = {
    successor: heir?.name,
    successorId: heir?.publicId,
    leader: leader?.name,
    leaderId: leader?.publicId,
  }
  return (
    <Sheet title={`Cho đồng chí ${person.name} thôi công tác?`} id="outcome">
      <Outcome {...{ foreseen, heir, leader }} />
      <Form action={`/people/${person.publicId}/departure`}>
        {Object.entries({ ...fields, day: from, seen: foreseen.seen }).map(([name, value]) => (
          <input type="hidden" name={name} value={value ?? ''} />
        ))}
        <Actions>
          <Button kind="risk" icon="log-out">{`Cho thôi công tác từ ${from}`}</Button>
          <LinkButton href={`/people/${person.publicId}`}>Thôi</LinkButton>
        </Actions>
      </Form>
    </Sheet>
  )
}

const Ends = ({ foreseen: { roles, delegations, devices, tokens } }: Props) => (
  <Sheet title="Kết thúc cùng lúc" flush>
    {roles.map(({ role, unitName }) => (
      <Row title={roleNames[role]} meta={[unitName]} />
    ))}
    {delegations.map(({ principalName, substituteName, toDay }) => (
      <Row title={`${principalName} ủy quyền cho ${substituteName}`} meta={[`đến ${day(toDay)}`]} />
    ))}
    {devices > 0 && <Row title={`${devices} thiết bị đang đăng nhập`} />}
    {tokens > 0 && <Row title={`${tokens} mã truy cập`} />}
    <Row title="Tài khoản đăng nhập" />
  </Sheet>
)
