import { z } from 'zod'
import type { Ctx } from '../../act.ts'
import { findChecklist } from '../../checklists/queries.ts'
import { resolvePerson } from '../../people/pick.ts'
import { findPerson, type PersonRow } from '../../people/queries.ts'
import { findOpenUnit } from '../../people/tree.ts'
import { type Day, readDay } from '../../rules/days.ts'
import { type RoundForm, roundForms } from '../../rules/inspections.ts'
import { inspectingOwn } from '../../rules/rounds.ts'
import type { Errors } from '../../web.tsx'

const text = z.string().trim().max(300, 'Rút gọn còn không quá 300 ký tự.').default('')
const ids = z.preprocess(
  (typed) => [typed ?? []].flat().filter((one) => one !== ''),
  z.array(z.string().max(100)).max(200, 'Chọn không quá 200.'),
)

/** A round as typed: people by name, with the chip ticked beside it. */
export const roundForm = z.object({
  form: z.string().default(''),
  name: text,
  outsideBody: text,
  document: text,
  checklist: z.string().max(100).default(''),
  fromDay: z.string().max(20).default(''),
  toDay: z.string().max(20).default(''),
  orderer: text,
  ordererId: z.string().max(100).optional(),
  head: text,
  headId: z.string().max(100).optional(),
  secretary: text,
  secretaryId: z.string().max(100).optional(),
  member: ids,
  memberName: text,
  memberNameId: z.string().max(100).optional(),
  unit: ids,
  person: ids,
  personName: text,
  personNameId: z.string().max(100).optional(),
  /** Pressed: the person named is added to those ticked, nothing is saved. */
  more: z.string().max(10).default(''),
  ownReason: z.string().trim().max(1000, 'Rút gọn còn không quá 1000 ký tự.').default(''),
})
export type TypedRound = z.infer<typeof roundForm>

export interface RoundInput {
  form: RoundForm
  name: string
  outsideBody: string
  document: string
  orderedById: number
  /** The newest version of the checklist; none where an outside body inspects by its own. */
  checklistVersionId: number | null
  fromDay: Day
  toDay: Day
  ownReason: string
  head: PersonRow
  secretary?: PersonRow
  members: PersonRow[]
  units: { id: number; path: string; name: string }[]
  people: PersonRow[]
}

/** What the form comes to beside what is wrong with it, by field; and who may be meant by a name that is not one person's. */
export interface ReadRound {
  input: RoundInput
  errors: Errors
  proposals: Record<string, PersonRow[]>
  /** Members who inspect their own unit: to be warned of, and to be given a reason for. */
  own: string[]
}

const problems = {
  missing: 'Gõ tên rồi chọn một người.',
  unknown: 'Không tìm thấy ai tên như vậy đang công tác ở đây.',
  several: 'Có nhiều người trùng tên này. Chọn đúng một người dưới đây.',
} as const

