import type { RefusalCode } from '../src/refusal.ts'
import type { Action, Noun, Relation, Role } from '../src/rules/access.ts'
import type { Clarity, StepDoer } from '../src/rules/clarity.ts'
import type { PasswordProblem } from '../src/rules/passwords.ts'
import type { Period, TaskSort, TaskView } from '../src/rules/task-lists.ts'
import type { DeadlineCause, Grade, TaskKind, TaskState } from '../src/rules/tasks.ts'
import type { Bucket } from '../src/rules/timeliness.ts'

/** The vocabulary: what a new decree renames all at once. A member of a closed set without a word does not compile. */

export const roleNames: Record<Role, string> = {
  leader: 'Lãnh đạo',
  officer: 'Cán bộ, công chức',
  clerk: 'Chuyên viên theo dõi',
  inspector: 'Đoàn kiểm tra',
  council: 'Thành viên Hội đồng',
  secretary: 'Thư ký Hội đồng',
  admin: 'Quản trị',
}

export const relationNames: Record<Relation, string> = {
  self: 'Chính người đó',
  responsible: 'Người thực hiện',
  assigner: 'Người giao',
  approver: 'Người nghiệm thu',
  follower: 'Người theo dõi',
  coordinator: 'Người phối hợp',
  principal: 'Người ủy quyền',
  substitute: 'Người được ủy quyền',
  about: 'Người có tên trong dòng nhật ký',
}

export const actions: Record<Action, string> = {
  'unit.see': 'Xem đơn vị',
  'unit.add': 'Thêm đơn vị',
  'unit.edit': 'Sửa đơn vị',
  'unit.close': 'Kết thúc, sáp nhập đơn vị',
  'unit.addPerson': 'Thêm người',
  'unit.grantRole': 'Giao vai trò',
  'unit.endRole': 'Thôi vai trò',
  'unit.seeGrants': 'Xem bảng ai được làm gì',
  'unit.seeWork': 'Xem tình hình đơn vị',
  'person.see': 'Xem người',
  'person.edit': 'Sửa thông tin người',
  'person.resetPassword': 'Đặt lại mật khẩu',
  'person.depart': 'Cho thôi công tác, bàn giao việc',
  'person.delegate': 'Ủy quyền',
  'person.giveTask': 'Giao việc',
  'account.see': 'Xem tài khoản',
  'account.signIn': 'Đăng nhập',
  'account.signOut': 'Đăng xuất',
  'account.changePassword': 'Đổi mật khẩu',
  'account.setLook': 'Chọn giao diện',
  'account.endSession': 'Đăng xuất thiết bị',
  'account.addToken': 'Tạo mã truy cập',
  'account.endToken': 'Thu hồi mã truy cập',
  'account.keepDraft': 'Lưu nháp việc',
  'account.dropDraft': 'Bỏ nháp việc',
  'delegation.see': 'Xem ủy quyền',
  'delegation.end': 'Chấm dứt ủy quyền',
  'delegation.actUnder': 'Làm thay theo ủy quyền',
  'calendar.see': 'Xem lịch làm việc',
  'calendar.edit': 'Sửa lịch làm việc',
  'record.see': 'Xem nhật ký',
  'template.see': 'Xem mẫu quy trình',
  'template.edit': 'Lập, sửa mẫu quy trình',
  'task.see': 'Xem việc',
  'task.read': 'Đánh dấu đã đọc',
  'task.accept': 'Tiếp nhận',
  'task.decline': 'Từ chối nhận',
  'task.report': 'Báo tiến độ',
  'task.tickStep': 'Xong một bước',
  'task.submit': 'Nộp kết quả',
  'task.approve': 'Nghiệm thu',
  'task.return': 'Trả lại',
  'task.askExtension': 'Xin gia hạn',
  'task.decideExtension': 'Quyết định gia hạn',
  'task.ask': 'Hỏi lại',
  'task.answer': 'Trả lời',
  'task.excuse': 'Xác nhận nguyên nhân khách quan',
  'task.pause': 'Tạm dừng',
  'task.resume': 'Tiếp tục',
  'task.handOver': 'Chuyển người thực hiện',
  'task.cancel': 'Hủy việc',
  'task.finishPart': 'Xong phần phối hợp',
  'task.comment': 'Trao đổi',
  'task.undo': 'Hoàn tác',
}

