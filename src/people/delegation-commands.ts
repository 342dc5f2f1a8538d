import { day as shown } from '../../views/format.ts'
import { act, type Ctx } from '../act.ts'
import type { Reader } from '../db/schema.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import type { Day } from '../rules/days.ts'
import { newPublicId } from '../secrets.ts'
import { type DelegationRow, delegationsOf, findPerson, findWho, officeOf, type PersonRow } from './queries.ts'

export interface DelegationInput {
  /** Public ids. */
  principal: string
  substitute: string
  fromDay: Day
  /** The last day on which it holds. */
  toDay: Day
  reason: string
}

export const findDelegation = (db: Reader, publicId: string) =>
  delegationsOf(db).where('delegations.publicId', '=', publicId).executeTakeFirst()

/** Whether somebody may act under it on that day. */
export const isInForce = ({ fromDay, toDay, endedAt }: DelegationRow, today: Day) =>
  !endedAt && fromDay <= today && today <= toDay
export const isOver = ({ toDay, endedAt }: DelegationRow, today: Day) => endedAt !== null || toDay < today

/** Lets another person act in one's place (ủy quyền) from a day to a day, both included. */
export const delegate = (
  ctx: Ctx,
  { principal: principalId, substitute: substituteId, fromDay, toDay, reason }: DelegationInput,
) =>
  act(
    ctx,
    'person.delegate',
    (tx) => findPerson(tx, principalId),
    async (tx, principal) => {
      refuseUnless(principal.leftOn === null, 'person.hasLeft')
      if (fromDay > toDay) throw new Invalid({ toDay: `Ngày cuối phải từ ${shown(fromDay)} trở đi.` })
      if (toDay < ctx.today)
        throw new Invalid({ toDay: `Ngày cuối đã qua. Ghi từ hôm nay ${shown(ctx.today)} trở đi.` })
      const substitute = await findPerson(tx, substituteId)
      if (!substitute) throw new Invalid({ substitute: 'Chọn người được ủy quyền.' })
      await refuseSubstitute(tx, principal, substitute)
      await refuseOverlap(tx, principal, fromDay, toDay)
      const publicId = newPublicId()
      const row = {
        publicId,
        principalId: principal.id,
        substituteId: substitute.id,
        fromDay,
        toDay,
        reason,
        endedAt: null,
      }
      await tx.insertInto('delegations').values(row).execute()
      const facts = { principal: principal.name, substitute: substitute.name, fromDay, toDay, reason }
      return { subject: { kind: 'delegation', publicId, path: principal.path }, facts, about: principal.id }
    },
  )

/** Ends a delegation now; whoever stands in under it is themselves again at the next page. */
export const endDelegation = (ctx: Ctx, id: string) =>
  act(
    ctx,
    'delegation.end',
    (tx) => findDelegation(tx, id),
    async (tx, delegation) => {
      refuseUnless(!isOver(delegation, ctx.today), 'delegation.over')
      await tx.updateTable('delegations').set({ endedAt: ctx.now }).where('id', '=', delegation.id).execute()
      await tx
        .updateTable('sessions')
        .set({ actingForId: null })
        .where('personId', '=', delegation.substituteId)
        .where('actingForId', '=', delegation.principalId)
        .execute()
      const { principalName: principal, substituteName: substitute, toDay } = delegation
      return {
        subject: subjectOf(delegation),
        facts: { principal, substitute, toDay, ended: true },
        about: delegation.principalId,
      }
    },
  )

/** The substitute begins to act for the principal (làm thay) in this session; other devices stay as they are. */
export const startActing = (ctx: Ctx, id: string, sessionId: number) =>
  act(
    ctx,
    'delegation.actUnder',
    (tx) => findDelegation(tx, id),
    async (tx, delegation) => {
      refuseUnless(isInForce(delegation, ctx.today), 'delegation.over')
      refuseUnless(await findWho(tx, delegation.principalId, ctx.today), 'person.hasLeft')
      await tx
        .updateTable('sessions')
        .set({ actingForId: delegation.principalId })
        .where('id', '=', sessionId)
        .execute()
      const facts = { principal: delegation.principalName, acting: [false, true] }
      return { subject: subjectOf(delegation), facts, about: delegation.principalId }
    },
  )

/** Ends it again. The substitute ends it in person: `ctx.who` is the principal while acting, so it is found anew. */
export async function stopActing(ctx: Ctx, id: string, sessionId: number) {
  const who = await findWho(ctx.db.reader, ctx.who.actorId, ctx.today)
  refuseUnless(who, 'missing')
  return act(
    { ...ctx, who },
    'delegation.actUnder',
    (tx) => findDelegation(tx, id),
    async (tx, delegation) => {
      await tx.updateTable('sessions').set({ actingForId: null }).where('id', '=', sessionId).execute()
      const facts = { principal: delegation.principalName, acting: [true, false] }
      return { subject: subjectOf(delegation), facts, about: delegation.principalId }
    },
  )
}

const subjectOf = ({ publicId, path }: DelegationRow) => ({ kind: 'delegation', publicId, path })

async function refuseSubstitute(db: Reader, principal: PersonRow, substitute: PersonRow) {
  const refuse = (sentence: string) => {
    throw new Invalid({ substitute: sentence })
  }
  if (substitute.id === principal.id) refuse('Người được ủy quyền phải là người khác.')
  if (substitute.leftOn !== null) refuse(`Đồng chí ${substitute.name} đã thôi công tác. Chọn người đang công tác.`)
  const [from, to] = [await officeOf(db, principal.path), await officeOf(db, substitute.path)]
  if (from?.id !== to?.id)
    refuse(`Đồng chí ${substitute.name} thuộc cơ quan khác. Chọn người trong ${from?.name ?? 'cùng cơ quan'}.`)
}

/** One person is stood in for by one other at a time. */
async function refuseOverlap(db: Reader, principal: PersonRow, fromDay: Day, toDay: Day) {
  const other = await delegationsOf(db)
    .where('delegations.principalId', '=', principal.id)
    .where('delegations.endedAt', 'is', null)
    .where('delegations.fromDay', '<=', toDay)
    .where('delegations.toDay', '>=', fromDay)
    .executeTakeFirst()
  if (!other) return
  const span = `từ ${shown(other.fromDay)} đến ${shown(other.toDay)}`
  throw new Invalid({
    fromDay: `Đã ủy quyền cho đồng chí ${other.substituteName} ${span}. Chấm dứt ủy quyền đó hoặc chọn ngày khác.`,
  })
}