/** Reads a round against the database. The input is to be used only when `errors` is empty. */
export async function readRound(ctx: Ctx, typed: TypedRound): Promise<ReadRound> {
  const errors: Errors = {}
  const proposals: Record<string, PersonRow[]> = {}
  const pick = async (field: string, text: string, id?: string) => {
    if (!text && !id) return undefined
    const found = await resolvePerson(ctx, { text, id })
    if (found.person) return found.person
    errors[field] = problems[found.problem]
    proposals[field] = found.candidates
    return undefined
  }
  const people = async (publicIds: readonly string[]) => {
    const rows = await Promise.all(publicIds.map((id) => findPerson(ctx.db.reader, id)))
    return rows.filter((row) => row !== undefined && row.leftOn === null) as PersonRow[]
  }
  const head = await pick('head', typed.head, typed.headId)
  if (!head && !errors.head) errors.head = 'Chọn trưởng đoàn.'
  const secretary = await pick('secretary', typed.secretary, typed.secretaryId)
  const orderer = await pick('orderer', typed.orderer, typed.ordererId)
  const more = await pick('memberName', typed.memberName, typed.memberNameId)
  const morePerson = await pick('personName', typed.personName, typed.personNameId)
  const taken = new Set([head?.id, secretary?.id])
  const members = distinct([...(await people(typed.member)), ...(more ? [more] : [])]).filter(
    ({ id }) => !taken.has(id),
  )
  if (head && secretary && head.id === secretary.id) errors.secretary = 'Thư ký là người khác trưởng đoàn.'
  const inspected = distinct([...(await people(typed.person)), ...(morePerson ? [morePerson] : [])])
  const units = await unitsCalled(ctx, typed.unit)
  if (units.length === 0 && inspected.length === 0)
    errors.unit = 'Chọn ít nhất một đơn vị hoặc một người được kiểm tra.'
  const team = [head, secretary, ...members].filter((one) => one !== undefined)
  const themselves = inspected.filter(({ id }) => team.some((one) => one.id === id))
  if (themselves.length > 0)
    errors.personName = `Đồng chí ${themselves.map(({ name }) => name).join(', ')} ở trong đoàn nên không thể là người được kiểm tra.`
  const own = inspectingOwn(team, [...units.map(({ id }) => id), ...inspected.map(({ unitId }) => unitId)])
  if (own.length > 0 && !typed.ownReason)
    errors.ownReason = `${own.map(({ name }) => `Đồng chí ${name}`).join(', ')} kiểm tra đơn vị mình. Đổi người, hoặc ghi lý do.`
  const checklist = typed.checklist ? await findChecklist(ctx.db.reader, typed.checklist) : undefined
  const form = roundForms.find((one) => one === typed.form)
  if (!checklist && (typed.checklist || form !== 'outside')) errors.checklist = 'Chọn bảng kiểm.'
  if (!form) errors.form = 'Chọn hình thức kiểm tra.'
  if (!typed.name) errors.name = 'Ghi tên đợt, ví dụ “Kiểm tra công vụ quý IV”.'
  if (form === 'outside' && !typed.outsideBody) errors.outsideBody = 'Ghi cơ quan kiểm tra, ví dụ “Thanh tra tỉnh”.'
  const days = readDays(ctx.today, typed, errors)
  const orderedById = orderer?.id ?? ctx.who.id
  if (form === 'unannounced' && ![orderedById, ...team.map(({ id }) => id)].includes(ctx.who.id))
    errors.form = 'Đợt không báo trước chỉ do người trong đoàn hoặc người quyết định lập.'
  const { name, outsideBody, document, ownReason } = typed
  const input = {
    ...{ form: form ?? 'self', name, document, orderedById, ...days, members, units, people: inspected },
    outsideBody: form === 'outside' ? outsideBody : '',
    ownReason: own.length > 0 ? ownReason : '',
    checklistVersionId: checklist?.versionId ?? null,
    head: head as PersonRow,
    secretary,
  }
  return { input, errors, proposals, own: own.map(({ name }) => name) }
}

function readDays(today: Day, { fromDay, toDay }: TypedRound, errors: Errors) {
  const [from, to] = [readDay(fromDay, `${today.slice(0, 4)}-01-01`), readDay(toDay, `${today.slice(0, 4)}-01-01`)]
  if (!from) errors.fromDay = notADay(fromDay)
  if (!to) errors.toDay = notADay(toDay)
  if (from && to && to < from) errors.toDay = 'Chọn ngày cuối không trước ngày đầu.'
  return { fromDay: from ?? today, toDay: to ?? today }
}

const notADay = (typed: string) =>
  typed ? `“${typed}” không có trong lịch. Ghi ngày/tháng/năm.` : 'Ghi ngày, theo ngày/tháng/năm.'

const distinct = (people: readonly PersonRow[]) => [...new Map(people.map((person) => [person.id, person])).values()]

async function unitsCalled(ctx: Ctx, publicIds: readonly string[]) {
  const rows = await Promise.all([...new Set(publicIds)].map((id) => findOpenUnit(ctx.db.reader, id)))
  return rows.filter((row) => row !== undefined).map(({ id, path, name }) => ({ id, path, name }))
}