export const taskStates: Record<TaskState, string> = {
  issued: 'Mới giao',
  in_progress: 'Đang thực hiện',
  submitted: 'Chờ nghiệm thu',
  completed: 'Hoàn thành',
  declined: 'Từ chối nhận',
  paused: 'Tạm dừng',
  cancelled: 'Đã hủy',
}

export const taskKinds: Record<TaskKind, string> = {
  action: 'Để thực hiện',
  opinion: 'Xin ý kiến',
  information: 'Để biết',
}

export const clarityNames: Record<Clarity, string> = {
  person: 'Rõ người',
  work: 'Rõ việc',
  process: 'Rõ quy trình',
  responsibility: 'Rõ trách nhiệm',
  outcome: 'Rõ hiệu quả',
}

/** Who a step of a process falls to. */
export const stepDoerNames: Record<StepDoer, string> = {
  responsible: 'Người thực hiện',
  approver: 'Người nghiệm thu',
  follower: 'Người theo dõi',
  coordinator: 'Người phối hợp',
}

export const grades: Record<Grade, string> = {
  met: 'Đạt',
  exceeded: 'Đạt, vượt yêu cầu',
}

export const deadlineCauses: Record<DeadlineCause, string> = {
  first: 'hạn khi giao',
  return: 'hạn khi trả lại',
  extension: 'gia hạn',
  calendar: 'lịch làm việc thay đổi',
}

export const refusal: Record<RefusalCode, string> = {
  missing: 'Không có trang này, hoặc không thuộc phạm vi của đồng chí.',
  forbidden: 'Đồng chí không có quyền thực hiện việc này.',
  stale: 'Nội dung này vừa được người khác sửa. Mở lại trang để xem bản mới rồi làm tiếp.',
  signedOut: 'Đăng nhập để tiếp tục.',
  tooLarge: 'Tệp hoặc nội dung gửi lên quá lớn. Mỗi lần gửi không quá 20 MB.',
  tooMany: 'Đã thử sai nhiều lần. Chờ ít phút rồi đăng nhập lại.',
  crossSite: 'Yêu cầu này không gửi từ trang của phần mềm nên không được nhận. Mở lại trang rồi gửi lại.',
  notSetUp: 'Phần mềm chưa được cài đặt lần đầu.',
  setUpAlready: 'Phần mềm đã được cài đặt.',
  'task.wrongState': 'Việc này đã chuyển sang bước khác. Mở lại trang để xem bước hiện tại.',
  'task.stepOrder': 'Các bước làm theo thứ tự. Đánh dấu bước trước xong đã.',
  'task.tooLate': 'Không hoàn tác được nữa: đã quá 10 phút, hoặc đã có việc khác tiếp theo.',
  'person.hasLeft': 'Người này đã thôi công tác.',
  'person.onlyAdmin': 'Đây là quản trị duy nhất. Giao vai trò quản trị cho người khác trước.',
  'unit.notEmpty': 'Đơn vị này còn đơn vị trực thuộc. Chuyển hoặc kết thúc các đơn vị đó trước.',
  'delegation.over': 'Ủy quyền này đã hết hiệu lực.',
  'token.readOnly': 'Mã truy cập này chỉ được đọc.',
}

