import { type TaskField, taskFields } from '../../src/rules/clarity.ts'

/** What the fields of a task are called. */
export const fieldLabels: Record<TaskField, string> = {
  assignee: 'Người thực hiện',
  coordinators: 'Người phối hợp',
  title: 'Tên việc',
  content: 'Nội dung',
  document: 'Căn cứ',
  steps: 'Các bước',
  assigner: 'Người giao',
  approver: 'Người nghiệm thu',
  follower: 'Người theo dõi',
  consequence: 'Trách nhiệm khi trễ hạn, sai sót',
  product: 'Sản phẩm phải nộp',
  due: 'Hạn',
  quantity: 'Số lượng',
  factor: 'Hệ số quy đổi K',
  acceptance: 'Yêu cầu nghiệm thu',
  evidence: 'Minh chứng phải nộp',
}

/** The same for every field of the giving form, in its order: some fields of a task are several there. */
export const labels = {
  ...fieldLabels,
  quantityUnit: 'Đơn vị tính',
  to: 'Nơi nhận',
  parent: 'Việc chung',
  ...Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`coordinator${at + 1}`, `Người phối hợp ${at + 1}`])),
}

/** Where a field is whose id does not follow from its name. */
export const ids = { steps: 'f-step-1', coordinators: 'f-coordinator1' }

/** The field of a task that a field of the form is part of. */
export function fieldOf(name: string): TaskField | undefined {
  if (/^coordinator\d$/.test(name)) return 'coordinators'
  if (name === 'quantityUnit') return 'quantity'
  if (name === 'to') return 'assignee'
  return taskFields.find((field) => field === name)
}
