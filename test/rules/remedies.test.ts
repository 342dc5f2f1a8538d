import { expect, test } from 'vitest'
import { isRemedied, isTermOver, type RemedyState, remedyOf, remedyStates } from '../../src/rules/remedies.ts'
import type { TaskState } from '../../src/rules/tasks.ts'

const today = '2026-11-25'
type Given = { state: TaskState; due?: string; submittedOn?: string; doneOn?: string; children?: number } | null

test.each<[string, string, Given, RemedyState]>([
  ['no task yet', '2026-11-25', null, 'none'],
  ['no task, and the day gone by', '2026-11-24', null, 'overdue'],
  ['given, not taken on', '2026-11-20', { state: 'issued', due: '2026-11-25' }, 'giving'],
  ['declined: to be given to somebody else', '2026-12-01', { state: 'declined', due: '2026-11-20' }, 'giving'],
  ['in hand', '2026-12-01', { state: 'in_progress' }, 'doing'],
  ['paused: the clock stands', '2026-11-01', { state: 'paused', due: '2026-11-01' }, 'doing'],
  ['in hand after its day', '2026-12-01', { state: 'in_progress', due: '2026-11-24' }, 'overdue'],
  ['not even taken on after its day', '2026-12-01', { state: 'issued', due: '2026-11-24' }, 'overdue'],
  ['reported', '2026-12-01', { state: 'submitted', submittedOn: '2026-11-25' }, 'reported'],
  [
    'reported in time: it stays in time while it waits',
    '2026-11-20',
    { state: 'submitted', due: '2026-11-20', submittedOn: '2026-11-20' },
    'reported',
  ],
  [
    'reported after its day',
    '2026-11-20',
    { state: 'submitted', due: '2026-11-20', submittedOn: '2026-11-23' },
    'overdue',
  ],
  [
    'approved, done on the day',
    '2026-11-20',
    { state: 'completed', due: '2026-11-20', submittedOn: '2026-11-20', doneOn: '2026-11-20' },
    'inTime',
  ],
  [
    'approved, done a day late',
    '2026-11-20',
    { state: 'completed', due: '2026-11-20', submittedOn: '2026-11-21', doneOn: '2026-11-21' },
    'late',
  ],
  [
    'the task’s own later day wins',
    '2026-11-01',
    { state: 'completed', due: '2026-11-30', doneOn: '2026-11-20' },
    'inTime',
  ],
  ['cancelled', '2026-11-25', { state: 'cancelled', due: '2026-11-01' }, 'cancelled'],
  ['cancelled, and the finding’s own day gone by', '2026-11-24', { state: 'cancelled', due: '2026-12-30' }, 'overdue'],
  [
    'a task with parts is judged as the whole it is',
    '2026-12-01',
    { state: 'completed', doneOn: '2026-11-20', children: 3 },
    'inTime',
  ],
])('%s', (_, due, task, state) => {
  const whole = task && { due: '2026-12-01', submittedOn: null, doneOn: null, children: 0, ...task }
  expect(remedyOf({ due, task: whole }, today)).toBe(state)
})

test('remedied is what a second person approved; the term is over for these and for what is late', () => {
  expect(remedyStates.filter(isRemedied)).toEqual(['inTime', 'late'])
  expect(remedyStates.filter(isTermOver)).toEqual(['inTime', 'late', 'overdue'])
})
