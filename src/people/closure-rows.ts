import type { Entry } from '../act.ts'
import type { Action } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import type { Closure } from './closure-plan.ts'
import { sheetsMoved } from './closure-sheets.ts'
import type { Taker } from './merger-tree.ts'
import { reseated } from './reseat.ts'
import { personSubject, unitSubject } from './subjects.ts'

/** Where what takes over stands, once it is there. */
export type Placing = (taker: Taker) => { id: number; publicId: string; path: string }
type Row = Entry & { action: Action }

/** The rows of the record, the unit the act was about first: one for every unit, person, role, task, template, checklist and sheet. */
export const closureRows = (foreseen: Closure, place: Placing, day: Day): Row[] => [
  ...closed(foreseen, day),
  ...opened(foreseen, place, day),
  ...moved(foreseen, place, day),
  ...rolesMoved(foreseen, place, day),
  ...reseated('unit.close', foreseen.approvers.tasks, foreseen.approvers.names),
  ...belongingsMoved(foreseen, place),
  ...plansMoved(foreseen, place),
  ...sheetsMoved(foreseen.inspected, foreseen.closings),
]

const closed = ({ closings }: Closure, day: Day) =>
  closings.map(({ unit, into, people, open: tasks }): Row => {
    const facts = { name: unit.name, closedOn: [null, day], successor: into?.name ?? null, people, tasks }
    return { action: 'unit.close', subject: unitSubject(unit, unit.path), facts }
  })

const opened = ({ openings, closings }: Closure, place: Placing, day: Day) =>
  openings.map((opening): Row => {
    const { name, shortName, kind } = opening
    const merged = closings.filter(({ into }) => into === opening).map(({ unit }) => unit.name)
    const subject = unitSubject(place(opening), place(opening).path)
    return { action: 'unit.add', subject, facts: { name, shortName, kind, merged: merged.join('; '), fromDay: day } }
  })

const moved = ({ closings, members }: Closure, place: Placing, day: Day) => {
  const intoOf = new Map(closings.map(({ unit, into }) => [unit.id, into]))
  return members.flatMap((person): Row[] => {
    const into = intoOf.get(person.unitId)
    if (!into) return []
    const facts = { unit: [person.unitName, into.name], fromDay: day }
    return [{ action: 'unit.close', subject: personSubject(person, place(into).path), facts, about: person.id }]
  })
}

const rolesMoved = ({ roles }: Closure, place: Placing, day: Day) =>
  roles.flatMap(({ personId: about, personPublicId, role, unitName, path, into, carried }): Row[] => {
    const person = { publicId: personPublicId }
    const ended = { role, unit: unitName, toDay: day }
    const end: Row = { action: 'unit.endRole', subject: personSubject(person, path), facts: ended, about }
    if (!into || carried === undefined) return [end]
    const facts = { role, unit: into.name, fromDay: day }
    return [end, { action: 'unit.grantRole', subject: personSubject(person, place(into).path), facts, about }]
  })

const belongingsMoved = ({ belongings: { templates, checklists }, closings }: Closure, place: Placing) =>
  (['template', 'checklist'] as const).flatMap((kind) =>
    (kind === 'checklist' ? checklists : templates).map(({ publicId, name, path, from, into: id }): Row => {
      const into = closings.find((closing) => closing.into?.id === id)?.into
      const facts = { name, ...(into ? { unit: [from, into.name] } : { active: [true, false] }) }
      return { action: `${kind}.edit`, subject: { kind, publicId, path: into ? place(into).path : path }, facts }
    }),
  )

const plansMoved = ({ belongings: { plans } }: Closure, place: Placing) =>
  plans.map(({ year, from, into }): Row => {
    const facts = { year: String(year), unit: [from, into.name] }
    return { action: 'unit.planInspection', subject: unitSubject(place(into), place(into).path), facts }
  })
