import { givenName } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'

type Props = {
  person: { publicId: string; name: string }
  username: string
  /** Only in the one answer that made it. */
  password?: string
  said: string
}

/** The temporary password, shown once: it is kept as a hash only, so nobody can look it up again. */
export const TemporaryPassword = ({ person, username, password, said }: Props) => (
  <Sheet>
    <Note tone={password ? 'green' : 'amber'} title={said} id="password" focus>
      {password
        ? `Ghi lại và trao tận tay: mật khẩu này chỉ hiện một lần, đồng chí ${givenName(person.name)} phải đổi khi đăng nhập lần đầu.`
        : 'Mật khẩu tạm chỉ hiện một lần và đã hiện ở lần gửi trước. Nếu chưa kịp ghi, đặt lại mật khẩu ở trang của người này.'}
    </Note>
    <div class="handout">
      <Facts
        rows={[
          { icon: 'user-round', label: 'Họ và tên', body: person.name },
          { icon: 'log-in', label: 'Tên đăng nhập', body: <code>{username}</code> },
          ...(password ? [{ icon: 'key-round' as const, label: 'Mật khẩu tạm', body: <code>{password}</code> }] : []),
        ]}
      />
    </div>
    <Actions>
      {password && (
        <span data-print hidden>
          <Button type="button" icon="printer">
            In để trao
          </Button>
        </span>
      )}
      <LinkButton href={`/people/${person.publicId}`}>Trang của {person.name}</LinkButton>
      <LinkButton href="/people/new" icon="user-plus">
        Thêm người khác
      </LinkButton>
    </Actions>
  </Sheet>
)
