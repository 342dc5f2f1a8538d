import type { LastBackup } from '../../src/archive/deeds.ts'
import { fullMoment } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'

type Props = { last: LastBackup | undefined; now: string }

export const ArchivePage = ({ last, now }: Props) => (
  <div class="stack">
    <Sheet title="Sao lưu" id="backup">
      <Latest last={last} now={now} />
      <p>
        Sao lưu làm trên máy chủ, cả khi mọi người đang làm việc, và nên đặt lịch tự chạy mỗi đêm; cách làm có trong tài
        liệu cài đặt. Mỗi bản được đọc lại toàn bộ trước khi tính là xong. Nên giữ một bản ở nơi khác với máy chủ.
      </p>
      <p>
        Lệnh: <code>node dist/src/main.js backup --keep 14 THU-MUC</code>
      </p>
    </Sheet>
    <Sheet title="Xuất toàn bộ dữ liệu" id="export">
      <p>
        Một tệp ZIP ở dạng mở, đọc được không cần phần mềm này; nhập vào một nơi cài đặt còn trống thì được đúng cơ quan
        này. Tệp README.txt bên trong nói rõ từng tệp, từng cột.
      </p>
      <Facts
        rows={[
          {
            icon: 'circle-check',
            label: 'Có',
            body:
              'Người, đơn vị, việc và mọi diễn biến của việc, tệp minh chứng, lịch làm việc, mẫu quy trình, kế hoạch, nháp của ' +
              'từng người, toàn bộ nhật ký; danh sách người, đơn vị, việc mở được bằng Excel.',
          },
          { icon: 'ban', label: 'Không có', body: 'Mật khẩu, mã truy cập, phiên đăng nhập, thiết bị đã biết.' },
        ]}
      />
      <Note tone="amber">
        Tệp có dữ liệu cá nhân và cả những việc đồng chí không được xem trên trang. Chỉ giao cho người được phép; mỗi
        lần tải đều ghi vào nhật ký.
      </Note>
      <Form action="/archive/export">
        <Actions>
          <Button kind="pri" icon="download">
            Tải dữ liệu xuất
          </Button>
        </Actions>
      </Form>
    </Sheet>
  </div>
)

const aDay = 24 * 3600 * 1000
/** A nightly backup that failed once is no alarm yet; one that failed twice is. */
const mostDays = 2

function Latest({ last, now }: Props) {
  if (!last)
    return (
      <Note tone="red" title="Chưa có bản sao lưu nào.">
        Hỏng ổ đĩa lúc này là mất tất cả. Đặt lịch sao lưu trên máy chủ.
      </Note>
    )
  const days = Math.floor((Date.parse(now) - Date.parse(last.at)) / aDay)
  const isOld = days >= mostDays
  return (
    <Note tone={isOld ? 'amber' : 'green'} title={`Bản gần nhất xong lúc ${fullMoment(last.at)}.`}>
      {isOld ? `Đã ${days} ngày: xem lại lịch sao lưu trên máy chủ. ` : ''}
      Tệp {last.archive}.
    </Note>
  )
}
