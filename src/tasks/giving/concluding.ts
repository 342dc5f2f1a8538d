import { day } from '../../../views/format.ts'
import type { Ctx } from '../../act.ts'
import { type Conclusions, type ConclusionTask, readConclusions } from '../../rules/conclusions.ts'
import { blankForm } from './filling.ts'
import type { TaskForm } from './form.ts'
import { type Weighed, weigh } from './judging.ts'
import { allNamed, named } from './naming.ts'
import { dueText, productOf } from './quick.ts'

/** A paragraph of a notice beside the draft it would become, which is measured where the paragraph orders something. */
export interface Concluded extends Pick<ConclusionTask, 'text' | 'ticked'> {
  form: TaskForm
  asked: string[]
  weighed?: Pick<Weighed, 'set' | 'gaps' | 'errors'>
}

/** Reads a pasted notice of conclusions (thông báo kết luận): which paragraphs order something, and the draft of each. */
export async function concludedIn(ctx: Ctx, text: string): Promise<Concluded[]> {
  const { header, paragraphs } = readConclusions(text, ctx)
  const blank = { ...(await blankForm(ctx)), document: documentOf(header) }
  const drafts: Concluded[] = []
  for (const paragraph of paragraphs) drafts.push(await draftOf(ctx, paragraph, blank))
  return drafts
}

async function draftOf(ctx: Ctx, paragraph: ConclusionTask, blank: TaskForm): Promise<Concluded> {
  const { text, ticked, assignee, coordinators, title, content, due, problems } = paragraph
  const responsible = assignee && (await named(ctx, assignee))
  const form = {
    ...blank,
    title,
    content,
    ...(responsible && { assignee: responsible.name, assigneeId: responsible.id }),
    coordinators: await allNamed(ctx, coordinators),
    product: productOf({}, blank, title),
    due: due ? dueText(due) : '',
  }
  const asked = problems.map((problem) => problem.text)
  return { text, ticked, form, asked, ...(ticked && { weighed: await weigh(ctx, form) }) }
}

/** 'Thông báo số 45/TB-UBND ngày 20/11/2026 của UBND phường Minh Thụy'. */
function documentOf({ number, day: issued, issuer }: Conclusions['header']): string {
  if (!number && !issued) return ''
  return ['Thông báo', number && `số ${number}`, issued && `ngày ${day(issued)}`, issuer && `của ${issuer}`]
    .filter(Boolean)
    .join(' ')
    .slice(0, 300)
}
