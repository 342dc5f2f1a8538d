import { day } from '../../views/format.ts'
import type { Ctx } from '../act.ts'
import type { Note } from '../imports/kinds.ts'
import type { Day } from '../rules/days.ts'
import { nfc } from '../rules/names.ts'
import type { LineText } from '../rules/plan-versions.ts'
import { addWorkingDays } from '../rules/working-days.ts'
import { broughtBy, refill } from '../tasks/giving/filling.ts'
import { mostCoordinators, type TaskForm } from '../tasks/giving/form.ts'
import type { LookUps } from '../tasks/giving/look-ups.ts'
import { productOf } from '../tasks/giving/quick.ts'
import type { templatesFor } from '../templates/queries.ts'
import { dueOfLine } from './deadlines.ts'
import { coordinatorsIn, type DoerPerson, type FindDoer } from './doers.ts'
import { noteAt } from './notes.ts'
import type { ReadLine } from './reading.ts'

/** What all lines of a document share when they are read. */
export interface Reading {
  ctx: Ctx
  find: FindDoer
  look: LookUps
  templates: Awaited<ReturnType<typeof templatesFor>>
  /** The form every line begins with: who gives and approves, the document cited. */
  blank: TaskForm
  issued?: Day
  /** The year the document plans for. */
  year?: number
}

/** What a line says of a task: its form as far as it is filled, and what was found on the way. */
export interface Filled {
  form: TaskForm
  assignee?: DoerPerson
  due?: Day
  /** What keeps the row from being taken at all. */
  faults: Note[]
  /** What was understood in some way worth knowing. */
  notes: Note[]
  /** One of the notes says already why there is no deadline. */
  dueTold: boolean
}

/** Of a line that others stand under: the latest of their deadlines. */
export interface Parts {
  due?: Day
}

/** Reads the names and the deadline of a line into the form of a task. Each name is looked up once for all lines. */
export async function fillLine(around: Reading, line: ReadLine, parts?: Parts): Promise<Filled> {
  const { ctx, issued, year } = around
  const people = await peopleOf(around, line)
  const { due, isSaid, ...said } = dueOfLine(line, { ...ctx, issued, year }, parts?.due)
  const template = templateOf(around, line.text.template)
  const unknown = line.text.template && !template ? [`Không có mẫu quy trình “${line.text.template}”.`] : []
  const written = writtenIn(around, line, people, due)
  const form = template ? await refill(ctx, written, broughtBy(template.versionPublicId, template.body)) : written
  const product = form.product || productIn(line.text.title) || (parts ? 'kết quả các việc con' : '')
  return {
    form: within(ctx, { ...form, product, due: due || !isSaid ? form.due : '' }),
    ...(people.assignee && { assignee: people.assignee }),
    ...(due && { due }),
    faults: [...people.faults, ...unknown.map((words) => noteAt(line, 'template', words)), ...said.faults],
    notes: [...said.notes, ...people.notes],
    dueTold: isSaid && !due,
  }
}

interface LinePeople {
  assignee?: DoerPerson
  approver?: DoerPerson
  coordinators: DoerPerson[]
  /** Words among the coordinators that name nobody here. */
  rest: string[]
  faults: Note[]
  notes: Note[]
}

async function peopleOf({ find }: Reading, line: ReadLine): Promise<LinePeople> {
  const faults: Note[] = []
  const one = async (field: 'responsible' | 'approver') => {
    const doer = line.text[field] ? await find(line.text[field]) : undefined
    if (doer && 'wrong' in doer) faults.push(noteAt(line, field, doer.wrong))
    return doer && 'person' in doer ? doer.person : undefined
  }
  const [assignee, approver] = [await one('responsible'), await one('approver')]
  const { people, rest } = await coordinatorsIn(find, line.text.coordinators)
  const coordinators = people.filter(({ id }) => id !== assignee?.id).slice(0, mostCoordinators)
  const kept = `Không tìm được người ở đây nên ghi vào nội dung: ${rest.join('; ')}.`
  const notes = rest.length > 0 ? [noteAt(line, 'coordinators', kept)] : []
  return { assignee, approver, coordinators, rest, faults, notes }
}

const writtenIn = ({ blank }: Reading, { text }: ReadLine, people: LinePeople, due?: Day): TaskForm => ({
  ...blank,
  ...titleAndContent(text, people.rest),
  ...named('assignee', people.assignee),
  ...named('approver', people.approver),
  coordinators: people.coordinators.map(({ name, publicId }) => ({ name, id: publicId, part: '' })),
  product: text.product,
  quantity: text.quantity || blank.quantity,
  quantityUnit: text.quantityUnit,
  due: due ? day(due) : '',
})

const named = (role: 'assignee' | 'approver', person?: DoerPerson) =>
  person ? { [role]: person.name, [`${role}Id`]: person.publicId } : {}

function templateOf({ templates }: Reading, text: string) {
  const called = nfc(text).toLocaleLowerCase('vi')
  const isCalled = (name: string) => name.toLocaleLowerCase('vi') === called
  return called ? templates.find(({ key, name }) => isCalled(key) || isCalled(name)) : undefined
}

const longestTitle = 200

/** A task has a title of a line or two: of a longer one the whole goes into the content, and what fits nowhere else. */
function titleAndContent({ title, content, note }: LineText, rest: readonly string[]) {
  const isLong = title.length > longestTitle
  const short = isLong ? `${title.slice(0, longestTitle).replace(/\s+\S*$/u, '')}…` : title
  const whole = isLong || !content ? [title, content] : [content]
  const more = [rest.length > 0 && `Phối hợp: ${rest.join('; ')}.`, note && `Ghi chú: ${note}`]
  return { title: short, content: [...whole, ...more].filter(Boolean).join('\n') }
}

/** What the title says is handed in: 'Báo cáo ...'; nothing where it only says what is to be done. */
function productIn(title: string): string {
  const anything = 'kết quả thực hiện'
  const product = productOf({}, { product: '', kind: 'action' }, title)
  return product === anything ? '' : product
}

/** The steps of a template that would end after the deadline of the line end with it instead. */
function within({ today, calendar }: Ctx, form: TaskForm): TaskForm {
  const last = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(form.due)?.slice(1).reverse().join('-')
  const isLate = (days: string) => last && days && addWorkingDays(today, Number(days), calendar) > last
  return { ...form, steps: form.steps.map((step) => (isLate(step.days) ? { ...step, days: '' } : step)) }
}
