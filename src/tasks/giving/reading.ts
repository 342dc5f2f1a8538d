import type { Ctx } from '../../act.ts'
import type { Picked } from '../../people/pick.ts'
import type { PersonRow } from '../../people/queries.ts'
import type { TaskKind } from '../../rules/tasks.ts'
import type { Errors } from '../../web.tsx'
import { type TaskInput, taskInput } from './draft.ts'
import { readDue, readFactor, readSteps, readWhole, type TaskForm } from './form.ts'
import { lookUps } from './look-ups.ts'

/** What a filled form comes to: the input of the command, sentences about what cannot be read, people to choose from. */
export interface ReadTask {
  input: TaskInput
  /** The form with whoever was found under the full name, so that the next sending means the same person. */
  form: TaskForm
  errors: Errors
  candidates: Record<string, PersonRow[]>
}

const pickProblems = {
  missing: '',
  unknown: 'Không tìm thấy ai tên như vậy. Gõ lại họ tên, có dấu hay không dấu đều được.',
  several: 'Có nhiều người khớp tên này. Chọn đúng một người.',
}
const roles = ['assignee', 'assigner', 'approver', 'follower'] as const

/** Reads names into people, text into days and numbers. What is merely missing is left to the clarity check. */
export async function readTask(
  ctx: Pick<Ctx, 'db' | 'today' | 'who'>,
  typed: TaskForm,
  look = lookUps(ctx),
): Promise<ReadTask> {
  const errors: Errors = {}
  const candidates: Record<string, PersonRow[]> = {}
  const form: TaskForm = { ...typed, product: typed.product || usualProducts[typed.kind], coordinators: [] }
  const pick = async (field: string, named: { text: string; id: string }) => {
    const picked = await look.named(named)
    candidates[field] = picked.candidates ?? [picked.person]
    if (picked.problem && pickProblems[picked.problem]) errors[field] = pickProblems[picked.problem]
    return picked
  }
  for (const role of roles) {
    if (role === 'approver') approveAsAssigner(ctx, form)
    Object.assign(form, found(role, await pick(role, { text: form[role], id: form[`${role}Id`] })))
  }
  for (const [at, row] of typed.coordinators.entries()) {
    const picked = await pick(`coordinator${at + 1}`, { text: row.name, id: row.id })
    if (picked.problem === 'missing') errors[`coordinator${at + 1}`] = 'Ghi tên người phối hợp, hoặc xóa phần việc này.'
    const { name = row.name, publicId = '' } = picked.person ?? {}
    form.coordinators.push({ ...row, name, id: publicId })
  }
  return { input: inputOf(ctx, form, errors), form, errors, candidates }
}

/** What is handed in where nothing but an answer or a receipt is wanted. */
const usualProducts: Record<TaskKind, string> = {
  action: '',
  opinion: 'ý kiến trả lời',
  information: 'xác nhận đã đọc',
}

/** Given in a leader's name, it is that leader who approves unless another is named. */
function approveAsAssigner({ who }: Pick<Ctx, 'who'>, form: TaskForm) {
  if (form.approver || form.approverId || !form.assignerId || form.assignerId === who.publicId) return
  Object.assign(form, { approver: form.assigner, approverId: form.assignerId })
}

/** The full name and the id of who was found; as typed, with no chip ticked, when it is not one person. */
function found(role: (typeof roles)[number], { person }: Picked) {
  return person ? { [role]: person.name, [`${role}Id`]: person.publicId } : { [`${role}Id`]: '' }
}

function inputOf({ today }: Pick<Ctx, 'today'>, form: TaskForm, errors: Errors): TaskInput {
  const named = form.coordinators.filter(({ id }) => id)
  const read = taskInput.safeParse({
    ...form,
    assigneeId: form.assigneeId || undefined,
    assignerId: form.assignerId || undefined,
    approverId: form.approverId || undefined,
    followerId: form.followerId || undefined,
    templateVersion: form.templateVersion || undefined,
    plan: form.plan || undefined,
    coordinators: named.map(({ id, part }) => ({ personId: id, part: part || 'Phối hợp thực hiện' })),
    steps: readSteps(form.steps, errors),
    quantity: readWhole(form.quantity, 'quantity', errors),
    factor: readFactor(form.factor, errors),
    ...readDue(form.due, today, errors),
  })
  for (const issue of read.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message
  return read.data ?? taskInput.parse({ title: form.title.slice(0, 300) })
}
