// biome-ignore-all lint/a11y/useSemanticElements: browsers of before 2023 do not know <search>
import type { Frame, NavKey } from '../layout.tsx'
import { LinkButton } from './button.tsx'
import { Icon } from './icon.tsx'
import { LookMenu } from './look-menu.tsx'

/** Search on every page, and what is always at hand. Not on a phone: there `PhoneHead` stands for it. */
export const TopBar = ({ frame, section }: { frame: Frame; section?: NavKey }) => (
  <header class="topbar">
    <form class="search" action="/search" method="get" role="search">
      <label class="sr" for="search">
        Tìm việc, số văn bản, người
      </label>
      <Icon name="search" />
      <input id="search" type="search" name="q" placeholder="Tìm việc, số văn bản, người…" autocomplete="off" />
    </form>
    <div class="tools">
      {frame.give && section !== 'give' && (
        <LinkButton kind="pri" icon="plus" href="/tasks/new">
          Giao việc
        </LinkButton>
      )}
      {frame.notices && (
        <LinkButton kind="quiet" icon="bell" href={frame.notices.href}>
          {frame.notices.count > 0 ? `${frame.notices.count} thông báo` : 'Thông báo'}
        </LinkButton>
      )}
      <LookMenu theme={frame.theme} size={frame.size} path={frame.path} />
      <LinkButton kind="quiet" icon="circle-question-mark" href="/help" label="Trợ giúp" />
    </div>
  </header>
)
