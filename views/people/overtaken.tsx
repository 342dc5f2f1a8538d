import { Note } from '../ui/note.tsx'

/** 409: nothing was done, and what stands below is how it would be now. */
export const Overtaken = () => (
  <Note tone="amber" title="Chưa thực hiện: có thay đổi từ lúc đồng chí xem trước." id="overtaken" focus>
    Dưới đây là những gì sẽ diễn ra theo tình hình mới. Xem lại rồi xác nhận.
  </Note>
)
