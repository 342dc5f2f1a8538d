import type { UnitNode } from '../../src/people/tree.ts'
import type { Day } from '../../src/rules/days.ts'
import { day } from '../format.ts'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { typedText } from './typed.ts'
import { unitKinds } from './unit.tsx'
import { unitOptions } from './unit-options.ts'

type Typed = Record<string, unknown>
type Errors = Record<string, string>

/** What the fields of a unit are called, in the order of the form. */
export const unitLabels = {
  kind: 'Loại',
  name: 'Tên đơn vị',
  shortName: 'Tên viết tắt',
  code: 'Mã đơn vị',
  parent: 'Trực thuộc',
  position: 'Thứ tự',
  day: 'Từ ngày',
}

type NewProps = { units: readonly UnitNode[]; today: Day; parent: string; errors?: Errors; typed?: Typed }

/** Thêm đơn vị. */
export const NewUnitForm = ({
  units,
  today,
  parent,
  errors,
  typed = { parent, kind: 'unit', day: day(today) },
}: NewProps) => (
  <Sheet>
    <ErrorSummary errors={errors} labels={unitLabels} />
    <Form action="/units" class="narrow">
      <Choice
        name="kind"
        label={unitLabels.kind}
        hint="Cơ quan đánh số việc riêng và có tên trên đầu văn bản."
        options={Object.entries(unitKinds).map(([value, label]) => ({ value, label }))}
        value={typedText(typed, 'kind')}
        errors={errors?.kind}
      />
      <Names errors={errors} typed={typed} />
      <Parent units={units} errors={errors} typed={typed} />
      <Field
        name="day"
        type="date"
        label={unitLabels.day}
        hint="Ngày thành lập."
        value={typedText(typed, 'day')}
        errors={errors?.day}
      />
      <ActionBar>
        <Button kind="pri" icon="plus">
          Thêm đơn vị
        </Button>
        <LinkButton href={parent ? `/units/${parent}` : '/units'}>Thôi</LinkButton>
      </ActionBar>
    </Form>
  </Sheet>
)

type EditProps = {
  id: string
  version: number
  isRoot: boolean
  units: readonly UnitNode[]
  typed: Typed
  errors?: Errors
}

/** Sửa tên, chuyển đơn vị. */
export const EditUnitForm = ({ id, version, isRoot, units, typed, errors }: EditProps) => (
  <Sheet>
    <ErrorSummary errors={errors} labels={unitLabels} />
    <Form action={`/units/${id}/edit`} version={version} class="narrow">
      <Names errors={errors} typed={typed} />
      {!isRoot && <Parent units={units} errors={errors} typed={typed} />}
      <Field
        name="position"
        type="number"
        label={unitLabels.position}
        hint="Số nhỏ đứng trước trong danh sách."
        value={typedText(typed, 'position')}
        errors={errors?.position}
      />
      <Field
        name="day"
        type="date"
        label={unitLabels.day}
        hint="Ngày tên hoặc vị trí mới có hiệu lực; trước ngày đó giữ tên cũ."
        value={typedText(typed, 'day')}
        errors={errors?.day}
      />
      <ActionBar>
        <Button kind="pri" icon="save">
          Lưu
        </Button>
        <LinkButton href={`/units/${id}`}>Thôi</LinkButton>
      </ActionBar>
    </Form>
  </Sheet>
)

type PartProps = { errors?: Errors; typed: Typed }

const Names = ({ errors, typed }: PartProps) => (
  <>
    <Field name="name" label={unitLabels.name} value={typedText(typed, 'name')} errors={errors?.name} />
    <Field
      name="shortName"
      label={unitLabels.shortName}
      value={typedText(typed, 'shortName')}
      errors={errors?.shortName}
      short
    />
    <Field name="code" label={unitLabels.code} optional value={typedText(typed, 'code')} errors={errors?.code} short />
  </>
)

const Parent = ({ units, errors, typed }: PartProps & { units: readonly UnitNode[] }) => (
  <Select
    name="parent"
    label={unitLabels.parent}
    placeholder="Chọn đơn vị cấp trên"
    options={unitOptions(units)}
    value={typedText(typed, 'parent')}
    errors={errors?.parent}
  />
)
