import { roles } from '../../src/rules/access.ts'
import { day } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Unfold } from '../ui/unfold.tsx'
import { roleNames } from '../words.ts'
import type { PersonPageProps } from './person.tsx'
import { typedText } from './typed.ts'
import { unitOptions } from './unit-options.ts'

/** Gives one more role in a unit. */
export const GrantForm = ({ person, units, today, errors, typed }: PersonPageProps) => (
  <div class="sheet-pad">
    <Unfold label="Giao vai trò…" icon="plus" open={errors !== undefined}>
      <Form action={`/people/${person.publicId}/roles`} class="narrow">
        <Select
          name="role"
          label="Vai trò"
          placeholder="Chọn vai trò"
          options={roles.map((role) => ({ value: role, label: roleNames[role] }))}
          value={typedText(typed, 'role')}
          errors={errors?.role}
        />
        <Select
          name="unit"
          label="Tại đơn vị"
          hint="Vai trò có hiệu lực ở đơn vị này và mọi đơn vị trực thuộc."
          options={unitOptions(units)}
          value={typedText(typed, 'unit', person.unitPublicId)}
          errors={errors?.unit}
        />
        <Field
          name="day"
          type="date"
          label="Từ ngày"
          value={typedText(typed, 'day', day(today))}
          errors={errors?.day}
        />
        <Button kind="soft">Giao vai trò</Button>
      </Form>
    </Unfold>
  </div>
)
