import type { Person } from '../../src/rules/access.ts'
import { ErrorSummary } from '../errors.tsx'
import { day, moment } from '../format.ts'
import type { Size, Theme } from '../layout.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Columns } from '../ui/columns.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { LookForms } from '../ui/look-menu.tsx'
import { PersonChip } from '../ui/person.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Unfold } from '../ui/unfold.tsx'

type Device = { id: number; publicId: string; device: string; address: string; createdAt: string; seenAt: string }
type Token = {
  publicId: string
  name: string
  scope: string
  createdAt: string
  expiresAt: string
  usedAt: string | null
}
type Props = {
  who: Person
  username: string
  devices: readonly Device[]
  tokens: readonly Token[]
  theme: Theme
  size: Size
  /** The session this page is read in. */
  here?: number
  today: string
  errors?: Record<string, string>
  typed?: Record<string, unknown>
}

/** Tài khoản: the own password, devices and tokens. */
export const AccountPage = (props: Props) => (
  <Columns aside={<Look {...props} />}>
    <Who {...props} />
    <Devices {...props} />
    <Tokens {...props} />
  </Columns>
)

const Who = ({ who, username }: Props) => (
  <Sheet title="Tôi">
    <PersonChip name={who.name} unit={who.post} own />
    <p class="muted">Tên đăng nhập: {username}</p>
    <div class="actions">
      <LinkButton href="/account/password">Đổi mật khẩu</LinkButton>
      <LinkButton href="/delegations">Ủy quyền</LinkButton>
      <LinkButton href={`/people/${who.publicId}`}>Trang của tôi</LinkButton>
      <Form action="/sign-out">
        <Button icon="log-out">Đăng xuất</Button>
      </Form>
    </div>
  </Sheet>
)

const Look = ({ theme, size }: Props) => (
  <Sheet title="Cỡ chữ và nền" id="look">
    <LookForms theme={theme} size={size} path="/account" />
  </Sheet>
)

const Devices = ({ devices, here, today }: Props) => (
  <Sheet
    title="Thiết bị đang đăng nhập"
    count={devices.length}
    flush
    aside={
      devices.length > 1 && (
        <Form action="/account/sessions/end">
          <Button kind="quiet">Đăng xuất mọi nơi khác</Button>
        </Form>
      )
    }
  >
    {devices.map(({ id, publicId, device, address, createdAt, seenAt }) => (
      <Row
        title={device}
        meta={[
          id === here ? 'thiết bị này' : undefined,
          `đăng nhập ${moment(createdAt, today)}`,
          `dùng gần nhất ${moment(seenAt, today)}`,
          address,
        ]}
        actions={
          id !== here && (
            <Form action={`/account/sessions/${publicId}/end`}>
              <Button label={`Đăng xuất ${device}`}>Đăng xuất</Button>
            </Form>
          )
        }
      />
    ))}
  </Sheet>
)

const scopes: Record<string, string> = { read: 'chỉ đọc', write: 'đọc và ghi' }

const Tokens = ({ tokens, today, errors, typed }: Props) => (
  <Sheet
    title="Mã truy cập cho phần mềm khác"
    count={tokens.length}
    flush
    aside={
      <LinkButton kind="quiet" href="/api">
        Tài liệu API
      </LinkButton>
    }
  >
    {tokens.length === 0 && (
      <Empty icon="key-round" title="Chưa có mã nào" text="Mã truy cập cho phép phần mềm khác gọi API thay đồng chí." />
    )}
    {tokens.map(({ publicId, name, scope, expiresAt, usedAt }) => (
      <Row
        title={name}
        meta={[
          scopes[scope],
          `hết hạn ${day(expiresAt.slice(0, 10))}`,
          usedAt ? `dùng gần nhất ${moment(usedAt, today)}` : 'chưa dùng lần nào',
        ]}
        actions={
          <Form action={`/account/tokens/${publicId}/end`}>
            <Button label={`Thu hồi ${name}`}>Thu hồi</Button>
          </Form>
        }
      />
    ))}
    <div class="sheet-pad">
      <Unfold label="Tạo mã…" icon="plus" open={errors !== undefined}>
        <NewToken errors={errors} typed={typed} />
      </Unfold>
    </div>
  </Sheet>
)

const NewToken = ({ errors, typed }: Pick<Props, 'errors' | 'typed'>) => (
  <>
    <ErrorSummary errors={errors} labels={{ name: 'Tên mã', scope: 'Phạm vi', days: 'Số ngày' }} />
    <Form action="/account/tokens" class="narrow">
      <Field
        name="name"
        label="Tên mã"
        hint="Để nhớ mã dùng cho việc gì."
        value={String(typed?.name ?? '')}
        errors={errors?.name}
      />
      <Choice
        name="scope"
        label="Phạm vi"
        value={String(typed?.scope ?? 'read')}
        options={[
          { value: 'read', label: 'Chỉ đọc' },
          { value: 'write', label: 'Đọc và ghi' },
        ]}
        errors={errors?.scope}
      />
      <Field
        name="days"
        label="Dùng được trong (ngày)"
        type="number"
        value={String(typed?.days ?? '90')}
        errors={errors?.days}
      />
      <Button kind="soft">Tạo mã</Button>
    </Form>
  </>
)
