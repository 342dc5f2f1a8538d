import type { LineView } from '../../src/plans/answering.ts'
import type { Becomes } from '../../src/plans/deciding.ts'
import { day, number } from '../format.ts'
import { Tag } from '../ui/badge.tsx'
import { SmallMeter } from '../ui/meter.tsx'

const names: Record<Becomes, string> = {
  task: 'Giao ngay',
  draft: 'Nháp',
  heading: 'Đề mục',
  kept: 'Đã giao',
  nothing: 'Không giao',
}

/** What a line of the file comes to, and how clear it is: under its title in the preview of an import. */
export const LinePreview = ({ view }: { view: LineView }) => (
  <span class="plan-preview">
    <Tag tone={view.becomes === 'task' ? 'blue' : view.becomes === 'draft' ? 'amber' : 'slate'}>
      {view.becomes === 'draft' && view.draft ? 'Nháp đã có' : names[view.becomes]}
      {view.code && ` ${view.code}`}
    </Tag>
    {view.total !== undefined && <SmallMeter clear={view.clear ?? 0} total={view.total} />}
    {view.who && <span>{view.who}</span>}
    {view.due && <span class="muted">hạn {day(view.due)}</span>}
  </span>
)

/** What one press gives and keeps: 'Giao ngay 76 việc, giữ 5 nháp.' */
export function sumOf(views: readonly (LineView | undefined)[]): string {
  const count = (becomes: Becomes) => views.filter((view) => view?.becomes === becomes).length
  const parts = [
    count('task') > 0 && `giao ngay ${number(count('task'))} việc`,
    count('draft') > 0 && `giữ ${number(count('draft'))} nháp`,
    count('heading') > 0 && `${number(count('heading'))} đề mục`,
  ]
  return parts.some(Boolean) ? `Gồm: ${parts.filter(Boolean).join(', ')}.` : ''
}
