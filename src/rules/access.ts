/**
 * Who may do what. `grants` is the one table: act.ts enforces it, views ask it which buttons to show, and the page
 * "Ai được làm gì" prints it for whoever signs it off.
 */

/** Lãnh đạo, cán bộ, chuyên viên theo dõi, đoàn kiểm tra, thành viên Hội đồng, thư ký Hội đồng, quản trị. */
export const roles = ['leader', 'officer', 'clerk', 'inspector', 'council', 'secretary', 'admin'] as const
export type Role = (typeof roles)[number]

/** What a person is to one subject: product.md, "What a person may do with one task follows from the relation first". */
export const relations = [
  'self',
  'responsible',
  'assigner',
  'approver',
  'follower',
  'coordinator',
  'principal',
  'substitute',
  'about',
  'importer',
  'member',
  'head',
  'recorder',
  'orderer',
  'concerned',
] as const
export type Relation = (typeof relations)[number]

export interface HeldRole {
  role: Role
  /** The unit in which it is held; it reaches that unit and all below. */
  unitId: number
}

/** The person who asks. Acting as a substitute (làm thay), `id` is the one stood in for and `actorId` the one at the keys. */
export interface Person {
  id: number
  actorId: number
  publicId: string
  name: string
  post: string
  unitId: number
  /** Ids from the root to the own unit: '/1/5/'. */
  path: string
  roles: readonly HeldRole[]
}

/** Everything that is permitted or not lies in a unit. */
export interface Placed {
  /** '/1/5/': ids from the root to the unit it lies in. */
  path: string
  /** Set where more than one branch counts (a task's parties): 'u5' for units, 'p12' for persons. */
  scopes?: readonly string[]
}
export interface Account extends Placed {
  personId: number
}
export interface Named extends Placed {
  id: number
}
export interface TaskParties extends Placed {
  assigneeId: number
  assignerId: number
  approverId: number
  followerId: number | null
  coordinatorIds: readonly number[]
  scopes: readonly string[]
}
export interface DelegationParties extends Placed {
  principalId: number
  substituteId: number
}
/** A file brought in; `byId` is who staged it. */
export interface Import extends Placed {
  byId: number
}
/** Đợt kiểm tra. Its scopes hold units only once it may be known: until then nobody but its team and who ordered it finds it. */
export interface RoundParties extends Placed {
  scopes: readonly string[]
  /** The whole team: head (trưởng đoàn), members, secretary (thư ký). */
  memberIds: readonly number[]
  headId: number
  secretaryId: number | null
  orderedById: number
}
/** Tồn tại. Its scopes and `concernedId` are empty until it is put to the side inspected, or its round signed off. */
export interface FindingParties extends Placed {
  scopes: readonly string[]
  memberIds: readonly number[]
  headId: number
  concernedId: number | null
}
export interface RecordRow extends Placed {
  actorId: number
  behalfOfId: number | null
  aboutId: number | null
}

/** The subjects of actions by noun: 'task.submit' is asked of TaskParties. */
export interface Subjects {
  unit: Placed
  person: Named
  account: Account
  delegation: DelegationParties
  calendar: Placed
  record: RecordRow
  task: TaskParties
  template: Placed
  checklist: Placed
  round: RoundParties
  finding: FindingParties
  plan: Placed
  import: Import
}
export type Noun = keyof Subjects

export interface Grant {
  /** Any one of these suffices: a role over the subject's unit, a relation to it, or being signed in at all. */
  to: readonly (Role | Relation | 'anyone')[]
  /** Whoever is this may not, whatever else they are; a substitute is held to it in both persons. */
  never?: readonly Relation[]
  /** Only for oneself, never while standing in for somebody. */
  inPerson?: true
}

