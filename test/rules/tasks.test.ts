import { describe, expect, test } from 'vitest'
import type { Person, Role, TaskParties } from '../../src/rules/access.ts'
import {
  endsRequests,
  isOpen,
  moves,
  next,
  offers,
  openStates,
  type RequestKind,
  type TaskKind,
  type TaskMove,
  type TaskState,
  taskKinds,
  taskStates,
  waitsForParts,
} from '../../src/rules/tasks.ts'

const requests: RequestKind[][] = [[], ['extension'], ['clarification'], ['extension', 'clarification']]

/** The state table once more, by hand: where each action leads from each state it starts in, whatever is open. */
const work = { action: true, opinion: true, information: false }
const every = { action: true, opinion: true, information: true }
const leads: Record<TaskMove, { kinds: Record<TaskKind, boolean>; from: Partial<Record<TaskState, TaskState>> }> = {
  'task.read': { kinds: { action: false, opinion: false, information: true }, from: { issued: 'completed' } },
  'task.accept': { kinds: work, from: { issued: 'in_progress' } },
  'task.decline': { kinds: work, from: { issued: 'declined' } },
  'task.report': { kinds: work, from: { in_progress: 'in_progress' } },
  'task.tickStep': { kinds: work, from: { in_progress: 'in_progress' } },
  'task.submit': { kinds: work, from: { in_progress: 'submitted' } },
  'task.approve': { kinds: work, from: { submitted: 'completed' } },
  'task.return': { kinds: work, from: { submitted: 'in_progress' } },
  'task.askExtension': { kinds: work, from: { issued: 'issued', in_progress: 'in_progress' } },
  'task.decideExtension': { kinds: work, from: { issued: 'issued', in_progress: 'in_progress' } },
  'task.ask': { kinds: work, from: { issued: 'issued', in_progress: 'in_progress' } },
  'task.answer': { kinds: work, from: { issued: 'issued', in_progress: 'in_progress' } },
  'task.excuse': {
    kinds: work,
    from: { issued: 'issued', in_progress: 'in_progress', submitted: 'submitted', completed: 'completed' },
  },
  'task.pause': { kinds: work, from: { in_progress: 'paused' } },
  'task.resume': { kinds: work, from: { paused: 'in_progress' } },
  'task.handOver': {
    kinds: every,
    from: { issued: 'issued', in_progress: 'issued', declined: 'issued', paused: 'issued' },
  },
  'task.passDown': { kinds: every, from: { issued: 'issued', in_progress: 'in_progress' } },
  'task.cancel': {
    kinds: every,
    from: { issued: 'cancelled', in_progress: 'cancelled', declined: 'cancelled', paused: 'cancelled' },
  },
}
/** What must be open, or must not be. */
const needs: Partial<Record<TaskMove, RequestKind>> = {
  'task.decideExtension': 'extension',
  'task.answer': 'clarification',
}
const unless: Partial<Record<TaskMove, RequestKind>> = {
  'task.askExtension': 'extension',
  'task.ask': 'clarification',
}
/** What a whole cannot do while one of its parts is open. */
const afterParts: TaskMove[] = ['task.read', 'task.submit', 'task.approve']

