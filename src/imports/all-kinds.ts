import { peopleKind } from '../people/importing/people.ts'
import { unitsKind } from '../people/importing/units.ts'
import { planKind } from '../plans/importing.tsx'
import { refuseUnless } from '../refusal.ts'
import type { Kind } from './kinds.ts'

/** Everything that can be brought in, in the order in which an office needs it. */
export const kinds: readonly Kind[] = [unitsKind, peopleKind, planKind]

/** The kind of that key; an unknown one is a wrong address. */
export function kindOf(key: string): Kind {
  const kind = kinds.find((one) => one.key === key)
  refuseUnless(kind, 'missing')
  return kind
}
