import { sumOf } from '../../src/rules/clarity-set.ts'
import type { TaskForm } from '../../src/tasks/giving/form.ts'
import { moment } from '../format.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Form } from '../ui/form.tsx'
import { SmallMeter } from '../ui/meter.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { lackOf } from './clarity-words.ts'
import type { GiveProps } from './give.tsx'
import { measureForm } from './give-meter.tsx'

type Draft = Pick<GiveProps, 'set' | 'gaps' | 'errors'> & {
  publicId: string
  title: string
  form: TaskForm
  updatedAt: string
}

/** Nháp: each with its meter, the one touched last first. */
export const DraftList = ({ rows, today }: { rows: readonly Draft[]; today: string }) =>
  rows.length === 0 ? (
    <Sheet>
      <Empty
        icon="save"
        title="Chưa có nháp nào"
        text="Bấm Lưu nháp khi đang giao việc, hoặc dán thông báo kết luận để tách thành các nháp."
        action={
          <>
            <LinkButton kind="soft" icon="plus" href="/tasks/new">
              Giao việc
            </LinkButton>
            <LinkButton href="/tasks/conclusions">Dán thông báo kết luận</LinkButton>
          </>
        }
      />
    </Sheet>
  ) : (
    <Sheet title="Nháp của tôi" count={rows.length} flush>
      {rows.map((draft) => (
        <DraftRow draft={draft} today={today} />
      ))}
    </Sheet>
  )

function DraftRow({ draft, today }: { draft: Draft; today: string }) {
  const { publicId, title, form, updatedAt } = draft
  const { clear, total, lacking } = sumOf(measureForm(draft))
  const meter = <SmallMeter clear={clear} total={total} />
  const lack = lacking[0] && lackOf(lacking[0])
  return (
    <Row
      title={title}
      href={`/tasks/drafts/${publicId}`}
      meta={[meter, lack && <span class="lack">{lack}</span>, form.assignee, `sửa ${moment(updatedAt, today)}`]}
      actions={
        <>
          <LinkButton kind="soft" href={`/tasks/drafts/${publicId}`} label={`Viết tiếp “${title}”`}>
            Viết tiếp
          </LinkButton>
          <Form action={`/tasks/drafts/${publicId}/removal`}>
            <Button kind="quiet" label={`Bỏ nháp “${title}”`}>
              Bỏ nháp
            </Button>
          </Form>
        </>
      }
    />
  )
}
