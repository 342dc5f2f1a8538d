import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { AccountPage } from '../../views/account/page.tsx'
import { PasswordForm } from '../../views/account/password.tsx'
import { TokenMade } from '../../views/account/token.tsx'
import type { Size, Theme } from '../../views/layout.tsx'
import { passwordWords } from '../../views/words.ts'
import { findWho } from '../people/queries.ts'
import { Invalid } from '../refusal.ts'
import { passwordProblem } from '../rules/passwords.ts'
import { isPassword } from '../secrets.ts'
import { again, allow, backTo, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { addToken, changePassword, endSessions, endToken, setLook } from './commands.ts'
import { devicesOf, findAccount, tokensOf } from './queries.ts'

const page = { title: 'Tài khoản', section: 'account' } as const
const passwordPage = { title: 'Đổi mật khẩu', section: 'account', back: '/account' } as const

const look = z.object({
  theme: z.enum(['auto', 'light', 'dark']).optional(),
  size: z.enum(['100', '112', '125']).optional(),
})
const passwords = z.object({
  current: z.string('Ghi mật khẩu đang dùng.').min(1, 'Ghi mật khẩu đang dùng.').max(200, 'Mật khẩu quá dài.'),
  password: z.string('Ghi mật khẩu mới.').max(200, 'Mật khẩu quá dài.'),
  repeated: z.string('Ghi lại mật khẩu mới.'),
})
const token = z.object({
  name: z
    .string('Đặt tên để nhớ mã dùng làm gì.')
    .min(1, 'Đặt tên để nhớ mã dùng làm gì.')
    .max(100, 'Rút gọn còn không quá 100 ký tự.'),
  scope: z.enum(['read', 'write'], 'Chọn mã được đọc hay được cả ghi.'),
  days: z.coerce
    .number('Ghi số ngày.')
    .int('Ghi số ngày tròn.')
    .min(1, 'Ít nhất 1 ngày.')
    .max(365, 'Không quá 365 ngày.'),
})

/** Here everybody is only themselves, also while standing in for somebody. */
const inPerson = createMiddleware<Web>(async (c, next) => {
  const { ctx } = c.var
  const self = ctx.who.id === ctx.who.actorId ? ctx.who : await findWho(ctx.db.reader, ctx.who.actorId, ctx.today)
  if (self) c.set('ctx', { ...ctx, who: self })
  await next()
})

/** The own account: password, devices, tokens, look. */
export const account = new Hono<Web>()
  .use(inPerson)
  .get('/', allow('account.see'), async (c) => c.render(await accountView(c), page))
  .get('/password', allow('account.see'), (c) =>
    c.render(<PasswordForm mustChange={c.var.session.mustChange} />, passwordPage),
  )
  .post('/password', allow('account.changePassword'), async (c) => {
    const { ctx, session } = c.var
    const form = await readForm(c, passwords)
    const errors = form.ok ? await passwordErrors(c, form.value) : form.errors
    if (Object.keys(errors).length > 0) {
      return again(c, <PasswordForm mustChange={session.mustChange} errors={errors} />, passwordPage)
    }
    await changePassword(ctx, form.value?.password ?? '', session.sessionId)
    return done(c, session.mustChange ? '/' : '/account', 'Đã đổi mật khẩu. Các thiết bị khác đã đăng xuất.')
  })
  .post('/look', allow('account.setLook'), async (c) => {
    const form = await readForm(c, look)
    const { theme, size } = c.var.session
    if (form.ok) await setLook(c.var.ctx, { theme: form.value.theme ?? theme, size: form.value.size ?? size })
    return done(c, backTo(form.typed, '/account'))
  })
  .post('/sessions/end', allow('account.endSession'), async (c) => {
    await readForm(c, z.object({}))
    await endSessions(c.var.ctx, { allBut: c.var.session.sessionId })
    return done(c, '/account', 'Đã đăng xuất mọi thiết bị khác.')
  })
  .post('/sessions/:id/end', allow('account.endSession'), async (c) => {
    await readForm(c, z.object({}))
    await endSessions(c.var.ctx, { publicId: c.req.param('id') })
    return done(c, '/account', 'Đã đăng xuất thiết bị.')
  })
  .post('/tokens', allow('account.addToken'), async (c) => {
    const form = await readForm(c, token)
    if (!form.ok) return again(c, await accountView(c, form.errors, form.typed), page)
    try {
      const secret = await addToken(c.var.ctx, form.value)
      return c.render(<TokenMade secret={secret} name={form.value.name} />, {
        title: 'Mã truy cập mới',
        section: 'account',
        back: '/account',
      })
    } catch (error) {
      if (error instanceof Invalid) return again(c, await accountView(c, error.errors, form.typed), page)
      throw error
    }
  })
  .post('/tokens/:id/end', allow('account.endToken'), async (c) => {
    await readForm(c, z.object({}))
    await endToken(c.var.ctx, c.req.param('id'))
    return done(c, '/account', 'Đã thu hồi mã truy cập.')
  })

async function accountView(c: WebContext, errors?: Errors, typed?: Typed) {
  const { ctx, session } = c.var
  const { reader } = ctx.db
  const devices = await devicesOf(reader, ctx.who.id, ctx.now)
  const tokens = await tokensOf(reader, ctx.who.id, ctx.now)
  const account = await findAccount(reader, ctx.who.id)
  const mine = {
    devices,
    tokens,
    here: session.sessionId,
    username: account?.username ?? '',
    theme: session.theme as Theme,
    size: session.size as Size,
  }
  return <AccountPage {...mine} who={ctx.who} today={ctx.today} errors={errors} typed={typed} />
}

async function passwordErrors(
  c: WebContext,
  { current, password, repeated }: z.infer<typeof passwords>,
): Promise<Errors> {
  const account = await findAccount(c.var.ctx.db.reader, c.var.ctx.who.id)
  if (!account || !(await isPassword(current, account.passwordHash, c.var.ctx.now)))
    return { current: 'Mật khẩu đang dùng chưa đúng.' }
  const problem = passwordProblem(password, account)
  if (problem) return { password: passwordWords[problem] }
  if (password === current) return { password: 'Mật khẩu mới phải khác mật khẩu đang dùng.' }
  return password === repeated ? {} : { repeated: 'Hai lần ghi mật khẩu mới chưa giống nhau.' }
}
