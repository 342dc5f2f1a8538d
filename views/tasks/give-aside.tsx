import { Button, LinkButton } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { GiveProps } from './give.tsx'
import { LoadOf } from './give-load.tsx'
import { SumLine } from './give-meter.tsx'
import { sendsTo } from './receivers.tsx'

export const Send = ({ fan, id }: Pick<GiveProps, 'fan'> & { id: string }) => (
  <Button kind="pri" icon="send" big wide>
    <b id={id}>{fan ? sendsTo(fan) : 'Giao việc'}</b>
  </Button>
)

/** Beside the form: what is missing and the button, the load of the chosen person, the templates. */
export const GiveAside = (props: GiveProps) => (
  <>
    <Sheet desk>
      <p class="sum-line" id="meter-aside">
        <SumLine {...props} />
      </p>
      <Send {...props} id="send-aside" />
      <p class="muted">Giao được khi {enough(props)}. Bấm lúc này, trang đưa đồng chí đến chỗ còn thiếu.</p>
      <Other {...props} />
    </Sheet>
    <div class="phone-only">
      <Other {...props} />
    </div>
    <div id="load">
      <LoadOf {...props} />
    </div>
    {props.templates.length > 0 && <Templates {...props} />}
    {props.mayKeep && (
      <p class="muted">
        <a href="/tasks/conclusions">Dán thông báo kết luận</a> để tách thành nhiều nháp.
      </p>
    )}
  </>
)

/** What the office asks for: every rõ, or those that are compulsory. */
const enough = ({ set }: GiveProps) =>
  set.every(({ compulsory }) => compulsory) ? `đủ ${set.length} rõ` : 'đủ các rõ bắt buộc'

/** Not now: keeps whatever is typed, for nothing is compulsory in a draft, or drops the draft it came from. */
const Other = ({ mayKeep, drafts, form, fan }: GiveProps) => (
  <div class="actions">
    {mayKeep && (
      <Button icon="save" formaction="/tasks/drafts">
        Lưu nháp
      </Button>
    )}
    {mayKeep && form.draft && (
      <Button kind="quiet" formaction={`/tasks/drafts/${form.draft}/removal`}>
        Bỏ nháp
      </Button>
    )}
    {!fan && (
      <Button icon="split" formaction="/tasks/fan-out/form">
        Giao nhiều nơi…
      </Button>
    )}
    {drafts > 0 && !form.draft && (
      <LinkButton href="/tasks/drafts" kind="quiet">
        {drafts} nháp
      </LinkButton>
    )}
    <LinkButton href={form.parent ? `/tasks/${form.parent}` : '/tasks'} kind="quiet">
      Thôi
    </LinkButton>
  </div>
)

/** Links, so that they work anywhere; where scripts run, what was typed is kept. */
const Templates = ({ templates, form, fan }: GiveProps) => (
  <Sheet
    title="Mẫu hay dùng"
    id="mau"
    aside={
      <LinkButton kind="quiet" href="/templates">
        Tất cả mẫu
      </LinkButton>
    }
  >
    <ul class="chips">
      {templates.map(({ key, name, versionPublicId }) => (
        <li>
          <a
            class={versionPublicId === form.templateVersion ? 'chip on' : 'chip'}
            aria-current={versionPublicId === form.templateVersion ? 'true' : undefined}
            href={`/tasks/${fan ? 'fan-out' : 'new'}?template=${key}`}
            hx-post={`/tasks/${fan ? 'fan-out/form' : 'new'}?template=${key}`}
            hx-include="#give"
            hx-target="#giving"
            hx-swap="outerHTML"
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  </Sheet>
)
