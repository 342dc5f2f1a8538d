import type { DelegationRow, GrantRow, PersonRow, postingsOf } from '../../src/people/queries.ts'
import type { UnitNode } from '../../src/people/tree.ts'
import { can, could, type Person } from '../../src/rules/access.ts'
import type { Day } from '../../src/rules/days.ts'
import { addDays } from '../../src/rules/days.ts'
import { day } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { Facts } from '../ui/facts.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Unfold } from '../ui/unfold.tsx'
import { roleNames } from '../words.ts'
import { GrantForm } from './grant.tsx'

export type PersonPageProps = {
  person: PersonRow
  username?: string
  roles: readonly GrantRow[]
  postings: Awaited<ReturnType<typeof postingsOf>>
  delegations: readonly DelegationRow[]
  /** Units in which the viewer may give roles. */
  units: readonly UnitNode[]
  who: Person
  today: Day
  errors?: Record<string, string>
  typed?: Record<string, unknown>
}

/** One person: who, where, with which roles, and where before. */
export const PersonPage = (props: PersonPageProps) => (
  <Columns aside={<Aside {...props} />}>
    {props.person.leftOn && (
      <Note icon="info" title={`Đã thôi công tác từ ngày ${day(props.person.leftOn)}.`}>
        Việc, điểm và lịch sử của người này vẫn được giữ nguyên.
      </Note>
    )}
    <Who {...props} />
    <Roles {...props} />
    <Postings {...props} />
  </Columns>
)

const Who = ({ person, username }: PersonPageProps) => (
  <Sheet title="Thông tin" flush>
    <Facts
      rows={[
        { icon: 'user-round', label: 'Chức vụ', body: person.post },
        { icon: 'network', label: 'Đơn vị', body: <a href={`/units/${person.unitPublicId}`}>{person.unitName}</a> },
        ...(person.code ? [{ icon: 'clipboard-list' as const, label: 'Mã cán bộ', body: person.code }] : []),
        { icon: 'mail', label: 'Thư điện tử', body: person.email ?? <Unknown /> },
        { icon: 'message-square', label: 'Điện thoại', body: person.phone ?? <Unknown /> },
        ...(username ? [{ icon: 'key-round' as const, label: 'Tên đăng nhập', body: username }] : []),
      ]}
    />
  </Sheet>
)

const Unknown = () => <span class="muted">chưa ghi</span>

const Roles = (props: PersonPageProps) => {
  const { person, roles, who, units } = props
  return (
    <Sheet title="Vai trò" count={roles.length} flush>
      {roles.length === 0 && <p class="sheet-pad muted">Chưa giữ vai trò nào.</p>}
      {roles.map((grant) => (
        <Row
          title={roleNames[grant.role]}
          meta={[<a href={`/units/${grant.unitPublicId}`}>{grant.unitName}</a>, `từ ${day(grant.fromDay)}`]}
          actions={
            can(who, 'unit.endRole', grant) && (
              <Form
                action={`/people/${person.publicId}/roles/${grant.publicId}/end`}
                label={`Thôi vai trò ${roleNames[grant.role]}, ${grant.unitName}`}
              >
                <Button>Thôi vai trò</Button>
              </Form>
            )
          }
        />
      ))}
      {units.length > 0 && !person.leftOn && <GrantForm {...props} />}
    </Sheet>
  )
}

const Postings = ({ postings }: PersonPageProps) => (
  <Sheet title="Quá trình công tác" flush>
    {postings.map(({ post, unitName, unitPublicId, fromDay, toDay }) => (
      <Row
        title={post}
        meta={[
          <a href={`/units/${unitPublicId}`}>{unitName}</a>,
          toDay ? `${day(fromDay)} – ${day(addDays(toDay, -1))}` : `từ ${day(fromDay)} đến nay`,
        ]}
      />
    ))}
  </Sheet>
)

const Aside = (props: PersonPageProps) => (
  <>
    <Delegations {...props} />
    <Administration {...props} />
  </>
)

function Delegations({ delegations, who, person }: PersonPageProps) {
  if (delegations.length === 0 && person.id !== who.id) return null
  return (
    <Sheet
      title="Ủy quyền"
      flush
      aside={
        <LinkButton href="/delegations" kind="quiet">
          Mở
        </LinkButton>
      }
    >
      {delegations.length === 0 && <p class="sheet-pad muted">Không có ủy quyền.</p>}
      {delegations.map(({ principalName, substituteName, fromDay, toDay, reason }) => (
        <Row
          title={`${principalName} ủy quyền cho ${substituteName}`}
          meta={[`${day(fromDay)} – ${day(toDay)}`, reason]}
        />
      ))}
    </Sheet>
  )
}

function Administration({ person, who }: PersonPageProps) {
  if (person.leftOn) return <Return person={person} who={who} />
  if (!could(who, 'person.edit') || !can(who, 'person.edit', person)) return null
  const at = `/people/${person.publicId}`
  return (
    <Sheet title="Quản trị">
      <Actions>
        <LinkButton href={`${at}/edit`} icon="pen-line">
          Sửa, điều động…
        </LinkButton>
        <LinkButton href={`${at}/departure`} icon="log-out" kind="risk">
          Thôi công tác…
        </LinkButton>
        {can(who, 'person.resetPassword', person) && <ResetPassword person={person} />}
      </Actions>
    </Sheet>
  )
}

const Return = ({ person, who }: Pick<PersonPageProps, 'person' | 'who'>) =>
  can(who, 'person.rejoin', person) && (
    <Sheet title="Quản trị">
      <Actions>
        <LinkButton href={`/people/${person.publicId}/return`} icon="user-plus">
          Nhận lại công tác…
        </LinkButton>
      </Actions>
    </Sheet>
  )

// What the person knows by heart stops working at once and cannot be had back: a second press.
const ResetPassword = ({ person }: Pick<PersonPageProps, 'person'>) => (
  <Unfold label="Đặt lại mật khẩu…" icon="key-round">
    <p>Mật khẩu đang dùng và các thiết bị đang đăng nhập của đồng chí {person.name} hết hiệu lực ngay.</p>
    <Form action={`/people/${person.publicId}/password`}>
      <Button kind="risk" icon="key-round">
        Cấp mật khẩu tạm
      </Button>
    </Form>
  </Unfold>
)
