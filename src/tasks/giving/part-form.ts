import { shortDay } from '../../../views/format.ts'
import type { Ctx } from '../../act.ts'
import { type Action, can } from '../../rules/access.ts'
import { lastDueOf } from '../../rules/parts.ts'
import { offers } from '../../rules/tasks.ts'
import { findTask, type Task } from '../queries.ts'
import type { TaskForm } from './form.ts'

/** The giving form of a part: which whole it is for, and what it takes over from it. */

const passDown = 'task.passDown' satisfies Action

/** The whole a form is for, for those who may pass parts of it down now; undefined for anybody else. */
export async function wholeOfForm({ db, who }: Ctx, parent: string): Promise<Task | undefined> {
  const task = parent ? await findTask(db.reader, parent) : undefined
  return task && can(who, 'task.see', task) && offers(who, task).includes(passDown) ? task : undefined
}

/** A part begins as the whole it is of: who passes all of it on has only to say to whom. */
export function partForm(blank: TaskForm, whole: Task, { today }: Pick<Ctx, 'today'>): TaskForm {
  const { title, content, document, product, quantityUnit, acceptance, evidence, consequence, kind } = whole
  const due = lastDueOf(whole, today)
  return {
    ...blank,
    ...{ kind, title, content, document, product, quantityUnit, acceptance, evidence },
    consequence: consequence || blank.consequence,
    quantity: String(whole.quantity),
    parent: whole.publicId,
    due: due ? shortDay(due, today) : '',
  }
}
