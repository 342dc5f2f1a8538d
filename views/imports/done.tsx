import type { Child } from 'hono/jsx'
import type { RowAnswer } from '../../src/imports/kinds.ts'
import type { ImportRow } from '../../src/imports/queries.ts'
import { fullMoment, number } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { outcomeNames } from '../words.ts'
import { Rows } from './preview.tsx'

type Props = { it: ImportRow; next?: Child; left: readonly RowAnswer[] }

/** What came of it: counts, where to look, what comes next, and the rows that were left out while they are kept. */
export const DoneImport = ({ it, next, left }: Props) => (
  <div class="stack">
    <Sheet>
      <Note tone="green" title={it.result?.said} />
      {next}
      <Facts rows={factsOf(it)} />
      <Actions>
        {it.result?.link && (
          <LinkButton kind="pri" icon="eye" href={it.result.link}>
            Xem kết quả
          </LinkButton>
        )}
        <LinkButton href="/imports">Nhập tệp khác</LinkButton>
      </Actions>
    </Sheet>
    {left.length > 0 && (
      <Sheet
        title="Các dòng để lại"
        count={it.counts.refused}
        flush
        aside={
          <LinkButton icon="download" kind="quiet" href={`/imports/${it.publicId}/refused`} download>
            Tải về để sửa
          </LinkButton>
        }
        foot="Các dòng này được giữ 30 ngày từ lúc gửi tệp."
      >
        <Rows rows={left} />
      </Sheet>
    )}
  </div>
)

const factsOf = ({ counts, endedAt, fileName, byName }: ImportRow) => [
  { icon: 'file-text' as const, label: 'Tệp', body: fileName },
  { icon: 'user-round' as const, label: 'Người gửi', body: byName },
  { icon: 'clock' as const, label: 'Ghi lúc', body: endedAt && fullMoment(endedAt) },
  {
    icon: 'list-checks' as const,
    label: 'Số dòng',
    body: (['created', 'changed', 'same', 'refused', 'skipped'] as const)
      .flatMap((outcome) => (counts[outcome] ? [`${outcomeNames[outcome]}: ${number(counts[outcome])}`] : []))
      .join(' · '),
  },
]
