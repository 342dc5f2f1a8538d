import { mostLevels, rollUp } from '../../src/rules/parts.ts'
import { offers } from '../../src/rules/tasks.ts'
import type { Part } from '../../src/tasks/doing/parts.ts'
import { shortDay } from '../format.ts'
import { LinkButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Progress } from '../ui/progress.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { StateTag, TimeBadge } from './badges.tsx'
import type { TaskPageProps } from './page.tsx'
import { inSum } from './part-of.tsx'

/**
 * Where a task stands among others: the whole it is a part of, how far its own parts have come, and the way to pass one
 * down. All of it is of what the viewer sees: a part hidden from them is in no sum.
 */
export const Parts = (props: TaskPageProps) => (
  <>
    <PartOfWhole {...props} />
    {props.parts.length > 0 ? <PartList {...props} /> : <PassDown {...props} />}
  </>
)

const PartOfWhole = ({ whole, ctx }: TaskPageProps) =>
  whole ? (
    <p class="part-of">
      <Icon name="split" />
      <span>
        Phần của việc <a href={`/tasks/${whole.publicId}`}>{whole.title}</a>, hạn {shortDay(whole.due, ctx.today)}.
      </span>
    </p>
  ) : null

function PartList(props: TaskPageProps) {
  const { parts, ctx } = props
  const sum = rollUp(parts, ctx.today)
  return (
    <Sheet title="Các phần" count={sum.all} flush id="phan" foot={<PassDown {...props} />}>
      {sum.all > 0 && (
        <div class="sheet-pad">
          <Progress value={sum.done} max={sum.all} label="Số phần đã xong" text={inSum(sum)} />
        </div>
      )}
      {[...parts].sort(cancelledLast).map((part) => (
        <PartRow part={part} {...props} />
      ))}
    </Sheet>
  )
}

const cancelledLast = (a: Part, b: Part) => Number(a.state === 'cancelled') - Number(b.state === 'cancelled')

/** Copies of one order are told apart by where they went. Each stands to its own deadline, also where it has parts in turn. */
const PartRow = ({ part, task, ctx }: TaskPageProps & { part: Part }) => {
  const isCopy = part.title === task.title
  return (
    <Row
      title={isCopy ? part.unitName : part.title}
      href={`/tasks/${part.publicId}`}
      meta={[
        <TimeBadge task={{ ...part, children: 0 }} today={ctx.today} calendar={ctx.calendar} />,
        <StateTag state={part.state} />,
        <span class="whole">{isCopy ? part.assigneeName : `${part.assigneeName}, ${part.unitShort}`}</span>,
        part.due !== task.due && `hạn ${shortDay(part.due, ctx.today)}`,
      ]}
    />
  )
}

/** Giao một phần: for whoever answers for the task, and who gave it. */
function PassDown({ task, level, ctx }: TaskPageProps) {
  if (!offers(ctx.who, task).includes('task.passDown') || level >= mostLevels) return null
  return (
    <div class="actions no-print">
      <LinkButton kind="quiet" icon="split" href={`/tasks/new?parent=${task.publicId}`}>
        Giao một phần…
      </LinkButton>
      <LinkButton kind="quiet" icon="users" href={`/tasks/fan-out?parent=${task.publicId}`}>
        Giao nhiều nơi…
      </LinkButton>
    </div>
  )
}
