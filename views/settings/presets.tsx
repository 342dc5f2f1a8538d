import type { ClarityPreset } from '../../src/data/clarity-sets.ts'
import { isSameSet } from '../../src/rules/clarity-set.ts'
import { Tag } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ClarityProps } from './clarity.tsx'

/** The shipped sets with where each comes from; opening one fills the form, and nothing is in force before it is saved. */
export const Presets = ({ presets, ...shown }: ClarityProps) => (
  <>
    <Sheet title="Bộ có sẵn" id="bo-co-san" flush>
      {presets.map((preset) => (
        <Preset preset={preset} {...shown} />
      ))}
    </Sheet>
    <Sheet title="Khi đổi bộ rõ">
      <ul class="points">
        <li>Việc đã giao giữ nguyên nội dung, hạn và kết quả; chỉ xếp lại theo tên rõ mới.</li>
        <li>Nháp và việc sắp giao đo theo bộ mới.</li>
        <li>{whose(shown)}</li>
      </ul>
    </Sheet>
  </>
)

const whose = ({ office, chosenBy }: Pick<ClarityProps, 'office' | 'chosenBy'>) => {
  if (!chosenBy) return 'Cơ quan chưa chọn nên đang dùng bộ có sẵn đầu tiên.'
  if (chosenBy.publicId === office.publicId) return 'Cơ quan cấp dưới chưa chọn bộ riêng thì dùng bộ này.'
  return `Đang dùng bộ của ${chosenBy.name}. Lưu ở đây thì cơ quan này có bộ riêng.`
}

const confidences: Record<ClarityPreset['confidence'], string> = {
  quoted: 'Theo báo dẫn lại, chưa đối chiếu với văn bản gốc',
  memory: 'Theo trí nhớ, cần đối chiếu',
}

type Props = Omit<ClarityProps, 'presets'> & { preset: ClarityPreset }

const Preset = ({ preset: { key, of, set, source, confidence }, inForce, office }: Props) => (
  <div class="preset">
    <h3>
      {set.length} rõ {of}
    </h3>
    <p>{set.map(({ label }) => label.replace(/^Rõ /, '')).join(', ')}</p>
    <p class="muted">{source}</p>
    <p>
      <Tag tone="amber" icon="circle-question-mark">
        {confidences[confidence]}
      </Tag>
    </p>
    {isSameSet(set, inForce) ? (
      <Tag tone="green" icon="circle-check">
        Đang dùng
      </Tag>
    ) : (
      <LinkButton
        href={`/settings?office=${office.publicId}&preset=${key}`}
        label={`Xem bộ này: ${set.length} rõ ${of}`}
      >
        Xem bộ này
      </LinkButton>
    )}
  </div>
)
