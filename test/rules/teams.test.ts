import { describe, expect, test } from 'vitest'
import { type Inspected, successorInTeam } from '../../src/rules/rounds.ts'

const nowhere: Inspected = { unitIds: [9], personIds: [] }
const [a, b, c] = [
  { id: 1, path: '/1/', part: 'member' as const },
  { id: 2, path: '/1/', part: 'secretary' as const },
  { id: 3, path: '/1/', part: 'member' as const },
]
const heir = { id: 7, path: '/1/5/' }

describe('who takes the seat of somebody who leaves a team', () => {
  test.each([
    ['the head: whoever takes over the work', 'head', [a], heir, nowhere, 7],
    ['also when of the team already', 'head', [a, c], a, nowhere, 1],
    [
      'not somebody of the inspected unit: the first member then',
      'head',
      [b, a],
      heir,
      { unitIds: [5], personIds: [] },
      1,
    ],
    ['nor of a unit below it', 'head', [a], { id: 7, path: '/1/5/8/' }, { unitIds: [5], personIds: [] }, 1],
    ['nor somebody who is inspected', 'head', [a], heir, { unitIds: [], personIds: [7] }, 1],
    ['the secretary where there is nobody else', 'head', [b], undefined, nowhere, 2],
    ['nobody at all', 'head', [], undefined, nowhere, undefined],
    ['nobody but one who may not', 'head', [], heir, { unitIds: [5], personIds: [] }, undefined],
    ['a member: whoever takes over', 'member', [a], heir, nowhere, 7],
    ['but nobody sits twice', 'member', [a], a, nowhere, undefined],
    ['and nobody need', 'member', [a], undefined, nowhere, undefined],
    ['a secretary who would inspect the own unit', 'secretary', [a], heir, { unitIds: [5], personIds: [] }, undefined],
  ] as const)('%s', (_, part, others, heir, inspected, expected) => {
    expect(successorInTeam(part, others, heir, inspected)).toBe(expected)
  })
})
