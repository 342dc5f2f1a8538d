/**
 * The demonstration office's work: some eighty tasks in every state a task can be in, most of them out of one directive
 * plan. Days are working days from today: -3 is three before.
 */

/** How far a task has come, and by which way. */
export type Stage =
  | 'issued'
  | 'asked'
  | 'declined'
  | 'accepted'
  | 'half'
  | 'stepped'
  | 'wantsTime'
  | 'extended'
  | 'notExtended'
  | 'paused'
  | 'cancelled'
  | 'handedOver'
  | 'submitted'
  | 'returned'
  | 'approved'
  | 'talked'

export interface DemoTask {
  title: string
  product: string
  from: string
  to: string
  issued: number
  due: number
  stage: Stage
  /** When it was handed in; a day after issue when not said. */
  submitted?: number
  content?: string
  acceptance?: string
  evidence?: string
  steps?: [string, number][]
  /** Part of the directive plan. */
  planned?: true
}

type Line = [
  title: string,
  product: string,
  from: string,
  to: string,
  issued: number,
  due: number,
  stage: Stage,
  submitted?: number,
]

/** Tasks told in one line each. */
const lines: Line[] = [
  ['Hồ sơ đề nghị công nhận sáng kiến cấp cơ sở năm 2026', 'hồ sơ', 'thinh', 'ly', -12, -4, 'submitted', -3],
  ['Danh sách hộ nghèo, hộ cận nghèo sau rà soát', 'danh sách', 'van', 'phuong', -8, 0, 'submitted', -1],
  ['Chuẩn bị phòng họp giao ban tuần', 'xác nhận đã chuẩn bị', 'mai', 'lan', -1, 2, 'issued'],
  ['Kiến nghị của tổ dân phố số 7 về thoát nước', 'văn bản trả lời', 'thinh', 'hung', -11, -3, 'accepted'],
  ['Biên bản bàn giao mặt bằng chợ Minh Thụy', 'biên bản', 'van', 'cuong', -9, -1, 'accepted'],
  ['Trả lời phản ánh của công dân về vỉa hè phố Minh Khai', 'trả lời trên ứng dụng', 'long', 'phuc', -4, 0, 'accepted'],
  ['Tổng hợp ý kiến cử tri trước kỳ họp HĐND phường', 'báo cáo', 'thinh', 'ly', -15, -5, 'approved', -7],
  ['Kế hoạch phòng, chống rét cho trường mầm non', 'kế hoạch', 'mai', 'trang', -13, -6, 'approved', -4],
  ['Phương án chỉnh trang vỉa hè phố Minh Khai', 'phương án', 'van', 'hung', -2, 8, 'asked'],
  ['Rà soát biển hiệu, biển quảng cáo sai quy định', 'danh sách', 'long', 'cuong', -6, 4, 'half'],
  ['Lịch tiếp công dân của lãnh đạo phường tháng tới', 'lịch', 'thinh', 'ly', -3, 3, 'accepted'],
  ['Hướng dẫn người dân dùng cổng dịch vụ công', 'buổi hướng dẫn', 'thuy', 'yen', -10, 2, 'half'],
  ['Thống kê hồ sơ trễ hạn từng lĩnh vực', 'bảng thống kê', 'thuy', 'yen', -20, -12, 'approved', -13],
  ['Xác minh đơn kiến nghị về ranh giới đất số nhà 18', 'biên bản xác minh', 'thinh', 'phuc', -18, -8, 'wantsTime'],
  ['Dự toán kinh phí cải tạo nhà văn hóa tổ 5', 'dự toán', 'van', 'hung', -16, -2, 'extended'],
  ['Kiểm tra vệ sinh an toàn thực phẩm dịp cuối năm', 'báo cáo', 'van', 'phuong', -7, 6, 'half'],
  ['Danh sách nghĩa vụ quân sự năm 2027', 'danh sách', 'thinh', 'ly', -9, 9, 'accepted'],
  ['Tổ chức ngày hội Đại đoàn kết tổ dân phố số 3', 'kế hoạch', 'mai', 'trang', -22, -11, 'approved', -12],
  ['Khảo sát nhu cầu học nghề của thanh niên', 'báo cáo', 'mai', 'phuong', -12, 5, 'paused'],
  ['Lắp đặt camera an ninh ngõ 12', 'biên bản nghiệm thu', 'long', 'cuong', -25, -9, 'cancelled'],
  ['Cập nhật sổ quản lý hộ kinh doanh', 'sổ cập nhật', 'long', 'hung', -14, -7, 'approved', -6],
  ['Văn bản đôn đốc nộp thuế đất phi nông nghiệp', 'văn bản', 'long', 'phuc', -8, -4, 'approved', -5],
  ['Báo cáo tình hình trật tự xây dựng tuần', 'báo cáo', 'long', 'cuong', -5, -1, 'submitted', -1],
  ['Phối hợp tiêm chủng mở rộng đợt 4', 'báo cáo', 'mai', 'phuong', -6, 3, 'talked'],
  ['Rà soát cây xanh nguy hiểm trước mùa mưa bão', 'danh sách', 'van', 'hung', -30, -20, 'approved', -22],
  ['Chuẩn bị tài liệu họp Đảng ủy mở rộng', 'bộ tài liệu', 'thinh', 'ly', -4, 1, 'stepped'],
  ['Đề án thu gom rác phân loại tại nguồn', 'đề án', 'van', 'cuong', -19, 10, 'half'],
  ['Trao đổi với điện lực về lưới điện ngõ 27', 'biên bản làm việc', 'thinh', 'hung', -3, 4, 'declined'],
  ['Giải quyết tranh chấp lối đi chung ngõ 9', 'biên bản hòa giải', 'thinh', 'phuc', -21, -13, 'approved', -10],
  ['Bàn giao hồ sơ lưu trữ năm 2024', 'biên bản bàn giao', 'thinh', 'ly', -13, -3, 'notExtended'],
]

