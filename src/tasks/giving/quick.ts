import { day } from '../../../views/format.ts'
import type { Ctx } from '../../act.ts'
import type { Day } from '../../rules/days.ts'
import { type DueRead, type Mention, type QuickLine, readQuickLine } from '../../rules/quick-line.ts'
import { addWorkingDays, countedDeadline } from '../../rules/working-days.ts'
import { templatesFor } from '../../templates/queries.ts'
import { broughtBy, refill } from './filling.ts'
import type { TaskForm } from './form.ts'
import { allNamed, named } from './naming.ts'

export interface LineRead {
  form: TaskForm
  /** What the line leaves open, in sentences. */
  asked: string[]
  /** The days its deadline may be. */
  dueOffers?: Day[]
}

/** Whether a line was written that nothing has been made of yet: it is read before anything is given. */
export const isUnread = ({ line, lastLine }: Pick<TaskForm, 'line' | 'lastLine'>) => line !== '' && line !== lastLine

/** A quick line read into a form: its template fills what it can, what the line says stands over it, the rest is asked. */
export async function readLine(ctx: Ctx, line: string, base: TaskForm): Promise<LineRead> {
  if (!line) return { form: base, asked: ['Viết việc cần giao, ví dụ: Báo cáo CCHC quý IV @Lan 15/12.'] }
  const templates = await templatesFor(ctx.db.reader, ctx.who.path)
  const read = readQuickLine(line, { ...ctx, templates: templates.map(({ key }) => key) })
  const template = templates.find(({ key }) => key === read.template)
  const filled = template ? await refill(ctx, base, broughtBy(template.versionPublicId, template.body)) : base
  const title = read.title || filled.title
  const form: TaskForm = {
    ...filled,
    line,
    lastLine: line,
    title,
    content: filled.content || title,
    product: productOf(read, filled, title),
    ...(read.quantity !== undefined && { quantity: String(read.quantity) }),
    ...(read.document && { document: read.document }),
    ...(await personIn(ctx, 'assignee', read.assignee)),
    ...(await personIn(ctx, 'approver', read.approver)),
    ...(await personIn(ctx, 'follower', read.follower)),
    ...(read.coordinators.length > 0 && { coordinators: await allNamed(ctx, read.coordinators) }),
    ...(read.due && { due: dueText(read.due), steps: within(ctx, filled.steps, read.due) }),
  }
  const problems = read.problems.filter(({ code }) => code !== 'noTitle' || !title)
  const dueOffers = read.due && 'ambiguous' in read.due ? read.due.ambiguous : undefined
  return { form, asked: problems.map(({ text }) => text), dueOffers }
}

async function personIn(ctx: Ctx, role: 'assignee' | 'approver' | 'follower', mention?: Mention) {
  if (!mention) return {}
  const { name, id } = await named(ctx, mention)
  return { [role]: name, [`${role}Id`]: id }
}

/** The steps of a template that would end after the deadline of the line end with it instead. */
function within({ today, calendar }: Ctx, steps: TaskForm['steps'], due: DueRead): TaskForm['steps'] {
  const last = 'day' in due ? due.day : 'counted' in due ? countedDeadline(today, due.counted, calendar) : undefined
  const isLate = (days: string) =>
    last !== undefined && /^\d{1,4}$/.test(days) && addWorkingDays(today, Number(days), calendar) > last
  return steps.map((step) => (isLate(step.days) ? { ...step, days: '' } : step))
}

/** What is handed in: as the line or the template says, or what the title begins with ('Báo cáo ...'). */
export function productOf(read: Pick<QuickLine, 'product'>, form: Pick<TaskForm, 'product' | 'kind'>, title: string) {
  if (read.product) return read.product.toLocaleLowerCase('vi')
  return form.product || (form.kind === 'action' && title ? productIn(title) : '')
}

/** Known products are those the line knows: a number before the title shows whether it begins with one. */
function productIn(title: string): string {
  const anyDay = { today: '2026-01-05', calendar: { days: new Map(), years: new Set<number>() } }
  const { product } = readQuickLine(`1 ${title}`, { ...anyDay, templates: [] })
  const begins = product && title.toLocaleLowerCase('vi').startsWith(product.toLocaleLowerCase('vi'))
  return begins ? product.toLocaleLowerCase('vi') : 'kết quả thực hiện'
}

/** The deadline as its field holds it; one that may be any of several days is left to be chosen. */
export function dueText(due: DueRead): string {
  if ('day' in due) return day(due.day)
  if ('counted' in due) return `${due.counted} ngày làm việc`
  return 'off' in due ? day(due.off) : ''
}
