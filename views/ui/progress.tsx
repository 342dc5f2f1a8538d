type Props = { value: number; max?: number; label: string; text?: string }

/** A thin bar with its figure always beside it. */
export const Progress = ({ value, max = 100, label, text }: Props) => (
  <div class="progress">
    <progress value={value} max={max} aria-label={label}></progress>
    <span>{text ?? `${Math.round((value * 100) / max)}%`}</span>
  </div>
)
