import type { Day } from '../../src/rules/days.ts'
import type { TaskShow, TaskSort, TaskView } from '../../src/rules/task-lists.ts'
import type { TaskKind } from '../../src/rules/tasks.ts'

type Named = { publicId: string; name: string }

/** What a list of tasks is asked for, as its address says it. */
export interface AskedTasks {
  view: TaskView
  show: TaskShow
  sort: TaskSort
  kind?: TaskKind
  /** Words of the title, number, document or person. */
  q: string
  /** Words of the responsible person's name; `who` is one person exactly. */
  person: string
  who?: Named
  unit?: Named
  /** The directive plan whose lines they carry out. */
  plan?: Named
  dueFrom?: Day
  dueTo?: Day
  issuedFrom?: Day
  issuedTo?: Day
  after?: string
  errors: Record<string, string>
  /** Days as they were typed, for the fields. */
  typed: { dueFrom: string; dueTo: string }
}

export const oneOf = <T extends string>(known: readonly T[], text: string | undefined): T | undefined =>
  known.find((one) => one === text)

type Asking = Partial<Omit<AskedTasks, 'errors' | 'typed'>>

/** The address of a list: `path` is '/tasks', or '/tasks.xlsx' for the same rows as a file. Defaults are left out. */
export function askHref(asked: Asking, path = '/tasks'): string {
  const { view, show, sort, kind, q, person, who, unit, plan, dueFrom, dueTo, issuedFrom, issuedTo, after } = asked
  const said = Object.entries({
    view: view === 'all' ? '' : view,
    show: show === 'open' ? '' : show,
    ...{
      q,
      unit: unit?.publicId,
      plan: plan?.publicId,
      person,
      personId: who?.publicId,
      kind,
      dueFrom,
      dueTo,
      issuedFrom,
      issuedTo,
    },
    sort: sort === 'due' ? '' : sort,
    after,
  }).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return said.length > 0 ? `${path}?${new URLSearchParams(said)}` : path
}
