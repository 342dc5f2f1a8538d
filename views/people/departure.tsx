import type { Conflict, Departure, OpenTask, Part } from '../../src/people/departure.ts'
import type { PersonRow } from '../../src/people/queries.ts'
import type { Day } from '../../src/rules/days.ts'
import type { TaskState } from '../../src/rules/tasks.ts'
import { day } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet, SheetGroup } from '../ui/sheet.tsx'
import { relationNames, roleNames, taskStates } from '../words.ts'
import { type Candidate, Picker } from './picker.tsx'
import { typedText } from './typed.ts'

/** What a part in a task is called. */
const partNames: Record<Part, string> = {
  assignee: relationNames.responsible,
  approver: relationNames.approver,
  assigner: relationNames.assigner,
  follower: relationNames.follower,
}

type Props = {
  person: PersonRow
  foreseen: Departure
  /** Each part with the open tasks in which it is held; 'doer' for steps of other people's tasks. */
  byPart: readonly { part: Part | 'doer'; tasks: readonly OpenTask[] }[]
  /** Who takes over, once chosen. */
  successor?: PersonRow
  candidates?: readonly Candidate[]
  /** The unit to look for a successor in: the office. */
  office?: string
  today: Day
  errors?: Record<string, string>
  typed?: Record<string, unknown>
}

/** Thôi công tác: everything that will happen, before it happens. */
export const DeparturePage = (props: Props) => (
  <Columns aside={<Ends {...props} />}>
    <ErrorSummary errors={props.errors} labels={{ successor: 'Người nhận bàn giao', day: 'Thôi công tác từ ngày' }} />
    <Tasks {...props} />
    <Choose {...props} />
    <Confirm {...props} />
  </Columns>
)

const Tasks = ({ foreseen: { tasks }, byPart }: Props) => (
  <Sheet title="Việc đang mở phải bàn giao" count={tasks.length} flush>
    {tasks.length === 0 && <p class="sheet-pad muted">Không còn việc nào đang mở, không cần người nhận bàn giao.</p>}
    {byPart.map(({ part, tasks }) => (
      <>
        <SheetGroup title={part === 'doer' ? 'Làm một bước' : partNames[part]} count={tasks.length} />
        {tasks.map((task) => (
          <Row
            level={4}
            title={task.title}
            meta={[
              task.code,
              `hạn ${day(task.due)}`,
              taskStates[task.state as TaskState],
              part !== 'assignee' && task.assigneeName,
            ]}
          />
        ))}
      </>
    ))}
  </Sheet>
)

const Choose = ({ person, foreseen, successor, candidates, office, today, errors, typed }: Props) => (
  <Sheet title="Bàn giao">
    <Form action={`/people/${person.publicId}/departure#outcome`} method="get" class="narrow">
      {foreseen.tasks.length > 0 && (
        <Picker
          name="successor"
          label="Người nhận bàn giao"
          hint="Người cùng cơ quan; nhận mọi việc đang mở, ở đúng vai của người thôi công tác."
          text={typedText(typed, 'successor', successor?.name)}
          chosen={successor?.publicId}
          proposals={successor ? [successor] : candidates}
          unit={office}
          errors={errors?.successor}
        />
      )}
      <Field
        name="day"
        type="date"
        label="Thôi công tác từ ngày"
        value={typedText(typed, 'day', day(today))}
        errors={errors?.day}
      />
      <Button>Xem trước</Button>
    </Form>
  </Sheet>
)

function Confirm({ person, foreseen, successor, today, typed, errors }: Props) {
  if (foreseen.conflicts.length > 0 && successor)
    return <Conflicts conflicts={foreseen.conflicts} successor={successor} />
  if (foreseen.tasks.length > 0 && !successor) return null
  const from = typedText(typed, 'day', day(today))
  return (
    <Sheet title={`Cho đồng chí ${person.name} thôi công tác?`} id="outcome">
      <p>{sentence(foreseen, successor)}</p>
      <Form action={`/people/${person.publicId}/departure`}>
        <input type="hidden" name="successor" value={successor?.name ?? ''} />
        <input type="hidden" name="successorId" value={successor?.publicId ?? ''} />
        <input type="hidden" name="day" value={from} />
        <Actions>
          {!errors?.day && <Button kind="risk" icon="log-out">{`Cho thôi công tác từ ${from}`}</Button>}
          <LinkButton href={`/people/${person.publicId}`}>Thôi</LinkButton>
        </Actions>
      </Form>
    </Sheet>
  )
}

function sentence({ tasks, roles, delegations, devices }: Departure, successor?: PersonRow): string {
  const parts = [
    tasks.length > 0 && successor && `chuyển ${tasks.length} việc sang đồng chí ${successor.name}`,
    roles.length > 0 && `kết thúc ${roles.length} vai trò`,
    delegations.length > 0 && `chấm dứt ${delegations.length} ủy quyền`,
    devices > 0 && `đăng xuất ${devices} thiết bị`,
    'khóa tài khoản',
  ]
  return `Hệ thống sẽ ${parts.filter(Boolean).join(', ')}. Người này không bị xóa; lịch sử vẫn giữ nguyên.`
}

const Conflicts = ({ conflicts, successor }: { conflicts: readonly Conflict[]; successor: PersonRow }) => (
  <Note tone="red" title={`Đồng chí ${successor.name} chưa nhận được ${conflicts.length} việc.`} id="outcome">
    <ul>
      {conflicts.map(({ task, why }) => (
        <li>
          “{task.title}”:{' '}
          {why === 'both'
            ? 'sẽ vừa thực hiện vừa nghiệm thu.'
            : `chưa là lãnh đạo của người thực hiện nên không nghiệm thu được.`}
        </li>
      ))}
    </ul>
    Chọn người khác, đổi người nghiệm thu, hoặc giao vai trò lãnh đạo trước.
  </Note>
)

const Ends = ({ foreseen: { roles, delegations, devices } }: Props) => (
  <Sheet title="Kết thúc cùng lúc" flush>
    {roles.map(({ role, unitName }) => (
      <Row title={roleNames[role]} meta={[unitName]} />
    ))}
    {delegations.map(({ principalName, substituteName, toDay }) => (
      <Row title={`${principalName} ủy quyền cho ${substituteName}`} meta={[`đến ${day(toDay)}`]} />
    ))}
    {devices > 0 && <Row title={`${devices} thiết bị đang đăng nhập`} />}
    <Row title="Tài khoản đăng nhập" />
  </Sheet>
)
