import { describe, expect, test } from 'vitest'
import { shippedDays } from '../../src/data/calendar.ts'
import { daysHeld, type Holder, type Holding, holderOf } from '../../src/rules/ball.ts'
import type { RequestKind, TaskState } from '../../src/rules/tasks.ts'
import { workCalendar } from '../../src/rules/working-days.ts'

const calendar = workCalendar(shippedDays)

describe('who has the ball', () => {
  const question: RequestKind[] = ['clarification']
  const moreTime: RequestKind[] = ['extension']
  const cases: [string, TaskState, RequestKind[], boolean, Holder | undefined][] = [
    ['a new task is the doer’s to accept', 'issued', [], false, 'doer'],
    ['work under way is the doer’s', 'in_progress', [], false, 'doer'],
    ['a question is the giver’s to answer', 'in_progress', question, false, 'assigner'],
    ['a question about a new task too', 'issued', question, false, 'assigner'],
    ['asking for more time stops nobody', 'in_progress', moreTime, false, 'doer'],
    ['a question beside a request for time', 'in_progress', ['extension', 'clarification'], false, 'assigner'],
    ['waiting for a coordinator', 'in_progress', [], true, 'coordinator'],
    ['waiting, more time asked', 'in_progress', moreTime, true, 'coordinator'],
    ['a question goes before waiting', 'in_progress', question, true, 'assigner'],
    ['a result is the approver’s to judge', 'submitted', [], false, 'approver'],
    ['a result, whoever was waited for', 'submitted', question, true, 'approver'],
    ['declined work is the giver’s', 'declined', [], false, 'assigner'],
    ['declined work, whatever was asked', 'declined', moreTime, true, 'assigner'],
    ['paused work is nobody’s', 'paused', question, true, undefined],
    ['finished work is nobody’s', 'completed', [], false, undefined],
    ['cancelled work is nobody’s', 'cancelled', question, true, undefined],
  ]
  test.each(cases)('%s', (_, state, open, waits, holder) => expect(holderOf(state, open, waits)).toBe(holder))
})

/** Hours in Hà Nội: 09:00 there is 02:00Z. */
const at = (day: string, time = '02:00') => `${day}T${time}:00.000Z`
const span = (holder: Holder, from: string, to: string | null): Holding => ({ holder, fromAt: from, toAt: to })

describe('how long each has had it, in working days', () => {
  const cases: [string, Holding[], string, { holder: Holder; days: number }[]][] = [
    ['nobody yet', [], at('2026-11-25'), []],
    [
      'since this morning',
      [span('doer', at('2026-11-25'), null)],
      at('2026-11-25', '09:00'),
      [{ holder: 'doer', days: 0 }],
    ],
    ['over a weekend', [span('doer', at('2026-11-27'), null)], at('2026-11-30'), [{ holder: 'doer', days: 1 }]],
    ['a weekend alone', [span('doer', at('2026-11-27'), null)], at('2026-11-29'), [{ holder: 'doer', days: 0 }]],
    ['over Tết', [span('doer', at('2026-02-13'), null)], at('2026-02-24'), [{ holder: 'doer', days: 2 }]],
    [
      'over the worked Saturday',
      [span('doer', at('2026-01-09'), null)],
      at('2026-01-12'),
      [{ holder: 'doer', days: 2 }],
    ],
    [
      'the day it changes hands counts for the next',
      [span('doer', at('2026-11-23'), at('2026-11-25')), span('approver', at('2026-11-25'), null)],
      at('2026-11-26'),
      [
        { holder: 'doer', days: 2 },
        { holder: 'approver', days: 1 },
      ],
    ],
    [
      'adds up over returns, in a fixed order of holders',
      [
        span('doer', at('2026-11-20'), at('2026-11-23')),
        span('approver', at('2026-11-23'), at('2026-11-24')),
        span('doer', at('2026-11-24'), at('2026-11-26')),
        span('coordinator', at('2026-11-26'), at('2026-12-01')),
        span('assigner', at('2026-12-01'), null),
      ],
      at('2026-12-02'),
      [
        { holder: 'doer', days: 3 },
        { holder: 'assigner', days: 1 },
        { holder: 'approver', days: 1 },
        { holder: 'coordinator', days: 3 },
      ],
    ],
    [
      'a late evening here is the next day there',
      [span('doer', at('2026-11-24', '17:30'), null)], // 00:30 on the 25th in Hà Nội
      at('2026-11-26'),
      [{ holder: 'doer', days: 1 }],
    ],
    [
      'a span that began and ended at once',
      [span('doer', at('2026-11-25'), at('2026-11-25')), span('assigner', at('2026-11-25'), null)],
      at('2026-11-26'),
      [
        { holder: 'doer', days: 0 },
        { holder: 'assigner', days: 1 },
      ],
    ],
    [
      'time nobody had it counts for nobody',
      [span('doer', at('2026-11-16'), at('2026-11-18')), span('doer', at('2026-11-25'), null)],
      at('2026-11-26'),
      [{ holder: 'doer', days: 3 }],
    ],
  ]
  test.each(cases)('%s', (_, spans, now, expected) => expect(daysHeld(spans, now, calendar)).toEqual(expected))
})
