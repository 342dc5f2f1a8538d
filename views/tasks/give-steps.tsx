import { stepDoers } from '../../src/rules/clarity.ts'
import type { StepRow } from '../../src/tasks/giving/form.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { stepDoerNames } from '../words.ts'

const doers = stepDoers.map((value) => ({ value, label: stepDoerNames[value] }))
const empty: StepRow = { name: '', days: '', doer: 'responsible' }

type Props = {
  steps: readonly StepRow[]
  error?: string
  /** A task may do without any: the rõ they belong to is not compulsory. */
  optional?: boolean
}

/** As many rows as were filled and two more; empty ones do not count. */
export const StepRows = ({ steps, error, optional }: Props) => (
  <>
    {[...steps, empty, empty].map(({ name, days, doer }, at) => (
      <div class="fields step-row with-doer">
        <Field
          name="stepName"
          id={`f-step-${at + 1}`}
          label={`Bước ${at + 1}`}
          value={name}
          optional={optional || at > 0}
          errors={at === 0 ? error : undefined}
        />
        <Select
          name="stepDoer"
          id={`f-step-doer-${at + 1}`}
          label={
            <>
              Ai làm<span class="sr">, bước {at + 1}</span>
            </>
          }
          options={doers}
          value={doer}
        />
        <Field
          name="stepDays"
          id={`f-step-days-${at + 1}`}
          label={
            <>
              Xong sau<span class="sr"> (số ngày làm việc), bước {at + 1}</span>
            </>
          }
          type="number"
          placeholder="… ngày"
          value={days}
        />
      </div>
    ))}
    <p class="hint">
      Xong sau bao nhiêu ngày làm việc, bước nào cũng đếm từ ngày giao; để trống nếu bước kết thúc cùng hạn của việc.
    </p>
  </>
)
