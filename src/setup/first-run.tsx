import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { Setup } from '../../views/setup/page.tsx'
import { passwordWords } from '../../views/words.ts'
import { countFailure, waitFor } from '../account/attempts.ts'
import { enter } from '../account/sign-in.tsx'
import type { Db } from '../db/schema.ts'
import { refuseUnless } from '../refusal.ts'
import { dayIn, readDay } from '../rules/days.ts'
import { passwordProblem } from '../rules/passwords.ts'
import { hashSecret } from '../secrets.ts'
import type { Site } from '../site.ts'
import { again, type Errors, readForm, type Web, type WebContext } from '../web.tsx'
import { found } from './found.ts'

const text = (missing: string, most = 200) =>
  z.string(missing).min(1, missing).max(most, `Rút gọn còn không quá ${most} ký tự.`)
const firstRun = z.object({
  code: text('Chép mã in ra lúc khởi động phần mềm.'),
  superior: z.string().max(200, 'Rút gọn còn không quá 200 ký tự.').default(''),
  office: text('Ghi tên cơ quan.'),
  short: text('Ghi tên ngắn, ví dụ “UBND phường Minh Thụy”.', 40),
  openedOn: text('Ghi ngày cơ quan bắt đầu hoạt động.'),
  name: text('Ghi họ và tên.', 100),
  post: text('Ghi chức vụ.', 100),
  username: text('Ghi tên đăng nhập.', 40).regex(
    /^[a-z0-9][a-z0-9._-]{2,39}$/,
    'Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, chữ số, dấu chấm.',
  ),
  password: text('Đặt mật khẩu.'),
  also: z.enum(['', 'leader', 'clerk']).default(''),
})
type FirstRun = z.infer<typeof firstRun>

const page = { title: 'Cài đặt lần đầu', bare: true, heading: false } as const

/** The first run: the office and its first administrator, guarded by the code printed at the start. */
export const setup = new Hono<Web>()
  .get('/', async (c) => {
    refuseUnless(!(await isSetUp(c.var.site.db)), 'setUpAlready')
    return c.render(<Setup />, page)
  })
  .post('/', async (c) => {
    const { site } = c.var
    refuseUnless(!(await isSetUp(site.db)), 'setUpAlready')
    const form = await readForm(c, firstRun)
    const errors = form.ok ? await problems(c, form.value) : form.errors
    const { password: _, ...typed } = form.typed // never sent back
    if (!form.ok || Object.keys(errors).length > 0) return again(c, <Setup typed={typed} errors={errors} />, page)
    const { superior, office: name, short: shortName, name: person, post, username, password, also } = form.value
    const openedOn = readDay(form.value.openedOn, today(site)) ?? today(site)
    const admin = { name: person, post, username, password, ...(also && { also }) }
    const personId = await found(site, { office: { superior, name, shortName, openedOn }, admin })
    await enter(c, personId)
    return c.redirect('/start', 303)
  })

/**
 * Whether there is an office whose people can sign in: somebody has an own password, or it was moved in from an archive,
 * which gave the administrator one. Once true it stays true, so it is asked of the database only until then.
 */
export async function isSetUp(db: Db): Promise<boolean> {
  if (ready.has(db)) return true
  const login = await db.reader
    .selectFrom('logins')
    .innerJoin('people', 'people.id', 'logins.personId')
    .select('personId')
    .where('mustChange', '=', 0)
    .limit(1)
    .executeTakeFirst()
  const isThere = login !== undefined || (await wasMovedIn(db))
  if (isThere) ready.add(db)
  return isThere
}
const ready = new WeakSet<Db>()

const wasMovedIn = async ({ reader }: Db): Promise<boolean> =>
  (await reader.selectFrom('audit').select('id').where('action', '=', 'unit.restore').limit(1).executeTakeFirst()) !==
  undefined

const today = (site: Site) => dayIn(site.clock())

/** What is wrong beyond shape: the code, tried too often or not the one printed; the day; the password. */
async function problems(c: WebContext, typed: FirstRun): Promise<Errors> {
  const { site } = c.var
  if ((await waitFor(site.db, 'setup', site.clock())) > 0)
    return { code: 'Đã thử sai nhiều lần. Chờ ít phút rồi thử lại.' }
  if (!sameCode(typed.code, site.setupCode)) {
    await countFailure(site.db, 'setup', site.clock())
    return { code: 'Mã chưa đúng. Mã in ra ở cửa sổ chạy phần mềm, dòng “Mã cài đặt”.' }
  }
  const openedOn = readDay(typed.openedOn, today(site))
  if (!openedOn || openedOn > today(site)) return { openedOn: 'Ghi ngày đã qua, ví dụ 01/07/2025.' }
  const problem = passwordProblem(typed.password, typed)
  return problem ? { password: passwordWords[problem] } : {}
}

const sameCode = (typed: string, code: string) =>
  timingSafeEqual(Buffer.from(hashSecret(typed.toUpperCase().replace(/[^A-Z0-9]/g, ''))), Buffer.from(hashSecret(code)))
