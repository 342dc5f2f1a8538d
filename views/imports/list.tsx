import type { Field, Kind } from '../../src/imports/kinds.ts'
import type { ImportRow } from '../../src/imports/queries.ts'
import { moment, number } from '../format.ts'
import { Tag } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field as FormField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Icon } from '../ui/icon.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { importStates } from '../words.ts'

export type CardKind = Pick<Kind, 'key' | 'title' | 'text' | 'fields'>
type Wrong = { kind: string; errors: Record<string, string> }
type Props = { kinds: readonly CardKind[]; earlier: readonly ImportRow[]; today: string; wrong?: Wrong }

/** Nhập dữ liệu: what can be brought in, and what was. */
export const ImportList = ({ kinds, earlier, today, wrong }: Props) => (
  <div class="stack">
    <div class="import-kinds">
      {kinds.map((kind) => (
        <Card kind={kind} errors={wrong?.kind === kind.key ? wrong.errors : undefined} />
      ))}
    </div>
    {earlier.length > 0 && <Earlier earlier={earlier} kinds={kinds} today={today} />}
  </div>
)

/** The card stays open where its file was refused, and says why. */
const Card = ({ kind, errors }: { kind: CardKind; errors?: Wrong['errors'] }) => (
  <Sheet title={kind.title} id={kind.key}>
    <p>{kind.text}</p>
    <Form action="/imports" multipart label={`Gửi tệp: ${kind.title}`}>
      <input type="hidden" name="kind" value={kind.key} />
      <FormField
        name="file"
        id={`f-file-${kind.key}`}
        type="file"
        label="Tệp Excel (.xlsx) hoặc CSV"
        accept=".xlsx,.csv,.tsv"
        hint="Gửi tệp chưa ghi gì cả: xem trước từng dòng rồi mới ghi."
        errors={errors?.file}
        autofocus={Boolean(errors?.file)}
      />
      <div class="actions">
        <Button kind="soft" icon="upload" label={`Gửi tệp: ${kind.title}`}>
          Gửi tệp
        </Button>
        <LinkButton
          href={`/imports/templates/${kind.key}`}
          icon="download"
          download
          label={`Tải tệp mẫu: ${kind.title}`}
        >
          Tải tệp mẫu
        </LinkButton>
      </div>
    </Form>
    <details class="import-columns">
      <summary>
        <Icon name="chevron-right" /> Các cột của tệp
      </summary>
      <Columns fields={kind.fields} title={kind.title} />
    </details>
  </Sheet>
)

const Columns = ({ fields, title }: { fields: readonly Field[]; title: string }) => (
  <Table
    caption={`Các cột: ${title}`}
    dense
    head={
      <>
        <Th>Cột</Th>
        <Th>Ghi gì</Th>
        <Th>Ví dụ</Th>
      </>
    }
  >
    {fields.map(({ label, required, note, example }) => (
      <Tr>
        <Th row>
          {label} {!required && <span class="optional">(không bắt buộc)</span>}
        </Th>
        <Td full>{note}</Td>
        <Td label="Ví dụ">{String(example)}</Td>
      </Tr>
    ))}
  </Table>
)

const Earlier = ({ earlier, kinds, today }: Pick<Props, 'earlier' | 'kinds' | 'today'>) => (
  <Sheet title="Các lần nhập gần đây" flush>
    {earlier.map(({ publicId, kind, fileName, state, total, byName, stagedAt }) => (
      <Row
        title={fileName}
        href={`/imports/${publicId}`}
        meta={[
          <Tag tone={stateTones[state]}>{importStates[state]}</Tag>,
          kinds.find(({ key }) => key === kind)?.title,
          total > 0 && `${number(total)} dòng`,
          byName,
          <span class="whole">{moment(stagedAt, today)}</span>,
        ]}
      />
    ))}
  </Sheet>
)

export const stateTones = {
  mapping: 'amber',
  checking: 'blue',
  checked: 'amber',
  applying: 'blue',
  done: 'green',
  failed: 'red',
  dropped: 'slate',
} as const
