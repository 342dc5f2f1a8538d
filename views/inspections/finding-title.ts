import type { RoundForm } from '../../src/rules/inspections.ts'
import { findingCode } from '../../src/rules/remedies.ts'

/** What a round finds is called: tồn tại; what an outside body asks for: kiến nghị. */
export const findingNoun = (form: string | RoundForm) => (form === 'outside' ? 'kiến nghị' : 'tồn tại')

/** 'tồn tại số 03', 'kiến nghị số 03'. */
export const findingTitle = ({ number, roundForm }: { number: number; roundForm: string }) =>
  `${findingNoun(roundForm)} số ${findingCode(number)}`
