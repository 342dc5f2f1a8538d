import type { Child } from 'hono/jsx'
import type { Finding } from '../../src/inspections/findings/find-findings.ts'
import type { Proposal } from '../../src/inspections/findings/remedying.ts'
import type { RemedyState } from '../../src/rules/remedies.ts'
import { day } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Tag } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Note } from '../ui/note.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Unfold } from '../ui/unfold.tsx'
import { remedyNames } from '../words.ts'

type Look = { tone: 'slate' | 'blue' | 'red' | 'green' | 'amber'; icon?: IconName }
const looks: Record<RemedyState, Look> = {
  none: { tone: 'slate' },
  giving: { tone: 'blue' },
  doing: { tone: 'blue' },
  reported: { tone: 'blue' },
  inTime: { tone: 'green', icon: 'circle-check' },
  late: { tone: 'amber', icon: 'clock-alert' },
  overdue: { tone: 'red', icon: 'triangle-alert' },
  cancelled: { tone: 'slate' },
}

/** Where the remedy of a finding stands, in a word. */
export const RemedyTag = ({ state }: { state: RemedyState }) => <Tag {...looks[state]}>{remedyNames[state]}</Tag>

type Props = {
  finding: Finding
  remedy: {
    state: RemedyState
    /** The task; its address only for those who may open it. */
    task?: { code: string; due: string; doer: string; approver: string; href?: string }
    /** What would be given, for whoever may give it. */
    proposal?: Proposal
    /** Why it cannot be given yet. */
    waits?: string
  }
  typed?: Readonly<Record<string, unknown>>
  errors?: Record<string, string>
}

/** Khắc phục: the task a finding became, or the button that makes it one. */
export const RemedySheet = (props: Props) => {
  const { state, task, proposal, waits } = props.remedy
  return (
    <Sheet title="Khắc phục" aside={<RemedyTag state={state} />} mine={proposal !== undefined} id="khac-phuc">
      {task && (
        <p>
          Việc số {task.href ? <a href={task.href}>{task.code}</a> : task.code}: đ/c {task.doer} thực hiện, hạn{' '}
          {day(task.due)}; đ/c {task.approver} nghiệm thu.
        </p>
      )}
      {!task && !proposal && <p class="muted">{waits ?? 'Chưa giao thành việc.'}</p>}
      {proposal && <Give {...props} proposal={proposal} />}
    </Sheet>
  )
}

/** One click where everything is clear; otherwise the fields that are not, open. */
function Give({ finding, proposal, typed, errors }: Props & { proposal: Proposal }) {
  const { doer, approver, due, gaps } = proposal
  const at = `/findings/${finding.publicId}/remedy`
  const fields = <RemedyFields {...{ finding, proposal, typed }} errors={errors ?? {}} />
  const own = Object.keys(errors ?? {}).some((name) => name.endsWith(finding.publicId))
  if (own || gaps.length > 0)
    return (
      <>
        {!own && <Note tone="amber">{unclear(proposal)}</Note>}
        <GiveForm {...{ at, version: finding.version }}>{fields}</GiveForm>
      </>
    )
  return (
    <>
      <p>
        Giao đ/c {doer?.name}, hạn {day(due)}; đ/c {approver?.name} nghiệm thu.
      </p>
      <Actions>
        <Form action={at} version={finding.version}>
          <Button kind="pri" icon="send">
            Giao khắc phục
          </Button>
        </Form>
        <Unfold label="Đổi người, hạn…" icon="pen-line">
          <GiveForm {...{ at, version: finding.version }} second>
            {fields}
          </GiveForm>
        </Unfold>
      </Actions>
    </>
  )
}

type GiveFormProps = { at: string; version: number; second?: true; children?: Child }
const GiveForm = ({ at, version, second, children }: GiveFormProps) => (
  <Form action={at} version={version}>
    {children}
    <Button kind={second ? 'soft' : 'pri'} icon="send">
      Giao khắc phục
    </Button>
  </Form>
)

/** What keeps it from being given in one click. */
const unclear = ({ gaps, due }: Proposal): string =>
  gaps
    .map(({ field, code }) => {
      if (code === 'duePast') return `Hạn khắc phục ${day(due)} đã qua: chọn hạn mới.`
      if (field === 'due') return `Hạn khắc phục ${day(due)} là ngày nghỉ: chọn một ngày làm việc.`
      return field === 'assignee'
        ? 'Chưa có người khắc phục đang công tác: chọn một người.'
        : 'Chọn người nghiệm thu khác người khắc phục.'
    })
    .join(' ')

type FieldsProps = {
  finding: Pick<Finding, 'publicId'>
  proposal: Proposal
  typed?: Readonly<Record<string, unknown>>
  errors: Record<string, string>
}

/** Who, by whom approved, by when; the names of the fields carry the finding. */
export function RemedyFields({ finding: { publicId }, proposal, typed, errors }: FieldsProps) {
  const { doer, approver, due, doers, approvers, gaps } = proposal
  const people = (some: Proposal['doers']) =>
    some.map(({ publicId, name, post }) => ({ value: publicId, label: `${name}, ${post}` }))
  const value = (name: string, usual: string) => String(typed?.[`${name}.${publicId}`] ?? usual)
  const field = (name: string) => ({ name: `${name}.${publicId}`, errors: errors[`${name}.${publicId}`] })
  const isPast = gaps.some(({ code }) => code === 'duePast')
  return (
    <div class="remedy-fields">
      <Select
        {...field('doer')}
        label="Người khắc phục"
        placeholder="Chọn người"
        options={people(doers)}
        value={value('doer', doer?.publicId ?? '')}
      />
      <Select
        {...field('approver')}
        label="Người nghiệm thu"
        placeholder="Chọn người"
        options={people(approvers)}
        value={value('approver', approver?.publicId ?? '')}
      />
      <Field {...field('due')} label="Hạn" type="date" value={value('due', isPast ? '' : day(due))} />
    </div>
  )
}