/** The lines of the directive plan, all with the same document behind them. */
const planLines: Line[] = [
  ['Báo cáo giải quyết thủ tục hành chính trong tháng', 'báo cáo', 'thinh', 'yen', -7, -1, 'accepted'],
  ['Báo cáo cải cách hành chính quý IV', 'báo cáo', 'thinh', 'ly', -2, 12, 'accepted'],
  ['Công khai bộ thủ tục hành chính mới trên bảng điện tử', 'bảng niêm yết', 'thuy', 'yen', -17, -10, 'approved', -11],
  ['Tự đánh giá chỉ số cải cách hành chính năm 2026', 'phiếu tự chấm', 'thinh', 'ly', -3, 15, 'issued'],
  [
    'Khắc phục tồn tại sau đợt kiểm tra công vụ tháng 9',
    'báo cáo khắc phục',
    'thinh',
    'yen',
    -28,
    -14,
    'approved',
    -15,
  ],
  ['Rà soát văn bản hết hiệu lực do phường ban hành', 'danh mục', 'van', 'trang', -24, -12, 'approved', -12],
  ['Đăng tin cải cách hành chính trên trang thông tin điện tử', 'tin, bài', 'mai', 'lan', -11, -6, 'approved', -7],
  ['Khảo sát mức độ hài lòng tại bộ phận một cửa', 'báo cáo', 'thuy', 'yen', -15, -4, 'approved', -2],
  ['Lập danh mục dịch vụ công toàn trình', 'danh mục', 'thuy', 'yen', -26, -16, 'approved', -18],
  ['Tập huấn sử dụng chữ ký số', 'lớp tập huấn', 'van', 'trang', -9, 6, 'accepted'],
  ['Báo cáo số hóa kết quả giải quyết thủ tục', 'báo cáo', 'thuy', 'yen', -6, 1, 'half'],
  ['Sửa quy chế làm việc của UBND phường', 'dự thảo quy chế', 'thinh', 'ly', -27, -6, 'approved', -3],
  ['Bố trí bàn hỗ trợ người cao tuổi ở bộ phận một cửa', 'bàn hỗ trợ', 'thuy', 'yen', -23, -17, 'approved', -17],
  ['Kiểm kê tài sản công cuối năm', 'biên bản kiểm kê', 'thinh', 'ly', -5, 16, 'accepted'],
  ['Cắt giảm thành phần hồ sơ lĩnh vực hộ tịch', 'phương án', 'thuy', 'yen', -31, -19, 'approved', -16],
  ['Kế hoạch tự kiểm tra công vụ đợt 2', 'kế hoạch', 'thinh', 'ly', -33, -25, 'approved', -26],
  ['Đánh giá cán bộ, công chức quý III', 'bảng tổng hợp', 'van', 'trang', -34, -24, 'approved', -24],
  ['Tuyên truyền thanh toán không dùng tiền mặt', 'tin, bài', 'mai', 'lan', -16, -8, 'approved', -9],
  ['Hội nghị đối thoại với người dân, doanh nghiệp', 'hội nghị', 'thinh', 'trang', -12, 7, 'stepped'],
  ['Rà soát vị trí việc làm của phòng', 'đề án', 'thinh', 'phuong', -10, -2, 'submitted', -2],
  ['Báo cáo kết quả tinh giản biên chế', 'báo cáo', 'van', 'trang', -20, -9, 'approved', -8],
  ['Chuyển đổi sổ hộ tịch giấy sang dữ liệu', 'sổ dữ liệu', 'thuy', 'yen', -29, 4, 'half'],
  ['Niêm yết giá dịch vụ tại chợ', 'bảng giá', 'long', 'cuong', -8, -5, 'approved', -5],
  ['Quy hoạch điểm đỗ xe tạm', 'phương án', 'thinh', 'hung', -18, 4, 'wantsTime'],
  ['Thẩm định hồ sơ cấp phép xây dựng tồn đọng', 'báo cáo thẩm định', 'long', 'phuc', -7, 2, 'handedOver'],
  ['Cập nhật dữ liệu đất đai các tổ 1 đến 6', 'dữ liệu', 'long', 'phuc', -32, -13, 'approved', -12],
  ['Kiểm tra phòng cháy chợ và nhà cao tầng', 'biên bản kiểm tra', 'van', 'cuong', -13, -9, 'approved', -9],
  ['Bảng tin công khai ngân sách quý', 'bảng tin', 'thinh', 'ly', -6, -2, 'approved', -3],
  ['Sổ tay nghiệp vụ cho tổ công nghệ số cộng đồng', 'sổ tay', 'mai', 'trang', -4, 14, 'issued'],
  ['Hướng dẫn kê khai tài sản, thu nhập', 'văn bản hướng dẫn', 'thinh', 'ly', -1, 9, 'asked'],
  ['Kế hoạch thi đua cải cách hành chính năm 2027', 'dự thảo kế hoạch', 'thinh', 'trang', -2, 18, 'issued'],
  ['Rà soát chế độ trợ cấp người có công', 'danh sách', 'mai', 'phuong', -3, 5, 'accepted'],
  ['Báo cáo công tác văn thư, lưu trữ năm', 'báo cáo', 'thinh', 'ly', -1, 11, 'issued'],
  ['Sửa chữa nhỏ trụ sở bộ phận một cửa', 'biên bản nghiệm thu', 'thuy', 'yen', -36, -27, 'approved', -25],
  ['Tổng rà soát dân cư theo địa bàn', 'báo cáo', 'van', 'phuong', -35, -21, 'approved', -21],
  ['Lắp máy lấy số tự động', 'biên bản bàn giao', 'thuy', 'yen', -21, -15, 'approved', -15],
  ['Đề xuất khen thưởng chuyên đề cải cách hành chính', 'tờ trình', 'thinh', 'trang', -8, 8, 'accepted'],
  ['Cập nhật danh bạ, sơ đồ phòng làm việc', 'sơ đồ', 'mai', 'lan', -5, 6, 'accepted'],
  ['Báo cáo phản ánh, kiến nghị qua ứng dụng', 'báo cáo', 'thuy', 'yen', -9, -3, 'returned', -4],
  ['Kiểm tra việc đeo thẻ, giờ giấc làm việc', 'biên bản', 'van', 'trang', -14, -8, 'approved', -8],
  ['Ký cam kết không gây phiền hà', 'bản cam kết', 'mai', 'trang', -37, -30, 'approved', -31],
  ['Công bố hòm thư góp ý', 'hòm thư', 'thuy', 'yen', -38, -33, 'approved', -33],
]

