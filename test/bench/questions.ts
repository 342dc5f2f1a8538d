import { closureOf } from '../../src/people/work-units.ts'
import { periods, taskSorts, taskViews } from '../../src/rules/task-lists.ts'
import { readAsked } from '../../src/tasks/doing/asked.ts'
import { figuresOfPeople, figuresOfUnits } from '../../src/tasks/lists/figures.ts'
import { countTasks, visibleTasks } from '../../src/tasks/lists/lists.ts'
import { loadOf } from '../../src/tasks/lists/load.ts'
import { workloadOf } from '../../src/tasks/lists/workload.ts'
import { countWaiting } from '../../src/tasks/queries.ts'
import { middleOf } from './middle.ts'
import { type Office, today, type Viewer } from './office.ts'

/** What is asked of a province, in words, with the milliseconds in which a million tasks should answer. */
export interface Question {
  group: 'Figures' | 'Lists' | 'Search' | 'Pages'
  name: string
  goal: number
  ask(): Promise<unknown>
}

/** Everything that is measured, as far as it is called so; the plan test looks at the plans of the same. */
export async function questionsOf(office: Office, only = /./): Promise<Question[]> {
  const isAsked = ({ group, name }: Question) => only.test(`${group} ${name}`)
  const questions = [...named(office), ...lists(office), ...searches(office), ...pages(office)].filter(isAsked)
  const deep = only.test('Lists deep') ? await deeper(office, questions) : []
  return [...questions, ...deep]
}

type Asked = Record<string, string>

/** A page of a list as its address asks for it; one row more says whether there is another. */
async function list({ db, ctx, viewers }: Office, viewer: Viewer, asked: Asked) {
  const { filter } = await readAsked(ctx(viewer), (key) => asked[key])
  return visibleTasks(db, viewers[viewer], filter, 51)
}

/** The two that the product promises within 50 ms, and what else is counted. */
function named(office: Office): Question[] {
  const { db, root, department, section, units, ctx, viewers } = office
  const { reader } = db
  const idsOf = (unit: typeof root) => closureOf(units, [unit.id])
  const late = { of: ['openLate'] as const, on: today }
  const asks: [name: string, ask: Question['ask']][] = [
    ['all overdue in the province', () => list(office, 'chair', { show: 'late' })],
    ['all overdue in a department', () => list(office, 'chair', { show: 'late', unit: department.publicId })],
    ['all overdue in a department, for its director', () => list(office, 'director', { show: 'late' })],
    ...periods.map((period): [string, Question['ask']] => [
      `four buckets of the province, ${period}`,
      () => figuresOfUnits(reader, idsOf(root), { period, today }),
    ]),
    ['four buckets of a department', () => figuresOfUnits(reader, idsOf(department), { period: 'all', today })],
    ['load of the people of a section', () => workloadOf(reader, section, { period: 'quarter', today })],
    ['load of the people of a department', () => workloadOf(reader, department, { period: 'all', today })],
    ['own figures', () => figuresOfPeople(reader, [viewers.officer.id], { period: 'all', today })],
    ['load of one person, for the chair', () => loadOf(ctx('chair'), viewers.officer.id, today)],
    ['what waits for the chair', () => countWaiting(ctx('chair'))],
    ['late in the province, counted to 1000', () => countTasks(db, viewers.chair, { buckets: late }, 1000)],
  ]
  return asks.map(([name, ask]) => ({ group: 'Figures', name, goal: 50, ask }))
}

const lookers: Viewer[] = ['chair', 'director', 'officer']
const filters: Asked[] = [
  { show: 'late' },
  { show: 'openInTime' },
  { show: 'doneLate' },
  { show: 'declined' },
  { show: 'wholes' },
  { show: 'all', kind: 'opinion' },
  { show: 'all', dueFrom: '2024-02-01', dueTo: '2024-02-29' },
  { show: 'all', dueTo: '2024-06-30' },
  { show: 'doneInTime', issuedFrom: '2026-10-01', issuedTo: '2026-12-31' },
  { show: 'all', person: 'nguyen thi lan' },
]

/** First pages: every view by every order, and some filters. */
const lists = (office: Office): Question[] =>
  lookers.flatMap((viewer) => askedLists().map((asked) => listQuestion(office, viewer, asked)))

const askedLists = () =>
  taskSorts.flatMap((sort) => [
    ...taskViews.flatMap((view) => ['open', 'all'].map((show): Asked => ({ view, show, sort }))),
    ...filters.map((filter): Asked => ({ ...filter, sort })),
  ])

const listQuestion = (office: Office, viewer: Viewer, asked: Asked): Question => ({
  group: 'Lists',
  name: `${viewer}: first page of ${new URLSearchParams(asked)}`,
  goal: 100,
  ask: () => list(office, viewer, asked),
})

/** The same lists, entered in their middle. */
async function deeper(office: Office, questions: Question[]): Promise<Question[]> {
  const deep: Question[] = []
  for (const viewer of lookers) {
    for (const asked of askedLists().filter(({ view }) => view)) {
      const first = listQuestion(office, viewer, asked)
      const after = questions.some(({ name }) => name === first.name) && (await middleOf(office, viewer, asked))
      const ask = () => list(office, viewer, { ...asked, ...(after && { after }) })
      if (after) deep.push({ ...first, name: first.name.replace('first page', 'deep page'), ask })
    }
  }
  return deep
}

const words = {
  'two common words': 'bao cao',
  'a common and a rare word': 'bao cao 4711',
  'a code': '2026 700001',
  'a name': 'nguyen thi lan',
  'one letter': 'b',
  'nothing there': 'zebra',
  'common words never together': 'bao cao thoat nuoc',
}

const searches = (office: Office): Question[] =>
  lookers.flatMap((viewer) =>
    Object.entries(words).flatMap(([name, q]) => {
      const search = () => visibleTasks(office.db, office.viewers[viewer], { search: q }, 20)
      const inList = () => list(office, viewer, { q, show: 'open' })
      const common = { group: 'Search' as const, goal: 100 }
      return [
        { ...common, name: `${viewer}: ${name}`, ask: search },
        { ...common, name: `${viewer}: ${name}, in open work`, ask: inList },
      ]
    }),
  )

function pages({ get, department, viewers }: Office): Question[] {
  const { officer } = viewers
  const all: [Viewer, ...string[]][] = [
    ['chair', '/', '/tasks', '/tasks?show=late&view=units', '/work', `/work?unit=${department.publicId}`],
    ['chair', '/search?q=bao+cao', '/tasks/task501', '/people', '/people?q=lan', '/units', '/record'],
    ['chair', `/people?unit=${department.publicId}`, `/people/${officer.publicId}`, `/units/${department.publicId}`],
    ['chair', '/tasks/new', '/tasks/drafts', '/calendar', '/templates', '/delegations', '/account'],
    ['director', '/', '/tasks', '/work'],
    ['officer', '/', '/tasks', '/work', '/record'],
    ['chief', '/record', '/record?person=nguyen+van+lan', '/record?action=task.accept', '/record?action=task.approve'],
    ['chief', '/record?from=01/02/2024&to=03/02/2024', '/record?action=person.giveTask&to=03/02/2024'],
    ['inspector', '/record', '/record?action=task.approve', '/record?person=nguyen'],
    ['admin', '/', '/people', '/record'],
  ]
  return all.flatMap(([viewer, ...paths]) =>
    paths.map((path): Question => {
      return { group: 'Pages', name: `${viewer}: ${path}`, goal: 100, ask: () => get(viewer, path) }
    }),
  )
}
