import type { UnitNode, UnitRow } from '../../src/people/tree.ts'
import { day } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Checks } from '../ui/checks.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Unfold } from '../ui/unfold.tsx'
import { roleNames } from '../words.ts'
import type { ClosureProps } from './closure.tsx'
import { typedText } from './typed.ts'
import { unitOptions } from './unit-options.ts'

/** What the fields are called, in the order of the form. */
export const closureLabels = {
  also: 'Sáp nhập cùng các đơn vị',
  into: 'Đơn vị nhận',
  successor: 'Đơn vị nhận',
  name: 'Tên đơn vị mới',
  shortName: 'Tên viết tắt',
  parent: 'Trực thuộc',
  below: 'Đơn vị trực thuộc',
  day: 'Từ ngày',
  roles: 'Vai trò giữ tiếp ở đơn vị nhận',
  approver: 'Người nghiệm thu thay',
}

const labels = closureLabels

/** Which units, into what, from when: asked for as often as wanted before anything is done. */
export const Choices = (props: ClosureProps) => {
  const { unit, foreseen, today, errors, typed } = props
  return (
    <Sheet title={`Kết thúc, sáp nhập ${unit.name}`}>
      <Form action={`/units/${unit.publicId}/closure#outcome`} method="get" class="narrow merger">
        <Others {...props} />
        <Into {...props} />
        {foreseen.closings.length > foreseen.roots.length && <BelowChoice {...props} />}
        <Field
          name="day"
          type="date"
          label={labels.day}
          value={typedText(typed, 'day', day(today))}
          errors={errors?.day}
        />
        {foreseen.successor && foreseen.roles.length > 0 && <Roles {...props} />}
        <Approver {...props} />
        <Button>Xem trước</Button>
      </Form>
    </Sheet>
  )
}

/** Further units that go into the same successor: neither the unit itself nor anything above or below it. */
function Others({ unit, units, input, errors }: ClosureProps) {
  const isApart = ({ path, parentId }: UnitRow) =>
    parentId !== null && !path.startsWith(unit.path) && !unit.path.startsWith(path)
  const others = units.filter((node) => isApart(node.unit))
  if (others.length === 0) return null
  const above = ({ unit }: UnitNode) => units.find((node) => node.unit.id === unit.parentId)?.unit.name
  return (
    <Unfold label={`${labels.also}…`} icon="plus" open={input.also.length > 0 || Boolean(errors?.also)}>
      <Checks
        name="also"
        label={labels.also}
        hideLabel
        options={others.map((node) => ({ value: node.unit.publicId, label: node.unit.name, hint: above(node) }))}
        values={input.also}
        errors={errors?.also}
      />
    </Unfold>
  )
}

const Into = ({ unit, units, parents, foreseen, input, errors, typed }: ClosureProps) => {
  const isApart = ({ unit: { path } }: UnitNode) => !foreseen.roots.some((root) => path.startsWith(root.path))
  const above = parents.find((node) => node.unit.id === unit.parentId)?.unit.publicId
  return (
    <>
      <Choice
        name="into"
        label={labels.into}
        options={[
          { value: 'unit', label: 'Đơn vị đã có' },
          { value: 'new', label: 'Lập đơn vị mới' },
        ]}
        value={input.into}
      />
      <div class="for-unit">
        <Select
          name="successor"
          label={labels.successor}
          hideLabel
          hint="Để trống nếu đơn vị không còn người, vai trò và việc nào."
          placeholder="Chọn đơn vị nhận"
          options={unitOptions(units.filter(isApart))}
          value={typedText(typed, 'successor')}
          errors={errors?.successor}
        />
      </div>
      <div class="for-new">
        <Field
          name="name"
          label={labels.name}
          autocomplete="off"
          value={typedText(typed, 'name')}
          errors={errors?.name}
        />
        <Field
          name="shortName"
          label={labels.shortName}
          autocomplete="off"
          value={typedText(typed, 'shortName')}
          errors={errors?.shortName}
        />
        <Select
          name="parent"
          label={labels.parent}
          options={unitOptions(parents.filter(isApart))}
          value={typedText(typed, 'parent') || above}
          errors={errors?.parent}
        />
      </div>
    </>
  )
}

const BelowChoice = ({ input }: ClosureProps) => (
  <Choice
    name="below"
    label={labels.below}
    options={[
      { value: 'keep', label: 'Giữ, đặt dưới đơn vị nhận' },
      { value: 'merge', label: 'Nhập luôn vào đơn vị nhận' },
    ]}
    hint="Giữ: mỗi đơn vị trực thuộc được lập lại dưới đơn vị nhận; trùng tên thì nhập làm một."
    value={input.below}
  />
)

const Roles = ({ foreseen: { roles, roots }, errors }: ClosureProps) => (
  <>
    <Checks
      name="roles"
      label={labels.roles}
      optional
      hint="Vai trò không đánh dấu sẽ kết thúc cùng đơn vị."
      options={roles.map(({ publicId, role, name, unitName }) => ({
        value: publicId,
        label: `${name}: ${roleNames[role]}${roles.length > 1 || roots.length > 1 ? `, ${unitName}` : ''}`,
      }))}
      values={roles.filter(({ isKept }) => isKept).map(({ publicId }) => publicId)}
      errors={errors?.roles}
    />
    {roles.map(({ shown }) => (
      <input type="hidden" name="shown" value={shown} />
    ))}
  </>
)

/** Where nobody who approves now would lead any more, and there is more than one who could. */
function Approver({ foreseen: { approvers }, input }: ClosureProps) {
  const leaders = [...new Map(approvers.leaders.map((leader) => [leader.publicId, leader])).values()]
  if (approvers.tasks.length === 0 || leaders.length < 2) return null
  return (
    <Select
      name="approver"
      label={labels.approver}
      optional
      hint="Cho những việc mà người nghiệm thu không còn là lãnh đạo của người thực hiện."
      placeholder="Lãnh đạo gần nhất của người thực hiện"
      options={leaders.map(({ publicId, name }) => ({ value: publicId, label: name }))}
      value={input.approver}
    />
  )
}
