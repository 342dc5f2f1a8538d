import type { Difference } from '../../src/checklists/compare.ts'
import type { Checklist } from '../../src/checklists/queries.ts'
import type { FileFault } from '../../src/checklists/reading.ts'
import { ErrorSummary } from '../errors.tsx'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { Changes } from './changes.tsx'
import { FileForm } from './new.tsx'
import { NextVersion } from './next-version.tsx'

type Errors = Record<string, string>

/** Sends a file that is to take the place of what a checklist says. */
export const ReplaceForm = ({ checklist, errors }: { checklist: Checklist; errors?: Errors }) => (
  <Sheet title="Gửi tệp">
    <Form action={`/checklists/${checklist.publicId}/file`} multipart id="replace">
      <ErrorSummary errors={errors} />
      <p>
        Tải bảng kiểm này về dạng Excel, sửa rồi gửi lại là dễ nhất. Gửi xong đồng chí xem trước những gì thay đổi; chưa
        ghi gì cho đến khi bấm lưu.
      </p>
      <Field
        name="file"
        type="file"
        label="Tệp Excel (.xlsx), CSV hoặc JSON"
        accept=".xlsx,.csv,.tsv,.json"
        errors={errors?.file}
      />
      <div class="actions">
        <Button kind="pri" icon="upload">
          Gửi tệp
        </Button>
        <LinkButton icon="download" href={`/checklists/${checklist.publicId}/file.xlsx`} download>
          Tải Excel
        </LinkButton>
        <LinkButton href={`/checklists/${checklist.publicId}`}>Thôi</LinkButton>
      </div>
    </Form>
  </Sheet>
)

const most = 200

type FaultyProps = { faults?: readonly FileFault[]; errors?: Errors; typed?: { name: string }; checklist?: Checklist }

/** A file that was not taken: every place to put right, and the form to send it again. */
export const FaultyFile = ({ faults = [], errors, typed, checklist }: FaultyProps) => (
  <div class="stack">
    {faults.length > 0 && <FaultList faults={faults} />}
    {checklist ? (
      <ReplaceForm checklist={checklist} errors={errors} />
    ) : (
      <Sheet title="Gửi lại tệp">
        <ErrorSummary errors={errors} ids={{ name: 'f-file-name' }} />
        <FileForm name={typed?.name} errors={errors} />
      </Sheet>
    )}
  </div>
)

const FaultList = ({ faults }: { faults: readonly FileFault[] }) => (
  <Sheet title="Chỗ cần sửa trong tệp" count={faults.length} flush>
    <div class="sheet-pad">
      <Note tone="red" title={`Tệp còn ${faults.length} chỗ cần sửa, chưa ghi gì.`} id="refused" focus>
        Sửa trong tệp, lưu lại rồi gửi lần nữa.
      </Note>
    </div>
    <Table
      caption="Chỗ cần sửa trong tệp"
      dense
      head={
        <>
          <Th>Ô, chỗ</Th>
          <Th>Mục</Th>
          <Th>Cần sửa</Th>
        </>
      }
    >
      {faults.slice(0, most).map(({ where, about, text }) => (
        <Tr>
          <Th row>{where}</Th>
          <Td label="Mục">{about}</Td>
          <Td full>{text}</Td>
        </Tr>
      ))}
    </Table>
    {faults.length > most && <p class="sheet-pad muted">Còn {faults.length - most} chỗ nữa, hiện ra khi gửi lại.</p>}
  </Sheet>
)

type PreviewProps = {
  checklist: Checklist
  counts: { groups: number; items: number }
  difference: Difference
  /** What the file says, sent back with the decision. */
  content: string
  /** Somebody changed the checklist while this was looked at. */
  overtaken?: boolean
}

/** 'Thêm 1 mục, bỏ 30 mục.' */
function sumOf({ items }: Difference): string {
  const words = { added: 'thêm', changed: 'sửa', moved: 'chuyển nhóm', removed: 'bỏ' } as const
  const counts = Object.entries(words).flatMap(([kind, word]) => {
    const count = items.filter((one) => one.kind === kind).length
    return count > 0 ? [`${word} ${count} mục`] : []
  })
  const said = counts.join(', ') || 'các mục giữ nguyên'
  return `${said.charAt(0).toLocaleUpperCase('vi')}${said.slice(1)}.`
}

/** What a file would change; nothing is written yet. */
export const Preview = ({ checklist, counts, difference, content, overtaken }: PreviewProps) => {
  const isSame = difference.items.length + difference.others.length === 0
  return (
    <Form action={`/checklists/${checklist.publicId}/content`} version={checklist.version} id="content">
      <input type="hidden" name="body" value={content} />
      {overtaken && (
        <Note tone="amber" icon="users" title="Bảng kiểm vừa được người khác sửa." id="refused" focus>
          Dưới đây là những gì tệp sẽ thay đổi so với bản bây giờ.
        </Note>
      )}
      <div class="stack">
        <NextVersion {...checklist} />
        <Sheet
          title="Tệp sẽ thay đổi"
          count={difference.items.length}
          foot={`Tệp có ${counts.items} mục, ${counts.groups} nhóm.`}
        >
          <p>{sumOf(difference)}</p>
          <Changes {...difference} />
        </Sheet>
      </div>
      <ActionBar>
        {!isSame && (
          <Button kind="pri" icon="save">
            {checklist.usedAt ? `Lưu thành bản ${checklist.number + 1}` : `Lưu vào bản ${checklist.number}`}
          </Button>
        )}
        <LinkButton href={`/checklists/${checklist.publicId}/file`}>Gửi tệp khác</LinkButton>
        <LinkButton href={`/checklists/${checklist.publicId}`}>Thôi</LinkButton>
      </ActionBar>
    </Form>
  )
}
