import { dayKinds } from '../../views/calendar/words.ts'
import { day as shown, weekday } from '../../views/format.ts'
import type { CalendarChange } from '../rules/calendar-effects.ts'
import type { DayInput, NewDayInput } from './forms.ts'
import type { DayRow } from './queries.ts'

/** What somebody wants the calendar to become: a day added, changed or taken out. */
export type Proposal =
  | { kind: 'add'; input: NewDayInput }
  | { kind: 'edit'; row: DayRow; input: DayInput }
  | { kind: 'remove'; row: DayRow }

/** The one day it changes, as the rules understand it. */
export function changeOf(proposal: Proposal): CalendarChange {
  if (proposal.kind === 'add') return { day: proposal.input.day, special: proposal.input }
  const { day } = proposal.row
  return { day, special: proposal.kind === 'edit' ? { ...proposal.input, day } : undefined }
}

export const rowOf = (proposal: Proposal) => (proposal.kind === 'add' ? undefined : proposal.row)

/** Where its confirmation goes. */
export function actionOf(proposal: Proposal): string {
  if (proposal.kind === 'add') return '/calendar/days'
  const url = `/calendar/days/${proposal.row.publicId}`
  return proposal.kind === 'edit' ? url : `${url}/removal`
}

/** The page on which the day stands. */
export function placeOf(proposal: Proposal): string {
  const { day } = changeOf(proposal)
  const year = `/calendar?year=${day.slice(0, 4)}`
  return proposal.kind === 'remove' ? year : `${year}#day-${day}`
}

/** The values as the form would send them again. */
export function valuesOf(proposal: Proposal): Record<string, string> {
  if (proposal.kind === 'remove') return { id: proposal.row.publicId, removal: '1' }
  const { kind, name, source, confidence, active } = proposal.input
  const fields = { kind, name, source, confidence, active: active ? '1' : '' }
  if (proposal.kind === 'add') return { day: shown(proposal.input.day), ...fields }
  return { id: proposal.row.publicId, ...fields }
}

const verbs = { add: 'Thêm', edit: 'Sửa', remove: 'Bỏ' } as const

/** 'Thêm thứ Tư 24/11/2027: Ngày Văn hóa Việt Nam, nghỉ lễ.' */
export function sentenceOf(proposal: Proposal): string {
  const { day } = changeOf(proposal)
  const { kind, name, active } = proposal.kind === 'remove' ? proposal.row : proposal.input
  const said = `${verbs[proposal.kind]} ${weekday(day).replace('Thứ', 'thứ')} ${shown(day)}: ${name}, ${dayKinds[kind]}.`
  return active ? said : `${said} Ngày này chưa áp dụng nên chưa tính vào hạn.`
}