const told = ([title, product, from, to, issued, due, stage, submitted]: Line): DemoTask => {
  return { title, product, from, to, issued, due, stage, submitted }
}

/** Tasks that want more than a line. */
const detailed: DemoTask[] = [
  {
    title: 'Rà soát, niêm yết thủ tục hành chính quý IV',
    content: 'Rà soát danh mục, niêm yết đủ, đúng thủ tục thuộc thẩm quyền; thay thủ tục hết hiệu lực.',
    from: 'thinh',
    to: 'lan',
    issued: -9,
    due: 1,
    stage: 'submitted',
    submitted: -1,
    product: 'báo cáo kèm ảnh',
    acceptance: '100% thủ tục được niêm yết',
    evidence: 'tệp báo cáo và ảnh bảng niêm yết',
    steps: [
      ['Nhận danh mục thủ tục', 2],
      ['Đối chiếu, thay bảng', 6],
      ['Chụp ảnh, báo cáo', 9],
    ],
    planned: true,
  },
  {
    title: 'Kế hoạch tuyên truyền cải cách hành chính năm 2027',
    content: 'Dự thảo kế hoạch, có kinh phí theo từng quý, trình Chủ tịch ký ban hành.',
    from: 'thinh',
    to: 'lan',
    issued: -10,
    due: 0,
    stage: 'returned',
    submitted: -3,
    product: 'dự thảo kế hoạch',
    planned: true,
  },
  {
    title: 'Tổng hợp phiếu khảo sát hài lòng tháng này',
    content: 'Nhập phiếu khảo sát tại bộ phận một cửa, tổng hợp tỷ lệ hài lòng theo lĩnh vực.',
    from: 'van',
    to: 'lan',
    issued: -5,
    due: 3,
    stage: 'half',
    product: 'báo cáo',
    evidence: 'bảng tổng hợp Excel',
  },
  {
    title: 'Số hóa hồ sơ hộ tịch giai đoạn 2000-2010',
    content: 'Quét, nhập dữ liệu sổ hộ tịch các năm, đối chiếu với cơ sở dữ liệu quốc gia về dân cư.',
    from: 'thuy',
    to: 'yen',
    issued: -14,
    due: 6,
    stage: 'stepped',
    product: 'sổ đã số hóa',
    steps: [
      ['Quét sổ', 8],
      ['Nhập dữ liệu', 15],
      ['Đối chiếu', 18],
    ],
  },
]

export const tasks: DemoTask[] = [
  ...detailed,
  ...lines.map(told),
  ...planLines.map((line) => ({ ...told(line), planned: true as const })),
]

/** Giao nhiều nơi: one order to several heads at once, and how far each has come with the part of it. */
export const fan = {
  title: 'Tự kiểm tra kỷ luật, kỷ cương hành chính quý IV',
  content: 'Tự kiểm tra giờ giấc, tác phong, việc giải quyết thủ tục tại đơn vị; báo cáo theo mẫu.',
  product: 'báo cáo',
  from: 'thinh',
  gathers: 'diep',
  issued: -10,
  due: -1,
  parts: { mai: 'approved', long: 'accepted', thuy: 'submitted' },
  /** Work that the head of a unit passes down out of the own part. */
  below: { from: 'long', to: 'hung', title: 'Tổng hợp bảng chấm công của phòng', issued: -6 },
} as const
