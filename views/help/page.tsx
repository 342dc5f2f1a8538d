import type { RefusalCode } from '../../src/refusal.ts'
import type { ClaritySet } from '../../src/rules/clarity-set.ts'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { refusalText } from '../words.ts'

const keys: [string, string][] = [
  ['/', 'Đến ô tìm kiếm'],
  ['g', 'Giao việc (người được giao việc)'],
  ['?', 'Mở trang này'],
  ['Esc', 'Đóng bảng đang mở'],
]

/** Trợ giúp: short answers to what people ask first. */
export const Help = ({ set }: { set: ClaritySet }) => (
  <>
    <Sheet title="Giao một việc rõ ràng" id="giao-viec">
      <p>
        Mỗi việc đo bằng {set.length} rõ: {namesOf(set)}. {whenGiven(set)} Thước {set.length} vạch ở đầu trang giao việc
        cho biết còn thiếu gì; bấm vào vạch để đến chỗ thiếu.
      </p>
    </Sheet>
    <Sheet title="Tiến độ tính thế nào" id="tien-do">
      <p>
        Số ngày là ngày làm việc, tính theo lịch làm việc của cơ quan. Việc đã nộp thì thời gian dừng lại: chờ nghiệm
        thu không tính cho người thực hiện. Ngày hoàn thành là ngày nộp kết quả được nghiệm thu. Hạn đầu tiên không bao
        giờ bị sửa; trả lại hay lịch thay đổi thì hạn mới ghi bên cạnh.
      </p>
    </Sheet>
    <Sheet title="Làm thay khi lãnh đạo vắng" id="uy-quyen">
      <p>
        Người được ủy quyền mở mục Ủy quyền, bấm “Làm thay”. Mọi việc làm trong lúc đó ghi rõ ai làm, thay ai. Không làm
        thay được việc riêng: mật khẩu, mã truy cập, ủy quyền tiếp.
      </p>
    </Sheet>
    <Sheet title="Phím tắt" id="phim" flush>
      <Table
        caption="Phím tắt"
        dense
        head={
          <>
            <Th>Phím</Th>
            <Th>Để làm gì</Th>
          </>
        }
      >
        {keys.map(([key, what]) => (
          <Tr>
            <Th row>{key}</Th>
            <Td label="Để làm gì">{what}</Td>
          </Tr>
        ))}
      </Table>
    </Sheet>
    <Sheet title="Kết nối chưa được mã hóa" id="https">
      <p>
        Khi trang báo kết nối chưa mã hóa, người khác trong mạng có thể đọc được nội dung gửi đi. Quản trị đặt một máy
        chủ trung gian có chứng thư (HTTPS) trước phần mềm và khai báo địa chỉ PUBLIC_URL; cách làm có trong tài liệu
        cài đặt.
      </p>
    </Sheet>
    <Sheet title="Dùng API" id="api">
      <p>
        Tạo mã truy cập ở trang <a href="/account">Tài khoản</a>, rồi xem <a href="/api">tài liệu API</a>. Mã làm được
        đúng những gì đồng chí làm được trên trang.
      </p>
    </Sheet>
  </>
)

const namesOf = (set: ClaritySet) => set.map(({ label }) => label.toLocaleLowerCase('vi')).join(', ')

function whenGiven(set: ClaritySet): string {
  const optional = set.filter(({ compulsory }) => !compulsory)
  return optional.length === 0 ? 'Đủ cả mới giao được.' : `Giao được khi chỉ còn thiếu ${namesOf(optional)}.`
}

type ProblemsProps = { codes: readonly RefusalCode[]; statuses: Record<RefusalCode, number> }

/** What each problem document of the API means. */
export const Problems = ({ codes, statuses }: ProblemsProps) => (
  <Sheet flush>
    <Table
      caption="Các lỗi của API"
      head={
        <>
          <Th>Mã</Th>
          <Th num>HTTP</Th>
          <Th>Nghĩa</Th>
        </>
      }
    >
      {codes.map((code) => (
        <Tr id={code}>
          <Th row>
            <code>{code}</code>
          </Th>
          <Td label="HTTP" num>
            {statuses[code]}
          </Td>
          <Td label="Nghĩa">{refusalText({ code, detail: { count: 'n' } })}</Td>
        </Tr>
      ))}
    </Table>
  </Sheet>
)
