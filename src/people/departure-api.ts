import { z } from 'zod'
import type { Ctx } from '../act.ts'
import { endpoint } from '../endpoint.ts'
import { refuseUnless } from '../refusal.ts'
import { can, roles } from '../rules/access.ts'
import { memberParts } from '../rules/inspections.ts'
import { depart } from './departure.ts'
import { type Departure, foreseeDeparture, parts } from './departure-plan.ts'
import { asErrors, asRef, day, errors, pastDay, ref, seen, task } from './dry-run-shapes.ts'
import { usernameOf } from './passwords.ts'
import { findPerson, type PersonRow } from './queries.ts'
import { rejoin } from './rejoin.ts'

const departing = z.object({
  day,
  successorId: z.string().optional().describe('Người nhận bàn giao, cùng cơ quan.'),
  leaderId: z.string().optional().describe('Lãnh đạo nghiệm thu thay những việc người nhận không nghiệm thu được.'),
})
const departure = z.object({
  tasks: z.array(task.extend({ parts: z.array(z.enum(parts)), approver: ref.shape.name, assignee: ref.shape.name })),
  teams: z
    .array(z.object({ ...ref.shape, part: z.enum(memberParts), successor: z.string().nullable() }))
    .describe('Đoàn kiểm tra của các đợt chưa kết thúc; đợt không báo trước, trước lúc bắt đầu, không nêu ở đây.'),
  roles: z.array(z.object({ role: z.enum(roles), unit: z.string() })),
  delegations: z.number().int(),
  devices: z.number().int(),
  tokens: z.number().int(),
  drafts: z.number().int(),
  draftsGo: z.boolean().describe('Nháp giao việc chuyển sang người nhận.'),
  leaders: z.array(ref).describe('Lãnh đạo có thể nghiệm thu thay.'),
  errors,
  seen: z.string(),
})
const gone = z.object({
  id: z.string(),
  name: z.string(),
  post: z.string(),
  unit: ref,
  leftOn: z.iso.date().nullable(),
})
const back = gone.extend({
  username: z.string(),
  password: z.string().nullable().describe('Mật khẩu tạm, chỉ hiện ở lần gửi đầu.'),
})

/** Who leaves and who comes back. */
export const leavingEndpoints = [
  endpoint({
    method: 'get',
    path: '/people/{id}/departure',
    action: 'person.depart',
    summary: 'Xem trước khi cho một người thôi công tác',
    query: departing,
    answer: departure,
    handle: async (c, { id, query }) => {
      const { ctx } = c.var
      const person = await findSomebody(ctx, id, 'person.depart')
      refuseUnless(person.leftOn === null, 'person.hasLeft')
      const [heir, leader] = [await named(ctx, query.successorId), await named(ctx, query.leaderId)]
      const asked = { day: pastDay(ctx, query.day), heir, leader }
      return asDeparture(await foreseeDeparture(ctx.db.reader, ctx.today, person, asked))
    },
  }),
  endpoint({
    method: 'post',
    path: '/people/{id}/departure',
    action: 'person.depart',
    summary: 'Cho một người thôi công tác, bàn giao việc',
    body: departing.extend({ seen }),
    answer: gone,
    handle: async (c, { id, body }) => {
      const { ctx } = c.var
      await depart(ctx, id, { ...body, day: pastDay(ctx, body.day) })
      return asPerson(await findSomebody(ctx, id, 'person.depart'))
    },
  }),
  endpoint({
    method: 'post',
    path: '/people/{id}/return',
    action: 'person.rejoin',
    summary: 'Nhận lại công tác một người đã thôi',
    body: z.object({ unitId: z.string('Chọn đơn vị.'), post: z.string('Ghi chức vụ.').min(1).max(100), day }),
    answer: back,
    handle: async (c, { id, body: { unitId: unit, post, day } }) => {
      const { ctx } = c.var
      const { password = null } = await rejoin(ctx, id, { unit, post, day: pastDay(ctx, day) })
      const person = await findSomebody(ctx, id, 'person.rejoin')
      return { ...asPerson(person), username: (await usernameOf(ctx.db.reader, person.id)) ?? '', password }
    },
  }),
]

async function findSomebody({ db, who }: Ctx, id: string, action: 'person.depart' | 'person.rejoin') {
  const person = await findPerson(db.reader, id)
  refuseUnless(person, 'missing')
  refuseUnless(can(who, action, person), 'forbidden')
  return person
}

const named = async ({ db }: Ctx, id?: string) => (id ? findPerson(db.reader, id) : undefined)

const asPerson = (person: PersonRow) => ({
  ...{ ...asRef(person), post: person.post, leftOn: person.leftOn },
  unit: { id: person.unitPublicId, name: person.unitName },
})

const asDeparture = ({ tasks, seats, roles, delegations, drafts, leaders, errors, names, ...rest }: Departure) => ({
  ...rest,
  tasks: tasks.map(({ task, after, parts }) => ({
    ...{ id: task.publicId, code: task.code, title: task.title, state: task.state, parts },
    approver: names.get(after.approverId) ?? '',
    assignee: names.get(after.assigneeId) ?? '',
  })),
  teams: seats.map((seat) => ({ ...asRef(seat), part: seat.part, successor: seat.to?.name ?? null })),
  roles: roles.map(({ role, unitName }) => ({ role, unit: unitName })),
  delegations: delegations.length,
  drafts: drafts.count,
  draftsGo: drafts.go,
  leaders: leaders.map(asRef),
  errors: asErrors(errors),
})
