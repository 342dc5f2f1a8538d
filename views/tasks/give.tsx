import type { Day } from '../../src/rules/days.ts'
import { taskKinds as kinds } from '../../src/rules/tasks.ts'
import type { Judged } from '../../src/tasks/judging.ts'
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
import { ids, labels } from './give-labels.ts'
import { SumLine, TaskMeter } from './give-meter.tsx'
import { OutcomePart, PersonPart, ProcessPart, ResponsibilityPart, WorkPart } from './give-sections.tsx'

export type GiveProps = Omit<Judged, 'candidates'> & {
  candidates: Record<string, readonly Candidate[]>
  /** Sent once and refused: the errors are shown, not only the meter. */
  tried?: boolean
  /** What the quick line left open, in sentences, and the days its deadline may be. */
  asked?: readonly string[]
  dueOffers?: readonly Day[]
}

/** Giao việc: five lines, one per rõ, under a meter that says at any moment what is still unclear. */
export const GiveForm = (props: GiveProps) => (
  <div id="giving">
    <Form action="/tasks" id="give">
      <DefaultButton />
      <input type="hidden" name="lastLine" value={props.form.lastLine} />
      <input type="hidden" name="templateVersion" value={props.form.templateVersion} />
      <input type="hidden" name="draft" value={props.form.draft} />
      {props.tried && <ErrorSummary errors={props.errors} labels={labels} ids={ids} />}
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
          <PersonPart {...props} />
          <WorkPart {...props} />
          <ProcessPart {...props} />
          <ResponsibilityPart {...props} />
          <OutcomePart {...props} />
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
        <Send />
      </ActionBar>
    </Form>
  </div>
)

/** What the key Enter presses in any field: the first button of a form, seen or not. */
const DefaultButton = () => (
  <button type="submit" hidden>
    Giao việc
  </button>
)

/** The line and what it was read as. Drawn anew while one types; without scripts it stands as the page came. */
const LiveMeter = (props: GiveProps) => (
  <Sheet>
    <QuickBox value={props.form.line} errors={props.asked} reads="/tasks/quick" />
    <div
      hx-post="/tasks/meter"
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
