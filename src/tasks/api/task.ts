import { z } from 'zod'
import type { Ctx } from '../../act.ts'
import type { Reader } from '../../db/schema.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { daysHeld, holders, partStateOf, partStates } from '../../rules/ball.ts'
import { withoutIn } from '../../rules/clarity.ts'
import { measure } from '../../rules/clarity-set.ts'
import { grades, offers, requestKinds, taskKinds, taskStates } from '../../rules/tasks.ts'
import { bucket, buckets, timeliness } from '../../rules/timeliness.ts'
import { clarityFor } from '../../settings/queries.ts'
import { templateOfTask } from '../../templates/queries.ts'
import { latestReports } from '../doing/history.ts'
import { type TreeMark, treeMarks } from '../doing/parts.ts'
import { openUndo } from '../doing/undo.ts'
import {
  coordinatorsOf,
  deadlinesOf,
  findTask,
  holdingsOf,
  openRequestsOf,
  stepsOf,
  submissionsOf,
  type Task,
  type TaskRow,
} from '../queries.ts'
import { clarity, clarityOf } from './clarity.ts'

/** A task as the API shows it: one line of a list, and the whole of it. */

const ref = z.object({ id: z.string(), name: z.string() })
export const line = z.object({
  id: z.string(),
  code: z.string().describe('Mã việc: số trong năm của cơ quan.'),
  kind: z.enum(taskKinds),
  state: z.enum(taskStates),
  title: z.string(),
  assignee: ref,
  approver: ref,
  unit: ref,
  product: z.string(),
  progress: z.number().int().describe('Phần trăm đã làm được, theo người thực hiện báo.'),
  due: z.iso.date(),
  issuedOn: z.iso.date(),
  submittedOn: z.iso.date().nullable(),
  doneOn: z.iso.date().nullable(),
  bucket: z.enum(buckets).nullable().describe('Một trong bốn nhóm tiến độ; null khi không tính.'),
  workingDays: z.number().int().describe('Số ngày làm việc còn lại, sớm hoặc trễ, tùy tiến độ.'),
  version: z.number().int(),
  partOf: z.object({ id: z.string(), title: z.string() }).nullable().describe('Việc chung mà việc này là một phần.'),
  parts: z
    .object({ all: z.number().int(), done: z.number().int(), late: z.number().int() })
    .nullable()
    .describe(
      'Các phần người của mã được xem: tất cả, đã xong, quá hạn. Việc có phần thì không tính vào nhóm tiến độ.',
    ),
})

const step = z.object({
  position: z.number().int(),
  name: z.string(),
  doer: z.string(),
  due: z.iso.date(),
  doneOn: z.iso.date().nullable(),
})
const submission = z.object({
  report: z.string(),
  submittedAt: z.string(),
  decision: z.string().nullable(),
  grade: z.enum(grades).nullable(),
  reason: z.string().nullable(),
  majorError: z.boolean(),
  files: z.array(z.object({ id: z.string(), name: z.string(), size: z.number().int() })),
})
const request = z.object({
  kind: z.enum(requestKinds).describe('Xin gia hạn hoặc hỏi lại.'),
  text: z.string(),
  proposedDue: z.iso.date().nullable(),
  askedAt: z.string(),
})
const coordinator = ref.extend({
  part: z.string(),
  state: z.enum(partStates).describe('Đang làm phần mình, đang được chờ, đã xong.'),
  doneAt: z.string().nullable(),
  note: z.string().nullable(),
})
const template = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  version: z.number().int().describe('Bản của mẫu khi giao.'),
  versionId: z.string().describe('Như templateVersion lúc giao.'),
})
const holding = z.object({
  holder: z.enum(holders).describe('Ai giữ việc: người thực hiện, người giao, người nghiệm thu, người phối hợp.'),
  name: z.string().nullable(),
  fromAt: z.string(),
  toAt: z.string().nullable(),
})

