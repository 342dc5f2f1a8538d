import type { ClaritySet } from '../../src/rules/clarity-set.ts'
import type { Template, versionsOf } from '../../src/templates/queries.ts'
import { moment } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { TemplateFacts } from './body.tsx'

type Props = {
  template: Template
  versions: Awaited<ReturnType<typeof versionsOf>>
  mayEdit: boolean
  mayGive: boolean
  today: string
  set: ClaritySet
  /** The number of the version a task points to: it stands open. */
  asked?: number
}

/** One template: what it brings, and the versions it had. */
export const TemplatePage = (props: Props) => (
  <Columns aside={<Versions {...props} />}>
    {props.template.active === 0 && <Note title="Mẫu này thôi dùng.">Việc đã giao theo mẫu vẫn giữ nguyên.</Note>}
    <Sheet title={`Bản ${props.template.number}`} flush aside={`Gọi nhanh: #${props.template.key}`}>
      <TemplateFacts body={props.template.body} set={props.set} />
    </Sheet>
    <Deeds {...props} />
  </Columns>
)

function Deeds({ template, mayEdit, mayGive }: Props) {
  const { publicId, key, active, version } = template
  return (
    <Actions>
      {mayGive && active === 1 && (
        <LinkButton kind="pri" icon="send" href={`/tasks/new?template=${key}`}>
          Giao việc theo mẫu
        </LinkButton>
      )}
      {mayEdit && (
        <LinkButton icon="pen-line" href={`/templates/${publicId}/edit`}>
          Sửa thành bản mới
        </LinkButton>
      )}
      {mayEdit && (
        <Form action={`/templates/${publicId}/${active === 1 ? 'retirement' : 'return'}`} version={version}>
          <Button kind="quiet">{active === 1 ? 'Thôi dùng mẫu' : 'Dùng lại mẫu'}</Button>
        </Form>
      )}
    </Actions>
  )
}

/** Older versions open to what they said: the tasks filled from them still do. */
const Versions = ({ versions, today, set, asked }: Props) => (
  <Sheet title="Các bản" count={versions.length} flush>
    {versions.map(({ number, at, by, body }, place) => (
      <details class="version" id={`ban-${number}`} open={number === asked}>
        <summary>
          <strong>Bản {number}</strong>{' '}
          <span class="muted">
            {moment(at, today)}, {by}
            {place === 0 && ', đang dùng'}
          </span>
        </summary>
        <TemplateFacts body={body} set={set} />
      </details>
    ))}
  </Sheet>
)