describe('the state table', () => {
  test.each(Object.keys(moves) as TaskMove[])('%s from every state, for every kind, whatever is open', (move) => {
    for (const state of taskStates)
      for (const kind of taskKinds)
        for (const openRequests of requests) {
          const needed = needs[move]
          const barred = unless[move]
          const stands = (!needed || openRequests.includes(needed)) && !(barred && openRequests.includes(barred))
          const expected = leads[move].kinds[kind] && stands ? leads[move].from[state] : undefined
          expect(next(move, { state, kind, openRequests }), `${state} ${kind} [${openRequests}]`).toBe(expected)
          const waits = afterParts.includes(move) ? undefined : expected
          expect(next(move, { state, kind, openRequests, openParts: 2 }), `${state} ${kind}, parts`).toBe(waits)
        }
  })

  test('nothing leads out of what is done or cancelled, but the cause of a delay can still be confirmed', () => {
    const out = (state: TaskState) =>
      (Object.keys(moves) as TaskMove[]).filter((move) => next(move, { state, kind: 'action' }))
    expect(out('cancelled')).toEqual([])
    expect(out('completed')).toEqual(['task.excuse'])
  })

  test('every state but the first is reached, and every open one is left again', () => {
    const reached = new Set(Object.values(leads).flatMap(({ from }) => Object.values(from)))
    expect(taskStates.filter((state) => !reached.has(state))).toEqual([])
    for (const state of [...openStates, 'declined'] as const)
      expect(Object.values(leads).some(({ from }) => from[state] && from[state] !== state)).toBe(true)
  })

  test('a task is read by one action alone, and a piece of work never', () => {
    const offered = (kind: TaskKind) =>
      (Object.keys(moves) as TaskMove[]).filter((move) => next(move, { state: 'issued', kind }))
    expect(offered('information')).toEqual(['task.read', 'task.handOver', 'task.passDown', 'task.cancel'])
    expect(offered('action')).not.toContain('task.read')
    expect(offered('opinion')).toEqual(offered('action'))
  })

  test('the whole waits for its parts wherever it would be over, and nowhere else', () => {
    expect((Object.keys(moves) as TaskMove[]).filter(waitsForParts)).toEqual(afterParts)
  })

  test('what was asked lapses where nobody could answer it any more, or somebody else is the doer', () => {
    expect((Object.keys(moves) as TaskMove[]).filter(endsRequests)).toEqual([
      'task.decline',
      'task.submit',
      'task.handOver',
      'task.cancel',
    ])
    const answerable: TaskState[] = ['issued', 'in_progress', 'paused']
    for (const [move, { from }] of Object.entries(leads) as [TaskMove, (typeof leads)[TaskMove]][])
      for (const [before, after] of Object.entries(from) as [TaskState, TaskState][])
        if (answerable.includes(before) && !answerable.includes(after) && move !== 'task.read')
          expect([move, endsRequests(move)]).toEqual([move, true])
  })

  test.each([
    ['issued', true],
    ['in_progress', true],
    ['submitted', true],
    ['paused', true],
    ['completed', false],
    ['declined', false],
    ['cancelled', false],
  ] as const)('%s is open: %s', (state, open) => expect(isOpen(state)).toBe(open))
})

/** A root (1) and a unit under it (2), in which the task lies; a unit beside it (3). */
const paths: Record<number, string> = { 1: '/1/', 2: '/1/2/', 3: '/1/3/' }
const [doer, giver, judge, follower, helper, stranger] = [11, 12, 13, 14, 15, 16]
const task: TaskParties = {
  path: '/1/2/',
  assigneeId: doer,
  assignerId: giver,
  approverId: judge,
  followerId: follower,
  coordinatorIds: [helper],
  scopes: ['p11', 'p12', 'p13', 'p14', 'p15', 'u1', 'u2'],
}

function person(id: number, more: { role?: Role; unitId?: number; actorId?: number } = {}): Person {
  const { role, unitId = 2, actorId = id } = more
  const held = role ? [{ role, unitId }] : []
  return { id, actorId, publicId: `p${id}`, name: '', post: '', unitId, path: paths[unitId] ?? '/1/', roles: held }
}

const doing = (who: Person, state: TaskState, more: { kind?: TaskKind; openRequests?: RequestKind[] } = {}) =>
  offers(who, { ...task, state, kind: 'action', ...more }).map((move) => move.slice('task.'.length))

