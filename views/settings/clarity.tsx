import type { ClarityPreset } from '../../src/data/clarity-sets.ts'
import type { ClaritySet } from '../../src/rules/clarity-set.ts'
import type { ClarityForm } from '../../src/settings/form.ts'
import type { InForce, Office } from '../../src/settings/queries.ts'
import { Columns } from '../ui/columns.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { ClarityEditor } from './editor.tsx'
import { Presets } from './presets.tsx'
import { Sample } from './sample.tsx'
import { SettingsHead } from './tabs.tsx'

export type ClarityProps = {
  office: Office
  /** Every office this person may configure. */
  offices: readonly Pick<Office, 'publicId' | 'name'>[]
  form: ClarityForm
  /** What the form comes to, as far as it can be read. */
  set: ClaritySet
  inForce: ClaritySet
  /** The office whose choice is in force here: this one, one above it, or none. */
  chosenBy: InForce['office']
  errors: Record<string, string>
  presets: readonly ClarityPreset[]
}

/** Bộ rõ: what it makes of a task, the form that changes it, and the sets others use. */
export const ClarityPage = (props: ClarityProps) => (
  <>
    <SettingsHead active="clarity" office={props.office.publicId} offices={props.offices} />
    <Columns aside={<Presets {...props} />}>
      <LiveSample {...props} />
      <ClarityEditor {...props} />
    </Columns>
  </>
)

/** Drawn anew while one changes the form; without scripts by the button "Xem thử". */
const LiveSample = (props: ClarityProps) => (
  <Sheet title="Bộ này đo một việc ra sao">
    <div
      hx-post="/settings/preview"
      hx-trigger="input from:#clarity delay:400ms, change from:#clarity delay:100ms"
      hx-include="#clarity"
      hx-target="#sample"
      hx-select="#sample"
      hx-swap="outerHTML"
    >
      <Sample {...props} />
    </div>
    <p class="phone-only">
      <a href="#bo-co-san">Chọn bộ có sẵn</a>
    </p>
  </Sheet>
)
