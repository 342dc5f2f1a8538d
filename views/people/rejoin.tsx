import type { PersonRow } from '../../src/people/queries.ts'
import type { UnitNode } from '../../src/people/tree.ts'
import type { Day } from '../../src/rules/days.ts'
import { day } from '../format.ts'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { personLabels } from './form.tsx'
import { typedText } from './typed.ts'
import { unitOptions } from './unit-options.ts'

type Props = {
  person: PersonRow
  units: readonly UnitNode[]
  today: Day
  errors?: Record<string, string>
  typed?: Record<string, unknown>
}

const { unit, post, day: from } = personLabels

/** Nhận lại công tác: where, as what and from when; roles are given afterwards, one by one. */
export const RejoinForm = ({ person, units, today, errors, typed }: Props) => (
  <Sheet title={`Nhận lại đồng chí ${person.name}`}>
    <ErrorSummary errors={errors} labels={{ unit, post, day: from }} />
    <Note title={`Thôi công tác từ ngày ${day(person.leftOn ?? today)}.`}>
      Vai trò cũ không tự trở lại: giao ở trang của người này sau khi nhận. Việc đã bàn giao vẫn ở người nhận bàn giao.
    </Note>
    <Form action={`/people/${person.publicId}/return`} class="narrow">
      <Select
        name="unit"
        label={unit}
        placeholder="Chọn đơn vị"
        options={unitOptions(units)}
        value={typedText(typed, 'unit', person.unitPublicId)}
        errors={errors?.unit}
      />
      <Field
        name="post"
        label={post}
        autocomplete="off"
        value={typedText(typed, 'post', person.post)}
        errors={errors?.post}
      />
      <Field
        name="day"
        type="date"
        label={from}
        hint="Ngày nhận lại công tác. Nếu cho thôi nhầm, ghi đúng ngày đã thôi để quá trình công tác liền mạch."
        value={typedText(typed, 'day', day(today))}
        errors={errors?.day}
      />
      <ActionBar>
        <Button kind="pri" icon="user-plus">
          Nhận lại công tác
        </Button>
        <LinkButton href={`/people/${person.publicId}`}>Thôi</LinkButton>
      </ActionBar>
    </Form>
  </Sheet>
)
