/** What the fields of the giving form are called, in its order. */
export const labels = {
  assignee: 'Người thực hiện',
  coordinators: 'Người phối hợp',
  ...Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`coordinator${at + 1}`, `Người phối hợp ${at + 1}`])),
  title: 'Tên việc',
  content: 'Nội dung',
  document: 'Căn cứ',
  steps: 'Các bước',
  assigner: 'Người giao',
  approver: 'Người nghiệm thu',
  follower: 'Người theo dõi',
  consequence: 'Trách nhiệm khi trễ hạn, sai sót',
  product: 'Sản phẩm phải nộp',
  quantity: 'Số lượng',
  quantityUnit: 'Đơn vị tính',
  due: 'Hạn',
  acceptance: 'Yêu cầu nghiệm thu',
  evidence: 'Minh chứng phải nộp',
  factor: 'Hệ số quy đổi K',
}

/** Where a field is whose id does not follow from its name. */
export const ids = { steps: 'f-step-1', coordinators: 'f-coordinator1' }
