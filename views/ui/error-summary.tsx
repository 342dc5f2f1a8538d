import { idOf, type Wrong, wrong } from './field.tsx'
import { Note } from './note.tsx'

type Props = {
  errors?: Readonly<Record<string, Wrong>>
  /** The words a field is called by, in the order of the form; a field without a word is called by its error. */
  labels?: Readonly<Record<string, string>>
  /** Ids of fields that do not follow `f-` and the name. */
  ids?: Readonly<Record<string, string>>
  /** What fields are part of, said before the first of each: "Rõ việc: Tên việc, Nội dung". */
  groups?: Readonly<Record<string, string>>
}

/** Over a form that came back: how many places, and a way to each. It takes the focus. */
export function ErrorSummary({ errors = {}, labels = {}, ids = {}, groups = {} }: Props) {
  const order = Object.keys(labels)
  const places = Object.keys(errors).filter((name) => wrong(errors[name]))
  if (places.length === 0) return null
  places.sort((a, b) => order.indexOf(a) - order.indexOf(b))
  return (
    <Note tone="red" icon="circle-alert" id="errors" title={`Chưa gửi được, còn ${places.length} chỗ cần sửa.`} focus>
      <ul class="places">
        {places.map((name, at) => (
          <li>
            {groups[name] && groups[name] !== groups[places[at - 1] ?? ''] && `${groups[name]}: `}
            <a href={`#${idOf({ id: ids[name], name })}`}>{labels[name] ?? wrong(errors[name])}</a>
          </li>
        ))}
      </ul>
    </Note>
  )
}
