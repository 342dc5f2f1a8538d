import type { TemplateBody } from '../templates/body.ts'

interface ShippedTemplate {
  key: string
  name: string
  body: Omit<TemplateBody, 'quantity' | 'quantityUnit' | 'factor' | 'consequence'> & Partial<TemplateBody>
}

/** The templates a new office starts with; what it edits afterwards is in its database. */
export const shippedTemplates: readonly ShippedTemplate[] = [
  {
    key: 'nam-buoc',
    name: 'Quy trình năm bước',
    body: {
      title: '',
      content: 'Giải quyết theo năm bước, mỗi bước ghi rõ ngày xong; vướng ở bước nào báo ngay ở bước đó.',
      steps: [
        { name: 'Tiếp nhận', days: 1, doer: 'responsible' },
        { name: 'Thẩm định', days: 5, doer: 'responsible' },
        { name: 'Phê duyệt', days: 7, doer: 'approver' },
        { name: 'Đóng dấu', days: 8, doer: 'follower' },
        { name: 'Trả kết quả', days: 8, doer: 'responsible' },
      ],
      product: 'kết quả giải quyết đã phát hành',
      acceptance: 'kết quả đúng thẩm quyền, đã ký, đóng dấu và trả cho người đề nghị',
      evidence: 'văn bản đã ký số',
      dueDays: 8,
    },
  },
  {
    key: 'baocao-dinhky',
    name: 'Báo cáo định kỳ',
    body: {
      title: 'Báo cáo định kỳ',
      content:
        'Thu số liệu của các bộ phận, đối chiếu với kỳ trước, dự thảo báo cáo theo đề cương, trình ký và gửi đúng hạn.',
      steps: [
        { name: 'Thu số liệu', days: 3, doer: 'responsible' },
        { name: 'Dự thảo báo cáo', days: 6, doer: 'responsible' },
        { name: 'Trình ký, gửi báo cáo', days: 8, doer: 'responsible' },
      ],
      product: 'báo cáo',
      acceptance: 'đủ các mục của đề cương, số liệu khớp với bảng tổng hợp kèm theo',
      evidence: 'tệp Word và bản ký số',
      dueDays: 8,
    },
  },
  {
    key: 'traloi-vanban',
    name: 'Trả lời văn bản',
    body: {
      title: 'Trả lời văn bản',
      content: 'Nghiên cứu văn bản đến, lấy ý kiến bộ phận liên quan, dự thảo văn bản trả lời đúng phạm vi được hỏi.',
      steps: [
        { name: 'Nghiên cứu, lấy ý kiến', days: 2, doer: 'responsible' },
        { name: 'Dự thảo văn bản trả lời', days: 4, doer: 'responsible' },
        { name: 'Trình ký, phát hành', days: 5, doer: 'responsible' },
      ],
      product: 'công văn trả lời',
      acceptance: 'trả lời đủ từng nội dung được hỏi, nêu rõ căn cứ',
      evidence: 'văn bản đã phát hành',
      dueDays: 5,
    },
  },
  {
    key: 'giaiquyet-kiennghi',
    name: 'Giải quyết kiến nghị, phản ánh',
    body: {
      title: 'Giải quyết kiến nghị, phản ánh',
      content:
        'Xác minh nội dung kiến nghị tại chỗ, đề xuất hướng giải quyết, trả lời người kiến nghị bằng văn bản hoặc qua hệ thống.',
      steps: [
        { name: 'Xác minh nội dung', days: 3, doer: 'responsible' },
        { name: 'Đề xuất hướng giải quyết', days: 6, doer: 'responsible' },
        { name: 'Trả lời người kiến nghị', days: 10, doer: 'responsible' },
      ],
      product: 'văn bản trả lời',
      acceptance: 'người kiến nghị đã nhận được trả lời; việc phải khắc phục có thời hạn',
      evidence: 'biên bản xác minh và văn bản trả lời',
      dueDays: 10,
    },
  },
  {
    key: 'khacphuc-tontai',
    name: 'Khắc phục tồn tại',
    body: {
      title: 'Khắc phục tồn tại sau kiểm tra',
      content: 'Xác định nguyên nhân của tồn tại, khắc phục dứt điểm, có biện pháp để không lặp lại.',
      steps: [
        { name: 'Xác định nguyên nhân, biện pháp', days: 3, doer: 'responsible' },
        { name: 'Khắc phục', days: 12, doer: 'responsible' },
        { name: 'Báo cáo kết quả kèm minh chứng', days: 15, doer: 'responsible' },
      ],
      product: 'báo cáo khắc phục',
      acceptance: 'tồn tại đã được khắc phục, người kiểm tra xác nhận',
      evidence: 'ảnh hoặc văn bản trước và sau khi khắc phục',
      dueDays: 15,
    },
  },
  {
    key: 'tochuc-hop',
    name: 'Tổ chức cuộc họp',
    body: {
      title: 'Tổ chức cuộc họp',
      content: 'Chuẩn bị chương trình, giấy mời, tài liệu, phòng họp; ghi biên bản và trình thông báo kết luận.',
      steps: [
        { name: 'Trình chương trình, thành phần', days: 1, doer: 'responsible' },
        { name: 'Gửi giấy mời và tài liệu', days: 3, doer: 'responsible' },
        { name: 'Phục vụ họp, ghi biên bản', days: 5, doer: 'responsible' },
        { name: 'Trình thông báo kết luận', days: 7, doer: 'responsible' },
      ],
      product: 'biên bản và dự thảo thông báo kết luận',
      quantityUnit: 'bộ',
      acceptance: 'mỗi kết luận nêu rõ người làm, việc làm và thời hạn',
      evidence: 'biên bản đã ký, danh sách dự họp',
      dueDays: 7,
    },
  },
  {
    key: 'xaydung-kehoach',
    name: 'Xây dựng kế hoạch',
    body: {
      title: 'Xây dựng kế hoạch',
      content:
        'Rà soát chỉ đạo của cấp trên và kết quả kỳ trước, dự thảo kế hoạch có phân công, thời hạn, kinh phí, lấy ý kiến và trình ban hành.',
      steps: [
        { name: 'Dự thảo kế hoạch', days: 5, doer: 'responsible' },
        { name: 'Lấy ý kiến các bộ phận', days: 8, doer: 'responsible' },
        { name: 'Hoàn chỉnh, trình ban hành', days: 10, doer: 'responsible' },
      ],
      product: 'kế hoạch',
      acceptance: 'mỗi nhiệm vụ có người chủ trì, sản phẩm, thời hạn; kinh phí có nguồn',
      evidence: 'dự thảo, bảng tiếp thu ý kiến và bản ký số',
      dueDays: 10,
    },
  },
  {
    key: 'rasoat-danhmuc',
    name: 'Rà soát danh mục',
    body: {
      title: 'Rà soát danh mục',
      content:
        'Đối chiếu danh mục đang dùng với quy định hiện hành, đề nghị bổ sung, sửa đổi, bãi bỏ từng mục có căn cứ.',
      steps: [
        { name: 'Thu thập danh mục hiện hành', days: 2, doer: 'responsible' },
        { name: 'Đối chiếu từng mục', days: 6, doer: 'responsible' },
        { name: 'Trình danh mục sau rà soát', days: 8, doer: 'responsible' },
      ],
      product: 'danh mục sau rà soát',
      acceptance: 'mỗi mục ghi giữ nguyên, sửa đổi hay bãi bỏ và căn cứ',
      evidence: 'bảng đối chiếu Excel',
      dueDays: 8,
    },
  },
  {
    key: 'thamtra-hoso',
    name: 'Thẩm tra hồ sơ',
    body: {
      title: 'Thẩm tra hồ sơ',
      content:
        'Kiểm tra thành phần, tính pháp lý của hồ sơ; thiếu thì yêu cầu bổ sung một lần bằng văn bản; đủ thì trình kết quả thẩm tra.',
      steps: [
        { name: 'Kiểm tra thành phần hồ sơ', days: 1, doer: 'responsible' },
        { name: 'Thẩm tra nội dung', days: 4, doer: 'responsible' },
        { name: 'Trình kết quả thẩm tra', days: 5, doer: 'responsible' },
      ],
      product: 'báo cáo thẩm tra',
      acceptance: 'kết luận đủ hay chưa đủ điều kiện, nêu rõ căn cứ từng điểm',
      evidence: 'phiếu thẩm tra',
      dueDays: 5,
    },
  },
  {
    key: 'tuyentruyen',
    name: 'Tuyên truyền',
    body: {
      title: 'Tuyên truyền',
      content:
        'Biên soạn nội dung ngắn gọn, đăng trên trang thông tin, hệ thống truyền thanh và nhóm của tổ dân phố; thống kê lượt tiếp cận.',
      steps: [
        { name: 'Biên soạn, trình duyệt nội dung', days: 3, doer: 'responsible' },
        { name: 'Đăng, phát theo kênh', days: 8, doer: 'responsible' },
        { name: 'Tổng hợp kết quả', days: 10, doer: 'responsible' },
      ],
      product: 'tin, bài đã đăng',
      acceptance: 'đúng nội dung đã duyệt, có số liệu lượt tiếp cận từng kênh',
      evidence: 'đường dẫn hoặc ảnh chụp tin, bài',
      dueDays: 10,
    },
  },
  {
    key: 'sohoa-hoso',
    name: 'Số hóa hồ sơ',
    body: {
      title: 'Số hóa hồ sơ',
      content: 'Quét hồ sơ giấy, nhập dữ liệu, đối chiếu từng trường với bản gốc, đưa lên kho dữ liệu dùng chung.',
      steps: [
        { name: 'Lập danh mục, quét hồ sơ', days: 8, doer: 'responsible' },
        { name: 'Nhập dữ liệu', days: 15, doer: 'responsible' },
        { name: 'Đối chiếu, bàn giao', days: 20, doer: 'responsible' },
      ],
      product: 'hồ sơ đã số hóa',
      quantityUnit: 'bộ',
      acceptance: 'tỷ lệ sai sót khi kiểm tra ngẫu nhiên không quá 1%',
      evidence: 'biên bản đối chiếu',
      dueDays: 20,
    },
  },
]
