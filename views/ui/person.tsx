import { initials } from '../format.ts'

type Props = {
  name: string
  unit?: string
  /** The viewer: the circle is blue. */
  own?: boolean
}

/** Initials in a circle, the full name, the unit in grey. "đ/c" belongs in sentences, not here. */
export const PersonChip = ({ name, unit, own }: Props) => (
  <span class="person">
    <Circle name={name} own={own} />
    <span>
      {name}
      {unit && <span class="muted">, {unit}</span>}
    </span>
  </span>
)

/** The circle alone, beside a name. */
export const Circle = ({ name, own }: Pick<Props, 'name' | 'own'>) => (
  <span class={own ? 'circle own' : 'circle'} aria-hidden="true">
    {initials(name)}
  </span>
)
