import { LinkButton } from '../ui/button.tsx'
import { Note } from '../ui/note.tsx'

/** After a list of people was written: they can sign in once they have a first password. */
export const Imported = ({ publicId }: { publicId: string }) => (
  <Note icon="key-round" title="Người mới chưa đăng nhập được.">
    <p>Phát mật khẩu lần đầu cho từng người, hoặc để sau ở trang Người.</p>
    <LinkButton icon="key-round" href={`/people/passwords?import=${publicId}`}>
      Phát mật khẩu lần đầu…
    </LinkButton>
  </Note>
)
