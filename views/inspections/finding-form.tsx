import type { Child } from 'hono/jsx'
import type { TypedFinding } from '../../src/inspections/findings/finding-form.ts'
import type { Photo } from '../../src/inspections/sheets/sheets.ts'
import { severities } from '../../src/rules/inspections.ts'
import { ErrorSummary } from '../errors.tsx'
import { day } from '../format.ts'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { severityNames } from '../words.ts'

type Props = {
  action: string
  back: string
  version?: number
  typed: TypedFinding
  errors?: Record<string, string>
  /** '' for a finding that belongs to no item. */
  itemName: string
  people: readonly { publicId: string; name: string; post: string }[]
  /** Working days for each severity, to be told. */
  remedyDays: Record<string, number>
  repeat?: { foundOn: string; href?: string }
  sheetId: string
  photos: readonly Photo[]
}

export const findingLabels = {
  text: 'Mô tả',
  severity: 'Mức độ',
  person: 'Người có liên quan',
  remedy: 'Yêu cầu khắc phục',
  remedier: 'Người khắc phục',
  due: 'Hạn khắc phục',
}

/** Ghi tồn tại: all filled in, one button. */
export const FindingForm = (props: Props) => {
  const { action, back, version, typed, errors, itemName, repeat } = props
  return (
    <Form action={action} version={version} id="finding">
      <ErrorSummary errors={errors} labels={findingLabels} />
      <input type="hidden" name="item" value={typed.item} />
      <input type="hidden" name="proposed" value={typed.proposed} />
      <Sheet>
        {itemName && (
          <p>
            <strong>{typed.item}</strong> {itemName}
          </p>
        )}
        {repeat && (
          <Note tone="amber" icon="history">
            Mục này đã không đạt ngày{' '}
            {repeat.href ? <a href={repeat.href}>{day(repeat.foundOn)}</a> : day(repeat.foundOn)}:{' '}
            <strong>tái phạm</strong>.
          </Note>
        )}
        <FindingFields {...props} open>
          <Pictures {...props} />
        </FindingFields>
      </Sheet>
      <ActionBar>
        <Button kind="pri" icon="save">
          Lưu tồn tại
        </Button>
        <LinkButton href={back}>Thôi</LinkButton>
      </ActionBar>
    </Form>
  )
}

type FieldsProps = Pick<Props, 'typed' | 'errors' | 'people' | 'remedyDays'> & {
  /** What is rarely changed is shown at once. */
  open?: boolean
  /** On a phone every line counts. */
  rows?: number
  more?: Child
  children?: Child
}

/** The fields of a finding: what was found, how heavy, who remedies it by when; the rest folded away. */
export function FindingFields({ typed, errors, people, remedyDays, open, rows, more, children }: FieldsProps) {
  const choices = people.map((person) => ({ value: person.publicId, label: called(person, people) }))
  return (
    <>
      <Field
        name="text"
        label={findingLabels.text}
        type="textarea"
        rows={rows}
        value={typed.text}
        errors={errors?.text}
      />
      {children}
      <Choice
        name="severity"
        label={findingLabels.severity}
        options={severities.map((value) => ({ value, label: severityNames[value] }))}
        value={typed.severity}
        errors={errors?.severity}
      />
      <div class="fields pair">
        <Select
          name="remedier"
          label={findingLabels.remedier}
          placeholder="Chọn người khắc phục"
          options={choices}
          value={typed.remedier}
          errors={errors?.remedier}
        />
        <Field name="due" type="date" label={findingLabels.due} value={typed.due} errors={errors?.due} short={false} />
      </div>
      {open && (
        <p class="hint">
          {`Hạn theo mức độ: nhẹ ${remedyDays.light}, trung bình ${remedyDays.medium}, nặng ${remedyDays.heavy} ngày làm việc.`}
        </p>
      )}
      <details class="item-more" open={open}>
        <summary>Yêu cầu khắc phục, người có liên quan</summary>
        <Field
          name="remedy"
          label={findingLabels.remedy}
          type="textarea"
          rows={2}
          value={typed.remedy}
          errors={errors?.remedy}
        />
        <Select
          name="person"
          label={findingLabels.person}
          optional
          placeholder="Không riêng người nào"
          options={choices}
          value={typed.person}
          errors={errors?.person}
        />
        {more}
      </details>
    </>
  )
}

/** By the name, and by the post as well where two are called the same. */
const called = ({ name, post }: { name: string; post: string }, people: FieldsProps['people']) =>
  people.filter((one) => one.name === name).length > 1 ? `${name}, ${post}` : name

/** The photos of the item: they are the finding's too. */
const Pictures = ({ photos, sheetId, typed }: Props) =>
  photos.length === 0 ? null : (
    <ul class="photos">
      {photos.map(({ publicId, name }, at) => (
        <li>
          <img
            src={`/inspections/sheets/${sheetId}/photos/${publicId}`}
            alt={`Ảnh ${at + 1} của mục ${typed.item}: ${name}`}
          />
        </li>
      ))}
    </ul>
  )
