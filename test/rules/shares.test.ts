import { expect, test } from 'vitest'
import { shares } from '../../src/rules/shares.ts'

test.each([
  ['what the picture shows', [61, 7, 63, 11], [43, 4.9, 44.4, 7.7]],
  ['thirds add up', [1, 1, 1], [33.4, 33.3, 33.3]],
  ['nothing', [0, 0, 0, 0], [0, 0, 0, 0]],
  ['one of a thousand and more', [1, 2999], [0, 100]],
  ['all in one', [0, 5, 0], [0, 100, 0]],
])('%s', (_, counts, expected) => {
  expect(shares(counts)).toEqual(expected)
})
