import type { Day } from '../../src/rules/days.ts'
import { taskKinds as kinds } from '../../src/rules/tasks.ts'
import type { Fan } from '../../src/tasks/giving/fan-judging.ts'
import type { Judged } from '../../src/tasks/giving/judging.ts'
import { ErrorSummary } from '../errors.tsx'
import type { Candidate } from '../people/picker.tsx'
import { ActionBar } from '../ui/actions.tsx'
import { Choice } from '../ui/choice.tsx'
import { Columns } from '../ui/columns.tsx'
import { Form } from '../ui/form.tsx'
import { QuickBox } from '../ui/quick-line.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { taskKinds } from '../words.ts'
import { GiveAside, Send } from './give-aside.tsx'
import { fieldOf, ids, labels } from './give-labels.ts'
import { SumLine, TaskMeter } from './give-meter.tsx'
import { Parts } from './give-sections.tsx'
import { OfWhole } from './part-of.tsx'

export type GiveProps = Omit<Judged, 'candidates'> & {
  candidates: Record<string, readonly Candidate[]>
  /** Sent once and refused: the errors are shown, not only the meter. */
  tried?: boolean
  /** What the quick line left open, in sentences, and the days its deadline may be. */
  asked?: readonly string[]
  dueOffers?: readonly Day[]
  /** Giao nhiều nơi: whom the order is for, where it is for many. */
  fan?: Fan
}

/** Giao việc: a line for each rõ under a meter that says at any moment what is still unclear. */
export const GiveForm = (props: GiveProps) => (
  <div id="giving">
    <Form action={props.fan ? '/tasks/fan-out' : '/tasks'} id="give">
      <DefaultButton {...props} />
      <input type="hidden" name="lastLine" value={props.form.lastLine} />
      <input type="hidden" name="templateVersion" value={props.form.templateVersion} />
      <input type="hidden" name="draft" value={props.form.draft} />
      <input type="hidden" name="parent" value={props.form.parent} />
      {props.fan && <input type="hidden" name="fan" value="1" />}
      {props.tried && <ErrorSummary errors={props.errors} ids={ids} {...placesIn(props)} />}
      <OfWhole {...props} />
      <Choice
        name="kind"
        label="Loại việc"
        hideLabel
        options={kinds.map((value) => ({ value, label: taskKinds[value] }))}
        value={props.form.kind}
      />
      <Columns aside={<GiveAside {...props} />}>
        <LiveMeter {...props} />
        <Sheet flush>
          <Parts {...props} />
        </Sheet>
      </Columns>
      <ActionBar
        phone
        note={
          <span id="meter-note">
            <SumLine {...props} />
          </span>
        }
      >
        <Send {...props} id="send-bar" />
      </ActionBar>
    </Form>
  </div>
)

/** The fields in the order of their rõ, and the rõ each is part of, for the summary over a form that came back. */
function placesIn({ set, errors }: GiveProps) {
  const place = (name: string) => set.findIndex(({ fields }) => fields.some((field) => field === fieldOf(name)))
  const names = Object.keys(labels).sort((one, other) => place(one) - place(other))
  const groups = Object.keys(errors).map((name) => [name, set[place(name)]?.label ?? ''])
  return {
    labels: Object.fromEntries(names.map((name) => [name, labels[name as keyof typeof labels]])),
    groups: Object.fromEntries(groups),
  }
}

/** What the key Enter presses in any field: the first button of a form, seen or not. For many nothing is sent by a key. */
const DefaultButton = ({ fan }: GiveProps) => (
  <button type="submit" formaction={fan && '/tasks/fan-out/form'} hidden>
    Giao việc
  </button>
)

/** The line and what it was read as. Drawn anew while one types; without scripts it stands as the page came. */
const LiveMeter = (props: GiveProps) => (
  <Sheet>
    <QuickBox value={props.form.line} errors={props.asked} reads={props.fan ? '/tasks/fan-out/form' : '/tasks/quick'} />
    <div
      hx-post={props.fan ? '/tasks/fan-out/meter' : '/tasks/meter'}
      hx-trigger="input from:#give delay:400ms, change from:#give delay:100ms"
      hx-include="#give"
      hx-target="#meter"
      hx-swap="outerHTML"
    >
      <TaskMeter {...props} />
    </div>
    {props.templates.length > 0 && (
      <p class="phone-only">
        <a href="#mau">Chọn mẫu</a>
      </p>
    )}
  </Sheet>
)
