import { Actions } from '../ui/actions.tsx'
import { Tag } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Check } from '../ui/checks.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Note } from '../ui/note.tsx'
import { FindingLink } from './item.tsx'

type State = { key: string; tone: 'green' | 'amber' | 'slate' | 'red'; icon: IconName }

/** How it stands with what was put down: the script chooses one and writes the words. */
const states: readonly State[] = [
  { key: 'saved', tone: 'green', icon: 'check' },
  { key: 'sending', tone: 'slate', icon: 'upload' },
  { key: 'offline', tone: 'amber', icon: 'cloud-off' },
  { key: 'stuck', tone: 'amber', icon: 'triangle-alert' },
  { key: 'signedOut', tone: 'amber', icon: 'log-in' },
]

/** What the script of a sheet puts into the page, drawn here so that it looks as everything else does. */
export const Parts = () => (
  <>
    {states.map(({ key, tone, icon }) => (
      <template id={`part-${key}`}>
        <Tag tone={tone} icon={icon} />
      </template>
    ))}
    <template id="part-finding">
      <FindingLink name="" about="" text="" />
    </template>
    <template id="part-photo">
      <li>
        <a href="#photo">
          <img alt="" loading="lazy" />
        </a>
        <Check name="unphoto" label="Bỏ ảnh" />
      </li>
    </template>
    <template id="part-waiting">
      <li class="waiting">
        <canvas width="192" height="192" role="img"></canvas>
        <span class="muted">Chờ gửi</span>
        <Button type="button" kind="quiet">
          Bỏ
        </Button>
      </li>
    </template>
    <template id="part-conflict">
      <div class="conflict-here" role="alert" tabindex={-1}>
        <Note tone="amber" icon="users">
          <strong data-who></strong> <span data-said></span>
          <Actions even>
            <Button type="button" kind="soft" name="keep" value="theirs">
              Giữ bản này
            </Button>
            <Button type="button" name="keep" value="mine">
              Giữ của tôi
            </Button>
          </Actions>
        </Note>
      </div>
    </template>
  </>
)