describe('who is offered what', () => {
  const withPeople = ['accept', 'decline', 'askExtension', 'ask', 'handOver', 'passDown']
  const asked: { openRequests: RequestKind[] } = { openRequests: ['extension', 'clarification'] }
  const cases: [string, Person, TaskState, Parameters<typeof doing>[2], string[]][] = [
    ['the doer of a new task', person(doer), 'issued', {}, ['accept', 'decline', 'askExtension', 'ask']],
    ['the doer at work', person(doer), 'in_progress', {}, ['report', 'tickStep', 'submit', 'askExtension', 'ask']],
    ['the doer who has asked', person(doer), 'in_progress', asked, ['report', 'tickStep', 'submit']],
    ['the doer who has handed in', person(doer), 'submitted', {}, []],
    ['the doer of a paused task', person(doer), 'paused', {}, []],
    ['the doer who declined', person(doer), 'declined', {}, []],
    ['the doer who is done', person(doer), 'completed', {}, []],
    ['the reader of a notice', person(doer), 'issued', { kind: 'information' }, ['read']],
    ['the giver of a new task', person(giver), 'issued', {}, ['handOver', 'cancel']],
    ['the giver of work under way', person(giver), 'in_progress', {}, ['pause', 'handOver', 'cancel']],
    ['the giver who is asked', person(giver), 'in_progress', asked, ['answer', 'pause', 'handOver', 'cancel']],
    ['the giver of declined work', person(giver), 'declined', {}, ['handOver', 'cancel']],
    ['the giver of paused work', person(giver), 'paused', {}, ['resume', 'handOver', 'cancel']],
    ['the giver of work handed in', person(giver), 'submitted', {}, []],
    ['the giver of a notice', person(giver), 'issued', { kind: 'information' }, ['handOver', 'cancel']],
    ['the approver of a new task', person(judge), 'issued', {}, ['excuse']],
    [
      'the approver who is asked',
      person(judge),
      'in_progress',
      asked,
      ['decideExtension', 'answer', 'excuse', 'pause'],
    ],
    ['the approver of a result', person(judge), 'submitted', {}, ['approve', 'return', 'excuse']],
    ['the approver of what is done', person(judge), 'completed', {}, ['excuse']],
    ['the approver of paused work', person(judge), 'paused', {}, ['resume']],
    ['the approver of cancelled work', person(judge), 'cancelled', {}, []],
    ['the follower', person(follower), 'in_progress', asked, []],
    ['the coordinator', person(helper), 'in_progress', asked, []],
    ['a follower who gives work', person(follower, { role: 'clerk' }), 'in_progress', {}, []],
    ['the doer who has people', person(doer, { role: 'leader' }), 'issued', {}, withPeople],
    ['the giver who has people', person(giver, { role: 'leader' }), 'issued', {}, ['handOver', 'passDown', 'cancel']],
    ['a stranger', person(stranger), 'in_progress', asked, []],
    ['a leader of the unit', person(stranger, { role: 'leader' }), 'in_progress', {}, ['handOver']],
    ['a leader above', person(stranger, { role: 'leader', unitId: 1 }), 'declined', {}, ['handOver']],
    ['a leader beside', person(stranger, { role: 'leader', unitId: 3 }), 'in_progress', {}, []],
    ['a clerk of the unit', person(stranger, { role: 'clerk' }), 'in_progress', asked, []],
    ['an inspector of the unit', person(stranger, { role: 'inspector' }), 'submitted', {}, []],
    ['an administrator', person(stranger, { role: 'admin', unitId: 1 }), 'submitted', {}, []],
    [
      'a substitute of the approver',
      person(judge, { actorId: stranger }),
      'submitted',
      {},
      ['approve', 'return', 'excuse'],
    ],
    ['a substitute who is the doer', person(judge, { actorId: doer }), 'submitted', {}, []],
    ['the doer in the giver’s stead', person(giver, { actorId: doer }), 'in_progress', asked, ['handOver', 'cancel']],
  ]
  test.each(cases)('%s', (_, who, state, more, expected) => {
    expect(doing(who, state, more)).toEqual(expected)
  })

  test('whoever gave the task to themselves neither answers nor pauses it; the approver does', () => {
    const own = { ...task, assignerId: doer, state: 'in_progress' as const, kind: 'action' as const, ...asked }
    expect(offers(person(doer), own)).toEqual([
      'task.report',
      'task.tickStep',
      'task.submit',
      'task.handOver',
      'task.cancel',
    ])
    expect(offers(person(judge), own)).toContain('task.answer')
  })
})
