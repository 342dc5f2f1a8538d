import type { ItemForm } from '../../src/checklists/item-form.ts'
import { measureNames, severityNames } from '../words.ts'

/** What the fields of an item are called. */
export const itemLabels: Record<keyof ItemForm, string> = {
  group: 'Nhóm',
  newGroup: 'Mã nhóm mới',
  newGroupName: 'Tên nhóm mới',
  code: 'Mã',
  name: 'Nội dung kiểm tra',
  guidance: 'Hướng dẫn',
  severity: 'Mức độ khi không đạt',
  weight: 'Trọng số',
  kind: 'Cách ghi',
  labels: 'Nhãn, tùy chọn',
  photo: 'Không đạt phải có ảnh',
}

/** A value of the form in words. */
export function itemValue(field: string, value: string): string {
  if (field === 'severity') return (severityNames as Record<string, string>)[value] ?? value
  if (field === 'kind') return (measureNames as Record<string, string>)[value] ?? value
  return field === 'photo' ? (value === '1' ? 'có' : 'không') : value
}
