import { act, type Ctx } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { hashPassword, hashSecret, newPublicId, newSecret } from '../secrets.ts'
import { sessionDays } from '../session.ts'
import { findAccount } from './queries.ts'

const subjectOf = (account: { publicId: string; path: string }) => ({
  kind: 'person',
  publicId: account.publicId,
  path: account.path,
})
const later = (now: string, days: number) => new Date(Date.parse(now) + days * 24 * 3600 * 1000).toISOString()

/** Opens a session on a device; returns the secret for its cookie. The password was checked before. */
export async function openSession(ctx: Ctx, device: string, address: string): Promise<string> {
  const secret = newSecret()
  await act(
    ctx,
    'account.signIn',
    (tx) => findAccount(tx, ctx.who.id),
    async (tx, account) => {
      const times = { createdAt: ctx.now, seenAt: ctx.now, expiresAt: later(ctx.now, sessionDays) }
      const row = {
        publicId: newPublicId(),
        tokenHash: hashSecret(secret),
        personId: ctx.who.id,
        device,
        address,
        ...times,
      }
      await tx
        .insertInto('sessions')
        .values({ ...row, endedAt: null, actingForId: null })
        .execute()
      return { subject: subjectOf(account), facts: { device }, about: account.personId }
    },
  )
  return secret
}

/** Ends the session one is in (đăng xuất). */
export const signOut = (ctx: Ctx, sessionId: number) =>
  act(
    ctx,
    'account.signOut',
    (tx) => findAccount(tx, ctx.who.actorId),
    async (tx, account) => {
      await tx.updateTable('sessions').set({ endedAt: ctx.now }).where('id', '=', sessionId).execute()
      return { subject: subjectOf(account), facts: {}, about: account.personId }
    },
  )

/** Ends one device's session by public id, or all but the one in hand (đăng xuất mọi nơi). */
export const endSessions = (ctx: Ctx, which: { publicId: string } | { allBut: number | undefined }) =>
  act(
    ctx,
    'account.endSession',
    (tx) => findAccount(tx, ctx.who.id),
    async (tx, account) => {
      const open = tx
        .updateTable('sessions')
        .set({ endedAt: ctx.now })
        .where('personId', '=', ctx.who.id)
        .where('endedAt', 'is', null)
      const chosen =
        'publicId' in which ? open.where('publicId', '=', which.publicId) : open.where('id', '!=', which.allBut ?? 0)
      const ended = await chosen.returning('device').execute()
      refuseUnless(ended.length > 0 || 'allBut' in which, 'missing')
      return {
        subject: subjectOf(account),
        facts: { devices: ended.map(({ device }) => device) },
        about: account.personId,
      }
    },
  )

/** Sets a new password and ends every other session, since one of them may be why it is changed. */
export async function changePassword(ctx: Ctx, password: string, sessionId: number | undefined) {
  const passwordHash = await hashPassword(password)
  return act(
    ctx,
    'account.changePassword',
    (tx) => findAccount(tx, ctx.who.id),
    async (tx, account) => {
      await tx.updateTable('logins').set({ passwordHash, mustChange: 0 }).where('personId', '=', ctx.who.id).execute()
      await endOthers(tx, ctx, sessionId)
      return { subject: subjectOf(account), facts: {}, about: account.personId }
    },
  )
}

const endOthers = (tx: Tx, ctx: Ctx, sessionId = 0) =>
  tx
    .updateTable('sessions')
    .set({ endedAt: ctx.now })
    .where('personId', '=', ctx.who.id)
    .where('id', '!=', sessionId)
    .where('endedAt', 'is', null)
    .execute()

/** Sáng, tối or theo máy; 100, 112.5 or 125 per cent. */
export const setLook = (ctx: Ctx, look: { theme: string; size: string }) =>
  act(
    ctx,
    'account.setLook',
    (tx) => findAccount(tx, ctx.who.id),
    async (tx, account) => {
      await tx.updateTable('logins').set(look).where('personId', '=', ctx.who.id).execute()
      return { subject: subjectOf(account), facts: look, about: account.personId }
    },
  )

/** Makes a personal access token (mã truy cập); its secret is returned once and stored hashed. */
export async function addToken(
  ctx: Ctx,
  input: { name: string; scope: 'read' | 'write'; days: number },
): Promise<string> {
  const secret = `nr_${newSecret()}`
  let made = false
  await act(
    ctx,
    'account.addToken',
    (tx) => findAccount(tx, ctx.who.id),
    async (tx, account) => {
      made = true
      const { name, scope, days } = input
      const times = { createdAt: ctx.now, expiresAt: later(ctx.now, days), usedAt: null, endedAt: null }
      const row = {
        publicId: newPublicId(),
        tokenHash: hashSecret(secret),
        personId: ctx.who.id,
        name,
        scope,
        ...times,
      }
      await tx.insertInto('tokens').values(row).execute()
      return { subject: subjectOf(account), facts: { name, scope, days }, about: account.personId }
    },
  )
  if (!made)
    throw new Invalid({ name: 'Mã này đã tạo và đã hiện một lần. Nếu chưa chép được, thu hồi rồi tạo mã khác.' })
  return secret
}

export const endToken = (ctx: Ctx, publicId: string) =>
  act(
    ctx,
    'account.endToken',
    (tx) => findAccount(tx, ctx.who.id),
    async (tx, account) => {
      const token = await tx
        .updateTable('tokens')
        .set({ endedAt: ctx.now })
        .where('publicId', '=', publicId)
        .where('personId', '=', ctx.who.id)
        .where('endedAt', 'is', null)
        .returning('name')
        .executeTakeFirst()
      refuseUnless(token, 'missing')
      return { subject: subjectOf(account), facts: { name: token.name }, about: account.personId }
    },
  )
