import type { Became } from '../../src/plans/became.ts'
import type { PlanRow } from '../../src/plans/queries.ts'
import { StateTag } from '../tasks/badges.tsx'
import { Tag } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { SmallMeter } from '../ui/meter.tsx'
import type { LinesProps } from './lines.tsx'

export type OneLine = Became & { publicId: string }
type Props = { one: OneLine } & Pick<LinesProps, 'plan' | 'weights' | 'mayDraft' | 'ctx'>

/** The state of the task; of a draft how clear it is and what its owner can do; otherwise the way to give it. */
export function Standing({ one, ...props }: Props) {
  const { task, draft, cancelled } = one
  if (task) return task.seen ? <StateTag state={task.state} /> : <Tag>Ngoài phạm vi</Tag>
  if (draft) return <Draft draft={draft} one={one} {...props} />
  const last = cancelled.findLast(({ seen }) => seen)
  return (
    <span class="plan-state">
      {last ? (
        <a href={`/tasks/${last.publicId}`}>
          <StateTag state="cancelled" />
        </a>
      ) : (
        <Tag>Chưa giao</Tag>
      )}
      {props.mayDraft && <TakeUp plan={props.plan} item={one.publicId} label="Soạn nháp" />}
    </span>
  )
}

type DraftProps = Props & { draft: NonNullable<Became['draft']> }

function Draft({ draft, one, plan, weights, mayDraft, ctx }: DraftProps) {
  const isOwn = draft.ownerId === ctx.who.id && mayDraft
  const weight = weights.get(draft.publicId)
  if (!isOwn)
    return (
      <span class="plan-state">
        <Tag tone="amber">Nháp</Tag> <span class="muted">của {draft.owner}</span>
        {mayDraft && <TakeUp plan={plan} item={one.publicId} label="Nhận nháp" />}
      </span>
    )
  return (
    <span class="plan-state">
      <Tag tone="amber">Nháp</Tag>
      {weight && <SmallMeter clear={weight.clear} total={weight.total} />}
      {weight?.ready ? (
        <Form action={`/tasks/drafts/${draft.publicId}/issue`}>
          <input type="hidden" name="back" value={`/plans/${plan.publicId}#${one.publicId}`} />
          <Button kind="soft" label={`Giao: ${draft.title}`}>
            Giao
          </Button>
        </Form>
      ) : (
        <LinkButton href={`/tasks/drafts/${draft.publicId}`}>Viết tiếp</LinkButton>
      )}
    </span>
  )
}

const TakeUp = ({ plan, item, label }: { plan: PlanRow; item: string; label: string }) => (
  <Form action={`/plans/${plan.publicId}/items/${item}/draft`}>
    <Button kind="quiet">{label}</Button>
  </Form>
)
