import type { Frame } from '../layout.tsx'

/** The two lines every document of the office begins with (quốc hiệu bên trái), and the way home. */
export const Letterhead = ({ office }: { office: NonNullable<Frame['office']> }) => (
  <a class="letterhead" href="/">
    {office.superior && <span>{office.superior}</span>}
    <strong>{office.name}</strong>
    <span class="sr">, về trang đầu</span>
  </a>
)

/** The head of a printed page: the office at the left, the name and motto of the State (quốc hiệu, tiêu ngữ) at the right. */
export const PrintHead = ({ office }: { office: NonNullable<Frame['office']> }) => (
  <div class="print-head">
    <div class="print-office">
      {office.superior && <span>{office.superior}</span>}
      <strong>{office.name}</strong>
    </div>
    <div class="print-nation">
      <strong>Cộng hòa xã hội chủ nghĩa Việt Nam</strong>
      <strong>Độc lập - Tự do - Hạnh phúc</strong>
    </div>
  </div>
)

/** The only emblem: five clear bars and the name. */
export const Mark = () => (
  <p class="product">
    <svg width="28" height="14" aria-hidden="true" focusable="false">
      {[0, 6, 12, 18, 24].map((x) => (
        <rect x={x} width="4" height="14" rx="1" />
      ))}
    </svg>
    Năm Rõ
  </p>
)
