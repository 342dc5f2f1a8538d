import { Hono } from 'hono'
import { z } from 'zod'
import { SignIn } from '../../views/account/sign-in.tsx'
import type { Ctx } from '../act.ts'
import { readCalendar } from '../calendar/queries.ts'
import { serially } from '../db/serially.ts'
import { findWho } from '../people/queries.ts'
import { dayIn } from '../rules/days.ts'
import { hashSecret, isPassword, newSecret } from '../secrets.ts'
import { dropSecretCookie, getSecretCookie, sessionDays, setSecretCookie } from '../session.ts'
import { backTo, readForm, type Web, type WebContext } from '../web.tsx'
import { countFailure, forgetFailures, waitFor } from './attempts.ts'
import { openSession, signOut } from './commands.ts'
import { deviceName } from './device.ts'
import { findLogin } from './queries.ts'

const page = { title: 'Đăng nhập', bare: true, heading: false } as const
const credentials = z.object({
  username: z.string('Ghi tên đăng nhập.').min(1, 'Ghi tên đăng nhập.').max(100, 'Tên đăng nhập quá dài.'),
  password: z.string('Ghi mật khẩu.').min(1, 'Ghi mật khẩu.').max(200, 'Mật khẩu quá dài.'),
})

/** Signing in and out: the only forms for people we do not know yet. */
export const signIn = new Hono<Web>()
  .get('/sign-in', (c) => {
    if (c.var.session) return c.redirect('/', 303)
    return c.render(<SignIn back={c.req.query('back')} />, page)
  })
  .post('/sign-in', async (c) => {
    const form = await readForm(c, credentials)
    const back = backTo(form.typed, '/')
    const show = (errors: Record<string, string>, wait?: number) => {
      c.status(wait ? 429 : 422)
      return c.render(
        <SignIn back={back} username={String(form.typed.username ?? '')} errors={errors} wait={wait} />,
        page,
      )
    }
    if (!form.ok) return show(form.errors)
    const key = await keyOf(c, form.value.username)
    const wait = await waitFor(c.var.site.db, key, c.var.site.clock())
    if (wait > 0) return show({}, Math.ceil(wait / 1000))
    const personId = await checked(c, form.value)
    if (personId === undefined) {
      await countFailure(c.var.site.db, key, c.var.site.clock())
      return show({ password: 'Tên đăng nhập hoặc mật khẩu chưa đúng. Quên mật khẩu thì nhờ quản trị đặt lại.' })
    }
    await forgetFailures(c.var.site.db, key)
    await enter(c, personId)
    return c.redirect(back, 303)
  })
  .post('/sign-out', async (c) => {
    const { ctx, session, site } = c.var
    if (session?.sessionId) await signOut({ ...ctx, who: { ...ctx.who, id: ctx.who.actorId } }, session.sessionId)
    dropSecretCookie(c, site, 'session')
    return c.redirect('/sign-in', 303)
  })

/** The person whose password this is, at the same price for unknown names. */
async function checked(
  c: WebContext,
  { username, password }: z.infer<typeof credentials>,
): Promise<number | undefined> {
  const login = await findLogin(c.var.site.db.reader, username)
  const stored = login?.leftOn ? undefined : login?.passwordHash
  const right = await isPassword(password, stored, c.var.site.clock())
  return right ? login?.personId : undefined
}

/** Opens a session for somebody whose password was right, and remembers the device. */
export async function enter(c: WebContext, personId: number) {
  const { site } = c.var
  const now = site.clock()
  const today = dayIn(now)
  const who = await findWho(site.db.reader, personId, today)
  if (!who) return
  const ctx: Ctx = { db: site.db, who, now, today, calendar: await readCalendar(site.db.reader) }
  const secret = await openSession(ctx, deviceName(c.req.header('User-Agent')), addressOf(c))
  setSecretCookie(c, site, 'session', secret, sessionDays)
  await knowDevice(c, personId, now)
}

/** A device that has signed in to this account before has its own count of failures (OWASP, device cookies). */
async function keyOf(c: WebContext, username: string): Promise<string> {
  const device = getSecretCookie(c, c.var.site, 'device')
  const known = device && (await isKnown(c, device, username))
  return known ? `device:${hashSecret(device)}:${username.toLowerCase()}` : `account:${username.toLowerCase()}`
}

async function isKnown(c: WebContext, device: string, username: string): Promise<boolean> {
  const row = await c.var.site.db.reader
    .selectFrom('knownDevices')
    .innerJoin('logins', 'logins.personId', 'knownDevices.personId')
    .select('logins.personId')
    .where('tokenHash', '=', hashSecret(device))
    .where('username', '=', username.toLowerCase())
    .executeTakeFirst()
  return row !== undefined
}

async function knowDevice(c: WebContext, personId: number, createdAt: string) {
  const secret = newSecret()
  const row = { tokenHash: hashSecret(secret), personId, createdAt }
  await serially(c.var.site.db, (tx) => tx.insertInto('knownDevices').values(row).execute())
  setSecretCookie(c, c.var.site, 'device', secret, 365)
}

/** Where the request came from, as far as we may believe it. */
function addressOf(c: WebContext): string {
  const forwarded = c.var.site.config.trustProxy
    ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim()
    : undefined
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  return forwarded ?? incoming?.socket?.remoteAddress ?? ''
}
