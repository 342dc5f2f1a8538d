import { number } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { outcomeNames } from '../words.ts'
import { Drop } from './drop.tsx'
import type { PreviewProps } from './preview.tsx'

/** What would be written, and the one button that does; a file with refused rows is mended first, or they are left out expressly. */
export function Decision(props: PreviewProps) {
  const { it } = props
  const { created = 0, changed = 0, refused = 0 } = it.counts
  return (
    <Sheet>
      {it.moved > 0 && (
        <Note
          tone="amber"
          title={`Từ lúc kiểm tra đến nay dữ liệu đã thay đổi ở ${number(it.moved)} dòng, nên chưa ghi.`}
        >
          Xem lại kết quả mới dưới đây rồi ghi.
        </Note>
      )}
      {refused > 0 ? <Refused {...props} /> : <Ready {...props} writable={created + changed} />}
      <Actions>
        {refused === 0 && created + changed > 0 && (
          <Form action={`/imports/${it.publicId}/application`} version={it.version}>
            <Button kind="pri" icon="save">
              Ghi tất cả
            </Button>
          </Form>
        )}
        {refused > 0 && (
          <>
            <LinkButton kind="pri" icon="upload" href={`/imports#${it.kind}`}>
              Gửi tệp đã sửa
            </LinkButton>
            <LinkButton icon="download" href={`/imports/${it.publicId}/refused`} download>
              Tải các dòng bị từ chối
            </LinkButton>
          </>
        )}
        {refused > 0 && created + changed > 0 && (
          <Form action={`/imports/${it.publicId}/application`} version={it.version}>
            <input type="hidden" name="leaveOut" value="1" />
            <Button>
              Bỏ qua {number(refused)} dòng bị từ chối và ghi {number(created + changed)} dòng còn lại
            </Button>
          </Form>
        )}
        <LinkButton icon="pen-line" href={`/imports/${it.publicId}?mapping=1`}>
          Ghép cột lại…
        </LinkButton>
        <Drop it={it} />
      </Actions>
    </Sheet>
  )
}

const Ready = ({ it, noun, sum, writable }: PreviewProps & { writable: number }) =>
  writable > 0 ? (
    <Note tone="green" title={`Không có dòng nào bị từ chối. Sẽ ghi: ${counted({ it, noun })}.`}>
      {sum && <p>{sum}</p>}
      Ghi tất cả trong một lần; nếu giữa chừng có lỗi thì không ghi dòng nào.
    </Note>
  ) : (
    <Note title="Không có gì để ghi.">Mọi dòng của tệp đã đúng như dữ liệu hiện có.</Note>
  )

const counted = ({ it, noun }: Pick<PreviewProps, 'it' | 'noun'>) =>
  (['created', 'changed', 'same'] as const)
    .flatMap((outcome) =>
      it.counts[outcome] ? [`${outcomeNames[outcome].toLowerCase()} ${number(it.counts[outcome])} ${noun}`] : [],
    )
    .join(', ')

/** Nothing is written while a row is refused; the first one is shown with what to do. */
const Refused = ({ it, firstRefused }: PreviewProps) => {
  const first = firstRefused?.notes[0]
  return (
    <Note tone="red" title={`${number(it.counts.refused ?? 0)} dòng bị từ chối, chưa ghi dòng nào.`}>
      {firstRefused && (
        <p>
          Dòng {firstRefused.number}
          {first?.cell && `, ô ${first.cell}`}: {first?.text}
        </p>
      )}
      <p>Sửa trong tệp rồi gửi lại; các dòng đã đúng không bị ghi hai lần.</p>
    </Note>
  )
}
