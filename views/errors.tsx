import type { Child } from 'hono/jsx'
import { LinkButton } from './ui/button.tsx'
import { Empty } from './ui/empty.tsx'
import { Note } from './ui/note.tsx'

export { Conflict } from './ui/conflict.tsx'
export { ErrorSummary } from './ui/error-summary.tsx'

/** 404: one answer for what is not there and what is not for this person, so that nothing can be inferred. */
export const Missing = () => (
  <Empty
    icon="folder-search"
    title="Không có trang này, hoặc không thuộc phạm vi của đồng chí"
    text="Nếu được giao việc qua đường dẫn này, nhờ người gửi kiểm tra lại mã việc."
    action={
      <>
        <LinkButton kind="soft" href="/">
          Về việc cần tôi xử lý
        </LinkButton>
        <LinkButton href="/search">Tìm việc</LinkButton>
      </>
    }
  />
)

type NoProps = {
  /** Why not, in a sentence. */
  text: string
  /** Who may, or what stands in the way. */
  detail?: Child
  /** One link: what can be done instead. */
  children?: Child
}

/** 403: the thing may be seen, the act not. */
export const Refused = ({ text, detail, children }: NoProps) => (
  <Note icon="lock" title={text} id="refused" focus>
    {detail} {children}
  </Note>
)

/** 409: the thing is no longer in the state the page was drawn in. */
export const Stale = ({ text, detail, children }: NoProps) => (
  <Note tone="amber" icon="users" title={text} id="refused" focus>
    {detail} {children}
  </Note>
)

/** 413: `limit` is a size in words, '20 MB'. */
export const TooLarge = ({ limit }: { limit: string }) => (
  <Note tone="red" icon="upload" title={`Tệp lớn quá ${limit} nên chưa nhận được.`} id="refused" focus>
    Nén ảnh hoặc chia thành tệp nhỏ hơn rồi gửi lại; bấm quay lại thì nội dung đã gõ vẫn còn.
  </Note>
)

/** 429: `seconds` until the next try is taken. */
export const SlowDown = ({ seconds }: { seconds: number }) => (
  <Note tone="amber" icon="hourglass" title="Gửi quá nhiều lần nên hệ thống tạm dừng nhận." id="refused" focus>
    Thử lại sau {seconds < 90 ? `${seconds} giây` : `${Math.ceil(seconds / 60)} phút`}.
  </Note>
)

/** 500: nothing was saved, and a code to read out by phone. `contact` says whom to call: 'máy lẻ 108'. */
export const Failed = ({ code, contact }: { code: string; contact?: string }) => (
  <Note tone="red" icon="server-crash" title="Phần mềm gặp lỗi, chưa lưu gì." id="refused" focus>
    Mong đồng chí thứ lỗi. Thử lại; nếu vẫn lỗi, gọi quản trị{contact && ` (${contact})`}, đọc mã{' '}
    <strong>{code}</strong>.
  </Note>
)
