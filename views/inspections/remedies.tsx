import type { Finding } from '../../src/inspections/findings/find-findings.ts'
import type { Proposal } from '../../src/inspections/findings/remedying.ts'
import type { Round } from '../../src/inspections/queries.ts'
import { findingCode } from '../../src/rules/remedies.ts'
import { number } from '../format.ts'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Check } from '../ui/checks.tsx'
import { Empty } from '../ui/empty.tsx'
import { FieldError } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Meta } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { findingAnswers, severityNames } from '../words.ts'
import { RemedyFields } from './remedy.tsx'

type Line = { finding: Finding; proposal: Proposal; errors: Record<string, string> }
type Props = {
  round: Round
  rows: readonly Line[]
  /** Those that are tasks already. */
  given: readonly Finding[]
  /** How many the side inspected does not know of yet. */
  notKnown: number
  typed?: Readonly<Record<string, unknown>>
  errors: Record<string, string>
  today: string
}

/** The dry run: every open finding of a round as the task it would become. Nothing is given before the button is pressed. */
export const RemediesPage = (props: Props) => (
  <Form action={`/inspections/${props.round.publicId}/remedies`} label="Giao khắc phục">
    <div class="stack">
      <Beside {...props} />
      {props.rows.length === 0 ? (
        <Sheet>
          <Empty icon="circle-check" title="Không còn tồn tại nào chờ giao khắc phục" />
        </Sheet>
      ) : (
        <Sheet title="Sẽ giao" count={props.rows.length} flush>
          {props.rows.map((line) => (
            <Row {...line} typed={props.typed} />
          ))}
        </Sheet>
      )}
    </div>
    <ActionBar>
      {props.rows.length > 0 && (
        <Button kind="pri" icon="send">
          {`Giao ${props.rows.length} việc`}
        </Button>
      )}
      <LinkButton href={`/inspections/${props.round.publicId}`}>Thôi</LinkButton>
    </ActionBar>
  </Form>
)

const Beside = ({ rows, notKnown, given, errors }: Props) => (
  <>
    {errors.take && <FieldError id="f-take-error" errors={errors.take} />}
    {unclear(rows) > 0 && <Note tone="amber">{number(unclear(rows))} tồn tại còn chỗ chưa rõ, ghi ở từng dòng.</Note>}
    {(notKnown > 0 || given.length > 0) && (
      <Note>
        {[
          notKnown > 0 && `${number(notKnown)} tồn tại chưa chuyển bên được kiểm tra nên chưa giao được.`,
          given.length > 0 && `${number(given.length)} tồn tại đã có việc khắc phục, không giao lại.`,
        ]
          .filter(Boolean)
          .join(' ')}
      </Note>
    )}
  </>
)

/** How many are not clear yet. */
const unclear = (rows: Props['rows']) =>
  rows.filter(({ finding, errors }) => Object.keys(errors).some((name) => name.endsWith(finding.publicId))).length

function Row({ finding, proposal, errors, typed }: Line & Pick<Props, 'typed'>) {
  const { publicId, text, remedy, number, severity, unitName, answer } = finding
  const taken = !typed || [typed.take ?? []].flat().includes(publicId)
  return (
    <article class="remedy-row">
      <Check
        name="take"
        value={publicId}
        checked={taken}
        label={
          <>
            <strong>
              {findingCode(number)}. {text}
            </strong>
            <span class="hint">{remedy}</span>
          </>
        }
      />
      <Meta
        parts={[
          <a href={`/findings/${publicId}`}>Xem tồn tại</a>,
          unitName,
          severityNames[severity],
          answer ? findingAnswers[answer] : 'Chưa giải trình',
        ]}
      />
      <RemedyFields {...{ finding, proposal, typed, errors }} />
    </article>
  )
}
