import { sumOf } from '../../src/rules/clarity-set.ts'
import type { Concluded } from '../../src/tasks/giving/concluding.ts'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Check } from '../ui/checks.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { SmallMeter } from '../ui/meter.tsx'
import { Note } from '../ui/note.tsx'
import { Meta } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { lackOf } from './clarity-words.ts'
import { measureForm } from './give-meter.tsx'

/** Where the text of a notice is pasted; `unread` when no order could be found in it. */
export const PasteConclusions = ({ text, unread }: { text?: string; unread?: boolean }) => (
  <Form action="/tasks/conclusions">
    <Sheet>
      <Field
        name="text"
        label="Nội dung thông báo"
        type="textarea"
        rows={16}
        value={text}
        errors={unread ? 'Không thấy đoạn nào giao việc. Dán cả phần có các mục đánh số.' : undefined}
        hint="Chép toàn văn thông báo kết luận rồi dán vào đây. Mỗi đoạn có giao việc sẽ được đánh dấu, đồng chí chọn lại trước khi tạo nháp."
      />
    </Sheet>
    <ActionBar>
      <Button kind="pri" icon="split">
        Đọc các đoạn
      </Button>
      <LinkButton href="/tasks/new">Thôi</LinkButton>
    </ActionBar>
  </Form>
)

type Props = { text: string; paragraphs: readonly Concluded[]; picked?: readonly number[] }

/** The paragraphs, those that order something ticked, each with what was read in it. */
export function ConclusionParagraphs({ text, paragraphs, picked }: Props) {
  const ticked = paragraphs.flatMap((one, at) => ((picked?.includes(at) ?? one.ticked) ? [at] : []))
  return (
    <Form action="/tasks/conclusions/drafts">
      <input type="hidden" name="text" value={text} />
      {picked && (
        <Note tone="red" title="Chưa chọn đoạn nào." id="errors" focus>
          Đánh dấu ít nhất một đoạn để tạo nháp.
        </Note>
      )}
      <Sheet title="Các đoạn" count={paragraphs.length} flush aside={`${ticked.length} đoạn có giao việc`}>
        {paragraphs.map((paragraph, at) => (
          <Paragraph paragraph={paragraph} at={at} ticked={ticked.includes(at)} />
        ))}
      </Sheet>
      <ActionBar note="Mỗi đoạn đã chọn thành một nháp, chưa giao cho ai.">
        <Button kind="pri" icon="save">
          Tạo nháp
        </Button>
        <LinkButton href="/tasks/conclusions">Dán lại</LinkButton>
      </ActionBar>
    </Form>
  )
}

function Paragraph({ paragraph, at, ticked }: { paragraph: Concluded; at: number; ticked: boolean }) {
  const { text, form, asked, weighed } = paragraph
  const sum = weighed && sumOf(measureForm(weighed))
  const { assignee, coordinators, due } = form
  return (
    <div class="conclusion">
      <Check name="pick" value={String(at)} checked={ticked} label={text} />
      <Meta
        parts={[
          <strong>{form.title}</strong>,
          sum && <SmallMeter clear={sum.clear} total={sum.total} />,
          sum && sum.lacking.length > 0 && <span class="lack">{sum.lacking.map(lackOf).join(', ')}</span>,
          assignee && `Người: ${assignee}`,
          coordinators.length > 0 && `Phối hợp: ${coordinators.map(({ name }) => name).join('; ')}`,
          due && `Hạn: ${due}`,
          ...asked,
        ]}
      />
    </div>
  )
}