/** One line per action; nothing else decides. */
export const grants = {
  'unit.see': { to: ['anyone'] },
  'unit.add': { to: ['admin'] },
  'unit.edit': { to: ['admin'] },
  'unit.close': { to: ['admin'] },
  'unit.configure': { to: ['admin'] },
  'unit.addPerson': { to: ['admin'] },
  'unit.grantRole': { to: ['admin'], inPerson: true },
  'unit.endRole': { to: ['admin'], inPerson: true },
  'unit.handOut': { to: ['admin'], inPerson: true },
  'unit.seeGrants': { to: ['leader', 'inspector', 'admin'] },
  'unit.export': { to: ['admin'], inPerson: true },
  'unit.backup': { to: ['admin'], inPerson: true },
  'unit.restore': { to: ['admin'], inPerson: true },
  'unit.seeWork': { to: ['leader', 'clerk'] },
  'unit.importPlan': { to: ['leader', 'clerk'], inPerson: true },
  'unit.planInspection': { to: ['leader', 'clerk', 'inspector'], inPerson: true },

  'person.see': { to: ['anyone'] },
  'person.edit': { to: ['admin'] },
  'person.resetPassword': { to: ['admin'], inPerson: true },
  'person.depart': { to: ['admin'] },
  'person.rejoin': { to: ['admin'], inPerson: true },
  'person.delegate': { to: ['self', 'admin'], inPerson: true },
  'person.giveTask': { to: ['leader', 'clerk'] },

  'account.see': { to: ['self'], inPerson: true },
  'account.signIn': { to: ['self'], inPerson: true },
  'account.signOut': { to: ['self'], inPerson: true },
  'account.changePassword': { to: ['self'], inPerson: true },
  'account.setLook': { to: ['self'], inPerson: true },
  'account.endSession': { to: ['self'], inPerson: true },
  'account.addToken': { to: ['self'], inPerson: true },
  'account.endToken': { to: ['self'], inPerson: true },
  'account.keepDraft': { to: ['self'], inPerson: true },
  'account.dropDraft': { to: ['self'], inPerson: true },

  'delegation.see': { to: ['principal', 'substitute', 'admin'], inPerson: true },
  'delegation.end': { to: ['principal', 'admin'], inPerson: true },
  'delegation.actUnder': { to: ['substitute'], inPerson: true },

  'calendar.see': { to: ['anyone'] },
  'calendar.edit': { to: ['admin'] },

  'record.see': { to: ['inspector', 'about'], inPerson: true },

  'import.see': { to: ['importer', 'admin'] },
  'import.stage': { to: ['leader', 'clerk', 'admin'] },
  'import.map': { to: ['importer', 'admin'] },
  'import.apply': { to: ['importer', 'admin'] },
  'import.finish': { to: ['importer', 'admin'] },
  'import.drop': { to: ['importer', 'admin'] },

  'template.see': { to: ['anyone'] },
  'template.edit': { to: ['leader', 'clerk', 'admin'] },

  'checklist.see': { to: ['anyone'] },
  'checklist.edit': { to: ['leader', 'clerk', 'inspector', 'admin'] },

  'round.see': { to: ['member', 'orderer', 'leader', 'inspector'] },
  'round.edit': { to: ['head', 'orderer'] },
  'round.cancel': { to: ['head', 'orderer'] },
  'round.start': { to: ['head'] },
  'round.inspect': { to: ['member'] },
  'round.record': { to: ['head', 'recorder'] },
  'round.signOff': { to: ['head'] },
  'round.reopen': { to: ['head'] },
  'finding.see': { to: ['member', 'leader', 'clerk', 'inspector', 'concerned'] },
  'finding.edit': { to: ['member'] },
  'finding.put': { to: ['head'] },
  'finding.answer': { to: ['leader', 'clerk', 'concerned'], never: ['member'] },
  'finding.withdraw': { to: ['head'] },
  'finding.remedy': { to: ['head', 'leader', 'clerk'] },

  'plan.see': { to: ['leader', 'clerk'] },
  'plan.edit': { to: ['leader', 'clerk'] },
  'plan.draft': { to: ['leader', 'clerk'], inPerson: true },

  'task.see': { to: ['responsible', 'coordinator', 'assigner', 'approver', 'follower', 'leader', 'clerk'] },
  'task.read': { to: ['responsible'] },
  'task.accept': { to: ['responsible'] },
  'task.decline': { to: ['responsible'] },
  'task.report': { to: ['responsible'] },
  'task.tickStep': { to: ['responsible'] },
  'task.submit': { to: ['responsible'] },
  'task.approve': { to: ['approver'], never: ['responsible'] },
  'task.return': { to: ['approver'], never: ['responsible'] },
  'task.askExtension': { to: ['responsible'] },
  'task.decideExtension': { to: ['approver'], never: ['responsible'] },
  'task.ask': { to: ['responsible'] },
  'task.answer': { to: ['assigner', 'approver'], never: ['responsible'] },
  'task.excuse': { to: ['approver'], never: ['responsible'] },
  'task.pause': { to: ['assigner', 'approver'], never: ['responsible'] },
  'task.resume': { to: ['assigner', 'approver'], never: ['responsible'] },
  'task.handOver': { to: ['assigner', 'leader'] },
  'task.passDown': { to: ['responsible', 'assigner'] },
  'task.cancel': { to: ['assigner'] },
  'task.finishPart': { to: ['coordinator'] },
  'task.comment': { to: ['responsible', 'coordinator', 'assigner', 'approver', 'follower', 'leader', 'clerk'] },
  'task.undo': { to: ['responsible', 'assigner', 'approver'] },
} as const satisfies Record<string, Grant>

export type Action = keyof typeof grants
type NounOf<A extends Action> = A extends `${infer N extends Noun}.${string}` ? N : never
export type SubjectOf<A extends Action> = Subjects[NounOf<A>]

