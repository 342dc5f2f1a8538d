import { describe, expect, test } from 'vitest'
import {
  type Action,
  can,
  could,
  type Grant,
  grants,
  type Noun,
  type Person,
  type Relation,
  type Role,
  roles,
  type Subjects,
  scopesOf,
  scopesOfParties,
} from '../../src/rules/access.ts'

/** A root (1), two units under it (2, 3), one under the first (4). */
const paths: Record<number, string> = { 1: '/1/', 2: '/1/2/', 3: '/1/3/', 4: '/1/2/4/' }

function person(id: number, unitId: number, held: Role[] = [], more: Partial<Person> = {}): Person {
  const holding = held.map((role) => ({ role, unitId }))
  return {
    id,
    actorId: id,
    publicId: `p${id}`,
    name: '',
    post: '',
    unitId,
    path: paths[unitId]!,
    roles: holding,
    ...more,
  }
}

const stranger = 99
/** One subject of each kind, in unit 2, with which nobody of the tests has to do. */
const subjects: Subjects = {
  unit: { path: '/1/2/' },
  person: { path: '/1/2/', id: stranger },
  account: { path: '/1/2/', personId: stranger },
  delegation: { path: '/1/2/', principalId: stranger, substituteId: stranger },
  calendar: { path: '/1/' },
  record: { path: '/1/2/', actorId: stranger, behalfOfId: null, aboutId: null },
  task: {
    path: '/1/2/',
    assigneeId: stranger,
    assignerId: stranger,
    approverId: stranger,
    followerId: null,
    coordinatorIds: [],
    scopes: ['p99', 'u1', 'u2'],
  },
  template: { path: '/1/' },
  checklist: { path: '/1/' },
  plan: { path: '/1/2/' },
  round: {
    path: '/1/2/',
    memberIds: [],
    headId: stranger,
    secretaryId: null,
    orderedById: stranger,
    scopes: ['p99', 'u1', 'u2'],
  },
  finding: { path: '/1/2/', memberIds: [], headId: stranger, concernedId: null, scopes: ['u1', 'u2'] },
  import: { path: '/1/2/', byId: stranger },
}

/** What makes person 7 each relation to a subject. */
const related: { [R in Relation]: { [N in Noun]?: Partial<Subjects[N]> } } = {
  self: { person: { id: 7 }, account: { personId: 7 } },
  responsible: { task: { assigneeId: 7 } },
  assigner: { task: { assignerId: 7 } },
  approver: { task: { approverId: 7 } },
  follower: { task: { followerId: 7 } },
  coordinator: { task: { coordinatorIds: [7] } },
  principal: { delegation: { principalId: 7 } },
  substitute: { delegation: { substituteId: 7 } },
  about: { record: { aboutId: 7 } },
  importer: { import: { byId: 7 } },
  member: { round: { memberIds: [7] }, finding: { memberIds: [7] } },
  head: { round: { memberIds: [7], headId: 7 }, finding: { memberIds: [7], headId: 7 } },
  recorder: { round: { memberIds: [7], secretaryId: 7 } },
  orderer: { round: { orderedById: 7 } },
  concerned: { finding: { concernedId: 7 } },
}

const actions = Object.keys(grants) as Action[]
const nounOf = (action: Action) => action.split('.')[0] as Noun
const asks = (who: Person, action: Action, subject: object) => can(who, action, subject as never)

/** The answer of `can` for every action, as a line of marks: the page to look at when the table changes. */
function row(action: Action): string {
  const subject = subjects[nounOf(action)]
  const byRole = roles.filter((role) => asks(person(7, 1, [role]), action, subject))
  const byRelation = (Object.keys(related) as Relation[]).filter((relation) => {
    const part = related[relation][nounOf(action)]
    return part && asks(person(7, 3), action, { ...subject, ...part }) && !asks(person(7, 3), action, subject)
  })
  const anyone = asks(person(7, 3), action, subject) ? ['anyone'] : []
  const { never = [], inPerson }: Grant = grants[action]
  const but = [...never.map((one) => `not the ${one}`), ...(inPerson ? ['in person'] : [])]
  return `${action}: ${[...anyone, ...byRole.filter(() => anyone.length === 0), ...byRelation].join(', ')}${but.length > 0 ? ` (${but.join(', ')})` : ''}`
}

test('who may do what, as can answers it: a change here is a change of permissions to be signed off', () => {
  expect(actions.map(row)).toMatchSnapshot()
})

