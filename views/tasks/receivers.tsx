import type { Place, Receiver } from '../../src/tasks/doing/places.ts'
import type { Fan } from '../../src/tasks/giving/fan-judging.ts'
import { Picker, pickProblems } from '../people/picker.tsx'
import { Button } from '../ui/button.tsx'
import { Check } from '../ui/checks.tsx'
import { Field, FieldError } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import type { GiveProps } from './give.tsx'

type Props = GiveProps & { fan: Fan }

/** "12 nơi". */
export const countPlaces = ({ to }: Fan): string => (to.length > 0 ? `${to.length} nơi` : '')

/** The button says how many it sends to. */
export const sendsTo = (fan: Fan): string => (fan.to.length > 0 ? `Giao ${countPlaces(fan)}` : 'Giao nhiều nơi')

/** "12 nơi. Tổng hợp: Lê Thị Ngọc Diệp." */
export const To = ({ fan, form }: Props) => (
  <>
    <strong>{fan.to.length > 0 && `${countPlaces(fan)}.`}</strong>
    {!form.parent && form.assignee && ` Tổng hợp: ${form.assignee}.`}
  </>
)

const redraws = '/tasks/fan-out/form#noi-nhan'

/**
 * Whom one order is for: a tick for each unit, received by its head, then people of the own unit and anybody else by name.
 * Buttons that only change ticks draw the form anew, so that all of it works without scripts.
 */
export const Receivers = (props: Props) => (
  <>
    <span id="noi-nhan" />
    <fieldset class={props.tried && props.errors.to ? 'field wrong' : 'field'} id="f-to" tabindex={-1}>
      <legend>Nơi nhận</legend>
      <FieldError id="f-to-error" errors={props.tried ? props.errors.to : undefined} />
      <Tools {...props} />
      <Ticked {...props} />
      <Places {...props} />
      <Colleagues {...props} />
      <OneMore {...props} />
    </fieldset>
    {!props.form.parent && <Gatherer {...props} />}
  </>
)

const Tools = ({ fan: { places, to, place } }: Props) => {
  const ready = places.filter(({ head }) => head).length
  if (places.length === 0 && !place) return null
  return (
    <div class="fan-tools">
      {ready > 0 && (
        <Button kind="soft" icon="check-check" name="tick" value="all" formaction={redraws}>
          {place ? `Chọn ${ready} đơn vị tìm thấy` : `Chọn cả ${ready} đơn vị`}
        </Button>
      )}
      {to.length > 0 && (
        <Button kind="quiet" name="tick" value="none" formaction={redraws}>
          Bỏ chọn
        </Button>
      )}
      <span class="fan-search">
        <Field
          name="place"
          label="Tìm đơn vị"
          hideLabel
          value={place}
          placeholder="Tìm đơn vị, kể cả cấp dưới nữa"
          autocomplete="off"
        />
        <Button icon="search" formaction={redraws} label="Tìm đơn vị" />
      </span>
    </div>
  )
}

/** Ticked, and in neither list below: found by name, or hidden by the search. */
const Ticked = ({ fan: { others, to } }: Props) =>
  others.length === 0 ? null : (
    <div class="receivers">
      {others.map(({ unitName, ...person }) => (
        <Tick person={person} label={unitName} to={to} />
      ))}
    </div>
  )

const Places = ({ fan: { places, to, place } }: Props) => {
  if (places.length === 0) return place ? <p class="muted">Không có đơn vị nào khớp “{place}”.</p> : null
  return (
    <div class="receivers">
      {places.map((unit) =>
        unit.head ? <Tick person={unit.head} label={unit.name} to={to} /> : <Unready unit={unit} to={to} />,
      )}
    </div>
  )
}

/** A unit whose receiver is not clear: nobody heads it, or the giver says which of its leaders. */
const Unready = ({ unit: { name, leaders }, to }: { unit: Place; to: readonly string[] }) =>
  leaders.length === 0 ? (
    <p class="unready alone">
      <Icon name="circle-alert" />
      <span>{name}: chưa có người đứng đầu. Chọn người nhận theo tên bên dưới.</span>
    </p>
  ) : (
    <div class="unready">
      <p>
        {name} có {leaders.length} lãnh đạo, chọn người nhận:
      </p>
      {leaders.map((person) => (
        <Check
          name="to"
          value={person.publicId}
          label={person.name}
          hint={person.post}
          checked={to.includes(person.publicId)}
        />
      ))}
    </div>
  )

const Tick = ({ person, label, to }: { person: Receiver; label: string; to: readonly string[] }) => (
  <Check
    name="to"
    value={person.publicId}
    label={label}
    hint={`${person.name}, ${person.post}`}
    checked={to.includes(person.publicId)}
  />
)

const Colleagues = ({ fan: { colleagues, places, to } }: Props) =>
  colleagues.length === 0 ? null : (
    <details class="more" open={places.length === 0 || colleagues.some(({ publicId }) => to.includes(publicId))}>
      <summary>Người trong đơn vị ({colleagues.length})</summary>
      <div class="receivers">
        {colleagues.map((person) => (
          <Check
            name="to"
            value={person.publicId}
            label={person.name}
            hint={person.post}
            checked={to.includes(person.publicId)}
          />
        ))}
      </div>
    </details>
  )

const OneMore = ({ fan: { more } }: Props) => (
  <details class="more" open={more !== undefined}>
    <summary>Thêm người khác theo tên</summary>
    <div class="fan-more">
      <Picker
        name="more"
        label="Người nhận"
        text={more?.text}
        proposals={more?.candidates}
        errors={more?.problem && pickProblems[more.problem]}
      />
      <Button icon="user-plus" name="tick" value="more" formaction={redraws}>
        Thêm người này
      </Button>
    </div>
  </details>
)

/** Every task has one person who answers for it: of an order to many, whoever follows it and gathers the results. */
const Gatherer = ({ form, candidates, errors, tried }: Props) => (
  <Picker
    name="assignee"
    label="Người tổng hợp"
    text={form.assignee}
    chosen={form.assigneeId}
    proposals={candidates.assignee}
    errors={tried || (candidates.assignee ?? []).length > 1 ? errors.assignee : undefined}
    hint="Giữ việc chung, đôn đốc các nơi, nộp kết quả khi các nơi đã xong. Khác người nghiệm thu."
  />
)
