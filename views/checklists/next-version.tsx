import type { Checklist } from '../../src/checklists/queries.ts'
import { dayIn } from '../../src/rules/days.ts'
import { day } from '../format.ts'
import { Note } from '../ui/note.tsx'

/** Over a form: saving a version that a round has used makes the next one. */
export const NextVersion = ({ number, usedAt }: Pick<Checklist, 'number' | 'usedAt'>) =>
  usedAt && (
    <Note icon="lock" title={`Lưu thì thành bản ${number + 1}.`}>
      Bản {number} đã dùng kiểm tra từ {day(dayIn(usedAt))} nên giữ nguyên.
    </Note>
  )

/** 409 over a form: somebody changed the same thing meanwhile. */
export const Overtaken = ({ what }: { what: string }) => (
  <Note tone="amber" icon="users" title={`${what} vừa được người khác sửa.`} id="refused" focus>
    Nội dung đồng chí gõ còn nguyên dưới đây; lưu tiếp thì thay nội dung của người đó.
  </Note>
)
