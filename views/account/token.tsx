import { LinkButton } from '../ui/button.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'

/** The one time a token is shown. */
export const TokenMade = ({ secret, name }: { secret: string; name: string }) => (
  <Sheet>
    <Note tone="amber" title={`Chép mã “${name}” ngay bây giờ.`}>
      Mã chỉ hiện một lần; phần mềm chỉ giữ dấu băm. Ai có mã này làm được mọi việc đồng chí làm được trong phạm vi của
      mã.
    </Note>
    <p>
      <code class="secret">{secret}</code>
    </p>
    <LinkButton href="/account">Đã chép xong</LinkButton>
  </Sheet>
)
