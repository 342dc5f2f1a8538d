import { describe, expect, test } from 'vitest'
import { bareMark, isOutlineMark, outlineOf } from '../../src/rules/plan-marks.ts'

/** Lines as 'mark', '~mark' for one that names no doer; each answered with the mark it stands under, '' for none. */
const cases: [why: string, lines: string[], parents: string[]][] = [
  ['plain numbers stand side by side', ['1', '2', '3'], ['', '', '']],
  ['dotted ones under their stem', ['1', '1.1', '1.2', '2', '2.1'], ['', '1', '1', '', '2']],
  ['three levels of dots', ['1', '1.1', '1.1.1', '1.1.2', '1.2', '2'], ['', '1', '1.1', '1.1', '1', '']],
  ['sections in Roman numbers', ['~I', '1', '2', '~II', '1', '2'], ['', 'I', 'I', '', 'II', 'II']],
  ['numbers that run on through the sections', ['~I', '1', '2', '~II', '3', '4'], ['', 'I', 'I', '', 'II', 'II']],
  ['the dots restart with each section', ['~I', '1', '1.1', '~II', '1', '1.1'], ['', 'I', '1', '', 'II', '1']],
  [
    'parts, sections, numbers, letters, dashes',
    ['~A', '~I', '1', 'a)', '-', '+', 'b)', '2', '~B', '~I'],
    ['', 'A', 'I', '1', 'a)', '-', '1', 'I', '', 'B'],
  ],
  ['a Roman number with its section', ['~I', 'I.1', 'I.1.a', 'I.2', '~II', 'II.1'], ['', 'I', 'I.1', 'I', '', 'II']],
  ['dots and brackets do not matter', ['1.', '(2)', '3)', '3.1.'], ['', '', '', '3)']],
  [
    'words before the number',
    ['~Phần I', '~Mục 1', '1', '~Mục 2', '1', '~Phần II', '1'],
    ['', 'Phần I', 'Mục 1', 'Phần I', 'Mục 2', '', 'Phần II'],
  ],
  ['H, I, K are letters', ['G', 'H', 'I', 'K'], ['', '', '', '']],
  ['g, h, i, k as well', ['1', 'g)', 'h)', 'i)', 'k)'], ['', '1', '1', '1', '1']],
  ['u, v, x', ['1', 'u)', 'v)', 'x)'], ['', '1', '1', '1']],
  ['after d comes đ', ['1', 'd)', 'đ)', 'e)'], ['', '1', '1', '1']],
  ['I, V and X are Roman', ['~IV', '1', '~V', '~VI', '~IX', '~X', '~XI'], ['', 'IV', '', '', '', '', '']],
  ['small Roman under letters', ['1', 'a)', 'i)', 'ii)', 'b)'], ['', '1', 'a)', 'a)', '1']],
  ['numbers first, a section later', ['1', '2', '~I', '1'], ['', '', '', 'I']],
  ['a dotted number whose stem is missing', ['1.1', '1.2', '2.1'], ['', '', '']],
  ['a dotted number under its section', ['~I', '1.1', '1.2', '~II', '2.1'], ['', 'I', 'I', '', 'II']],
  ['codes of the office stand side by side', ['NV-01', 'NV-02', 'NV-03'], ['', '', '']],
  ['no numbers at all', ['', '', ''], ['', '', '']],
  ['no numbers, but headings', ['~', '', '', '~', ''], ['', '0', '0', '', '3']],
  ['a line without number beside the one before it', ['~I', '1', '', '2'], ['', 'I', 'I', 'I']],
  ['a line without number under a heading', ['~I', '', '', '~II', ''], ['', 'I', 'I', '', 'II']],
]

test.each(cases)('%s', (_, lines, parents) => {
  const read = lines.map((line) => ({ mark: line.replace('~', ''), opens: line.startsWith('~') }))
  const tree = outlineOf(read)
  expect(tree.map(({ parent }) => (parent === undefined ? '' : read[parent]?.mark || String(parent)))).toEqual(parents)
})

test('each line is as deep as what it stands under, and one more', () => {
  const tree = outlineOf(['A', 'I', '1', '1.1', 'a)', '2'].map((mark) => ({ mark })))
  expect(tree.map(({ depth }) => depth)).toEqual([0, 1, 2, 3, 4, 2])
})

describe('a zero that the spreadsheet dropped', () => {
  test.each([
    [
      ['1.8', '1.9', '1.1', '1.11'],
      ['1.8', '1.9', '1.10', '1.11'],
    ],
    [
      ['1.19', '1.2', '1.21'],
      ['1.19', '1.20', '1.21'],
    ],
    [
      ['1.1', '1.2', '2.1'],
      ['1.1', '1.2', '2.1'],
    ],
    [
      ['1.9', '2.1'],
      ['1.9', '2.1'],
    ],
  ])('%j is %j', (written, meant) => {
    expect(outlineOf(written.map((mark) => ({ mark }))).map(({ mark }) => mark)).toEqual(meant)
  })
})

test.each([
  ['1.', '1'],
  ['(1)', '1'],
  ['a)', 'a'],
  ['Phần I.', 'phan i'],
  ['NV-01', 'nv-01'],
])('%s is %s', (written, bare) => expect(bareMark(written)).toBe(bare))

test.each([
  ['1', true],
  ['I.1', true],
  ['a)', true],
  ['-', true],
  ['NV-01', false],
  ['2026-17', false],
  ['', false],
])('%j is a number of the outline: %j', (mark, is) => expect(isOutlineMark(mark)).toBe(is))