/** Whether the table lets this person do this to that. A wrong state is not its business: commands refuse that. */
export const can = <A extends Action>(who: Person, action: A, subject: SubjectOf<A>): boolean =>
  isGranted(who, grants[action], nounOf(action), subject)

/** Whether the person may know of the subject at all: 'task.submit' asks 'task.see'. What is not seen is answered 404. */
export const canSee = <A extends Action>(who: Person, action: A, subject: SubjectOf<A>): boolean =>
  isGranted(who, grants[`${nounOf(action)}.see`], nounOf(action), subject)

function isGranted(who: Person, grant: Grant, noun: Noun, subject: Subjects[Noun]): boolean {
  if (grant.inPerson && who.id !== who.actorId) return false
  const related = relationsOf(who.id, noun, subject)
  const barred = [...related, ...relationsOf(who.actorId, noun, subject)]
  if (grant.never?.some((relation) => barred.includes(relation))) return false
  return grant.to.some((holder) => {
    if (holder === 'anyone') return true
    return isRole(holder) ? holdsOver(who, holder, subject) : related.includes(holder)
  })
}

/** Whether the person could do this to anything at all: which pages and buttons are worth offering before a subject is chosen. */
export function could(who: Person, action: Action): boolean {
  const grant: Grant = grants[action]
  if (grant.inPerson && who.id !== who.actorId) return false
  return grant.to.some((holder) => holder === 'anyone' || !isRole(holder) || holds(who, holder))
}

const nounOf = (action: Action) => action.slice(0, action.indexOf('.')) as Noun

/** Whether the person holds the role in the subject's unit or in one above it. */
export function holdsOver(who: Pick<Person, 'roles'>, role: Role, subject: Placed): boolean {
  const units = subject.scopes ? unitsIn(subject.scopes) : unitsOf(subject.path)
  return who.roles.some((held) => held.role === role && units.has(held.unitId))
}

export const holds = (who: Person, role: Role): boolean => who.roles.some((held) => held.role === role)

/** '/1/5/' -> 1 and 5. */
export const unitsOf = (path: string): Set<number> => new Set(path.split('/').filter(Boolean).map(Number))

const unitsIn = (scopes: readonly string[]) =>
  new Set(scopes.filter((scope) => scope.startsWith('u')).map((scope) => Number(scope.slice(1))))

/** The scopes in which this person finds tasks: the own, and every unit led or followed. Lists join on them. */
export function scopesOf(who: Person): string[] {
  const reaching = who.roles.filter(({ role }) => role === 'leader' || role === 'clerk')
  return [...new Set([`p${who.id}`, ...reaching.map(({ unitId }) => `u${unitId}`)])]
}

/** The scopes in which this person finds rounds: the own, and every unit led or inspected. */
export function roundScopesOf(who: Person): string[] {
  const reaching = who.roles.filter(({ role }) => role === 'leader' || role === 'inspector')
  return [...new Set([`p${who.id}`, ...reaching.map(({ unitId }) => `u${unitId}`)])]
}

/** The scopes a task lies in, from its parties and the paths of their units: the other side of `scopesOf`. */
export function scopesOfParties(parties: readonly { id: number; path: string }[]): string[] {
  return [...new Set(parties.flatMap(({ id, path }) => [`p${id}`, ...[...unitsOf(path)].map((unit) => `u${unit}`)]))]
}

const isRole = (holder: Role | Relation): holder is Role => (roles as readonly string[]).includes(holder)

function relationsOf(id: number, noun: Noun, subject: Subjects[Noun]): Relation[] {
  const named = Object.entries(relationKeys[noun]) as [string, Relation][]
  const values = subject as unknown as Record<string, unknown>
  const isNamed = (value: unknown) => (Array.isArray(value) ? value.includes(id) : value === id)
  return named.filter(([key]) => isNamed(values[key])).map(([, relation]) => relation)
}

/** Which field of a subject makes its holder what. */
const relationKeys: { [N in Noun]: { [K in keyof Subjects[N]]?: Relation } } = {
  unit: {},
  person: { id: 'self' },
  account: { personId: 'self' },
  delegation: { principalId: 'principal', substituteId: 'substitute' },
  calendar: {},
  template: {},
  checklist: {},
  round: { memberIds: 'member', headId: 'head', secretaryId: 'recorder', orderedById: 'orderer' },
  finding: { memberIds: 'member', headId: 'head', concernedId: 'concerned' },
  plan: {},
  record: { aboutId: 'about', actorId: 'about', behalfOfId: 'about' },
  import: { byId: 'importer' },
  task: {
    assigneeId: 'responsible',
    coordinatorIds: 'coordinator',
    assignerId: 'assigner',
    approverId: 'approver',
    followerId: 'follower',
  },
}
