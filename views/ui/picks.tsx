/** A likely answer, offered beside a field. */
export type Proposal = { value: string; label: string }

type Props = { name: string; picks: readonly Proposal[]; label?: string; fills: string }

/**
 * Chips that fill the field `fills`. They are radios, so they work without scripts: `_pick_due=04/12/2026` beside
 * `due=05/12/2026` means the chip. With scripts the chip writes into the field and nothing more is sent.
 */
export function Picks({ name, picks, label = 'Chọn nhanh', fills }: Props) {
  return (
    <fieldset class="picks" data-fills={fills}>
      <legend>{label}</legend>
      {picks.map((pick) => (
        <label class="chip">
          <input type="radio" name={`_pick_${name}`} value={pick.value} /> <span>{pick.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
