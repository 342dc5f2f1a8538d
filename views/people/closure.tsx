import type { Closure } from '../../src/people/closure.ts'
import type { UnitNode, UnitRow } from '../../src/people/tree.ts'
import type { Day } from '../../src/rules/days.ts'
import { day } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Check, Checks } from '../ui/checks.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, FieldError } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { PersonChip } from '../ui/person.tsx'
import { Row } from '../ui/row.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { roleNames } from '../words.ts'
import { typedList, typedText } from './typed.ts'
import { unitOptions } from './unit-options.ts'

type Props = {
  unit: UnitRow
  foreseen: Closure
  /** Units that may take over. */
  units: readonly UnitNode[]
  today: Day
  errors?: Record<string, string>
  typed?: Record<string, unknown>
}

/** Kết thúc, sáp nhập đơn vị: what will move and what will end, before it happens. */
export const ClosurePage = (props: Props) =>
  props.foreseen.below.length > 0 ? (
    <NotYet {...props} />
  ) : (
    <>
      <ErrorSummary errors={props.errors} labels={labels} />
      <Members {...props} />
      <Confirm {...props} />
    </>
  )

const labels = { successor: 'Đơn vị nhận', day: 'Từ ngày', along: 'Chuyển người và việc' }

const NotYet = ({ unit, foreseen: { below } }: Props) => (
  <Note tone="amber" title={`${unit.name} còn ${below.length} đơn vị trực thuộc.`}>
    Chuyển hoặc kết thúc các đơn vị này trước:{' '}
    {below.map(({ publicId, name }, at) => (
      <>
        {at > 0 && ', '}
        <a href={`/units/${publicId}`}>{name}</a>
      </>
    ))}
    .
  </Note>
)

const Members = ({ foreseen: { members, tasks } }: Props) => (
  <Sheet title="Người trong đơn vị" count={members.length} flush>
    {members.map(({ name, post }) => (
      <Row title={<PersonChip name={name} />} meta={[post]} />
    ))}
    <p class="sheet-pad">Việc đang mở của đơn vị: {tasks}. Việc giữ nguyên người thực hiện, hạn và lịch sử.</p>
  </Sheet>
)

const isEmpty = ({ members, roles, tasks }: Closure) => members.length === 0 && roles.length === 0 && tasks === 0

const Confirm = ({ unit, foreseen, units, today, errors, typed }: Props) => (
  <Sheet title={`Kết thúc ${unit.name}?`}>
    <Form action={`/units/${unit.publicId}/closure`} class="narrow">
      <Select
        name="successor"
        label={labels.successor}
        hint={isEmpty(foreseen) ? 'Đơn vị không còn người, vai trò và việc nào: để trống được.' : undefined}
        placeholder="Chọn đơn vị nhận"
        options={unitOptions(units)}
        value={typedText(typed, 'successor')}
        errors={errors?.successor}
      />
      <Field
        name="day"
        type="date"
        label={labels.day}
        value={typedText(typed, 'day', day(today))}
        errors={errors?.day}
      />
      <Check
        name="along"
        label="Chuyển toàn bộ người và việc sang đơn vị nhận"
        checked={typedText(typed, 'along') === '1'}
        id="f-along"
      />
      <FieldError id="f-along-error" errors={errors?.along} />
      {foreseen.roles.length > 0 && <Roles roles={foreseen.roles} typed={typed} />}
      <Actions>
        <Button kind="risk" icon="ban">
          Kết thúc đơn vị
        </Button>
        <LinkButton href={`/units/${unit.publicId}`}>Thôi</LinkButton>
      </Actions>
    </Form>
  </Sheet>
)

// A leader or administrator of a small unit does not become one of the larger unit unless somebody says so.
const reachesFar = new Set(['leader', 'admin'])

const Roles = ({ roles, typed }: { roles: Closure['roles']; typed: Props['typed'] }) => (
  <Checks
    name="roles"
    label="Vai trò giữ tiếp ở đơn vị nhận"
    optional
    hint="Vai trò không đánh dấu sẽ kết thúc cùng đơn vị."
    options={roles.map(({ publicId, role, name }) => ({ value: publicId, label: `${name}: ${roleNames[role]}` }))}
    values={typedList(
      typed,
      'roles',
      roles.filter(({ role }) => !reachesFar.has(role)).map(({ publicId }) => publicId),
    )}
  />
)
