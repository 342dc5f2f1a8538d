import { describe, expect, test } from 'vitest'
import { clarityPresets } from '../../src/data/clarity-sets.ts'
import { absences, type Gap, type GapCode, type TaskField, taskFields } from '../../src/rules/clarity.ts'
import {
  blocks,
  type ClaritySet,
  faultsOf,
  isSameSet,
  judgedFields,
  type Measured,
  measure,
  type Segment,
  type SetFault,
  segmentOf,
  sumOf,
  vitalFields,
  vitalIn,
} from '../../src/rules/clarity-set.ts'

const [haNoi, six, hue] = clarityPresets.map(({ set }) => set) as [ClaritySet, ClaritySet, ClaritySet]
/** The six with rõ sản phẩm left to whoever gives the task. */
const loose = six.map((segment) => (segment.key === 'product' ? { ...segment, compulsory: false } : segment))

const fieldOf: Record<GapCode, TaskField> = {
  noAssignee: 'assignee',
  outOfReach: 'assignee',
  coordinatorGone: 'coordinators',
  coordinatorTwice: 'coordinators',
  noTitle: 'title',
  noContent: 'content',
  noStep: 'steps',
  stepsBackward: 'steps',
  stepAfterDue: 'steps',
  noAssigner: 'assigner',
  assignerWithoutRight: 'assigner',
  noApprover: 'approver',
  selfApproval: 'approver',
  approverWithoutRight: 'approver',
  noProduct: 'product',
  noQuantity: 'quantity',
  noDue: 'due',
  duePast: 'due',
  dueOff: 'due',
}
const gap = (code: GapCode): Gap => ({ code, field: fieldOf[code] })
const codes = Object.keys(fieldOf) as GapCode[]

describe('the shipped sets', () => {
  test.each(clarityPresets)('$key may be put in force, and says where it comes from', ({ set, source }) => {
    expect(faultsOf(set)).toEqual([])
    expect(source).not.toBe('')
  })

  const labels: [string, ClaritySet, string][] = [
    ['Hà Nội', haNoi, 'Rõ người, Rõ việc, Rõ quy trình, Rõ trách nhiệm, Rõ hiệu quả'],
    ['six', six, 'Rõ người, Rõ việc, Rõ thời gian, Rõ trách nhiệm, Rõ thẩm quyền, Rõ sản phẩm'],
    ['Huế', hue, 'Rõ người, Rõ việc, Rõ sản phẩm, Rõ trách nhiệm, Rõ thời gian'],
  ]
  test.each(labels)('%s', (_, set, names) => expect(set.map(({ label }) => label).join(', ')).toBe(names))

  test('each is the same as itself alone, whatever the order its fields are named in', () => {
    for (const one of clarityPresets)
      for (const other of clarityPresets) expect(isSameSet(one.set, other.set)).toBe(one === other)
    expect(isSameSet(six, loose)).toBe(false)
    expect(
      isSameSet(
        six,
        six.map((segment) => ({ ...segment, fields: [...segment.fields].reverse() })),
      ),
    ).toBe(true)
  })
})

describe('which rõ a gap belongs to, and whether it keeps a task from being issued', () => {
  type Case = [GapCode, string, string, string, boolean]
  const cases: Case[] = [
    ['noAssignee', 'person', 'person', 'person', true],
    ['coordinatorTwice', 'person', 'person', 'person', true],
    ['noTitle', 'work', 'work', 'work', true],
    ['noContent', 'work', 'work', 'work', true],
    ['noStep', 'process', 'work', 'work', true],
    ['stepAfterDue', 'process', 'work', 'work', true],
    ['noAssigner', 'responsibility', 'authority', 'responsibility', true],
    ['assignerWithoutRight', 'responsibility', 'authority', 'responsibility', true],
    ['noApprover', 'responsibility', 'responsibility', 'responsibility', true],
    ['noProduct', 'outcome', 'product', 'product', false],
    ['noQuantity', 'outcome', 'product', 'product', false],
    ['noDue', 'outcome', 'time', 'time', true],
    ['dueOff', 'outcome', 'time', 'time', true],
  ]
  test.each(cases)('%s: %s of Hà Nội, %s of the six, %s of Huế', (code, ofHaNoi, ofSix, ofHue, inLoose) => {
    expect([haNoi, six, hue].map((set) => segmentOf(set, fieldOf[code]).key)).toEqual([ofHaNoi, ofSix, ofHue])
    for (const set of [haNoi, six, hue]) expect(blocks(set, gap(code))).toBe(true)
    expect(blocks(loose, gap(code))).toBe(inLoose)
  })

  test('what is wrong blocks wherever it stands, what is absent only in a compulsory rõ', () => {
    const none = six.map((segment) => ({ ...segment, compulsory: false }))
    for (const code of codes) expect(blocks(none, gap(code))).toBe(!(absences as readonly string[]).includes(code))
  })
})