describe('a role reaches the unit it is held in and all below, nothing beside or above', () => {
  test.each([
    ['the unit itself', 2, '/1/2/', true],
    ['below', 2, '/1/2/4/', true],
    ['above', 2, '/1/', false],
    ['beside', 2, '/1/3/', false],
    ['a unit whose number begins alike', 2, '/1/21/', false],
    ['from the root, everything', 1, '/1/2/4/', true],
  ])('%s', (_, heldIn, path, answer) => {
    expect(can(person(7, heldIn, ['admin']), 'unit.edit', { path })).toBe(answer)
  })

  test('a task is seen from every branch that has a part in it', () => {
    const task = { ...subjects.task, path: '/1/2/', scopes: ['p8', 'u1', 'u2', 'u3'] }
    expect(can(person(7, 3, ['leader']), 'task.see', task)).toBe(true)
    expect(can(person(7, 4, ['leader']), 'task.see', task)).toBe(false)
    expect(can(person(7, 3, ['officer']), 'task.see', task)).toBe(false)
  })
})

describe('nobody approves the own work', () => {
  const own = { ...subjects.task, assigneeId: 7, approverId: 7 }
  const minhs = { ...subjects.task, assigneeId: 7, approverId: 8 }

  test.each<Action>(['task.approve', 'task.return'])('%s', (action) => {
    expect(asks(person(7, 1, ['leader', 'admin']), action, own)).toBe(false)
    expect(asks(person(8, 1), action, minhs)).toBe(true)
  })

  test('nor does the doer as the substitute of the approver', () => {
    const standingIn = person(8, 1, ['leader'], { actorId: 7 })
    expect(can(standingIn, 'task.approve', minhs)).toBe(false)
    expect(can(standingIn, 'task.return', minhs)).toBe(false)
    expect(can(standingIn, 'task.see', minhs)).toBe(true)
  })

  test('nor the substitute of the doer who is the approver', () => {
    expect(can(person(7, 1, [], { actorId: 8 }), 'task.approve', minhs)).toBe(false)
  })

  test('another substitute of the approver does', () => {
    expect(can(person(8, 1, ['leader'], { actorId: 9 }), 'task.approve', minhs)).toBe(true)
  })
})

describe('a substitute', () => {
  const inPerson = actions.filter((action) => (grants[action] as Grant).inPerson)

  test('does none of what is done in person, whatever roles and relations the principal has', () => {
    const standingIn = person(7, 1, [...roles], { actorId: 9 })
    for (const action of inPerson) {
      const noun = nounOf(action)
      const parts = Object.values(related).map((of) => of[noun] ?? {})
      for (const part of [{}, ...parts])
        expect(asks(standingIn, action, { ...subjects[noun], ...part }), action).toBe(false)
      expect(could(standingIn, action), action).toBe(false)
    }
    expect(inPerson).toContain('account.changePassword')
    expect(inPerson).toContain('person.delegate')
    expect(inPerson).toContain('unit.grantRole')
  })

  test('does what the principal does, and not what is only the own', () => {
    const standingIn = person(8, 1, ['leader'], { actorId: 9 })
    expect(can(standingIn, 'task.accept', { ...subjects.task, assigneeId: 8 })).toBe(true)
    expect(can(standingIn, 'task.accept', { ...subjects.task, assigneeId: 9 })).toBe(false)
    expect(can(standingIn, 'person.giveTask', { path: '/1/2/', id: 5 })).toBe(true)
  })
})

describe('could', () => {
  test('says nothing of an action that needs a role nobody gave', () => {
    expect(could(person(7, 2, ['officer']), 'person.giveTask')).toBe(false)
    expect(could(person(7, 2, ['leader']), 'person.giveTask')).toBe(true)
  })

  test('leaves open what depends on the subject', () => {
    expect(could(person(7, 2), 'task.approve')).toBe(true)
    expect(could(person(7, 2), 'record.see')).toBe(true)
  })

  test('is never narrower than can', () => {
    for (const action of actions) {
      for (const role of roles) {
        const who = person(7, 1, [role])
        if (asks(who, action, subjects[nounOf(action)])) expect(could(who, action), action).toBe(true)
      }
    }
  })
})

test('the scopes of a person meet those of a task exactly where task.see lets them', () => {
  const parties = [
    { id: 5, path: '/1/2/4/' },
    { id: 6, path: '/1/3/' },
  ]
  const task = {
    path: '/1/2/4/',
    assigneeId: 5,
    assignerId: 6,
    approverId: 6,
    followerId: null,
    coordinatorIds: [],
    scopes: scopesOfParties(parties),
  }
  const people = [1, 2, 3, 4].flatMap((unit) => roles.map((role) => person(7, unit, [role])))
  for (const who of [...people, person(5, 4), person(6, 3), person(8, 4)]) {
    const meets = scopesOf(who).some((scope) => task.scopes.includes(scope))
    expect(can(who, 'task.see', task), JSON.stringify(who)).toBe(meets)
  }
})
