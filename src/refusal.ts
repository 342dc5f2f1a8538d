/** Every expected no, by code; views/words.ts has a sentence for each. */
export const refusalCodes = [
  'missing',
  'forbidden',
  'stale',
  'signedOut',
  'tooLarge',
  'tooMany',
  'crossSite',
  'notSetUp',
  'setUpAlready',
  'task.wrongState',
  'task.stepOrder',
  'task.tooLate',
  'task.openParts',
  'task.submittedParts',
  'task.tooDeep',
  'task.tooManyParts',
  'person.hasLeft',
  'person.onlyAdmin',
  'delegation.over',
  'import.wrongState',
  'import.refusedRows',
  'import.nothing',
  'plan.givenAlready',
  'token.readOnly',
  'round.wrongState',
  'round.nobody',
  'round.ownUnit',
  'round.notIntact',
  'finding.wrongState',
  'finding.hasTask',
  'finding.notKnown',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** An expected no. It carries a code, never a sentence; the app turns it into a page, a fragment or a problem document. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly detail: Record<string, string>

  constructor(code: RefusalCode, detail: Record<string, string> = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }
}

/** Throws a `Refusal` unless the condition holds. */
export function refuseUnless(
  condition: unknown,
  code: RefusalCode,
  detail?: Record<string, string>,
): asserts condition {
  if (!condition) throw new Refusal(code, detail)
}

/** Input of the right shape that a command still cannot take: answered like a form error, 422 beside the named field. */
export class Invalid extends Error {
  override readonly name = 'Invalid'
  readonly errors: Record<string, string>

  constructor(errors: Record<string, string>) {
    super('invalid')
    this.errors = errors
  }
}
