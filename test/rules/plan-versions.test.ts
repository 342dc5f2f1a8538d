import { describe, expect, test } from 'vitest'
import { documentCited, documentKey, documentKind, documentName } from '../../src/rules/plan-documents.ts'
import { changesOf, type LineText, lineFields, matchLines, pathsOf } from '../../src/rules/plan-versions.ts'

const line = (more: Partial<LineText> = {}): LineText => ({
  ...(Object.fromEntries(lineFields.map((field) => [field, ''])) as LineText),
  ...more,
})

/** '1 Báo cáo' as a placed line. */
const placed = (lines: string[]) =>
  lines.map((said) => {
    const [, mark = '', title = ''] = /^(\S*) (.*)$/.exec(said) ?? []
    return { mark, title, path: mark && `/${mark.toLowerCase()}` }
  })

describe('which line is which', () => {
  test.each<[why: string, before: string[], after: string[], found: (number | undefined)[]]>([
    ['nothing has changed', ['1 Báo cáo A', '2 Kế hoạch B'], ['1 Báo cáo A', '2 Kế hoạch B'], [0, 1]],
    [
      'one put in before renumbers the rest',
      ['1 Báo cáo A', '2 Kế hoạch B'],
      ['1 Rà soát C', '2 Báo cáo A', '3 Kế hoạch B'],
      [undefined, 0, 1],
    ],
    ['one left out renumbers the rest', ['1 Báo cáo A', '2 Kế hoạch B'], ['1 Kế hoạch B'], [1]],
    ['two changed places', ['1 Báo cáo A', '2 Kế hoạch B'], ['1 Kế hoạch B', '2 Báo cáo A'], [1, 0]],
    ['reworded in its place', ['1 Báo cáo cải cách hành chính quý III'], ['1 Báo cáo cải cách hành chính quý IV'], [0]],
    ['replaced in its place', ['1 Báo cáo cải cách hành chính'], ['1 Tổ chức hội nghị đối thoại'], [undefined]],
    ['marks and capitals do not matter', ['1 BÁO CÁO a'], ['1 Báo cáo A'], [0]],
    [
      'the same words twice: each its own place',
      ['1 Báo cáo tháng', '2 Báo cáo tháng'],
      ['1 Báo cáo tháng', '2 Báo cáo tháng'],
      [0, 1],
    ],
    ['the same words twice, one gone', ['1 Báo cáo tháng', '2 Báo cáo tháng'], ['1 Báo cáo tháng'], [0]],
    [
      "the office's own code stays whatever the words",
      ['NV-01 Báo cáo A', 'NV-02 Kế hoạch B'],
      ['NV-02 Đề án khác hẳn', 'NV-01 Báo cáo A'],
      [1, 0],
    ],
    ['no numbers at all', [' Báo cáo A', ' Kế hoạch B'], [' Kế hoạch B', ' Đề án C'], [1, undefined]],
  ])('%s', (_, before, after, found) => {
    expect(matchLines(placed(before), placed(after))).toEqual(found)
  })

  test('a number counts with those above it', () => {
    const lines = [{ mark: 'I' }, { mark: '1.', parent: 0 }, { mark: 'a)', parent: 1 }, { mark: '', parent: 0 }]
    expect(pathsOf(lines)).toEqual(['/i', '/i/1', '/i/1/a', ''])
  })
})

test('what changed is said field by field; spaces, capitals and a new number are no change', () => {
  const before = line({ mark: '1', title: 'Báo cáo', deadline: '15/12/2026', product: 'báo cáo' })
  const after = line({ mark: '2', title: 'BÁO  CÁO', deadline: '20/12/2026', product: 'báo cáo', note: 'Gấp' })
  expect(changesOf(before, after)).toEqual([
    { field: 'deadline', from: '15/12/2026', to: '20/12/2026' },
    { field: 'note', from: '', to: 'Gấp' },
  ])
})

const plan = { number: '05/KH-UBND', day: '2026-01-12', issuer: 'UBND phường', summary: 'Cải cách hành chính năm 2026' }

test.each([
  ['05/KH-UBND', 'Kế hoạch'],
  ['12-CTr/TU', 'Chương trình'],
  ['10/CT-TTg', 'Chỉ thị'],
  ['17/QĐ-UBND', 'Quyết định'],
  ['45/TB-UBND', 'Thông báo'],
  ['3127/SNV-CCHC', 'Công văn'],
  ['', 'Văn bản'],
])('%s is a %s', (number, kind) => expect(documentKind(number)).toBe(kind))

test('a document is cited as people cite it', () => {
  expect(documentName(plan)).toBe('Kế hoạch số 05/KH-UBND ngày 12/01/2026 của UBND phường')
  expect(documentCited(plan)).toBe(
    'Kế hoạch số 05/KH-UBND ngày 12/01/2026 của UBND phường: Cải cách hành chính năm 2026',
  )
  expect(documentCited({ ...plan, summary: 'về cải cách hành chính' })).toMatch(/phường về cải cách hành chính$/)
  expect(documentCited({ number: '', day: null, issuer: '', summary: 'Việc chuyển từ Kanboard' })).toBe(
    'Việc chuyển từ Kanboard',
  )
  expect(documentCited({ ...plan, summary: 'x'.repeat(400) })).toHaveLength(300)
})

test('the same document is known again, another is not', () => {
  const key = documentKey(plan)
  expect(documentKey({ ...plan, number: ' 05 / kh-ubnd', issuer: 'ubnd Phường', summary: 'khác' })).toBe(key)
  expect(documentKey({ ...plan, day: '2026-01-13' })).not.toBe(key)
  expect(documentKey({ ...plan, number: '06/KH-UBND' })).not.toBe(key)
  expect(documentKey({ ...plan, issuer: 'UBND thành phố' })).not.toBe(key)
})
