import type { PersonRow } from '../../src/people/queries.ts'
import { FieldError, type FieldFrame, Frame, idOf, tied } from '../ui/field.tsx'
import { Circle } from '../ui/person.tsx'

/** What a chip shows of a person. */
export type Candidate = Pick<PersonRow, 'publicId' | 'name' | 'post' | 'unitName'>

/** What to do about a name that is not yet one person. */
export const pickProblems: Record<'missing' | 'unknown' | 'several', string> = {
  missing: 'Gõ tên rồi chọn một người.',
  unknown: 'Không tìm thấy ai tên như vậy đang công tác ở đây. Gõ lại họ tên, có dấu hay không dấu đều được.',
  several: 'Có nhiều người trùng tên này. Chọn đúng một người dưới đây.',
}

type Props = Omit<FieldFrame, 'picks' | 'picksLabel'> & {
  /** What was typed, or the name of who is chosen. */
  text?: string
  /** The public id of the ticked chip. */
  chosen?: string
  proposals?: readonly Candidate[]
  /** The public id of the unit to look in; everywhere when not given. */
  unit?: string
  autofocus?: boolean
}

/**
 * One of many people, by name. It sends the typed text as `name` and the ticked chip as `name` and 'Id'; `resolvePerson`
 * makes one person of the two. With scripts the chips follow the typing; without, the answer to the form brings them.
 */
export function Picker(props: Props) {
  const { name, text = '', chosen, proposals = [], unit, autofocus } = props
  const list = `${idOf(props)}-people`
  return (
    <div class="picker">
      <Frame {...props}>
        <input
          {...tied(props)}
          type="text"
          name={name}
          value={text}
          autocomplete="off"
          autofocus={autofocus}
          hx-get={optionsUrl(name, unit)}
          hx-trigger="input changed delay:200ms"
          hx-target={`#${list}`}
          hx-swap="innerHTML"
        />
      </Frame>
      <div id={list}>
        <PersonOptions name={name} proposals={proposals} chosen={chosen} />
      </div>
    </div>
  )
}

const optionsUrl = (name: string, unit?: string) =>
  `/people/options?${new URLSearchParams({ name, ...(unit && { unit }) })}`

type OptionsProps = {
  name: string
  proposals: readonly Candidate[]
  chosen?: string
  /** What was typed fits nobody. */
  unknown?: boolean
}

/** The chips: radios, so that they work without scripts. Who is meant as it stands is ticked at once. */
export function PersonOptions({ name, proposals, chosen, unknown }: OptionsProps) {
  if (unknown) return <FieldError id={`f-${name}-unknown`} errors={pickProblems.unknown} />
  if (proposals.length === 0) return null
  const ticked = chosen ?? (proposals.length === 1 ? proposals[0]?.publicId : undefined)
  return (
    <fieldset class="picks people">
      <legend>{proposals.length === 1 ? 'Người được chọn' : `Chọn một trong ${proposals.length} người`}</legend>
      {proposals.map((person) => (
        <PersonOption name={name} person={person} checked={person.publicId === ticked} />
      ))}
    </fieldset>
  )
}

const PersonOption = ({ name, person, checked }: { name: string; person: Candidate; checked: boolean }) => (
  <label class="chip">
    <input type="radio" name={`${name}Id`} value={person.publicId} checked={checked} />
    <Circle name={person.name} />
    <span>
      {person.name}, {person.post}, {person.unitName}
    </span>
  </label>
)
