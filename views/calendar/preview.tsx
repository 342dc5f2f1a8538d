import type { Foreseen } from '../../src/calendar/effects.ts'
import type { TaskAcross } from '../../src/calendar/queries.ts'
import type { Moved, Stranded } from '../../src/rules/calendar-effects.ts'
import { longDay } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'

type Props = {
  /** What is about to change, in a sentence. */
  sentence: string
  foreseen: Foreseen
  /** Where the confirmation goes. */
  action: string
  /** The values of the form, sent along unchanged. */
  values: Readonly<Record<string, string>>
  version?: number
  removal?: boolean
  /** Where to without a change. */
  back: string
  /** The effects are no longer those that were confirmed. */
  changedMeanwhile?: boolean
}

/** What a change of the calendar would do. Nothing has been written yet. */
export const Preview = ({ sentence, foreseen, changedMeanwhile, ...confirmation }: Props) => (
  <div class="stack">
    {changedMeanwhile && (
      <Note tone="amber" id="changed-meanwhile" title="Ảnh hưởng đã khác so với lần xem trước." focus>
        Chưa lưu gì. Xem lại rồi áp dụng.
      </Note>
    )}
    <Sheet>
      <p>{sentence}</p>
      <Summary {...foreseen} />
    </Sheet>
    {foreseen.moved.length > 0 && <MovedList moved={foreseen.moved} />}
    {foreseen.stranded.length > 0 && <StrandedList stranded={foreseen.stranded} />}
    <Confirmation {...confirmation} foreseen={foreseen} />
  </div>
)

function Summary({ moved, stranded, kept }: Foreseen) {
  const nothing = moved.length + stranded.length === 0
  return (
    <>
      {nothing && <p>Không có hạn nào thay đổi.</p>}
      {kept > 0 && <p id="kept">{kept} hạn đã qua, hoặc sẽ thành đã qua, được giữ nguyên.</p>}
    </>
  )
}

const MovedList = ({ moved }: { moved: readonly Moved<TaskAcross>[] }) => (
  <Sheet
    title="Hạn sẽ chuyển"
    count={moved.length}
    flush
    id="moved"
    foot="Hạn đầu tiên vẫn được giữ; hạn mới ghi thêm bên cạnh, kèm lý do."
  >
    <Table caption="Hạn sẽ chuyển" head={<Heads names={['Việc', 'Đơn vị', 'Hạn hiện nay', 'Hạn mới']} />}>
      {moved.map(({ task, from, to }) => (
        <Tr>
          <TaskCell task={task} />
          <Td label="Đơn vị">{task.unitShort}</Td>
          <Td label="Hạn hiện nay">{longDay(from)}</Td>
          <Td label="Hạn mới">
            <strong>{longDay(to)}</strong>
          </Td>
        </Tr>
      ))}
    </Table>
  </Sheet>
)

const StrandedList = ({ stranded }: { stranded: readonly Stranded<TaskAcross>[] }) => (
  <Sheet
    title="Hạn ghi theo ngày, nay rơi vào ngày nghỉ"
    count={stranded.length}
    flush
    id="stranded"
    foot="Các hạn này không tự chuyển: người nghiệm thu quyết định."
  >
    <Table
      caption="Hạn ghi theo ngày, nay rơi vào ngày nghỉ"
      head={<Heads names={['Việc', 'Đơn vị', 'Hạn', 'Ngày làm việc kế tiếp']} />}
    >
      {stranded.map(({ task, due, why, next }) => (
        <Tr>
          <TaskCell task={task} />
          <Td label="Đơn vị">{task.unitShort}</Td>
          <Td label="Hạn">
            {longDay(due)} ({why})
          </Td>
          <Td label="Ngày làm việc kế tiếp">{longDay(next)}</Td>
        </Tr>
      ))}
    </Table>
  </Sheet>
)

const Heads = ({ names }: { names: readonly string[] }) => (
  <>
    {names.map((name) => (
      <Th>{name}</Th>
    ))}
  </>
)

/** Who may not see the task learns its number and dates, which the decision needs, and no more. */
const TaskCell = ({ task }: { task: TaskAcross }) => (
  <Th row>{task.seen ? <a href={`/tasks/${task.publicId}`}>{task.title}</a> : `Việc số ${task.code}`}</Th>
)

type ConfirmationProps = Pick<Props, 'action' | 'values' | 'version' | 'removal' | 'back' | 'foreseen'>

const Confirmation = ({ action, values, version, removal, back, foreseen }: ConfirmationProps) => (
  <Form action={action} version={version} id="confirmation">
    {Object.entries({ ...values, seen: foreseen.digest, back }).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <Actions>
      <Button kind={removal ? 'risk' : 'pri'} icon="check">
        {`${removal ? 'Bỏ ngày này' : 'Áp dụng'}${foreseen.moved.length > 0 ? `, chuyển ${foreseen.moved.length} hạn` : ''}`}
      </Button>
      {!removal && (
        <Button name="revise" value="1" formaction="/calendar/preview">
          Sửa lại
        </Button>
      )}
      <LinkButton kind="quiet" href={back}>
        Không thay đổi
      </LinkButton>
    </Actions>
  </Form>
)
