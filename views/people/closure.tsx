import type { figuresOfMerger } from '../../src/people/closure-figures.ts'
import type { Closure } from '../../src/people/closure-plan.ts'
import type { ClosureInput } from '../../src/people/forms.ts'
import type { UnitNode, UnitRow } from '../../src/people/tree.ts'
import type { Day } from '../../src/rules/days.ts'
import { day } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Effects, Outcome } from './closure-effects.tsx'
import { Choices, closureLabels } from './closure-form.tsx'
import { Overtaken } from './overtaken.tsx'

export type ClosureProps = {
  unit: UnitRow
  foreseen: Closure
  figures: Awaited<ReturnType<typeof figuresOfMerger>>
  /** Units that may take over, and those under which one may be opened. */
  units: readonly UnitNode[]
  parents: readonly UnitNode[]
  /** What is asked for, as it was read. */
  input: ClosureInput
  today: Day
  /** None until something was asked for. */
  errors?: Record<string, string>
  typed?: Record<string, unknown>
  /** What would happen is no longer what was shown. */
  overtaken?: boolean
}

/** Kết thúc, sáp nhập đơn vị: what will move and what will end, before it happens. */
export const ClosurePage = (props: ClosureProps) => (
  <>
    {props.overtaken && <Overtaken />}
    <ErrorSummary errors={props.errors} labels={closureLabels} />
    <Choices {...props} />
    <Effects {...props} />
    <Confirm {...props} />
  </>
)

function Confirm(props: ClosureProps) {
  const { unit, foreseen, input, errors } = props
  if (!errors || Object.keys(errors).length > 0) return null
  const from = day(input.day)
  const names = foreseen.roots.map(({ name }) => name).join(', ')
  const { successor } = foreseen
  return (
    <Sheet title={successor ? `Sáp nhập ${names} vào ${successor.name}?` : `Kết thúc ${names}?`} id="outcome">
      <Outcome {...props} />
      <Form action={`/units/${unit.publicId}/closure`}>
        {fieldsOf(props).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Actions>
          <Button kind="risk" icon="ban">
            {successor ? `Sáp nhập từ ${from}` : `Kết thúc từ ${from}`}
          </Button>
          <LinkButton href={`/units/${unit.publicId}`}>Thôi</LinkButton>
        </Actions>
      </Form>
    </Sheet>
  )
}

/** Everything that was asked for, as it was shown. */
function fieldsOf({ foreseen, input }: ClosureProps): [string, string][] {
  const { also, into, successor, name, shortName, parent, below, approver } = input
  const single = { into, successor, name, shortName, parent, below, day: day(input.day), approver, seen: foreseen.seen }
  return [
    ...Object.entries(single).flatMap(([key, value]): [string, string][] => (value ? [[key, value]] : [])),
    ...also.map((id): [string, string] => ['also', id]),
    ...foreseen.roles.map(({ shown }): [string, string] => ['shown', shown]),
    ...foreseen.roles.flatMap(({ publicId, isKept }): [string, string][] => (isKept ? [['roles', publicId]] : [])),
  ]
}