export const whole = line.extend({
  assigner: ref,
  follower: ref.nullable(),
  content: z.string(),
  document: z.string(),
  consequence: z.string(),
  quantity: z.number().int(),
  quantityUnit: z.string(),
  acceptance: z.string(),
  evidence: z.string(),
  factor: z.number().int().describe('Hệ số quy đổi K, tính bằng phần trăm.'),
  excused: z.string().nullable().describe('Nguyên nhân khách quan đã được xác nhận.'),
  steps: z.array(step),
  deadlines: z.array(z.object({ due: z.iso.date(), cause: z.string(), reason: z.string(), setAt: z.string() })),
  submissions: z.array(submission),
  reports: z
    .array(z.object({ at: z.string(), by: z.string(), progress: z.number().int(), note: z.string() }))
    .describe('Hai mươi lần báo tiến độ gần nhất, mới nhất trước.'),
  requests: z.array(request).describe('Những đề nghị đang chờ trả lời.'),
  coordinators: z.array(coordinator),
  template: template.nullable().describe('Mẫu quy trình mà việc được giao theo.'),
  clarity: clarity.describe('Việc rõ đến đâu, theo bộ rõ đang dùng ở cơ quan của người của mã.'),
  holdings: z.array(holding).describe('Việc ở trong tay ai, từ lúc nào đến lúc nào.'),
  held: z
    .array(z.object({ holder: z.enum(holders), days: z.number().int() }))
    .describe('Số ngày làm việc mỗi bên đã giữ việc.'),
  offers: z.array(z.string()).describe('Những việc người của mã làm được ngay bây giờ.'),
  undoUntil: z.string().nullable().describe('Quyết định vừa rồi còn hoàn tác được đến lúc này.'),
})

/** One line of a list, beside its place among wholes and parts. */
export function asTask(row: TaskRow, { today, calendar }: Pick<Ctx, 'today' | 'calendar'>, mark: TreeMark = {}) {
  const { partOf, parts = null } = mark
  return {
    ...row,
    partOf: partOf ? { id: partOf.publicId, title: partOf.title } : null,
    parts,
    id: row.publicId,
    assignee: { id: row.assigneePublicId, name: row.assigneeName },
    approver: { id: row.approverPublicId, name: row.approverName },
    unit: { id: row.unitPublicId, name: row.unitName },
    bucket: bucket(row, today) ?? null,
    workingDays: timeliness(row, today, calendar).days,
  }
}

/** The whole of a task the person may see. A dozen small indexed queries. */
export async function wholeTask(ctx: Ctx, publicId: string): Promise<z.input<typeof whole>> {
  const { reader } = ctx.db
  const found = await findTask(reader, publicId)
  refuseUnless(found && can(ctx.who, 'task.see', found), 'missing')
  const [holdings, steps] = [await holdingsOf(reader, found.id), await stepsOf(reader, found.id)]
  const { set } = await clarityFor(reader, ctx.who.path)
  return {
    ...found,
    ...asTask(found, ctx, (await treeMarks(ctx, [found])).get(found.id)),
    ...peopleOf(found),
    steps,
    deadlines: await deadlinesOf(reader, found.id),
    submissions: await submissionsFor(ctx, found),
    reports: await latestReports(reader, found.id),
    requests: await openRequestsOf(reader, found.id),
    coordinators: (await coordinatorsOf(reader, found.id)).map(({ publicId: id, ...rest }) => {
      return { ...rest, id, state: partStateOf(rest, holdings) }
    }),
    template: await templateFor(reader, found.id),
    clarity: clarityOf(measure(set, withoutIn(found, steps.length))),
    holdings,
    held: daysHeld(holdings, ctx.now, ctx.calendar),
    offers: offers(ctx.who, found),
    undoUntil: (await openUndo(reader, found, ctx))?.until ?? null,
  }
}

const peopleOf = ({ assignerPublicId, assignerName, followerPublicId, followerName }: Task) => ({
  assigner: { id: assignerPublicId, name: assignerName },
  follower: followerPublicId && followerName ? { id: followerPublicId, name: followerName } : null,
})

async function submissionsFor(ctx: Ctx, task: Task) {
  const rows = await submissionsOf(ctx.db.reader, task.id)
  return rows.map(({ majorError, files, ...row }) => ({
    ...row,
    majorError: majorError === 1,
    files: files.map(({ publicId: id, name, size }) => ({ id, name, size })),
  }))
}

async function templateFor(db: Reader, taskId: number) {
  const found = await templateOfTask(db, taskId)
  if (!found) return null
  const { publicId: id, key, name, number: version, versionPublicId: versionId } = found
  return { id, key, name, version, versionId }
}
