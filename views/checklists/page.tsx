import type { ChecklistBody } from '../../src/checklists/body.ts'
import type { Difference } from '../../src/checklists/compare.ts'
import type { Checklist, VersionRow } from '../../src/checklists/queries.ts'
import { dayIn } from '../../src/rules/days.ts'
import { day, moment } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { Facts } from '../ui/facts.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { resultNames } from '../words.ts'
import { ChecklistGroups } from './body.tsx'
import { Changes } from './changes.tsx'
import { Ordering } from './order.tsx'

type Props = {
  checklist: Checklist
  versions: readonly VersionRow[]
  /** The version that is shown, and what it says. */
  shown: VersionRow
  body: ChecklistBody
  /** From the version before it. */
  difference?: Difference
  mayEdit: boolean
  ordering: boolean
  today: string
}

/** One checklist: a version of it with its groups and items, and the versions it had. */
export function ChecklistPage(props: Props) {
  const { checklist, shown, body, mayEdit, ordering } = props
  const url = `/checklists/${checklist.publicId}`
  const isNewest = shown.number === checklist.number
  return (
    <Columns aside={<Aside {...props} />}>
      {isNewest ? <Standing {...props} /> : <Older {...props} />}
      {isNewest && mayEdit && <Deeds url={url} ordering={ordering} />}
      {ordering ? (
        <Ordering body={body} edit={url} />
      ) : (
        <ChecklistGroups body={body} edit={isNewest && mayEdit ? url : undefined} />
      )}
    </Columns>
  )
}

/** Whether editing it makes another version. */
function Standing({ checklist: { active, number, usedAt }, mayEdit }: Props) {
  if (active === 0)
    return <Note title="Bảng kiểm này thôi dùng.">Đợt kiểm tra đã dùng vẫn giữ nguyên bản của mình.</Note>
  if (!mayEdit) return null
  if (!usedAt) return <Note title={`Bản ${number} chưa đợt kiểm tra nào dùng.`}>Sửa là sửa ngay bản này.</Note>
  return (
    <Note icon="lock" title={`Bản ${number} đã dùng kiểm tra từ ${day(dayIn(usedAt))}.`}>
      Sửa thì thành bản {number + 1}; đợt đã kiểm tra giữ bản {number}.
    </Note>
  )
}

const Older = ({ shown, checklist: { publicId, number } }: Props) => (
  <Note icon="history" title={`Đang xem bản ${shown.number}, không còn dùng cho đợt mới.`}>
    <a href={`/checklists/${publicId}`}>Xem bản {number} đang dùng</a>
  </Note>
)

const Deeds = ({ url, ordering }: { url: string; ordering: boolean }) => (
  <Actions>
    {ordering ? (
      <LinkButton kind="pri" icon="check" href={url}>
        Xếp xong
      </LinkButton>
    ) : (
      <>
        <LinkButton kind="pri" icon="plus" href={`${url}/new-item`}>
          Thêm mục
        </LinkButton>
        <LinkButton href={`${url}?order=1`}>Xếp lại thứ tự</LinkButton>
        <LinkButton icon="pen-line" href={`${url}/edit`}>
          Sửa tên, ghi chú
        </LinkButton>
      </>
    )}
  </Actions>
)

const Aside = (props: Props) => (
  <>
    <Head {...props} />
    <Files {...props} />
    <Versions {...props} />
    {props.difference && (
      <Sheet title={`Bản ${props.shown.number} khác bản ${props.shown.number - 1}`}>
        <Changes {...props.difference} />
      </Sheet>
    )}
    {props.mayEdit && <Offer {...props.checklist} />}
  </>
)

const Head = ({ body: { groups, partial, note }, shown: { number } }: Props) => (
  <Sheet title={`Bản ${number}`} flush>
    <Facts
      rows={[
        {
          label: 'Gồm',
          body: `${groups.reduce((sum, { items }) => sum + items.length, 0)} mục, ${groups.length} nhóm`,
        },
        { label: 'Trả lời', body: answers(partial) },
        ...(note ? [{ label: 'Ghi chú', body: <span class="said">{note}</span> }] : []),
      ]}
    />
  </Sheet>
)

const answers = (partial: boolean) =>
  Object.entries(resultNames)
    .filter(([result]) => partial || result !== 'partial')
    .map(([, name], at) => (at === 0 ? name : name.toLocaleLowerCase('vi')))
    .join(', ')

function Files({ checklist: { publicId, number }, shown, mayEdit }: Props) {
  const url = `/checklists/${publicId}`
  const version = shown.number === number ? '' : `?version=${shown.number}`
  return (
    <Sheet title="Tệp">
      <Actions>
        <LinkButton icon="download" href={`${url}/file.xlsx${version}`} download>
          Tải Excel
        </LinkButton>
        <LinkButton icon="download" href={`${url}/file.json${version}`} download>
          Tải JSON
        </LinkButton>
        {mayEdit && version === '' && (
          <LinkButton icon="upload" href={`${url}/file`}>
            Thay bằng tệp
          </LinkButton>
        )}
        {mayEdit && (
          <LinkButton icon="copy" href={`/checklists/new?from=${publicId}#chep`}>
            Chép thành bảng khác
          </LinkButton>
        )}
      </Actions>
    </Sheet>
  )
}

/** Each opens to what it said: rounds that used it still go by it. */
const Versions = ({ checklist, versions, shown, today }: Props) => (
  <Sheet title="Các bản" count={versions.length} flush>
    <ol class="versions">
      {versions.map(({ number, at, by, usedAt }) => (
        <li>
          {number === shown.number ? (
            <strong aria-current="true">Bản {number}</strong>
          ) : (
            <a href={`/checklists/${checklist.publicId}?version=${number}`}>Bản {number}</a>
          )}{' '}
          <span class="muted">
            {moment(at, today)}, {by}
            {usedAt ? `; dùng kiểm tra từ ${day(dayIn(usedAt))}` : '; chưa dùng kiểm tra'}
          </span>
        </li>
      ))}
    </ol>
  </Sheet>
)

const Offer = ({ publicId, active, version }: Checklist) => (
  <Form action={`/checklists/${publicId}/${active === 1 ? 'retirement' : 'return'}`} version={version}>
    <Button kind="quiet">{active === 1 ? 'Thôi dùng bảng kiểm' : 'Dùng lại bảng kiểm'}</Button>
  </Form>
)
