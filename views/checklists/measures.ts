import { typedDecimal } from '../../src/rules/decimals.ts'
import type { Measure } from '../../src/rules/inspections.ts'
import { resultNames } from '../words.ts'

/** The words that stand beside a measure, in the form and in the "Nhãn, tùy chọn" column of a spreadsheet. */
export const flagWords = {
  room: 'từng phòng',
  absentPerson: 'từng người vắng',
  names: 'ghi tên người',
  document: 'kèm văn bản',
} as const
export const openWords = { extra: 'ghi thêm', list: 'danh sách' } as const
export const boundWords = { least: 'từ', most: 'đến' } as const

export const usualHeadcount = {
  staff: 'biên chế',
  present: 'có mặt',
  excused: 'vắng có lý do',
  unexcused: 'vắng không lý do',
} as const

/** 'đã niêm yết / phải niêm yết; danh sách: TTHC thiếu': what is recorded, in one line. '' where nothing is to be said. */
export const labelsOf = (measure: Measure): string => wordsOf(measure).filter(Boolean).join('; ')

function wordsOf(measure: Measure): (string | false | undefined)[] {
  switch (measure.type) {
    case 'passFail':
      return [
        measure.per && flagWords[measure.per],
        measure.names && flagWords.names,
        measure.document && flagWords.document,
        measure.extra && `${openWords.extra}: ${measure.extra}`,
      ]
    case 'headcount': {
      const { staff, present, excused, unexcused } = measure.labels
      return [staff, present, excused, unexcused]
    }
    case 'count':
      return [measure.label, measure.names && flagWords.names]
    case 'ratio':
      return [pairOf(measure.labels), measure.list && `${openWords.list}: ${measure.list}`]
    case 'sample':
      return [pairOf(measure.labels)]
    case 'number':
      return [measure.unit, boundOf('least', measure.least), boundOf('most', measure.most)]
    case 'choice':
      return measure.options.map(({ label, result }) => `${label} = ${resultNames[result].toLocaleLowerCase('vi')}`)
    default:
      return []
  }
}

const pairOf = ({ part, whole }: { part: string; whole: string }) => `${part} / ${whole}`
const boundOf = (which: 'least' | 'most', value: number | undefined) =>
  value !== undefined && `${boundWords[which]} ${typedDecimal(value)}`

interface Guide {
  /** When it fits. */
  when: string
  /** What to write beside it. */
  labels: string
  example: string
  /** What the software concludes by itself. */
  result: string
}

const byHand = 'Người kiểm tra tự kết luận.'

/** How each measure is written, for whoever composes a checklist: beside the form and in the spreadsheet. */
export const measureGuide: Record<Measure['type'], Guide> = {
  passFail: {
    when: 'Xem tận nơi rồi kết luận, không cần số.',
    labels:
      'Để trống; hoặc ghi một hay nhiều trong: từng phòng (từng người vắng); ghi tên người; kèm văn bản; ghi thêm: nội dung.',
    example: 'ghi tên người; kèm văn bản',
    result: byHand,
  },
  headcount: {
    when: 'Điểm danh lúc kiểm tra, ghi tên người vắng.',
    labels: 'Để trống; hoặc bốn nhãn: tổng số; có mặt; vắng có lý do; vắng không lý do.',
    example: Object.values(usualHeadcount).join('; '),
    result: 'Có người vắng không lý do là không đạt.',
  },
  count: {
    when: 'Đếm người, đếm trường hợp sai.',
    labels: 'Đếm cái gì. Phải ghi tên từng người thì thêm: ghi tên người.',
    example: 'người không đeo thẻ; ghi tên người',
    result: 'Từ 1 trở lên là không đạt.',
  },
  ratio: {
    when: 'Đối chiếu số đã có với số phải có.',
    labels: 'Đã có / phải có. Phải liệt kê phần thiếu thì thêm, danh sách: tên danh sách.',
    example: 'đã niêm yết / phải niêm yết; danh sách: thủ tục còn thiếu',
    result: 'Thiếu là không đạt; 0 / 0 là không áp dụng.',
  },
  sample: {
    when: 'Rút mẫu hồ sơ, đếm số sai.',
    labels: 'Số sai / số kiểm tra.',
    example: 'hồ sơ sai / hồ sơ kiểm tra',
    result: 'Sai một là không đạt; 0 / 0 là không áp dụng.',
  },
  document: { when: 'Xem một văn bản, ghi số, ký hiệu.', labels: 'Để trống.', example: '', result: byHand },
  number: {
    when: 'Đo được bằng một con số.',
    labels: 'Đơn vị đo. Có giới hạn thì thêm: từ số nhỏ nhất; đến số lớn nhất.',
    example: 'phút; đến 15',
    result: 'Ngoài giới hạn là không đạt; không ghi giới hạn thì người kiểm tra tự kết luận.',
  },
  choice: {
    when: 'Chọn một trong các mức cho sẵn.',
    labels: 'Từ 2 đến 10 mức, mỗi mức = kết quả: đạt, đạt một phần, không đạt, không áp dụng.',
    example: 'Tốt = đạt; Khá = đạt; Kém = không đạt',
    result: 'Theo mức đã chọn.',
  },
  text: { when: 'Ghi nhận bằng lời.', labels: 'Để trống.', example: '', result: byHand },
}
