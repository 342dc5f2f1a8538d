import type { Role } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'
import type { Place } from './places.ts'

/** A unit by id, or one that is made when the file is written: names from the highest down, under a unit that is there. */
export type UnitRef = { id: number } | { under: number; names: string[] }

export const refOf = (place: Exclude<Place, { wrong: string }>): UnitRef =>
  'unit' in place ? { id: place.unit.id } : { under: place.under.id, names: place.names }

/** One and the same for one and the same unit. */
export const keyOf = (ref: UnitRef): string => ('id' in ref ? String(ref.id) : `${ref.under}/${ref.names.join('/')}`)

/** What is to be written for a row; it travels as JSON from check to apply. */
export type PersonPlan = NewPerson | ChangedPerson

export interface NewPerson {
  new: true
  name: string
  code: string | null
  email: string | null
  phone: string | null
  post: string
  unit: UnitRef
  day: Day
  username: string
  roles: RoleGain[]
}

export interface ChangedPerson {
  new: false
  id: number
  publicId: string
  /** The version that was looked at; another one now means somebody was faster. */
  version: number
  /** As the columns are to be. */
  name: string
  code: string | null
  email: string | null
  phone: string | null
  post: string
  unit: UnitRef
  /** Set when unit or post change: from when, and the posting that ends then or is put right. */
  move?: { day: Day; posting?: { id: number; inPlace: boolean } }
  /** Columns that must be free first: two people may swap addresses. */
  clears: ('email' | 'code')[]
  gains: RoleGain[]
  losses: { id: number; role: Role; unit: string; path: string }[]
  /** For the record: from what to what. */
  facts: Record<string, [string | null, string | null]>
}

export interface RoleGain {
  role: Role
  unit: UnitRef
}