describe('the meter', () => {
  type Case = [string, ClaritySet, GapCode[], TaskField[], string, string | undefined]
  const cases: Case[] = [
    ['nothing wrong', haNoi, [], [], '5/5', undefined],
    ['a deadline is a rõ of its own in the six', six, ['noDue'], [], '5/6', 'time'],
    ['and part of the outcome in Hà Nội', haNoi, ['noDue', 'noProduct'], [], '4/5', 'outcome'],
    ['two gaps of two rõ', six, ['noDue', 'noProduct'], [], '4/6', 'time'],
    ['an optional rõ counts as not clear and keeps nothing back', loose, ['noProduct'], [], '5/6', undefined],
    ['it is missing when something wrong was typed in it', loose, [], ['factor'], '5/6', 'product'],
    ['also beside what is merely absent', loose, ['noProduct'], ['factor'], '5/6', 'product'],
    ['a field that cannot be read', haNoi, [], ['approver'], '4/5', 'responsibility'],
    ['everything', six, codes, [], '0/6', 'person'],
  ]
  test.each(cases)('%s', (_, set, found, unread, sum, first) => {
    const { clear, total, lacking } = sumOf(measure(set, found.map(gap), unread))
    expect([`${clear}/${total}`, lacking[0]?.segment.key]).toEqual([sum, first])
  })

  const states: [ClaritySet, GapCode[], TaskField[], Measured['state'], GapCode | undefined][] = [
    [loose, ['noProduct'], [], 'open', 'noProduct'],
    [six, ['noProduct'], [], 'missing', 'noProduct'],
    [loose, [], ['quantity'], 'missing', undefined],
    [loose, [], [], 'clear', undefined],
  ]
  test.each(states)('%# rõ sản phẩm', (set, found, unread, state, code) => {
    const product = measure(set, found.map(gap), unread).find(({ segment }) => segment.key === 'product')
    expect([product?.state, product?.gap?.code]).toEqual([state, code])
  })

  test('of several gaps the one that blocks is told first', () => {
    const both = loose.map((one) =>
      one.key === 'product' ? { ...one, fields: [...one.fields, 'coordinators' as const] } : one,
    )
    const told = measure(both, [gap('noProduct'), gap('coordinatorTwice')])
    expect(told.find(({ segment }) => segment.key === 'product')).toMatchObject({
      state: 'missing',
      gap: { code: 'coordinatorTwice' },
    })
  })
})

describe('a set that may be in force', () => {
  const change = (key: string, more: Partial<Segment>) =>
    six.map((one) => (one.key === key ? { ...one, ...more } : one))
  const whole: Segment = { key: 'all', label: 'Rõ', fields: taskFields, compulsory: true }
  const many = judgedFields.map((field, at): Segment => {
    const rest = at === 0 ? taskFields.filter((one) => !(judgedFields as readonly string[]).includes(one)) : []
    return { key: field, label: field, fields: [field, ...rest], compulsory: true }
  })

  const cases: [string, ClaritySet, SetFault[]][] = [
    ['a rõ left to whoever gives the task', loose, []],
    ['as many as there are things to judge by', many, []],
    ['one for everything', [whole], [{ code: 'tooFew' }]],
    ['a rõ without a name', change('time', { label: '' }), [{ code: 'noLabel', at: 2 }]],
    ['two of one name', change('time', { label: 'rõ NGƯỜI' }), [{ code: 'sameLabel', at: 2 }]],
    ['a deadline cannot be left out', change('time', { compulsory: false }), [{ code: 'vitalOptional', at: 2 }]],
    ['a field nowhere', change('person', { fields: ['assignee'] }), [{ code: 'nowhere', field: 'coordinators' }]],
    [
      'a field twice',
      change('person', { fields: ['assignee', 'coordinators', 'due'] }),
      [{ code: 'twice', field: 'due' }],
    ],
    [
      'a rõ with nothing to judge it by',
      [
        ...change('product', { fields: ['product', 'quantity', 'factor', 'acceptance'] }),
        { ...whole, key: 'proof', label: 'Rõ minh chứng', fields: ['evidence'] },
      ],
      [{ code: 'nothingJudged', at: 6 }],
    ],
    [
      'a rõ with no field at all',
      [...six, { ...whole, key: 'new', label: 'Rõ mới', fields: [] }],
      [{ code: 'nothingJudged', at: 6 }],
    ],
  ]
  test.each(cases)('%s', (_, set, faults) => expect(faultsOf(set)).toEqual(faults))

  test('no set in force lets a task be issued without what every task has', () => {
    const optional = six.map((segment) => ({ ...segment, compulsory: vitalIn(segment).length > 0 }))
    expect(faultsOf(optional)).toEqual([])
    for (const field of vitalFields) {
      const absent = codes.find((code) => fieldOf[code] === field && code.startsWith('no')) as GapCode
      expect([field, blocks(optional, gap(absent))]).toEqual([field, true])
    }
  })
})
