import type { Outcome } from '../src/imports/kinds.ts'
import type { ImportState } from '../src/imports/states.ts'
import type { Refusal, RefusalCode } from '../src/refusal.ts'
import type { Action, Noun, Relation, Role } from '../src/rules/access.ts'
import type { StepDoer } from '../src/rules/clarity.ts'
import type { Measure, MemberPart, Result, RoundForm, RoundState, Severity } from '../src/rules/inspections.ts'
import type { PasswordProblem } from '../src/rules/passwords.ts'
import type { RemedyState } from '../src/rules/remedies.ts'
import type { FindingAnswer, FindingState } from '../src/rules/rounds.ts'
import type { PaperKind, Side } from '../src/rules/sign-off.ts'
import type { SeenStep } from '../src/rules/start.ts'
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
  importer: 'Người gửi tệp',
  member: 'Thành viên đoàn kiểm tra',
  head: 'Trưởng đoàn kiểm tra',
  recorder: 'Thư ký đoàn kiểm tra',
  orderer: 'Người quyết định kiểm tra',
  concerned: 'Người có liên quan đến tồn tại',
}

export const actions: Record<Action, string> = {
  'unit.see': 'Xem đơn vị',
  'unit.add': 'Thêm đơn vị',
  'unit.edit': 'Sửa đơn vị',
  'unit.close': 'Kết thúc, sáp nhập đơn vị',
  'unit.configure': 'Thiết lập cơ quan',
  'unit.addPerson': 'Thêm người',
  'unit.grantRole': 'Giao vai trò',
  'unit.endRole': 'Thôi vai trò',
  'unit.handOut': 'Phát mật khẩu lần đầu',
  'unit.seeGrants': 'Xem bảng ai được làm gì',
  'unit.export': 'Xuất toàn bộ dữ liệu',
  'unit.backup': 'Sao lưu',
  'unit.restore': 'Khôi phục từ tệp lưu trữ',
  'unit.seeWork': 'Xem tình hình đơn vị',
  'unit.importPlan': 'Nhập văn bản chỉ đạo',
  'unit.planInspection': 'Lập kế hoạch, lập đợt kiểm tra',
  'person.see': 'Xem người',
  'person.edit': 'Sửa thông tin người',
  'person.resetPassword': 'Đặt lại mật khẩu',
  'person.depart': 'Cho thôi công tác, bàn giao việc',
  'person.rejoin': 'Nhận lại công tác',
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
  'import.see': 'Xem lần nhập dữ liệu',
  'import.stage': 'Gửi tệp để nhập dữ liệu',
  'import.map': 'Ghép cột, kiểm tra tệp',
  'import.apply': 'Ghi dữ liệu từ tệp',
  'import.finish': 'Ghi xong dữ liệu từ tệp',
  'import.drop': 'Bỏ lần nhập dữ liệu',
  'template.see': 'Xem mẫu quy trình',
  'template.edit': 'Lập, sửa mẫu quy trình',
  'checklist.see': 'Xem bảng kiểm',
  'checklist.edit': 'Lập, sửa bảng kiểm',
  'round.see': 'Xem đợt kiểm tra',
  'round.edit': 'Sửa đợt kiểm tra',
  'round.cancel': 'Bỏ đợt kiểm tra',
  'round.start': 'Bắt đầu đợt kiểm tra',
  'round.inspect': 'Ghi phiếu kiểm tra',
  'round.record': 'Ghi chữ ký, văn bản của đợt kiểm tra',
  'round.signOff': 'Kết thúc, chốt số liệu đợt kiểm tra',
  'round.reopen': 'Mở lại đợt kiểm tra',
  'finding.see': 'Xem tồn tại',
  'finding.edit': 'Sửa tồn tại',
  'finding.put': 'Chuyển tồn tại cho bên được kiểm tra',
  'finding.answer': 'Giải trình tồn tại',
  'finding.withdraw': 'Rút tồn tại',
  'finding.remedy': 'Giao khắc phục tồn tại',
  'plan.see': 'Xem văn bản chỉ đạo',
  'plan.edit': 'Sửa số, trích yếu văn bản chỉ đạo',
  'plan.draft': 'Soạn nháp việc từ văn bản chỉ đạo',
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
  'task.passDown': 'Giao một phần cho người khác',
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
  'task.openParts': 'Còn {count} phần chưa xong. Việc chung nộp, nghiệm thu được khi các phần đã xong hoặc đã hủy.',
  'task.submittedParts':
    'Có {count} phần đã nộp kết quả, đang chờ nghiệm thu. Nghiệm thu hoặc trả lại các phần đó trước khi hủy việc chung.',
  'task.tooDeep': 'Việc này đã là phần của phần, không chia nhỏ thêm được. Ghi thành các bước của việc.',
  'task.tooManyParts': 'Một việc có không quá 200 phần. Giao thêm thành một việc khác.',
  'person.hasLeft': 'Người này đã thôi công tác.',
  'person.onlyAdmin': 'Đây là quản trị duy nhất. Giao vai trò quản trị cho người khác trước.',
  'delegation.over': 'Ủy quyền này đã hết hiệu lực.',
  'import.wrongState': 'Lần nhập này đã chuyển sang bước khác. Mở lại trang để xem bước hiện tại.',
  'import.refusedRows': 'Tệp còn dòng bị từ chối nên chưa ghi. Sửa tệp, hoặc chọn bỏ qua các dòng đó.',
  'import.nothing': 'Không có dòng nào cần ghi.',
  'plan.givenAlready': 'Nhiệm vụ này đã được giao. Mở lại trang văn bản để xem việc.',
  'token.readOnly': 'Mã truy cập này chỉ được đọc.',
  'round.ownUnit':
    'Từ lúc lập đợt, có người trong đoàn đã thuộc đơn vị được kiểm tra. Sửa đợt: đổi người, hoặc ghi lý do.',
  'round.nobody': 'Các đơn vị của đợt này đã kết thúc, không còn ai để kiểm tra. Sửa đợt, chọn đơn vị khác.',
  'round.wrongState': 'Đợt kiểm tra này đã chuyển sang bước khác. Mở lại trang để xem bước hiện tại.',
  'round.notIntact':
    'Số liệu đang lưu không còn như lúc chốt nên không lập văn bản từ đó. Báo quản trị đối chiếu với bản sao lưu.',
  'finding.wrongState': 'Tồn tại này đã chuyển sang bước khác. Mở lại trang để xem bước hiện tại.',
  'finding.hasTask': 'Tồn tại này đã có việc khắc phục. Hủy việc đó trước.',
  'finding.notKnown': 'Bên được kiểm tra chưa thấy tồn tại này. Chuyển tồn tại rồi mới giao khắc phục.',
}

