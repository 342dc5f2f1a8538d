import type { Child } from 'hono/jsx'
import { Actions } from './actions.tsx'
import { Button, LinkButton } from './button.tsx'
import { Form } from './form.tsx'
import { Note } from './note.tsx'
import { Table, Td, Th, Tr } from './table.tsx'

type Differing = { name: string; label: string; theirs: string; mine: string; theirsRaw: string; mineRaw: string }
type Agreed = { name: string; label: string; value: string; raw: string }

type Props = {
  action: string
  /** The version as it stands now, after the other's change. */
  version: number | string
  /** The other, as called in a sentence: "Diệp". */
  who: string
  /** When, as it is shown: '09:14'. */
  at: string
  rows: readonly Differing[]
  same?: readonly Agreed[]
  /** Where the thing can be seen as the other left it. */
  discard?: string
  /** Further hidden fields. */
  keyField?: Child
}

/** 409: two people changed one thing. Only what differs is asked; what agrees is named and sent along. */
export const Conflict = ({ action, version, who, at, rows, same = [], discard, keyField }: Props) => (
  <Form action={action} version={version} class="conflict">
    {keyField}
    <Note tone="amber" icon="users" title={`Đồng chí ${who} vừa sửa nội dung này lúc ${at}.`} id="refused" focus>
      Nội dung đồng chí gõ vẫn còn nguyên dưới đây.
    </Note>
    <Table caption="Những chỗ khác nhau" head={<ConflictHead who={who} />}>
      {rows.map((row) => (
        <DifferingRow {...row} who={who} />
      ))}
      {same.map((row) => (
        <AgreedRow {...row} />
      ))}
    </Table>
    <Actions>
      <Button kind="pri">Lưu theo lựa chọn</Button>
      {discard && <LinkButton href={discard}>Bỏ phần của tôi</LinkButton>}
    </Actions>
  </Form>
)

const ConflictHead = ({ who }: { who: string }) => (
  <>
    <Th>Mục</Th>
    <Th>Của đồng chí {who}</Th>
    <Th>Của đồng chí</Th>
  </>
)

const DifferingRow = ({ name, label, theirs, mine, theirsRaw, mineRaw, who }: Differing & { who: string }) => (
  <Tr>
    <Th row>{label}</Th>
    <Td label={`Của đồng chí ${who}`}>
      <Side name={name} raw={theirsRaw} about={`${label}, của đồng chí ${who}`} checked>
        {theirs}
      </Side>
    </Td>
    <Td label="Của đồng chí">
      <Side name={name} raw={mineRaw} about={`${label}, của đồng chí`}>
        {mine}
      </Side>
    </Td>
  </Tr>
)

const AgreedRow = ({ name, label, value, raw }: Agreed) => (
  <Tr>
    <Th row>{label}</Th>
    <Td span={2} full>
      <span class="muted">Giống nhau:</span> {value || '(để trống)'}
      <input type="hidden" name={name} value={raw} />
    </Td>
  </Tr>
)

type SideProps = { name: string; raw: string; about: string; checked?: boolean; children?: Child }

const Side = ({ name, raw, about, checked, children }: SideProps) => (
  <label class="radio">
    <input type="radio" name={name} value={raw} checked={checked} />
    <span>
      <span class="sr">{about}: </span>
      {children || <span class="muted">(để trống)</span>}
    </span>
  </label>
)
