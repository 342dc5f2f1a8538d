import type { GrantRow, listPeople } from '../../src/people/queries.ts'
import type { UnitRow } from '../../src/people/tree.ts'
import { day } from '../format.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Form } from '../ui/form.tsx'
import { Paging } from '../ui/paging.tsx'
import { PersonChip } from '../ui/person.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { roleNames } from '../words.ts'

export type ListedPerson = Awaited<ReturnType<typeof listPeople>>[number]
export type PeopleQuery = { q: string; unit?: Pick<UnitRow, 'publicId' | 'name'>; gone: boolean; after?: string }

type Props = {
  people: readonly ListedPerson[]
  roles: readonly GrantRow[]
  query: PeopleQuery
  /** The cursor of the next page. */
  next?: string
  /** The viewer's own id: the circle is blue. */
  me: number
}

/** Người: everybody of the installation in Vietnamese order. The address carries search and filter. */
export const PeopleList = ({ people, roles, query, next, me }: Props) => (
  <Sheet flush>
    <div class="sheet-pad">
      <Search query={query} />
      <Filters query={query} />
    </div>
    {people.length === 0 ? <Nobody query={query} /> : <Rows people={people} roles={roles} me={me} gone={query.gone} />}
    <Paging first={query.after && peopleHref(query)} next={next && `${peopleHref(query)}${mark(query)}after=${next}`} />
  </Sheet>
)

/** The list with this search and these filters, from its start. */
export function peopleHref({ q, unit, gone }: Omit<PeopleQuery, 'after'>): string {
  const parameters = new URLSearchParams({
    ...(q && { q }),
    ...(unit && { unit: unit.publicId }),
    ...(gone && { gone: '1' }),
  })
  return parameters.size > 0 ? `/people?${parameters}` : '/people'
}
const mark = (query: PeopleQuery) => (peopleHref(query).includes('?') ? '&' : '?')

const Search = ({ query: { q, unit, gone } }: { query: PeopleQuery }) => (
  <Form action="/people" method="get" class="inline" label="Tìm người">
    {unit && <input type="hidden" name="unit" value={unit.publicId} />}
    {gone && <input type="hidden" name="gone" value="1" />}
    <Field
      name="q"
      type="search"
      label="Tìm theo họ tên, có dấu hoặc không dấu"
      hideLabel
      placeholder="Họ tên…"
      value={q}
    />
    <Button icon="search">Tìm</Button>
  </Form>
)

const Filters = ({ query }: { query: PeopleQuery }) => (
  <FilterBar
    filters={[
      { label: 'Đang công tác', href: peopleHref({ ...query, gone: false }), active: !query.gone },
      { label: 'Đã thôi công tác', href: peopleHref({ ...query, gone: true }), active: query.gone },
      ...(query.unit
        ? [{ label: query.unit.name, href: peopleHref({ ...query, unit: undefined }), active: true, remove: true }]
        : []),
      ...(query.q
        ? [{ label: `“${query.q}”`, href: peopleHref({ ...query, q: '' }), active: true, remove: true }]
        : []),
    ]}
    end={
      <LinkButton href="/units" icon="network" kind="quiet">
        Cây đơn vị
      </LinkButton>
    }
  />
)

type RowsProps = Pick<Props, 'people' | 'roles' | 'me'> & { gone: boolean }

const Rows = ({ people, roles, me, gone }: RowsProps) => (
  <Table
    caption={gone ? 'Người đã thôi công tác' : 'Người đang công tác'}
    head={
      <>
        <Th>Họ và tên</Th>
        <Th>Chức vụ</Th>
        <Th>Đơn vị</Th>
        <Th>{gone ? 'Thôi công tác từ' : 'Vai trò'}</Th>
      </>
    }
  >
    {people.map((person) => (
      <Tr>
        <Th row>
          <a href={`/people/${person.publicId}`}>
            <PersonChip name={person.name} own={person.id === me} />
          </a>
        </Th>
        <Td label="Chức vụ">{person.post}</Td>
        <Td label="Đơn vị">{person.unitName}</Td>
        {gone ? (
          <Td label="Thôi công tác từ">{person.leftOn && day(person.leftOn)}</Td>
        ) : (
          <Td label="Vai trò">{rolesOf(roles, person.id) || <span class="muted">chưa có</span>}</Td>
        )}
      </Tr>
    ))}
  </Table>
)

const rolesOf = (roles: readonly GrantRow[], id: number): string =>
  [...new Set(roles.filter(({ personId }) => personId === id).map(({ role }) => roleNames[role]))].join(', ')

const Nobody = ({ query }: { query: PeopleQuery }) =>
  query.q || query.unit ? (
    <Empty
      icon="search-x"
      title={`Không có ai khớp với ${[query.q && `“${query.q}”`, query.unit?.name].filter(Boolean).join(' trong ')}`}
      action={<LinkButton href={peopleHref({ q: '', gone: query.gone })}>Bỏ lọc</LinkButton>}
    />
  ) : (
    <Empty icon="users" title={query.gone ? 'Chưa có ai thôi công tác' : 'Chưa có ai'} />
  )