export const passwordWords: Record<PasswordProblem, string> = {
  tooShort: 'Đặt mật khẩu từ 10 ký tự; một câu ngắn dễ nhớ là tốt nhất.',
  tooLong: 'Mật khẩu không quá 128 ký tự.',
  tooCommon: 'Mật khẩu này quá dễ đoán. Chọn một câu chỉ đồng chí biết.',
  containsName: 'Mật khẩu không chứa tên hoặc tên đăng nhập của đồng chí.',
}

/** What an action is done to, and what a row of the record is about. */
export const nounNames: Record<Noun, string> = {
  unit: 'Đơn vị',
  person: 'Người',
  account: 'Tài khoản của mình',
  delegation: 'Ủy quyền',
  calendar: 'Lịch làm việc',
  record: 'Nhật ký',
  task: 'Việc',
  template: 'Mẫu quy trình',
}

/** What a row of the record says changed, by the keys that commands write as `facts`. A test finds the ones left out. */
export const factNames: Record<string, string> = {
  acting: 'Đang làm thay',
  active: 'Áp dụng',
  approver: 'Người nghiệm thu',
  assignee: 'Người thực hiện',
  assigner: 'Người giao',
  closedOn: 'Kết thúc từ',
  code: 'Mã việc',
  confidence: 'Mức đối chiếu',
  day: 'Ngày',
  days: 'Số ngày hiệu lực',
  delegations: 'Ủy quyền chấm dứt',
  device: 'Thiết bị',
  devices: 'Thiết bị bị đăng xuất',
  doer: 'Người làm bước trong quy trình',
  doneOn: 'Ngày hoàn thành',
  due: 'Hạn',
  email: 'Thư điện tử',
  ended: 'Chấm dứt',
  files: 'Tệp minh chứng',
  follower: 'Người theo dõi',
  coordinator: 'Người phối hợp',
  coordinators: 'Người phối hợp',
  drafts: 'Số nháp',
  fromDay: 'Từ ngày',
  grade: 'Mức nghiệm thu',
  key: 'Tên gọi nhanh',
  kind: 'Loại',
  leftOn: 'Thôi công tác từ',
  majorError: 'Sai sót lớn',
  name: 'Tên',
  parent: 'Đơn vị cấp trên',
  people: 'Số người chuyển đi',
  phone: 'Điện thoại',
  position: 'Thứ tự',
  post: 'Chức vụ',
  principal: 'Người ủy quyền',
  reason: 'Lý do',
  removed: 'Đã bỏ',
  report: 'Kết quả thực hiện',
  role: 'Vai trò',
  roles: 'Vai trò thôi giữ',
  scope: 'Phạm vi',
  shortName: 'Tên viết tắt',
  size: 'Cỡ chữ',
  source: 'Nguồn',
  state: 'Trạng thái',
  substitute: 'Người được ủy quyền',
  successor: 'Người, đơn vị tiếp nhận',
  tasks: 'Số việc bàn giao',
  template: 'Theo mẫu',
  templateVersion: 'Bản của mẫu',
  theme: 'Nền',
  title: 'Tên việc',
  toDay: 'Đến ngày',
  unit: 'Đơn vị',
}

/** Timeliness (tiến độ) as four groups. */
export const bucketNames: Record<Bucket, string> = {
  doneInTime: 'Hoàn thành đúng hạn',
  doneLate: 'Hoàn thành quá hạn',
  openInTime: 'Chưa xong, trong hạn',
  openLate: 'Chưa xong, quá hạn',
}

export const taskViewNames: Record<TaskView, string> = {
  all: 'Mọi việc',
  mine: 'Tôi thực hiện',
  given: 'Tôi giao',
  approving: 'Tôi nghiệm thu',
  units: 'Đơn vị tôi',
}

export const taskSortNames: Record<TaskSort, string> = {
  due: 'Hạn gần trước',
  newest: 'Mới giao trước',
  person: 'Theo người thực hiện',
}

export const periodNames: Record<Period, string> = {
  month: 'Tháng này',
  quarter: 'Quý này',
  year: 'Năm nay',
  all: 'Từ trước đến nay',
}
