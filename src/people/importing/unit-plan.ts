import type { Day } from '../../rules/days.ts'

/** A unit that is there, or the one a row of this file makes. */
export type AboveRef = { id: number } | { row: number }

/** What is to be written for a row; it travels as JSON from check to apply. */
export type UnitPlan = NewUnitPlan | ChangedUnitPlan

export interface NewUnitPlan {
  new: true
  row: number
  name: string
  shortName: string
  kind: 'office' | 'unit'
  code?: string
  day: Day
  above: AboveRef
}

export interface ChangedUnitPlan {
  new: false
  row: number
  id: number
  version: number
  name: string
  shortName: string
  code: string | null
  /** Set when it moves. */
  above?: AboveRef
  /** Set when name, abbreviation or place change: from when. */
  day?: Day
  facts: Record<string, [string | null, string | null]>
}
