import type { Ctx } from '../../act.ts'
import { can } from '../../rules/access.ts'
import { remedyStateOf } from '../../rules/remedies.ts'
import { findTask } from '../../tasks/queries.ts'
import { type Finding, isKnown } from './find-findings.ts'
import { mayRemedy, proposeRemedy } from './remedying.ts'

/** What the page of a finding says of its remedy; undefined for one that was withdrawn without a task. */
export async function remedyView(ctx: Ctx, finding: Finding) {
  if (finding.state === 'withdrawn' && !finding.taskPublicId) return undefined
  return {
    state: remedyStateOf(finding, ctx.today),
    task: await taskView(ctx, finding),
    proposal: mayRemedy(ctx, finding) ? await proposeRemedy(ctx.db.reader, ctx, finding, {}) : undefined,
    waits: isKnown(finding) ? undefined : 'Chuyển tồn tại cho bên được kiểm tra rồi mới giao khắc phục được.',
  }
}

async function taskView({ db, who }: Ctx, { taskPublicId }: Finding) {
  const task = taskPublicId ? await findTask(db.reader, taskPublicId) : undefined
  if (!task) return undefined
  const { code, due, assigneeName: doer, approverName: approver } = task
  return { code, due, doer, approver, ...(can(who, 'task.see', task) && { href: `/tasks/${taskPublicId}` }) }
}
