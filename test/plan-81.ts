import type { Line } from './plan-files.ts'

const sections = [
  'Công tác chỉ đạo, điều hành',
  'Cải cách thể chế',
  'Cải cách thủ tục hành chính',
  'Cải cách tổ chức bộ máy',
  'Cải cách chế độ công vụ',
  'Xây dựng chính quyền số',
]
const works = [
  ['Báo cáo kết quả', 'báo cáo'],
  ['Kế hoạch thực hiện', 'kế hoạch'],
  ['Danh mục rà soát', 'danh mục'],
  ['Hướng dẫn nghiệp vụ', 'văn bản hướng dẫn'],
  ['Biên bản kiểm tra', 'biên bản'],
]
const topics = [
  'một cửa',
  'văn thư',
  'kiểm soát thủ tục',
  'vị trí việc làm',
  'chữ ký số',
  'số hóa hồ sơ',
  'đối thoại',
  'niêm yết',
]
const doers = ['Nguyễn Văn Minh', 'Nguyễn Thị Lan', 'Hoàng Thị Mai', 'Phòng VH-XH']
const dues = ['15/12/2026', 'quý IV/2026', 'trước ngày 20/12', 'tháng 12/2026', '28/12/2026']

/** What is wrong with the lines that are no tasks yet, by their place among the 81. */
export const incomplete: Record<number, Partial<Record<'doer' | 'due' | 'product', string>>> = {
  10: { due: 'thường xuyên' },
  25: { product: '' },
  40: { due: '05/12/2026' },
  55: { doer: '', product: '', due: '' },
  70: { due: '30/9/2026' },
}

/**
 * A directive plan as offices write one: 6 headings, 81 tasks of which 12 are parts of others, 5 of them not clear yet.
 */
export function plan81(): Line[] {
  const lines: Line[] = []
  let count = 0
  for (const [at, section] of sections.entries()) {
    lines.push([['I', 'II', 'III', 'IV', 'V', 'VI'][at] ?? '', section])
    for (let own = 1; own <= (at < 3 ? 12 : 11); own += 1) {
      lines.push(task(++count, String(own), at))
      if (own <= 2) lines.push(task(++count, `${own}.1`, at, '10/12/2026'))
    }
  }
  return lines
}

function task(count: number, mark: string, section: number, due = dues[count % dues.length] ?? ''): Line {
  const [kind = '', product = ''] = works[count % works.length] ?? []
  const { doer = doers[count % doers.length], ...wrong } = incomplete[count] ?? {}
  const isBare = wrong.product === ''
  const title = isBare
    ? `Đẩy mạnh công tác ${topics[count % topics.length]}`
    : `${kind} ${topics[count % topics.length]}`
  return [mark, `${title} (${section + 1}.${count})`, doer, '', wrong.due ?? due, wrong.product ?? product]
}
