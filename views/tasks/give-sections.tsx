import type { Measured } from '../../src/rules/clarity-set.ts'
import type { GiveProps } from './give.tsx'
import { type FieldView, fieldViews } from './give-fields.tsx'
import { measureForm, Summary } from './give-meter.tsx'

/** The rõ of the set in force one after the other, each with the fields that belong to it. */
export const Parts = (props: GiveProps) => (
  <>
    {measureForm(props).map((measured) => (
      <Part measured={measured} props={props} />
    ))}
  </>
)

/** One rõ: its line with what it holds, and under it, when pressed or while something is missing, its fields. */
function Part({ measured, props }: { measured: Measured; props: GiveProps }) {
  const { segment, state } = measured
  return (
    <details class="part" id={`ro-${segment.key}`} open={state === 'missing'}>
      <summary>
        <span class="part-head" id={`sum-${segment.key}`}>
          <Summary measured={measured} props={props} />
        </span>
        <span class="part-edit">{state === 'open' ? 'Ghi' : 'Sửa'}</span>
      </summary>
      <div class="part-body">
        {segment.fields.map((field) => {
          const View: FieldView = fieldViews[field]
          return <View {...props} beside={segment.fields} optional={!segment.compulsory} />
        })}
      </div>
    </details>
  )
}
