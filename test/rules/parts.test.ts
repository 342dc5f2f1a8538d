import { describe, expect, test } from 'vitest'
import { headOf, isEnded, lastDueOf, rollUp } from '../../src/rules/parts.ts'
import { type TaskState, taskStates } from '../../src/rules/tasks.ts'
import type { Timed } from '../../src/rules/timeliness.ts'

const due = '2026-11-25'
const part = (state: TaskState, more: Partial<Timed> = {}): Timed => ({
  ...{ state, due, submittedOn: null, doneOn: null, children: 0 },
  ...more,
})

describe('the roll-up', () => {
  const done = part('completed', { submittedOn: '2026-11-30', doneOn: '2026-11-30' })
  const cases: [string, Timed[], string, ReturnType<typeof rollUp>][] = [
    ['of nothing', [], due, { all: 0, done: 0, late: 0 }],
    ['of work in time', [part('issued'), part('in_progress')], due, { all: 2, done: 0, late: 0 }],
    ['a day later', [part('issued'), part('in_progress')], '2026-11-26', { all: 2, done: 0, late: 2 }],
    ['what was done late is done, and late no more', [done], '2026-12-30', { all: 1, done: 1, late: 0 }],
    ['a cancelled part is none', [done, part('cancelled')], '2026-12-30', { all: 1, done: 1, late: 0 }],
    ['a declined one is, and not done', [done, part('declined')], '2026-12-30', { all: 2, done: 1, late: 0 }],
    ['a paused one is not late', [part('paused')], '2026-12-30', { all: 1, done: 0, late: 0 }],
    [
      'handed in, it stands still',
      [part('submitted', { submittedOn: due }), part('submitted', { submittedOn: '2026-11-26' })],
      '2026-12-30',
      { all: 2, done: 0, late: 1 },
    ],
    [
      'a part with parts is late by its own deadline',
      [part('issued', { children: 3 })],
      '2026-11-26',
      { all: 1, done: 0, late: 1 },
    ],
  ]
  test.each(cases)('%s', (_, parts, today, expected) => expect(rollUp(parts, today)).toEqual(expected))
})

test('the whole waits no more for what is done or cancelled', () => {
  expect(taskStates.filter(isEnded)).toEqual(['completed', 'cancelled'])
})

test('a part ends with the whole, unless the whole is late itself', () => {
  expect(lastDueOf({ due }, '2026-11-24')).toBe(due)
  expect(lastDueOf({ due }, due)).toBe(due)
  expect(lastDueOf({ due }, '2026-11-26')).toBeUndefined()
})

describe('the head of a unit is', () => {
  const leader = (post: string) => ({ post })
  const chief = leader('Trưởng phòng')
  const cases: [string, { post: string }[], { post: string } | undefined][] = [
    ['nobody where nobody leads', [], undefined],
    ['its one leader', [chief], chief],
    ['its one leader, be it a deputy in charge', [leader('Phó Trưởng phòng')], leader('Phó Trưởng phòng')],
    ['the one among deputies', [leader('Phó Trưởng phòng'), chief, leader('phó trưởng phòng')], chief],
    ['asked, between two of one rank', [chief, leader('Giám đốc')], undefined],
    ['asked, between two deputies', [leader('Phó Giám đốc'), leader('Phó Chủ tịch')], undefined],
    ['not a deputy by another word', [leader('Phóng viên'), leader('Phó Giám đốc')], leader('Phóng viên')],
  ]
  test.each(cases)('%s', (_, leaders, expected) => expect(headOf(leaders)).toEqual(expected))
})
