import { Hono } from 'hono'
import { z } from 'zod'
import { day } from '../../views/format.ts'
import { FirstPasswords } from '../../views/people/first-passwords.tsx'
import type { Column } from '../columns.ts'
import { findImport } from '../imports/queries.ts'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { addDays } from '../rules/days.ts'
import { again, allow, type Errors, readForm, type Web, type WebContext } from '../web.tsx'
import { xlsxOf } from '../xlsx.ts'
import { attempt } from './attempt.ts'
import {
  countNewcomers,
  firstPasswordDays,
  type HandedOut,
  handOutPasswords,
  type Newcomers,
} from './first-passwords.ts'
import { unitsWhere } from './reach.ts'

const page = { title: 'Phát mật khẩu lần đầu', section: 'people', crumbs: [{ href: '/people', label: 'Người' }] }
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const form = z.object({ import: z.string().max(40).optional(), again: z.literal('1').optional() })

/** First passwords for people taken in from a list: everybody who waits for one, or those of one import. */
export const handingOut = new Hono<Web>()
  .get('/passwords', allow('unit.handOut'), async (c) => {
    const asked = c.req.query('import')
    return c.render(await view(c, asked, await newcomersOf(c, asked)), page)
  })
  .post('/passwords', allow('unit.handOut'), async (c) => {
    const { value } = await readForm(c, form)
    const newcomers = await newcomersOf(c, value?.import)
    const handed = await attempt(() => handOutPasswords(c.var.ctx, { ...newcomers, again: value?.again === '1' }))
    if (handed.errors) return again(c, await view(c, value?.import, newcomers, handed.errors), page)
    return list(c, handed.done)
  })

/** Within the highest unit the person administers; an import not to be seen is not there. */
async function newcomersOf(c: WebContext, publicId?: string): Promise<Newcomers> {
  const { db, who } = c.var.ctx
  const nodes = await unitsWhere(db.reader, who, 'unit.handOut')
  const [highest] = nodes.sort((a, b) => a.depth - b.depth)
  refuseUnless(highest, 'forbidden')
  if (!publicId) return { unitId: highest.unit.id }
  const it = await findImport(db.reader, publicId)
  refuseUnless(it && can(who, 'import.see', it), 'missing')
  return { unitId: it.unitId, importId: it.id }
}

async function view(c: WebContext, asked: string | undefined, newcomers: Newcomers, errors?: Errors) {
  const counts = await countNewcomers(c.var.ctx, newcomers)
  return <FirstPasswords {...counts} days={firstPasswordDays} asked={asked} errors={errors} />
}

/** The answer itself is the list: it goes through no cookie, no address, no log, and is kept nowhere. */
async function list(c: WebContext, people: readonly HandedOut[]) {
  const { today } = c.var.ctx
  const note = `Dùng đến hết ${day(addDays(today, firstPasswordDays))}, đổi mật khẩu khi đăng nhập lần đầu. Trao tận tay từng người, không gửi cả danh sách.`
  const body = await xlsxOf('Mật khẩu lần đầu', columns, people, note)
  return c.body(body as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': xlsx,
    'Content-Disposition': `attachment; filename="mat-khau-lan-dau-${today}.xlsx"`,
    'Cache-Control': 'no-store',
  })
}

const columns: Column<HandedOut>[] = [
  { name: 'Đơn vị', width: 34, text: ({ unit }) => unit },
  { name: 'Họ và tên', width: 26, text: ({ name }) => name },
  { name: 'Chức vụ', width: 22, text: ({ post }) => post },
  { name: 'Tên đăng nhập', width: 22, text: ({ username }) => username },
  { name: 'Mật khẩu lần đầu', width: 32, text: ({ password }) => password },
]
