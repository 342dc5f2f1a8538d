import { shortDay } from '../views/format.ts'
import type { Frame, NavItem } from '../views/layout.tsx'
import { assetUrls } from './assets.ts'
import { findingsToAnswer } from './inspections/findings/to-answer.ts'
import { delegatedTo, officeOf } from './people/queries.ts'
import { can, could, holds } from './rules/access.ts'
import { isOverheard } from './session.ts'
import { countWaiting } from './tasks/queries.ts'
import type { WebContext } from './web.tsx'

/** What stands around every page for this person: letterhead, navigation by role, whom they stand in for. */
export async function findFrame(c: WebContext): Promise<Frame> {
  const { ctx, session } = c.var
  const { who } = ctx
  const [office, waiting, toAnswer] = await Promise.all([
    officeOf(ctx.db.reader, who.path),
    countWaiting(ctx),
    findingsToAnswer(ctx),
  ])
  const offered = session.actingFor ? undefined : await delegatedTo(ctx.db.reader, who.id, ctx.today)
  return {
    office: { superior: office?.superior ?? '', name: office?.name ?? '', short: office?.shortName ?? 'Năm Rõ' },
    me: session.actingFor
      ? { name: session.actingFor.self.name, post: `thay đ/c ${who.name}` }
      : { name: who.name, post: who.post },
    nav: navigation(c, waiting + toAnswer.length),
    bar: phoneBar(c),
    give: could(who, 'person.giveTask'),
    ...(session.actingFor && {
      actingFor: { name: session.actingFor.name, until: shortDay(session.actingFor.until, ctx.today) },
    }),
    ...(offered && { mayActFor: { ...offered, until: shortDay(offered.until, ctx.today) } }),
    signOut: '/sign-out',
    path: c.req.method === 'GET' ? c.req.path : '/',
    insecure: isOverheard(c, c.var.site),
    theme: session.theme as Frame['theme'],
    size: session.size as Frame['size'],
    assets: assetUrls,
  }
}

/** The chain of work first, then what one looks up, then the administrator's own. */
function navigation(c: WebContext, waiting: number): NavItem[] {
  const { who } = c.var.ctx
  const leads = holds(who, 'leader') || holds(who, 'clerk')
  const items: (NavItem | false)[] = [
    { key: 'home', href: '/', label: 'Việc cần tôi xử lý', icon: 'inbox', count: waiting },
    { key: 'tasks', href: '/tasks', label: leads ? 'Theo dõi công việc' : 'Việc của tôi', icon: 'list-checks' },
    { key: 'work', href: '/work', label: leads ? 'Tình hình đơn vị' : 'Tình hình của tôi', icon: 'chart-column' },
    could(who, 'plan.see') && { key: 'plans', href: '/plans', label: 'Văn bản chỉ đạo', icon: 'book-open' },
    {
      key: 'inspections',
      href: '/inspections',
      label: 'Tự kiểm tra',
      icon: 'clipboard-check',
      group: 'Chuỗi công vụ',
    },
    { key: 'calendar', href: '/calendar', label: 'Lịch làm việc', icon: 'calendar-days', group: 'Tra cứu' },
    could(who, 'template.edit') && {
      key: 'templates',
      href: '/templates',
      label: 'Mẫu quy trình',
      icon: 'route',
      group: 'Tra cứu',
    },
    could(who, 'checklist.edit') && {
      key: 'checklists',
      href: '/checklists',
      label: 'Bảng kiểm',
      icon: 'clipboard-list',
      group: 'Tra cứu',
    },
    { key: 'people', href: '/people', label: 'Người', icon: 'users', group: 'Tra cứu' },
    { key: 'units', href: '/units', label: 'Đơn vị', icon: 'building-2', group: 'Tra cứu' },
    could(who, 'record.see') && {
      key: 'record',
      href: '/record',
      label: 'Nhật ký',
      icon: 'history',
      group: 'Tra cứu',
    },
    could(who, 'unit.seeGrants') && {
      key: 'grants',
      href: '/record/permissions',
      label: 'Ai được làm gì',
      icon: 'shield-check',
      group: 'Tra cứu',
    },
    could(who, 'import.stage') && {
      key: 'imports',
      href: '/imports',
      label: 'Nhập dữ liệu',
      icon: 'upload',
      group: 'Quản trị',
    },
    could(who, 'unit.configure') && {
      key: 'settings',
      href: '/settings',
      label: 'Thiết lập',
      icon: 'settings',
      group: 'Quản trị',
    },
    mayExport(c) && {
      key: 'archive',
      href: '/archive',
      label: 'Sao lưu, xuất dữ liệu',
      icon: 'database',
      group: 'Quản trị',
    },
    could(who, 'person.delegate') && {
      key: 'delegations',
      href: '/delegations',
      label: 'Ủy quyền',
      icon: 'pen-line',
      group: 'Của tôi',
    },
    { key: 'account', href: '/account', label: 'Tài khoản', icon: 'user-round', group: 'Của tôi' },
  ]
  return items.filter((item) => item !== false)
}

/** Only whoever administers the whole office: the first unit of every path is its root. */
const mayExport = ({ var: { ctx } }: WebContext) =>
  can(ctx.who, 'unit.export', { path: `/${ctx.who.path.split('/')[1]}/` })

/** At most four; "Thêm" with the whole navigation follows. */
function phoneBar(c: WebContext): NavItem[] {
  const { who } = c.var.ctx
  const gives = could(who, 'person.giveTask')
  return [
    { key: 'home', href: '/', label: 'Cần xử lý', icon: 'inbox' },
    { key: 'tasks', href: '/tasks', label: gives ? 'Theo dõi' : 'Việc của tôi', icon: 'list-checks' },
    gives
      ? { key: 'give', href: '/tasks/new', label: 'Giao việc', icon: 'plus' }
      : { key: 'calendar', href: '/calendar', label: 'Lịch', icon: 'calendar-days' },
    { key: 'people', href: '/people', label: 'Người', icon: 'users' },
  ]
}
