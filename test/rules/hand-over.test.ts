import { describe, expect, test } from 'vitest'
import { ledBy, misfitsOf, type Seated, settled, succeeded } from '../../src/rules/hand-over.ts'

const [doer, giver, judge, heir, helper, other] = [1, 2, 3, 4, 5, 6]
const task = (more: Partial<Seated> = {}): Seated => ({
  ...{ state: 'in_progress', assigneeId: doer, assignerId: giver, approverId: judge, followerId: null },
  ...{ coordinators: [], stepDoers: [], requests: [] },
  ball: { holder: 'doer', personId: doer },
  ...more,
})
const coordinator = (personId: number, part: string, isDone = false) => ({ id: personId * 10, personId, part, isDone })
const asked = (kind: 'extension' | 'clarification', askedOfId: number) => ({ id: 1, kind, askedOfId })

describe('a successor', () => {
  test.each(['assigneeId', 'assignerId', 'approverId', 'followerId'] as const)('takes the seat %s', (seat) => {
    const before = task({ followerId: other })
    expect(succeeded(before, before[seat] ?? 0, heir)[seat]).toBe(heir)
  })

  test('changes nothing in a task the leaver has no part in', () => {
    const before = task({ coordinators: [coordinator(helper, 'Số liệu')], stepDoers: [doer, judge] })
    expect(succeeded(before, other, heir)).toEqual(before)
  })

  test.each([
    ['issued', 'issued'],
    ['in_progress', 'in_progress'],
    ['submitted', 'submitted'],
    ['paused', 'paused'],
    ['declined', 'issued'],
  ] as const)('finds work that was %s %s', (state, then) => {
    expect(succeeded(task({ state }), doer, heir).state).toBe(then)
  })

  test('of who gave a declined task decides about it: it stays declined', () => {
    const after = succeeded(task({ state: 'declined', ball: { holder: 'assigner', personId: giver } }), giver, heir)
    expect([after.state, after.ball]).toEqual(['declined', { holder: 'assigner', personId: heir }])
  })

  test.each([
    ['doer', doer, { state: 'in_progress' }, { holder: 'doer', personId: heir }],
    ['approver', judge, { state: 'submitted' }, { holder: 'approver', personId: heir }],
    ['nobody', doer, { state: 'paused' }, undefined],
    [
      'the one asked',
      giver,
      { state: 'in_progress', requests: [asked('clarification', giver)] },
      { holder: 'assigner', personId: heir },
    ],
  ] as const)('has the ball of %s', (_, leaver, more, ball) => {
    expect(succeeded(task({ ...more } as Partial<Seated>), leaver, heir).ball).toEqual(ball)
  })

  test('is asked what the leaver was asked, unless it would be by themselves', () => {
    const question = task({ requests: [asked('clarification', giver), { ...asked('extension', judge), id: 2 }] })
    expect(succeeded(question, judge, heir).requests.map(({ askedOfId }) => askedOfId)).toEqual([giver, heir])
    expect(succeeded(question, giver, doer).requests.map(({ askedOfId }) => askedOfId)).toEqual([judge, judge])
    expect(succeeded(question, doer, giver).requests.map(({ askedOfId }) => askedOfId)).toEqual([judge, judge])
  })

  test('takes the part of a coordinator, beside the own one if there is one', () => {
    const one = task({ coordinators: [coordinator(helper, 'Số liệu')] })
    expect(succeeded(one, helper, heir).coordinators).toEqual([{ ...coordinator(helper, 'Số liệu'), personId: heir }])
    const two = task({ coordinators: [coordinator(heir, 'Rà soát', true), coordinator(helper, 'Số liệu')] })
    expect(succeeded(two, helper, heir).coordinators).toEqual([coordinator(heir, 'Rà soát; Số liệu')])
  })

  test('who does the task needs no part of it; what was finished stays with who finished it', () => {
    const parts = [coordinator(heir, 'Rà soát'), coordinator(helper, 'Số liệu', true)]
    expect(succeeded(task({ coordinators: parts }), doer, heir).coordinators).toEqual([parts[1]])
    expect(succeeded(task({ coordinators: parts }), helper, other).coordinators).toEqual(parts)
  })

  test('is waited for in the place of a coordinator, and no longer when they do the task themselves', () => {
    const ball = { holder: 'coordinator' as const, personId: helper }
    const waiting = task({ coordinators: [coordinator(helper, 'Số liệu')], ball })
    expect(succeeded(waiting, helper, heir).ball).toEqual({ holder: 'coordinator', personId: heir })
    expect(succeeded(waiting, doer, helper).ball).toEqual({ holder: 'doer', personId: helper })
    expect(succeeded(waiting, helper, doer).ball).toEqual({ holder: 'doer', personId: doer })
  })

  test('does the steps still to be done', () => {
    expect(succeeded(task({ stepDoers: [doer, judge, doer] }), doer, heir).stepDoers).toEqual([heir, judge, heir])
  })
})

describe('what does not fit', () => {
  const leads = (leader: number, below: number) => leader === judge && below !== other
  const changed = (more: Partial<Seated>) => ({ ...task(), ...more })

  test.each([
    ['nothing changed', {}, []],
    ['the doer approves', { approverId: doer }, ['both']],
    ['the approver does it', { assigneeId: judge }, ['both']],
    ['the new approver leads nobody', { approverId: heir }, ['approver']],
    ['the approver does not lead the new doer', { assigneeId: other }, ['approver']],
    ['the new assigner leads nobody', { assignerId: heir }, ['assigner']],
    ['a leader takes all seats of a leader', { assignerId: judge }, []],
    ['nobody fits', { assignerId: heir, approverId: heir }, ['approver', 'assigner']],
  ] as const)('%s', (_, more, misfits) => {
    expect(misfitsOf(task(), changed(more), leads)).toEqual(misfits)
  })

  test('who once assigned it need not lead who does it now', () => {
    expect(misfitsOf(task(), changed({ assigneeId: heir }), leads)).toEqual([])
  })

  test('a leader sits where somebody does not fit, and is asked and waited for there', () => {
    const before = task({
      state: 'submitted',
      assignerId: heir,
      approverId: heir,
      requests: [asked('extension', heir)],
    })
    expect(ledBy(before, ['approver', 'assigner'], judge)).toMatchObject({
      ...{ assignerId: judge, approverId: judge, ball: { holder: 'approver', personId: judge } },
      requests: [{ askedOfId: judge }],
    })
    expect(ledBy(before, ['assigner'], judge)).toMatchObject({ assignerId: judge, approverId: heir })
  })
})

test('a settled task stays as it is when settled again', () => {
  const once = settled(task({ requests: [asked('clarification', other)], ball: undefined }))
  expect(once).toMatchObject({ requests: [{ askedOfId: giver }], ball: { holder: 'assigner', personId: giver } })
  expect(settled(once)).toEqual(once)
})
