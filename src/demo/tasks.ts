/** How far a demonstration task has come. */
export type Stage = 'issued' | 'accepted' | 'submitted' | 'approved' | 'returned'

/** Days are working days from today: -3 is three before. */
export interface DemoTask {
  title: string
  content: string
  document?: string
  from: string
  to: string
  approver?: string
  issued: number
  due: number
  stage: Stage
  /** When it was handed in. */
  submitted?: number
  product: string
  acceptance?: string
  evidence?: string
  steps?: [string, number][]
}

const report = 'báo cáo'

export const tasks: DemoTask[] = [
  {
    title: 'Rà soát, niêm yết thủ tục hành chính quý IV',
    content: 'Rà soát danh mục, niêm yết đủ, đúng thủ tục thuộc thẩm quyền; thay thủ tục hết hiệu lực.',
    document: 'Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND phường',
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
  },
  {
    title: 'Hồ sơ đề nghị công nhận sáng kiến cấp cơ sở năm 2026',
    content: 'Tổng hợp, kiểm tra điều kiện các sáng kiến của phòng, ban; lập hồ sơ trình Hội đồng sáng kiến.',
    from: 'thinh',
    to: 'ly',
    issued: -12,
    due: -4,
    stage: 'submitted',
    submitted: -3,
    product: 'hồ sơ',
    evidence: 'tệp hồ sơ',
  },
  {
    title: 'Danh sách hộ nghèo, hộ cận nghèo sau rà soát',
    content: 'Lập danh sách sau rà soát cuối năm, niêm yết lấy ý kiến nhân dân.',
    from: 'van',
    to: 'phuong',
    issued: -8,
    due: 0,
    stage: 'submitted',
    submitted: -1,
    product: 'danh sách',
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
  },
  {
    title: 'Tổng hợp phiếu khảo sát hài lòng tháng này',
    content: 'Nhập phiếu khảo sát tại bộ phận một cửa, tổng hợp tỷ lệ hài lòng theo lĩnh vực.',
    from: 'van',
    to: 'lan',
    issued: -5,
    due: 3,
    stage: 'accepted',
    product: report,
    evidence: 'bảng tổng hợp Excel',
  },
  {
    title: 'Chuẩn bị phòng họp giao ban tuần',
    content: 'Chuẩn bị phòng họp, đường truyền trực tuyến đến các tổ dân phố.',
    from: 'mai',
    to: 'lan',
    issued: -1,
    due: 2,
    stage: 'issued',
    product: 'xác nhận đã chuẩn bị',
  },
  {
    title: 'Kiến nghị của tổ dân phố số 7 về thoát nước',
    content: 'Kiểm tra hiện trạng, trả lời kiến nghị bằng văn bản, đề xuất phương án nạo vét.',
    from: 'thinh',
    to: 'hung',
    issued: -11,
    due: -3,
    stage: 'accepted',
    product: 'văn bản trả lời',
    evidence: 'văn bản đã ký',
  },
  {
    title: 'Biên bản bàn giao mặt bằng chợ Minh Thụy',
    content: 'Lập biên bản bàn giao mặt bằng với đơn vị quản lý chợ, đủ chữ ký các bên.',
    from: 'van',
    to: 'cuong',
    issued: -9,
    due: -1,
    stage: 'accepted',
    product: 'biên bản',
    evidence: 'biên bản đã ký',
  },
  {
    title: 'Báo cáo giải quyết thủ tục hành chính trong tháng',
    content: 'Số hồ sơ tiếp nhận, giải quyết đúng hạn, quá hạn theo lĩnh vực; nêu lý do từng hồ sơ quá hạn.',
    from: 'thinh',
    to: 'yen',
    issued: -7,
    due: -1,
    stage: 'accepted',
    product: report,
  },
  {
    title: 'Số hóa hồ sơ hộ tịch giai đoạn 2000-2010',
    content: 'Quét, nhập dữ liệu sổ hộ tịch các năm, đối chiếu với cơ sở dữ liệu quốc gia về dân cư.',
    from: 'thuy',
    to: 'yen',
    issued: -14,
    due: 6,
    stage: 'accepted',
    product: 'sổ đã số hóa',
    steps: [
      ['Quét sổ', 8],
      ['Nhập dữ liệu', 15],
      ['Đối chiếu', 18],
    ],
  },
  {
    title: 'Trả lời phản ánh của công dân về vỉa hè phố Minh Khai',
    content: 'Kiểm tra hiện trường, trả lời công dân qua ứng dụng.',
    from: 'long',
    to: 'phuc',
    issued: -4,
    due: 0,
    stage: 'accepted',
    product: 'trả lời trên ứng dụng',
  },
  {
    title: 'Tổng hợp ý kiến cử tri trước kỳ họp HĐND phường',
    content: 'Tổng hợp ý kiến cử tri các tổ dân phố, phân loại theo lĩnh vực và cơ quan trả lời.',
    from: 'thinh',
    to: 'ly',
    issued: -15,
    due: -5,
    stage: 'approved',
    submitted: -7,
    product: report,
    evidence: 'tệp báo cáo',
  },
  {
    title: 'Kế hoạch phòng, chống rét cho trường mầm non',
    content: 'Rà soát điều kiện phòng học, lập kế hoạch phòng chống rét.',
    from: 'mai',
    to: 'trang',
    issued: -13,
    due: -6,
    stage: 'approved',
    submitted: -4,
    product: 'kế hoạch',
  },
  {
    title: 'Phương án chỉnh trang vỉa hè phố Minh Khai',
    content: 'Khảo sát, lập phương án và dự toán chỉnh trang.',
    from: 'van',
    to: 'hung',
    issued: -2,
    due: 8,
    stage: 'issued',
    product: 'phương án',
  },
]
