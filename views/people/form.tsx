import type { UnitNode } from '../../src/people/tree.ts'
import { roles } from '../../src/rules/access.ts'
import type { Day } from '../../src/rules/days.ts'
import { day } from '../format.ts'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Checks } from '../ui/checks.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { roleNames } from '../words.ts'
import { typedList, typedText } from './typed.ts'
import { unitOptions } from './unit-options.ts'

type Typed = Record<string, unknown>
type Errors = Record<string, string>

/** What the fields of a person are called, in the order of the form; the page of two versions uses them too. */
export const personLabels = {
  name: 'Họ và tên',
  unit: 'Đơn vị',
  post: 'Chức vụ',
  day: 'Từ ngày',
  code: 'Mã cán bộ',
  email: 'Thư điện tử',
  phone: 'Điện thoại',
  username: 'Tên đăng nhập',
  roles: 'Vai trò',
}

type NewProps = { units: readonly UnitNode[]; today: Day; unit?: string; errors?: Errors; typed?: Typed }

/** Thêm người. */
export const NewPersonForm = ({ units, today, unit = '', errors, typed }: NewProps) => (
  <Sheet>
    <ErrorSummary errors={errors} labels={personLabels} />
    <Form action="/people" class="narrow">
      <Place units={units} errors={errors} typed={typed ?? { unit, day: day(today) }} dayHint="Ngày nhận công tác." />
      <Address errors={errors} typed={typed ?? {}} />
      <Field
        name="username"
        label={personLabels.username}
        optional
        autocomplete="off"
        hint="Để trống thì đặt theo họ tên, ví dụ tran.thi.lan."
        value={typedText(typed, 'username')}
        errors={errors?.username}
      />
      <Checks
        name="roles"
        label={personLabels.roles}
        hint="Giữ tại đơn vị đã chọn; có hiệu lực ở đơn vị đó và mọi đơn vị trực thuộc."
        options={roles.map((role) => ({ value: role, label: roleNames[role] }))}
        values={typedList(typed, 'roles', ['officer'])}
        errors={errors?.roles}
      />
      <ActionBar>
        <Button kind="pri" icon="user-plus">
          Thêm người
        </Button>
        <LinkButton href="/people">Thôi</LinkButton>
      </ActionBar>
    </Form>
  </Sheet>
)

type EditProps = { id: string; version: number; units: readonly UnitNode[]; typed: Typed; errors?: Errors }

/** Sửa thông tin, điều động. */
export const EditPersonForm = ({ id, version, units, typed, errors }: EditProps) => (
  <Sheet>
    <ErrorSummary errors={errors} labels={personLabels} />
    <Form action={`/people/${id}/edit`} version={version} class="narrow">
      <Place
        units={units}
        errors={errors}
        typed={typed}
        dayHint="Chỉ dùng khi đổi đơn vị hoặc chức vụ: ngày có hiệu lực. Vai trò đang giữ không tự chuyển theo."
      />
      <Address errors={errors} typed={typed} />
      <ActionBar>
        <Button kind="pri" icon="save">
          Lưu
        </Button>
        <LinkButton href={`/people/${id}`}>Thôi</LinkButton>
      </ActionBar>
    </Form>
  </Sheet>
)

type PartProps = { errors?: Errors; typed: Typed }

const Place = ({ units, errors, typed, dayHint }: PartProps & { units: readonly UnitNode[]; dayHint: string }) => (
  <>
    <Field
      name="name"
      label={personLabels.name}
      autocomplete="off"
      value={typedText(typed, 'name')}
      errors={errors?.name}
    />
    <Select
      name="unit"
      label={personLabels.unit}
      placeholder="Chọn đơn vị"
      options={unitOptions(units)}
      value={typedText(typed, 'unit')}
      errors={errors?.unit}
    />
    <Field
      name="post"
      label={personLabels.post}
      autocomplete="off"
      value={typedText(typed, 'post')}
      errors={errors?.post}
    />
    <Field
      name="day"
      type="date"
      label={personLabels.day}
      hint={dayHint}
      value={typedText(typed, 'day')}
      errors={errors?.day}
    />
  </>
)

const Address = ({ errors, typed }: PartProps) => (
  <>
    <Field
      name="code"
      label={personLabels.code}
      optional
      autocomplete="off"
      value={typedText(typed, 'code')}
      errors={errors?.code}
      short
    />
    <Field
      name="email"
      type="email"
      label={personLabels.email}
      optional
      autocomplete="off"
      value={typedText(typed, 'email')}
      errors={errors?.email}
    />
    <Field
      name="phone"
      type="tel"
      label={personLabels.phone}
      optional
      autocomplete="off"
      value={typedText(typed, 'phone')}
      errors={errors?.phone}
    />
  </>
)
