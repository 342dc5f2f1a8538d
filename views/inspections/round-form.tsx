import type { TypedRound } from '../../src/inspections/rounds/round-form.ts'
import type { PersonRow } from '../../src/people/queries.ts'
import type { UnitNode } from '../../src/people/tree.ts'
import { roundForms as forms } from '../../src/rules/inspections.ts'
import { ErrorSummary } from '../errors.tsx'
import { Picker } from '../people/picker.tsx'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Check, Checks } from '../ui/checks.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { roundForms } from '../words.ts'

type Chosen = Pick<PersonRow, 'publicId' | 'name' | 'unitName'>

type Props = {
  /** None for a new one. */
  round?: { publicId: string; version: number }
  typed: TypedRound
  units: readonly UnitNode[]
  checklists: readonly { publicId: string; name: string }[]
  /** Members and persons ticked so far, by name. */
  members: readonly Chosen[]
  people: readonly Chosen[]
  proposals?: Record<string, PersonRow[]>
  errors?: Record<string, string>
  /** Who would inspect the own unit. */
  own?: readonly string[]
}

export const roundLabels = {
  form: 'Hình thức',
  outsideBody: 'Cơ quan kiểm tra',
  name: 'Tên đợt',
  document: 'Văn bản căn cứ',
  checklist: 'Bảng kiểm',
  fromDay: 'Từ ngày',
  toDay: 'Đến ngày',
  unit: 'Đơn vị được kiểm tra',
  personName: 'Người được kiểm tra',
  orderer: 'Người quyết định',
  head: 'Trưởng đoàn',
  memberName: 'Thành viên',
  secretary: 'Thư ký',
  ownReason: 'Lý do kiểm tra đơn vị mình',
}

/** The form of a round: what, whom, who. */
export const RoundEditor = (props: Props) => (
  <Form
    action={props.round ? `/inspections/${props.round.publicId}/edit` : '/inspections'}
    version={props.round?.version}
    id="round"
  >
    <ErrorSummary errors={props.errors} labels={roundLabels} />
    <div class="stack">
      <What {...props} />
      <Whom {...props} />
      <Team {...props} />
    </div>
    <ActionBar>
      <Button kind="pri" icon="save">
        {props.round ? 'Lưu đợt kiểm tra' : 'Lập đợt kiểm tra'}
      </Button>
      <LinkButton href={props.round ? `/inspections/${props.round.publicId}` : '/inspections'}>Thôi</LinkButton>
    </ActionBar>
  </Form>
)

type Name = keyof typeof roundLabels & keyof TypedRound
const field = ({ typed, errors }: Props, name: Name) => ({
  name,
  label: roundLabels[name],
  value: String(typed[name] ?? ''),
  errors: errors?.[name],
})

const What = (props: Props) => (
  <Sheet title="Đợt kiểm tra">
    <div class="fields">
      <Select
        {...field(props, 'form')}
        placeholder="Chọn hình thức"
        options={forms.map((value) => ({ value, label: roundForms[value] }))}
        hint="Không báo trước: trước khi bắt đầu, ngoài đoàn và người quyết định không ai thấy đợt này."
      />
      <Field {...field(props, 'outsideBody')} optional hint="Chỉ ghi khi là đợt của cơ quan ngoài." />
      <Field {...field(props, 'name')} hint="Ví dụ: Kiểm tra công vụ quý IV." />
      <Field {...field(props, 'document')} optional hint="Quyết định, kế hoạch kiểm tra." />
      <Select
        {...field(props, 'checklist')}
        placeholder="Chọn bảng kiểm"
        options={props.checklists.map(({ publicId, name }) => ({ value: publicId, label: name }))}
        hint="Đợt của cơ quan ngoài thì không cần."
      />
      <Field {...field(props, 'fromDay')} type="date" />
      <Field {...field(props, 'toDay')} type="date" />
    </div>
  </Sheet>
)

const Whom = (props: Props) => (
  <Sheet title="Nơi và người được kiểm tra">
    <Checks
      name="unit"
      label={roundLabels.unit}
      options={props.units.map(({ unit, depth }) => ({
        value: unit.publicId,
        label: `${'– '.repeat(Math.max(0, depth - 1))}${unit.name}`,
      }))}
      values={props.typed.unit}
      errors={props.errors?.unit}
      hint="Mỗi đơn vị có một phiếu."
    />
    <Ticked name="person" people={props.people} />
    <Picker
      {...field(props, 'personName')}
      optional
      text={props.typed.personName}
      chosen={props.typed.personNameId}
      proposals={props.proposals?.personName}
      hint="Chỉ khi kiểm tra riêng một người; người đó có một phiếu."
    />
    <More />
  </Sheet>
)

/** Adds who is named to those ticked; the form comes back with room for the next. */
const More = () => (
  <Button name="more" value="1" icon="user-plus">
    Thêm người này
  </Button>
)

const Team = (props: Props) => (
  <Sheet title="Đoàn kiểm tra">
    <div class="fields">
      <Person props={props} name="orderer" optional hint="Để trống nếu là đồng chí." />
      <Person props={props} name="head" />
      <Person props={props} name="secretary" optional />
    </div>
    <Ticked name="member" people={props.members} />
    <Person props={props} name="memberName" optional />
    <More />
    {props.own && props.own.length > 0 && (
      <Note tone="amber">
        {props.own.map((name) => `Đồng chí ${name}`).join(', ')} thuộc đơn vị được kiểm tra. Nên đổi người; nếu vẫn để,
        ghi lý do.
      </Note>
    )}
    {(props.own?.length || props.typed.ownReason || props.errors?.ownReason) && (
      <Field {...field(props, 'ownReason')} type="textarea" rows={2} />
    )}
  </Sheet>
)

type PersonProps = {
  props: Props
  name: 'orderer' | 'head' | 'secretary' | 'memberName'
  optional?: boolean
  hint?: string
}
const Person = ({ props, name, ...rest }: PersonProps) => (
  <Picker
    {...field(props, name)}
    {...rest}
    text={props.typed[name]}
    chosen={props.typed[`${name}Id`]}
    proposals={props.proposals?.[name]}
  />
)

/** Who is chosen already: a tick taken off leaves them out. */
const Ticked = ({ name, people }: { name: string; people: readonly Chosen[] }) =>
  people.length === 0 ? null : (
    <div>
      {people.map((person) => (
        <Check name={name} value={person.publicId} checked label={`${person.name}, ${person.unitName}`} />
      ))}
    </div>
  )
