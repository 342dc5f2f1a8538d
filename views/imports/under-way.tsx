import { html } from 'hono/html'
import type { ImportRow } from '../../src/imports/queries.ts'
import { number } from '../format.ts'
import { Note } from '../ui/note.tsx'
import { Progress } from '../ui/progress.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Drop } from './drop.tsx'

type Props = { it: ImportRow; now: string }

/** Being checked or written: how far it is. It goes on when the page is left; the page asks again by itself. */
export const UnderWay = ({ it, now }: Props) => (
  <Sheet title={it.state === 'checking' ? 'Đang kiểm tra từng dòng' : 'Đang ghi'}>
    <Progress value={it.progress} max={Math.max(1, it.total)} label="Số dòng đã xong" text={said(it, now)} />
    <p>Có thể rời trang này. Mở lại ở mục Nhập dữ liệu để xem kết quả.</p>
    {againWithoutScript(`/imports/${it.publicId}`)}
    {it.state === 'checking' && <Drop it={it} />}
  </Sheet>
)

/** A template, since JSX would move the element that refreshes the page into its head, out of the noscript. */
const againWithoutScript = (href: string) => html`<noscript>
  <meta http-equiv="refresh" content="3">
  <p><a href="${href}">Xem lại tiến độ</a></p>
</noscript>`

function said({ progress, total, state, askedAt }: ImportRow, now: string): string {
  if (state === 'applying' && progress >= total * 0.99) return 'Đã kiểm tra lại, đang ghi'
  const done = `${number(progress)} / ${number(total)} dòng`
  const elapsed = Date.parse(now) - Date.parse(askedAt)
  const left = progress > 0 ? Math.round((elapsed / progress) * (total - progress)) / 1000 : 0
  return left >= 5 ? `${done}, còn khoảng ${Math.ceil(left / 5) * 5} giây` : done
}

/** A fault of ours: nothing was written. */
export const FailedImport = ({ it }: { it: ImportRow }) => (
  <Sheet>
    <Note tone="red" title="Phần mềm gặp lỗi khi xử lý tệp này, chưa ghi gì.">
      Thử <a href={`/imports/${it.publicId}?mapping=1`}>kiểm tra lại</a>. Nếu vẫn vậy, báo quản trị hệ thống mã{' '}
      <code>{it.publicId}</code>.
    </Note>
    <Drop it={it} />
  </Sheet>
)

export const DroppedImport = () => (
  <Sheet>
    <Note title="Lần nhập này đã bỏ, không ghi gì.">
      <a href="/imports">Về trang Nhập dữ liệu</a>
    </Note>
  </Sheet>
)