/** The sentence of a refusal, with its figures in place. */
export const refusalText = ({ code, detail }: Pick<Refusal, 'code' | 'detail'>): string =>
  refusal[code].replace(/\{(\w+)\}/g, (_, name: string) => detail[name] ?? '')

export const passwordWords: Record<PasswordProblem, string> = {
  tooShort: 'Đặt mật khẩu từ 10 ký tự; một câu ngắn dễ nhớ là tốt nhất.',
  tooLong: 'Mật khẩu không quá 128 ký tự.',
  tooCommon: 'Mật khẩu này quá dễ đoán. Chọn một câu chỉ đồng chí biết.',
  containsName: 'Mật khẩu không chứa tên hoặc tên đăng nhập của đồng chí.',
}

/** How far an import (lần nhập dữ liệu) is. */
export const importStates: Record<ImportState, string> = {
  mapping: 'Chờ ghép cột',
  checking: 'Đang kiểm tra',
  checked: 'Chờ ghi',
  applying: 'Đang ghi',
  done: 'Đã ghi',
  failed: 'Gặp lỗi',
  dropped: 'Đã bỏ',
}

/** What comes of a row of the file. */
export const outcomeNames: Record<Outcome, string> = {
  created: 'Tạo mới',
  changed: 'Cập nhật',
  same: 'Giữ nguyên',
  refused: 'Bị từ chối',
  skipped: 'Bỏ qua',
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
  checklist: 'Bảng kiểm',
  round: 'Đợt kiểm tra',
  finding: 'Tồn tại',
  plan: 'Văn bản chỉ đạo',
  import: 'Nhập dữ liệu',
}

