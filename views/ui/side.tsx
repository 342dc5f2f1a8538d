import type { Frame, NavItem, NavKey } from '../layout.tsx'
import { Form } from './form.tsx'
import { Icon } from './icon.tsx'
import { Letterhead, Mark } from './letterhead.tsx'
import { Circle } from './person.tsx'

/**
 * The navigation. On a phone it is the page that "Thêm" opens: the same element shown by its address (#menu), so
 * that nothing is sent twice and no script is needed.
 */
export const Side = ({ frame, section }: { frame: Frame; section?: NavKey }) => (
  <aside class="side" id="menu" tabindex={-1} aria-label="Cơ quan và các mục">
    <a class="menu-close" href="#main" aria-label="Đóng">
      <Icon name="x" />
    </a>
    {frame.office && <Letterhead office={frame.office} />}
    <nav class="nav" aria-label="Chính">
      {grouped(frame.nav ?? []).map(([group, items]) => (
        <Group group={group} items={items} section={section} />
      ))}
    </nav>
    <Foot frame={frame} />
  </aside>
)

function Group({ group, items, section }: { group: string; items: NavItem[]; section?: NavKey }) {
  return (
    <>
      {group && <p class="nav-group">{group}</p>}
      <ul aria-label={group || undefined}>
        {items.map((item) => (
          <li>
            <a href={item.href} aria-current={item.key === section ? 'page' : undefined}>
              <Icon name={item.icon} />
              <span>{item.label}</span>
              {item.count ? <strong>{item.count}</strong> : null}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

const Foot = ({ frame }: { frame: Frame }) => (
  <div class="side-foot">
    {frame.me && (
      <a class="me" href="/account">
        <Circle name={frame.me.name} own />
        <span>
          <strong>{frame.me.name}</strong>
          <span>{frame.me.post}</span>
        </span>
      </a>
    )}
    <ul class="menu-more">
      <li class="phone-only">
        <a href="/account#look">
          <Icon name="a-large-small" /> Cỡ chữ và nền
        </a>
      </li>
      <li class="phone-only">
        <a href="/help">
          <Icon name="circle-question-mark" /> Trợ giúp
        </a>
      </li>
      {frame.signOut && (
        <li>
          <SignOut action={frame.signOut} />
        </li>
      )}
    </ul>
    <Mark />
  </div>
)

const SignOut = ({ action }: { action: string }) => (
  <Form action={action}>
    <button type="submit">
      <Icon name="log-out" /> <span>Đăng xuất</span>
    </button>
  </Form>
)

function grouped(nav: readonly NavItem[]): [string, NavItem[]][] {
  const groups = new Map<string, NavItem[]>()
  for (const item of nav) groups.set(item.group ?? '', [...(groups.get(item.group ?? '') ?? []), item])
  return [...groups]
}
