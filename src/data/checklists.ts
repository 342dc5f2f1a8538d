import type { Measure, Severity } from '../rules/inspections.ts'

interface ShippedChecklist {
  key: string
  name: string
  /** Where it comes from and how sure of it we are; shown beside it. */
  note: string
  groups: {
    code: string
    name: string
    items: { code: string; name: string; severity: Severity; measure: Measure }[]
  }[]
}

/** The checklists a new office starts with; what it edits afterwards is in its database. */
export const shippedChecklists: readonly ShippedChecklist[] = [
  {
    key: 'kt-cong-vu',
    name: 'Danh mục kiểm tra công vụ, kỷ luật kỷ cương tại UBND xã, phường',
    note: 'Các mục lấy từ những cuộc kiểm tra đã công bố; mức độ là gợi ý, cơ quan sửa theo quy định của mình.',
    groups: [
      {
        code: 'A',
        name: 'Kỷ luật, kỷ cương và giờ giấc làm việc',
        items: [
          {
            code: 'A1',
            name: 'Có mặt đúng giờ tại thời điểm kiểm tra',
            severity: 'heavy',
            measure: {
              type: 'headcount',
              labels: { staff: 'biên chế', present: 'có mặt', excused: 'vắng có lý do', unexcused: 'vắng không lý do' },
            },
          },
          {
            code: 'A2',
            name: 'Người vắng có lịch công tác, giấy mời, văn bản phân công',
            severity: 'medium',
            measure: { type: 'passFail', per: 'absentPerson', document: true },
          },
          {
            code: 'A3',
            name: 'Lịch công tác tuần ghi nội dung cụ thể; lãnh đạo trực',
            severity: 'light',
            measure: { type: 'passFail' },
          },
          {
            code: 'A4',
            name: 'Không uống rượu, bia trong giờ làm việc, buổi trưa',
            severity: 'heavy',
            measure: { type: 'passFail', names: true },
          },
          { code: 'A5', name: 'Không hút thuốc tại công sở', severity: 'light', measure: { type: 'passFail' } },
          {
            code: 'A6',
            name: 'Không làm việc riêng, bỏ vị trí trong giờ',
            severity: 'medium',
            measure: { type: 'passFail', names: true },
          },
          {
            code: 'A7',
            name: 'Chấp hành quy định việc được làm, không được làm; quy tắc ứng xử',
            severity: 'medium',
            measure: { type: 'passFail' },
          },
        ],
      },
      {
        code: 'B',
        name: 'Tác phong, trang phục, đeo thẻ, phòng làm việc',
        items: [
          {
            code: 'B1',
            name: 'Đeo thẻ công chức khi thi hành công vụ',
            severity: 'light',
            measure: { type: 'count', label: 'người không đeo thẻ' },
          },
          {
            code: 'B2',
            name: 'Trang phục gọn gàng, lịch sự',
            severity: 'light',
            measure: { type: 'count', label: 'số người' },
          },
          {
            code: 'B3',
            name: 'Biển tên phòng; biển tên, chức danh để bàn',
            severity: 'light',
            measure: { type: 'passFail', per: 'room' },
          },
          {
            code: 'B4',
            name: 'Phòng làm việc, tài liệu gọn gàng, sạch sẽ',
            severity: 'light',
            measure: { type: 'passFail', per: 'room' },
          },
          {
            code: 'B5',
            name: 'Treo Quốc kỳ, khẩu hiệu, nội quy đúng quy định',
            severity: 'light',
            measure: { type: 'passFail' },
          },
        ],
      },
      {
        code: 'C',
        name: 'Bộ phận một cửa và niêm yết TTHC',
        items: [
          {
            code: 'C1',
            name: 'Niêm yết đủ, đúng TTHC thuộc thẩm quyền, cập nhật văn bản mới',
            severity: 'medium',
            measure: {
              type: 'ratio',
              labels: { part: 'đã niêm yết', whole: 'phải niêm yết' },
              list: 'TTHC thiếu hoặc hết hiệu lực',
            },
          },
          {
            code: 'C2',
            name: 'Niêm yết phí, lệ phí, thành phần hồ sơ, mẫu đơn',
            severity: 'light',
            measure: { type: 'passFail' },
          },
          {
            code: 'C3',
            name: 'Niêm yết địa chỉ, số điện thoại tiếp nhận phản ánh, kiến nghị, đường dây nóng đúng',
            severity: 'medium',
            measure: { type: 'passFail' },
          },
          {
            code: 'C4',
            name: 'Có công chức trực tiếp nhận đủ các lĩnh vực',
            severity: 'medium',
            measure: { type: 'ratio', labels: { part: 'vị trí có người', whole: 'vị trí phải có' } },
          },
          {
            code: 'C5',
            name: 'Cơ sở vật chất, máy lấy số, ghế chờ, máy tính cho công dân hoạt động',
            severity: 'light',
            measure: { type: 'passFail' },
          },
          {
            code: 'C6',
            name: 'Hòm thư góp ý, thiết bị/phiếu khảo sát hài lòng',
            severity: 'light',
            measure: { type: 'passFail' },
          },
        ],
      },
      {
        code: 'D',
        name: 'Giải quyết hồ sơ TTHC',
        items: [
          {
            code: 'D1',
            name: '100% hồ sơ nhập phần mềm; phiếu tiếp nhận và hẹn trả; phiếu kiểm soát',
            severity: 'medium',
            measure: { type: 'sample', labels: { part: 'hồ sơ sai', whole: 'hồ sơ kiểm tra' } },
          },
          {
            code: 'D2',
            name: 'Hồ sơ quá hạn có nguyên nhân và văn bản xin lỗi',
            severity: 'medium',
            measure: { type: 'ratio', labels: { part: 'hồ sơ quá hạn có xin lỗi', whole: 'hồ sơ quá hạn' } },
          },
          {
            code: 'D3',
            name: 'Không yêu cầu thêm giấy tờ ngoài quy định',
            severity: 'heavy',
            measure: { type: 'sample', labels: { part: 'hồ sơ sai', whole: 'hồ sơ kiểm tra' } },
          },
          {
            code: 'D4',
            name: 'Thời gian giải quyết đúng quy trình nội bộ',
            severity: 'medium',
            measure: { type: 'sample', labels: { part: 'hồ sơ sai', whole: 'hồ sơ kiểm tra' } },
          },
        ],
      },
      {
        code: 'E',
        name: 'Tiếp công dân, đơn thư',
        items: [
          {
            code: 'E1',
            name: 'Niêm yết lịch tiếp công dân (thường xuyên, của Chủ tịch), nội quy',
            severity: 'light',
            measure: { type: 'passFail' },
          },
          {
            code: 'E2',
            name: 'Có người trực phòng tiếp công dân, có sổ tiếp công dân',
            severity: 'medium',
            measure: { type: 'passFail' },
          },
          {
            code: 'E3',
            name: 'Đơn thư phân loại, giải quyết đúng hạn',
            severity: 'medium',
            measure: { type: 'ratio', labels: { part: 'đơn đúng hạn', whole: 'đơn tiếp nhận' } },
          },
        ],
      },
      {
        code: 'F',
        name: 'Chỉ đạo, điều hành và hồ sơ CCHC',
        items: [
          {
            code: 'F1',
            name: 'Có kế hoạch CCHC, kế hoạch tự kiểm tra, kế hoạch tuyên truyền',
            severity: 'medium',
            measure: { type: 'document' },
          },
          {
            code: 'F2',
            name: 'Quy chế làm việc, phân công công chức theo vị trí',
            severity: 'medium',
            measure: { type: 'passFail' },
          },
          {
            code: 'F3',
            name: 'Chương trình công tác năm, quý, tháng, tuần',
            severity: 'light',
            measure: { type: 'passFail' },
          },
          {
            code: 'F4',
            name: 'Khắc phục kết luận kiểm tra lần trước',
            severity: 'heavy',
            measure: { type: 'ratio', labels: { part: 'đã khắc phục xong', whole: 'đến hạn khắc phục' } },
          },
        ],
      },
      {
        code: 'G',
        name: 'Thái độ, văn hóa giao tiếp',
        items: [
          {
            code: 'G1',
            name: 'Giao tiếp đúng mực, tôn trọng, tận tình hướng dẫn',
            severity: 'medium',
            measure: { type: 'passFail', extra: 'phỏng vấn công dân (không bắt buộc)' },
          },
          {
            code: 'G2',
            name: 'Không nhũng nhiễu, gây phiền hà',
            severity: 'heavy',
            measure: { type: 'count', label: 'phản ánh nhận được' },
          },
        ],
      },
    ],
  },
  {
    key: 'tu-kt-cchc',
    name: 'Nội dung tự kiểm tra, kiểm tra CCHC theo 7 nhiệm vụ',
    note: 'Bảy nội dung lấy từ kế hoạch kiểm tra đã công bố; các mục nhỏ và mức độ là gợi ý chưa đối chiếu, cơ quan sửa trước khi dùng.',
    groups: [
      {
        code: '1',
        name: 'Công tác chỉ đạo, điều hành CCHC',
        items: [
          { code: '1.1', name: 'Kế hoạch CCHC, mức độ hoàn thành', severity: 'medium', measure: { type: 'passFail' } },
          { code: '1.2', name: 'Báo cáo định kỳ', severity: 'medium', measure: { type: 'passFail' } },
          { code: '1.3', name: 'Tuyên truyền', severity: 'medium', measure: { type: 'passFail' } },
          { code: '1.4', name: 'Gắn CCHC với thi đua, khen thưởng', severity: 'medium', measure: { type: 'passFail' } },
          {
            code: '1.5',
            name: 'Khắc phục sau kiểm tra, sau công bố chỉ số',
            severity: 'medium',
            measure: { type: 'passFail' },
          },
        ],
      },
      {
        code: '2',
        name: 'Cải cách thể chế',
        items: [
          {
            code: '2.1',
            name: 'Văn bản ban hành, kiểm tra, rà soát',
            severity: 'medium',
            measure: { type: 'passFail' },
          },
          { code: '2.2', name: 'Theo dõi thi hành pháp luật', severity: 'medium', measure: { type: 'passFail' } },
        ],
      },
      {
        code: '3',
        name: 'Cải cách thủ tục hành chính',
        items: [
          { code: '3.1', name: 'Công khai, niêm yết', severity: 'medium', measure: { type: 'passFail' } },
          {
            code: '3.2',
            name: 'Tiếp nhận, giải quyết, xin lỗi quá hạn',
            severity: 'medium',
            measure: { type: 'passFail' },
          },
          { code: '3.3', name: 'Rà soát, phản ánh kiến nghị', severity: 'medium', measure: { type: 'passFail' } },
        ],
      },
      {
        code: '4',
        name: 'Cải cách tổ chức bộ máy',
        items: [
          { code: '4.1', name: 'Quy chế làm việc, phân công', severity: 'medium', measure: { type: 'passFail' } },
          { code: '4.2', name: 'Biên chế, phân cấp', severity: 'medium', measure: { type: 'passFail' } },
        ],
      },
      {
        code: '5',
        name: 'Cải cách chế độ công vụ',
        items: [
          { code: '5.1', name: 'Vị trí việc làm', severity: 'medium', measure: { type: 'passFail' } },
          { code: '5.2', name: 'Kỷ luật kỷ cương', severity: 'medium', measure: { type: 'passFail' } },
          { code: '5.3', name: 'Đánh giá, đào tạo', severity: 'medium', measure: { type: 'passFail' } },
        ],
      },
      {
        code: '6',
        name: 'Cải cách tài chính công',
        items: [
          { code: '6.1', name: 'Công khai tài chính', severity: 'medium', measure: { type: 'passFail' } },
          { code: '6.2', name: 'Quy chế chi tiêu', severity: 'medium', measure: { type: 'passFail' } },
        ],
      },
      {
        code: '7',
        name: 'Xây dựng, phát triển chính quyền điện tử, chính quyền số',
        items: [
          { code: '7.1', name: 'Ký số, xử lý văn bản điện tử', severity: 'medium', measure: { type: 'passFail' } },
          { code: '7.2', name: 'DVC trực tuyến, số hóa', severity: 'medium', measure: { type: 'passFail' } },
          { code: '7.3', name: 'ISO 9001', severity: 'medium', measure: { type: 'passFail' } },
        ],
      },
    ],
  },
]