/** What a row of the record says changed, by the keys that commands write as `facts`. A test finds the ones left out. */
export const factNames: Record<string, string> = {
  answerDays: 'Ngày làm việc để giải trình',
  conclusion: 'Kết luận',
  heavyDays: 'Ngày khắc phục tồn tại nặng',
  lightDays: 'Ngày khắc phục tồn tại nhẹ',
  mediumDays: 'Ngày khắc phục tồn tại trung bình',
  recommendations: 'Số kiến nghị',
  remedyTask: 'Việc khắc phục',
  repeatMonths: 'Số tháng tính tái phạm',
  wholeDayLeave: 'Người nghỉ phép cả ngày',
  afterSigning: 'Sửa sau khi biên bản đã ký, chữ ký không còn giá trị',
  digest: 'Mã SHA-256 của số liệu',
  paper: 'Văn bản',
  refused: 'Từ chối ký, lý do',
  sequence: 'Lần kết thúc',
  side: 'Bên ký',
  signedAgain: 'Ký lại vì phiếu đã sửa',
  signer: 'Người ký',
  waiver: 'Lý do để ngỏ',
  acceptance: 'Yêu cầu nghiệm thu',
  acting: 'Đang làm thay',
  answerBy: 'Giải trình trước hết ngày',
  answers: 'Ý kiến của bên được kiểm tra',
  checklist: 'Bảng kiểm',
  form: 'Hình thức',
  head: 'Trưởng đoàn',
  item: 'Mục',
  mandate: 'Văn bản căn cứ của đợt',
  members: 'Đoàn kiểm tra',
  orderedBy: 'Người quyết định',
  outsideBody: 'Cơ quan kiểm tra',
  ownReason: 'Lý do kiểm tra đơn vị mình',
  plannedAt: 'Lập lúc',
  remedy: 'Yêu cầu khắc phục',
  repeat: 'Tái phạm',
  result: 'Kết quả',
  severity: 'Mức độ',
  target: 'Chỉ tiêu, phần trăm số đơn vị',
  text: 'Nội dung',
  units: 'Đơn vị được kiểm tra',
  value: 'Số ghi được',
  year: 'Năm',
  answered: 'Giải trình',
  remedier: 'Người khắc phục',
  photos: 'Số ảnh',
  place: 'Địa điểm',
  met: 'Đại diện đơn vị',
  strengths: 'Ưu điểm',
  active: 'Áp dụng',
  archive: 'Tệp lưu trữ',
  approver: 'Người nghiệm thu',
  assignee: 'Người thực hiện',
  assigner: 'Người giao',
  clarity: 'Bộ rõ',
  closedOn: 'Kết thúc từ',
  code: 'Mã số',
  confidence: 'Mức đối chiếu',
  consequence: 'Trách nhiệm khi trễ hạn, sai sót',
  content: 'Nội dung',
  day: 'Ngày',
  days: 'Số ngày hiệu lực',
  delegations: 'Ủy quyền chấm dứt',
  device: 'Thiết bị',
  devices: 'Thiết bị bị đăng xuất',
  planVersion: 'Bản của văn bản',
  lines: 'Số dòng',
  given: 'Số việc giao',
  number: 'Số, ký hiệu',
  issuer: 'Cơ quan ban hành',
  summary: 'Trích yếu',
  doer: 'Người làm bước trong quy trình',
  doneOn: 'Ngày hoàn thành',
  due: 'Hạn',
  document: 'Văn bản căn cứ',
  email: 'Thư điện tử',
  ended: 'Chấm dứt',
  evidence: 'Minh chứng phải nộp',
  factor: 'Hệ số quy đổi K',
  file: 'Tệp',
  files: 'Tệp minh chứng',
  follower: 'Người theo dõi',
  coordinator: 'Người phối hợp',
  coordinators: 'Người phối hợp',
  columns: 'Số cột đã ghép',
  created: 'Số dòng tạo mới',
  changed: 'Số dòng cập nhật',
  checklistVersion: 'Bản của bảng kiểm',
  copyOf: 'Chép từ',
  groups: 'Các nhóm',
  itemsAdded: 'Mục thêm',
  itemsChanged: 'Mục sửa',
  itemsMoved: 'Mục xếp lại',
  itemsRemoved: 'Mục bỏ',
  note: 'Ghi chú',
  partial: 'Dùng “Đạt một phần”',
  drafts: 'Số nháp',
  fromDay: 'Từ ngày',
  grade: 'Mức nghiệm thu',
  guide: 'Hướng dẫn bắt đầu, đã xem',
  hash: 'Mã băm của tệp',
  imported: 'Nội dung nhập',
  key: 'Tên gọi nhanh',
  kind: 'Loại',
  leftOn: 'Thôi công tác từ',
  leftOut: 'Số dòng để lại',
  majorError: 'Sai sót lớn',
  merged: 'Nhập từ',
  name: 'Tên',
  parent: 'Đơn vị cấp trên',
  partOf: 'Phần của việc',
  people: 'Số người chuyển đi',
  phone: 'Điện thoại',
  position: 'Thứ tự',
  post: 'Chức vụ',
  optional: 'Rõ không bắt buộc',
  principal: 'Người ủy quyền',
  product: 'Sản phẩm phải nộp',
  quantity: 'Số lượng',
  reason: 'Lý do',
  removed: 'Đã bỏ',
  report: 'Kết quả thực hiện',
  role: 'Vai trò',
  roles: 'Vai trò thôi giữ',
  rows: 'Số dòng',
  scope: 'Phạm vi',
  shortName: 'Tên viết tắt',
  size: 'Cỡ chữ',
  source: 'Nguồn',
  state: 'Trạng thái',
  steps: 'Các bước',
  substitute: 'Người được ủy quyền',
  successor: 'Người, đơn vị tiếp nhận',
  takenAt: 'Dữ liệu tại thời điểm',
  tasks: 'Số việc bàn giao',
  template: 'Theo mẫu',
  templateVersion: 'Bản của mẫu',
  theme: 'Nền',
  title: 'Tên việc',
  toDay: 'Đến ngày',
  tokens: 'Mã truy cập bị thu hồi',
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

/** What an administrator has said of the guide for the first hour. */
export const guideSaid: Record<SeenStep | 'hidden', string> = {
  calendar: 'Lịch làm việc',
  templates: 'Mẫu quy trình',
  hidden: 'Không hiện nữa',
}

/** How heavy it is that an item of a checklist fails. */
export const severityNames: Record<Severity, string> = {
  light: 'Nhẹ',
  medium: 'Trung bình',
  heavy: 'Nặng',
}

/** Where the remedy of a finding stands. */
export const remedyNames: Record<RemedyState, string> = {
  none: 'Chưa giao khắc phục',
  giving: 'Đã giao, chưa tiếp nhận',
  doing: 'Đang khắc phục',
  reported: 'Đã báo cáo, chờ nghiệm thu',
  inTime: 'Đã khắc phục đúng hạn',
  late: 'Đã khắc phục, quá hạn',
  overdue: 'Quá hạn khắc phục',
  cancelled: 'Việc khắc phục đã hủy',
}

/** What an inspector answers to an item. */
export const resultNames: Record<Result, string> = {
  pass: 'Đạt',
  partial: 'Đạt một phần',
  fail: 'Không đạt',
  na: 'Không áp dụng',
}

/** Cách ghi: what is recorded beside the result. */
export const measureNames: Record<Measure['type'], string> = {
  passFail: 'Đạt hay không',
  headcount: 'Quân số',
  count: 'Đếm số',
  ratio: 'Đã có / phải có',
  sample: 'Sai / kiểm tra',
  document: 'Văn bản',
  number: 'Số đo',
  choice: 'Chọn mức',
  text: 'Ghi chữ',
}

/** Hình thức kiểm tra. */
export const roundForms: Record<RoundForm, string> = {
  self: 'Tự kiểm tra',
  planned: 'Theo kế hoạch',
  announced: 'Đột xuất có báo trước',
  unannounced: 'Đột xuất không báo trước',
  reported: 'Qua báo cáo',
  online: 'Trên môi trường số',
  outside: 'Của cơ quan ngoài',
}

/** The same where there is little room: the head of a sheet. */
export const roundFormsBrief: Record<RoundForm, string> = {
  ...roundForms,
  announced: 'Đột xuất',
  unannounced: 'Đột xuất',
}

export const roundStates: Record<RoundState, string> = {
  planned: 'Chuẩn bị',
  started: 'Đang kiểm tra',
  signed: 'Đã kết thúc',
}

export const memberParts: Record<MemberPart, string> = {
  head: 'Trưởng đoàn',
  member: 'Thành viên',
  secretary: 'Thư ký',
}

export const findingStates: Record<FindingState, string> = {
  open: 'Đã ghi nhận',
  withdrawn: 'Đã rút',
}

export const findingAnswers: Record<FindingAnswer, string> = {
  agree: 'Nhất trí',
  explain: 'Giải trình',
}

/** Both sides of the minutes. */
export const sideNames: Record<Side, string> = {
  team: 'Đoàn kiểm tra',
  unit: 'Bên được kiểm tra',
}

/** What a round leaves on paper. */
export const paperNames: Record<PaperKind, string> = {
  minutes: 'Biên bản kiểm tra',
  conclusion: 'Thông báo kết luận',
}
