import type { Frame, NavItem, NavKey, Page } from '../layout.tsx'
import { Icon } from './icon.tsx'

/** The head of a phone page: office and title, or an arrow back and the title. */
export function PhoneHead({ page, frame }: { page: Page; frame: Frame }) {
  const back = page.back ?? page.crumbs?.at(-1)?.href
  return (
    <header class="phonehead">
      {back && (
        <a class="tool" href={back} aria-label="Về trang trước">
          <Icon name="arrow-left" />
        </a>
      )}
      <p aria-hidden="true">
        {!back && frame.office && <span>{frame.office.short}</span>}
        <strong>{page.short ?? page.title}</strong>
      </p>
      <a class="tool" href="/search" aria-label="Tìm">
        <Icon name="search" />
      </a>
      {!back && frame.notices && <Bell {...frame.notices} />}
      {(back || !frame.bar?.length) && (
        <a class="tool" href="#menu" aria-label="Thêm">
          <Icon name="ellipsis-vertical" />
        </a>
      )}
    </header>
  )
}

const Bell = ({ href, count }: NonNullable<Frame['notices']>) => (
  <a class="tool" href={href} aria-label={count > 0 ? `${count} thông báo` : 'Thông báo'}>
    <Icon name="bell" />
    {count > 0 && <span class="dot"></span>}
  </a>
)

const more: NavItem = { key: 'more', href: '#menu', label: 'Thêm', icon: 'menu' }

/** Five items at the foot of a phone. A place that is under "Thêm" lights that one. */
export function PhoneBar({ items, section }: { items: readonly NavItem[]; section?: NavKey }) {
  const first = items.filter((item) => item.key !== 'more').slice(0, 4)
  const known = first.some((item) => item.key === section)
  return (
    <nav class="phonebar" aria-label="Lối tắt">
      {[...first, more].map((item) => (
        <a
          href={item.href}
          class={item.key === 'give' ? 'give' : undefined}
          aria-current={item.key === section ? 'page' : item.key === 'more' && section && !known ? 'true' : undefined}
        >
          <Icon name={item.icon} />
          <span>{item.label}</span>
          {item.count ? <strong>{item.count}</strong> : null}
        </a>
      ))}
    </nav>
  )
}
