import { z } from 'zod'
import { day as shown } from '../../views/format.ts'
import { roles } from '../rules/access.ts'
import { type Day, readDay } from '../rules/days.ts'
import { type Below, belowChoices } from './merger-tree.ts'

const tooLong = (most: number) => `Rút gọn còn không quá ${most} ký tự.`
const text = (missing: string, most = 200) => z.string(missing).min(1, missing).max(most, tooLong(most))
const optional = <T extends z.ZodType>(field: T) =>
  z.preprocess((typed) => (typed === '' ? undefined : typed), field.optional())
const position = z.coerce
  .number('Ghi thứ tự là một số, ví dụ 3.')
  .int('Ghi thứ tự là số nguyên, ví dụ 3.')
  .min(0, 'Thứ tự bắt đầu từ 0.')
  .max(9999, 'Thứ tự không quá 9999.')

/** Any number of ticked boxes: none arrives as undefined, one as a string. */
const ticked = <T extends z.ZodType>(one: T) =>
  z.preprocess((typed) => (typed === undefined || typed === '' ? [] : [typed].flat()), z.array(one).max(500))

/** A typed day in any form that `readDay` understands; nothing typed is `otherwise`, or asked for. */
const typedDay = (today: Day, otherwise: Day | undefined, read: (typed: string) => Day | undefined) =>
  z
    .string()
    .optional()
    .transform((typed, check): Day => {
      const day = typed ? read(typed) : otherwise
      if (day) return day
      const message = typed
        ? `${typed} không có trong lịch. Ghi ngày/tháng/năm, ví dụ ${shown(today)}.`
        : `Ghi ngày, ví dụ ${shown(today)}.`
      check.addIssue({ code: 'custom', message })
      return z.NEVER
    })

/** A day that has come; without a year it is this year's. What takes effect later is entered when its day comes. */
export const pastDay = (today: Day) =>
  typedDay(today, today, (typed) => readDay(typed, `${today.slice(0, 4)}-01-01`)).refine(
    (day) => day <= today,
    `Ngày này chưa tới. Ghi hôm nay ${shown(today)} hoặc ngày đã qua; thay đổi sắp tới thì nhập vào đúng ngày có hiệu lực.`,
  )

/** A day still to come, or today: without a year the nearest. */
export const comingDay = (today: Day, otherwise?: Day) => typedDay(today, otherwise, (typed) => readDay(typed, today))

/** Mã cán bộ, mã đơn vị: how another list of the office calls them; upper and lower case are one. */
const code = optional(z.string().max(40, tooLong(40))).optional()

const who = {
  name: text('Ghi họ và tên.', 100),
  email: optional(z.email('Thư điện tử có dạng ten@coquan.gov.vn.').max(200, tooLong(200))),
  phone: optional(z.string().regex(/^\+?[\d .-]{8,20}$/, 'Số điện thoại gồm 8 đến 15 chữ số.')),
  unit: text('Chọn đơn vị công tác.'),
  post: text('Ghi chức vụ, ví dụ “Chuyên viên”.', 100),
  code,
}

export const personForm = (today: Day) =>
  z.object({
    ...who,
    day: pastDay(today),
    username: optional(
      z
        .string()
        .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/, 'Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, chữ số, dấu chấm.'),
    ),
    roles: ticked(z.enum(roles)),
  })
export type PersonInput = z.infer<ReturnType<typeof personForm>>

export const personEditForm = (today: Day) => z.object({ ...who, day: pastDay(today) })
export type PersonEdit = z.infer<ReturnType<typeof personEditForm>>

export const roleForm = (today: Day) =>
  z.object({ role: z.enum(roles, 'Chọn vai trò.'), unit: text('Chọn đơn vị.'), day: pastDay(today) })
export type RoleInput = z.infer<ReturnType<typeof roleForm>>

/** A person named by text, chip or both: see `resolvePerson`. */
const named = z.string().max(200).optional()

/** What a dry run was called when it was shown: see `digestOf`. */
const seen = z.string().max(40).optional()

export const departureForm = (today: Day) =>
  z.object({ day: pastDay(today), successor: named, successorId: named, leader: named, leaderId: named, seen })

/** Nhận lại công tác: where and as what, from a day on. */
export const rejoiningForm = (today: Day) => z.object({ unit: who.unit, post: who.post, day: pastDay(today) })
export type Rejoining = z.infer<ReturnType<typeof rejoiningForm>>

const unit = {
  name: text('Ghi tên đơn vị.'),
  shortName: text('Ghi tên viết tắt dùng trong danh sách, ví dụ “VH-XH”.', 40),
  code,
}

export const unitForm = (today: Day) =>
  z.object({
    ...unit,
    kind: z.enum(['office', 'unit'], 'Chọn cơ quan hoặc đơn vị.'),
    parent: text('Chọn đơn vị cấp trên.'),
    day: pastDay(today),
  })
export type UnitInput = z.infer<ReturnType<typeof unitForm>>

export const unitEditForm = (today: Day) =>
  z.object({ ...unit, parent: optional(z.string()), position, day: pastDay(today) })
export type UnitEdit = z.infer<ReturnType<typeof unitEditForm>>

/** Kết thúc, sáp nhập: which units, into what, from when; everything may be tried before it is done. */
export const closureForm = (today: Day) =>
  z
    .object({
      /** Public ids of further units that go into the same successor. */
      also: ticked(z.string()),
      into: z.enum(['unit', 'new']).default('unit'),
      successor: optional(z.string()),
      name: optional(unit.name),
      shortName: optional(unit.shortName),
      parent: optional(z.string()),
      below: z.enum(belowChoices).default('keep'),
      day: pastDay(today),
      /** Public ids of the role grants that are held on in the successor, and the boxes that were shown: `Ending.shown`. */
      roles: ticked(z.string()),
      shown: ticked(z.string()),
      approver: optional(z.string()),
      seen,
    })
    .transform(({ roles, shown, ...input }): ClosureInput => {
      const isChosen = roles.length + shown.length > 0
      return { ...input, ...(isChosen && { roles }), ...(shown.length > 0 && { shown }) }
    })
export interface ClosureInput {
  also: string[]
  into: 'unit' | 'new'
  successor?: string
  name?: string
  shortName?: string
  parent?: string
  below: Below
  day: Day
  /** Role grants to hold on; as usual when not given, or for those whose box is not among `shown`. */
  roles?: string[]
  shown?: string[]
  /** Who approves where nobody does who still leads. */
  approver?: string
  seen?: string
}

export const delegationForm = (today: Day) =>
  z.object({
    principal: named,
    principalId: named,
    substitute: named,
    substituteId: named,
    fromDay: comingDay(today, today),
    toDay: comingDay(today),
    reason: text('Ghi lý do, ví dụ “Đi công tác”, “Nghỉ phép”.', 500),
  })
export type DelegationForm = z.infer<ReturnType<typeof delegationForm>>
