import type { ChecklistItem } from '../../src/checklists/body.ts'
import type { AnswerInput } from '../../src/inspections/sheets/answer-form.ts'
import type { AnswerConflict } from '../../src/inspections/sheets/answering.ts'
import { givenName, time } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { resultNames } from '../words.ts'
import { measuredText } from './sheet-read.tsx'

type Props = {
  sheetId: string
  conflicts: readonly AnswerConflict[]
  items: readonly ChecklistItem[]
  /** The fields of one's own answer as they were sent, by item. */
  mine: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  saved: number
}

/** 409: two inspectors put down the same item. Item by item, what the other wrote beside what was sent. */
export const AnswerConflicts = ({ sheetId, conflicts, items, mine, saved }: Props) => (
  <Form action={`/inspections/sheets/${sheetId}`} class="conflict">
    <Note
      tone="amber"
      icon="users"
      id="refused"
      focus
      title={`${conflicts.length} mục vừa được người khác trong đoàn ghi.`}
    >
      {saved > 0 && `Đã lưu ${saved} mục khác. `}Chọn giữ bản nào cho từng mục.
    </Note>
    {conflicts.map(({ item, theirs, mine: own }) => (
      <Sheet title={`${item} ${items.find(({ code }) => code === item)?.name ?? ''}`}>
        <input type="hidden" name={`${item}.version`} value={String(theirs.version)} />
        <input type="hidden" name={`${item}.was`} value="" />
        {Object.entries(mine.get(item) ?? {}).flatMap(([name, value]) =>
          [value].flat().map((one) => <input type="hidden" name={`${item}.${name}`} value={String(one ?? '')} />),
        )}
        <Side
          name={`${item}.keep`}
          value="theirs"
          checked
          label={`Của đồng chí ${givenName(theirs.by)}, lúc ${time(theirs.at)}`}
        >
          {answerText(
            items.find(({ code }) => code === item),
            theirs,
          )}
        </Side>
        <Side name={`${item}.keep`} value="mine" label="Của tôi">
          {answerText(
            items.find(({ code }) => code === item),
            own,
          )}
        </Side>
      </Sheet>
    ))}
    <Actions>
      <Button kind="pri">Lưu theo lựa chọn</Button>
      <LinkButton href={`/inspections/sheets/${sheetId}`}>Bỏ phần của tôi</LinkButton>
    </Actions>
  </Form>
)

type SideProps = { name: string; value: string; label: string; checked?: boolean; children?: unknown }
const Side = ({ name, value, label, checked, children }: SideProps) => (
  <label class="radio">
    <input type="radio" name={name} value={value} checked={checked} />
    <span>
      <strong>{label}:</strong> {children as never}
    </span>
  </label>
)

/** An answer in a sentence: 'Không đạt. hồ sơ sai 2, hồ sơ kiểm tra 10. Thiếu chữ ký'. */
export const answerText = (item: ChecklistItem | undefined, { result, value, note }: AnswerInput): string =>
  [result ? resultNames[result] : 'Chưa chọn kết quả', item && measuredText(item, value), note]
    .filter(Boolean)
    .join('. ')
