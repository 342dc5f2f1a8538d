import { type ClaritySet, fewest, judgedFields, most, type SetFault, vitalIn } from '../../src/rules/clarity-set.ts'
import { fieldLabels } from '../tasks/give-labels.ts'

/** "người thực hiện, hạn": what fields are called within a sentence. */
export const inWords = (fields: readonly (keyof typeof fieldLabels)[]) =>
  fields.map((field) => fieldLabels[field].replace(/^./, (letter) => letter.toLocaleLowerCase('vi'))).join(', ')

/** What to do about a fault of a set. */
export function faultSentence(set: ClaritySet, fault: SetFault): string {
  switch (fault.code) {
    case 'tooFew':
      return `Bộ rõ có ít nhất ${fewest} rõ.`
    case 'tooMany':
      return `Bộ rõ có không quá ${most} rõ.`
    case 'noLabel':
      return 'Đặt tên cho rõ này, hoặc chuyển các mục của nó sang rõ khác để bỏ nó.'
    case 'sameLabel':
      return 'Đã có một rõ tên này. Đặt tên khác.'
    case 'nothingJudged':
      return `Chưa có gì để xét rõ này. Chuyển vào đây ít nhất một mục trong: ${inWords(judgedFields)}; hoặc xóa tên để bỏ nó.`
    case 'vitalOptional':
      return `Rõ này có ${inWords(vitalIn(set[fault.at] ?? { fields: [] }))} nên luôn bắt buộc. Đánh dấu bắt buộc, hoặc chuyển mục đó sang rõ khác.`
    case 'nowhere':
      return 'Chọn rõ cho mục này.'
    case 'twice':
      return 'Mỗi mục chỉ thuộc một rõ.'
  }
}

/** The first fault of each place, by the names that the API has: 'segments.2.label', 'fields.due', 'segments'. */
export function setErrors(set: ClaritySet, faults: readonly SetFault[]): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const fault of faults) errors[placeOf(fault)] ??= faultSentence(set, fault)
  return errors
}

const places = { noLabel: 'label', sameLabel: 'label', nothingJudged: 'fields', vitalOptional: 'compulsory' }

function placeOf(fault: SetFault): string {
  if ('field' in fault) return `fields.${fault.field}`
  return 'at' in fault ? `segments.${fault.at}.${places[fault.code]}` : 'segments'
}
