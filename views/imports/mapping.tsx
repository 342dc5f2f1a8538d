import type { Mapping } from '../../src/imports/headings.ts'
import type { Field, Option } from '../../src/imports/kinds.ts'
import type { ImportRow } from '../../src/imports/queries.ts'
import { number } from '../format.ts'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Check } from '../ui/checks.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field as FormField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Row } from '../ui/row.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { Drop } from './drop.tsx'

export type ShownOption = Omit<Option, 'choices'> & { choices: readonly { value: string; label: string }[] }

export type MappingProps = {
  it: ImportRow
  fields: readonly Field[]
  options: readonly ShownOption[]
  /** The sheet looked at, and the row of its headings, as the spreadsheet numbers it. */
  sheet: number
  head: number
  /** By column: its letter, heading and first values. */
  columns: readonly { letter: string; heading: string; samples: readonly string[] }[]
  /** The spreadsheet's numbers of the rows that `samples` come from. */
  sampled: readonly number[]
  mapping: Mapping
  /** How many rows lie below the headings. */
  below: number
  /** Read as this office's last file with such headings was. */
  isSaved: boolean
  values: Readonly<Record<string, string>>
  errors?: Record<string, string>
}

/** Several sheets have something in them, and which one is meant cannot be told. */
export const ChooseSheet = ({ it }: { it: ImportRow }) => (
  <Sheet title="Chọn trang tính cần nhập" flush foot={<Drop it={it} />}>
    <p class="sheet-pad">Tệp có {it.sheets.length} trang tính có nội dung. Mỗi lần nhập lấy một trang.</p>
    {it.sheets.map(({ name, rows }, at) => (
      <Row title={name} href={`/imports/${it.publicId}?sheet=${at}`} meta={[`${number(rows)} dòng`]} />
    ))}
  </Sheet>
)

/** Ghép cột: which column of the file holds what; guessed, to be looked over. */
export const MappingPage = (props: MappingProps) => (
  <div class="stack">
    <Sheet title="Ghép cột">
      <ErrorSummary errors={props.errors} labels={labelsOf(props)} />
      {props.isSaved && <Note tone="green">Đã ghép như lần trước cơ quan nhập tệp có các cột này.</Note>}
      <Form action={`/imports/${props.it.publicId}/mapping`} version={props.it.version}>
        <input type="hidden" name="sheet" value={String(props.sheet)} />
        <input type="hidden" name="head" value={String(props.head)} />
        {props.options.some(({ before }) => before) && (
          <div class="import-mapping import-first">
            <OptionFields {...props} options={props.options.filter(({ before }) => before)} />
          </div>
        )}
        <div class="import-mapping">
          {props.fields.map((field) => (
            <FieldColumn field={field} {...props} />
          ))}
        </div>
        <OptionFields {...props} options={props.options.filter(({ before }) => !before)} />
        <ActionBar>
          <Button kind="pri" icon="list-checks">
            Kiểm tra {number(props.below)} dòng
          </Button>
          <LinkButton href="/imports">Để sau</LinkButton>
        </ActionBar>
      </Form>
    </Sheet>
    <FirstRows {...props} />
    <Drop it={props.it} />
  </div>
)

const labelsOf = ({ fields, options }: MappingProps) =>
  Object.fromEntries([
    ...fields.map(({ key, label }) => [`map.${key}`, label]),
    ...options.map(({ key, label }) => [`opt.${key}`, label]),
  ])

/** The sheet and the row of the headings, where the guess was wrong; another choice is looked at before anything is kept. */
const Where = ({ it, sheet, head }: Pick<MappingProps, 'it' | 'sheet' | 'head'>) => (
  <Form action={`/imports/${it.publicId}`} method="get" class="import-where" label="Trang tính và dòng tiêu đề">
    <input type="hidden" name="mapping" value="1" />
    {it.sheets.length > 1 ? (
      <Select
        name="sheet"
        label="Trang tính"
        options={it.sheets.map(({ name, rows }, at) => ({
          value: String(at),
          label: `${name} (${number(rows)} dòng)`,
        }))}
        value={String(sheet)}
      />
    ) : (
      <input type="hidden" name="sheet" value={String(sheet)} />
    )}
    <FormField name="head" type="number" label="Tiêu đề các cột ở dòng" value={head} />
    <Button icon="repeat">Đọc lại cột</Button>
  </Form>
)

const FieldColumn = ({ field, columns, mapping, errors }: MappingProps & { field: Field }) => {
  const column = mapping[field.key]
  const samples = column === undefined ? [] : (columns[column]?.samples ?? []).filter(Boolean)
  return (
    <div class="import-field">
      <Select
        name={`map.${field.key}`}
        label={field.label}
        optional={!field.required}
        placeholder="Không có trong tệp"
        options={columns.map(({ letter, heading }, at) => ({
          value: String(at),
          label: heading ? `${letter}: ${heading}` : `Cột ${letter}`,
        }))}
        value={column === undefined ? '' : String(column)}
        errors={errors?.[`map.${field.key}`]}
      />
      <p class="hint">{samples.length > 0 ? `Trong tệp: ${samples.join('; ')}` : field.note}</p>
    </div>
  )
}

const OptionFields = ({ options, values, errors }: Pick<MappingProps, 'options' | 'values' | 'errors'>) =>
  options.map((option) => (
    <OptionField option={option} value={values[option.key]} errors={errors?.[`opt.${option.key}`]} />
  ))

function OptionField({ option, value, errors }: { option: ShownOption; value?: string; errors?: string }) {
  const { key, label, hint, type, optional, choices, first } = option
  const initial = option.initial ?? (first || choices.length === 1 ? choices[0]?.value : undefined)
  const frame = { name: `opt.${key}`, label, hint, optional, errors }
  if (type === 'tick') return <Check name={frame.name} label={label} hint={hint} checked={(value ?? initial) === '1'} />
  if (type === 'choice') return <Select {...frame} placeholder="Chọn" options={choices} value={value ?? initial} />
  return <FormField {...frame} type={type === 'day' ? 'date' : 'text'} value={value ?? initial} />
}

/** The first rows as they stand in the file, every column, used or not. */
const FirstRows = ({ it, sheet, head, columns, sampled, mapping, fields }: MappingProps) => {
  const usedBy = new Map(
    Object.entries(mapping).map(([key, column]) => [column, fields.find((one) => one.key === key)?.label]),
  )
  return (
    <Sheet title="Các dòng đầu của tệp" flush foot={<Where {...{ it, sheet, head }} />}>
      <Table
        caption="Các dòng đầu của tệp"
        dense
        scroll
        head={
          <>
            <Th>Dòng</Th>
            {columns.map(({ letter, heading }, at) => (
              <Th>
                {letter}: {heading || '(trống)'}
                {!usedBy.has(at) && <span class="optional"> không dùng</span>}
              </Th>
            ))}
          </>
        }
      >
        {sampled.map((number, row) => (
          <Tr>
            <Th row>{number}</Th>
            {columns.map(({ samples }) => (
              <Td>{samples[row]}</Td>
            ))}
          </Tr>
        ))}
      </Table>
    </Sheet>
  )
}
