import { z } from 'zod'
import type { Ctx } from '../act.ts'
import { endpoint } from '../endpoint.ts'
import { refuseUnless } from '../refusal.ts'
import { can, roles } from '../rules/access.ts'
import { closeUnit } from './closure.ts'
import { type Closure, foreseeClosure } from './closure-plan.ts'
import { asErrors, asRef, day, errors, pastDay, ref, seen, task } from './dry-run-shapes.ts'
import type { ClosureInput } from './forms.ts'
import { belowChoices } from './merger-tree.ts'
import { findUnit, type UnitRow, unitById } from './tree.ts'

const id = z.string().max(40)
/** In an address: ids after one another. */
const ids = z
  .string()
  .max(4000)
  .transform((text) => text.split(',').filter(Boolean))
  .optional()
const merging = z.object({
  successorId: id.optional().describe('Đơn vị nhận đã có.'),
  name: z.string().max(200).optional().describe('Tên đơn vị mới, khi lập đơn vị mới để nhận.'),
  shortName: z.string().max(40).optional(),
  parentId: id.optional().describe('Đơn vị cấp trên của đơn vị mới; để trống thì như đơn vị kết thúc.'),
  below: z.enum(belowChoices).default('keep').describe('Đơn vị trực thuộc: giữ dưới đơn vị nhận, hoặc nhập luôn.'),
  approverId: id.optional().describe('Người nghiệm thu thay; để trống thì lãnh đạo gần nhất của người thực hiện.'),
  day,
})
const notes = {
  also: 'Mã các đơn vị cùng sáp nhập.',
  roles: 'Mã các vai trò giữ tiếp ở đơn vị nhận; để trống thì như thường lệ.',
}
const asked = merging.extend({ also: ids.describe(notes.also), roles: ids.describe(notes.roles) })
const list = z.array(id).max(500).optional()
const confirmed = merging.extend({ also: list.describe(notes.also), roles: list.describe(notes.roles), seen })
const belongings = z.array(z.object({ name: z.string(), from: z.string(), kept: z.boolean() }))
const closure = z.object({
  closes: z.array(
    z.object({
      ...ref.shape,
      into: z.string().nullable(),
      continues: z.boolean().describe('Tiếp tục ở vị trí mới.'),
      people: z.number().int(),
      open: z.number().int(),
      past: z.number().int(),
    }),
  ),
  opens: z.array(z.object({ name: z.string(), shortName: z.string() })),
  people: z.array(ref.extend({ post: z.string(), unit: z.string() })),
  roles: z.array(
    z.object({ id: z.string(), role: z.enum(roles), name: z.string(), unit: z.string(), kept: z.boolean() }),
  ),
  approvers: z.array(task.extend({ from: z.string(), to: z.string() })).describe('Việc đổi người nghiệm thu.'),
  templates: belongings,
  checklists: belongings,
  inspections: z
    .object({
      moved: z.number().int().describe('Phiếu chưa ghi, chuyển sang nơi nhận.'),
      kept: z.number().int().describe('Phiếu đang ghi, giữ tên đơn vị cũ.'),
      findings: z.number().int().describe('Tồn tại chưa khắc phục xong; nơi nhận trả lời, khắc phục.'),
    })
    .describe('Đợt kiểm tra không báo trước, trước lúc bắt đầu, không tính ở đây.'),
  errors,
  seen: z.string(),
})
const closed = ref.extend({ closedOn: z.iso.date().nullable(), successor: ref.nullable() })

/** Units that close or merge. */
export const closingEndpoints = [
  endpoint({
    method: 'get',
    path: '/units/{id}/closure',
    action: 'unit.close',
    summary: 'Xem trước khi kết thúc, sáp nhập đơn vị',
    query: asked,
    answer: closure,
    handle: async (c, { id, query }) => {
      const { ctx } = c.var
      const unit = await findUnit(ctx.db.reader, id)
      refuseUnless(unit && unit.closedOn === null, 'missing')
      refuseUnless(can(ctx.who, 'unit.close', unit), 'forbidden')
      return asClosure(await foreseeClosure(ctx.db.reader, ctx, unit, inputOf(ctx, query)))
    },
  }),
  endpoint({
    method: 'post',
    path: '/units/{id}/closure',
    action: 'unit.close',
    summary: 'Kết thúc, sáp nhập đơn vị',
    body: confirmed,
    answer: closed,
    handle: async (c, { id, body: { seen, ...body } }) => {
      const { ctx } = c.var
      await closeUnit(ctx, id, { ...inputOf(ctx, body), seen })
      const unit = (await findUnit(ctx.db.reader, id)) as UnitRow
      const heir = unit.successorId === null ? undefined : await unitById(ctx.db.reader, unit.successorId)
      return { ...asRef(unit), closedOn: unit.closedOn, successor: heir ? asRef(heir) : null }
    },
  }),
]

const inputOf = (
  ctx: Ctx,
  { successorId, name, shortName, parentId, below, approverId, ...more }: z.output<typeof asked>,
): ClosureInput => ({
  also: more.also ?? [],
  into: name === undefined ? 'unit' : 'new',
  ...{ successor: successorId, name, shortName, parent: parentId, below, approver: approverId, roles: more.roles },
  day: pastDay(ctx, more.day),
})

const asBelongings = (all: Closure['belongings']['templates']) =>
  all.map(({ name, from, into }) => ({ name, from, kept: into !== undefined }))

const asClosure = ({ closings, openings, members, approvers, belongings, inspected, errors, ...rest }: Closure) => ({
  closes: closings.map(({ unit, into, ...counts }) => ({ ...counts, ...asRef(unit), into: into?.name ?? null })),
  opens: openings,
  people: members.map((person) => ({ ...asRef(person), post: person.post, unit: person.unitName })),
  roles: rest.roles.map(({ publicId: id, role, name, unitName: unit, isKept: kept }) => ({
    id,
    role,
    name,
    unit,
    kept,
  })),
  approvers: approvers.tasks.map(({ task, after }) => ({
    ...{ id: task.publicId, code: task.code, title: task.title, state: task.state },
    from: approvers.names.get(task.approverId) ?? '',
    to: approvers.names.get(after.approverId) ?? '',
  })),
  templates: asBelongings(belongings.templates),
  checklists: asBelongings(belongings.checklists),
  inspections: {
    moved: inspected.going.length,
    kept: inspected.staying.length,
    findings: inspected.findings,
  },
  errors: asErrors(errors),
  seen: rest.seen,
})
