import { Hono } from 'hono'
import { PeopleList } from '../../views/people/list.tsx'
import { PersonOptions } from '../../views/people/picker.tsx'
import { LinkButton } from '../../views/ui/button.tsx'
import { refuseUnless } from '../refusal.ts'
import { could } from '../rules/access.ts'
import { nfc } from '../rules/names.ts'
import { allow, type Web, type WebContext } from '../web.tsx'
import { departures } from './departures.tsx'
import { editing } from './editing.tsx'
import { isAnyoneWaiting } from './first-passwords.ts'
import { roleGrants } from './grants.tsx'
import { handingOut } from './handing-out.tsx'
import { joining } from './joining.tsx'
import { showPerson } from './page.tsx'
import { proposals } from './pick.ts'
import { grantsOf, listPeople } from './queries.ts'
import { rejoining } from './rejoining.tsx'
import { findUnit } from './tree.ts'

const pageLength = 50

/** Người: found by name, and each on a page of their own. */
export const people = new Hono<Web>()
  .get('/', allow('person.see'), async (c) => {
    const { ctx } = c.var
    const [query, unit] = [queryOf(c), await unitOf(c)]
    const found = await listPeople(ctx.db, { search: query.q || undefined, unit, ...query }, pageLength + 1)
    const shown = found.slice(0, pageLength)
    const next = found.length > pageLength ? shown.at(-1)?.publicId : undefined
    const roles = await grantsOf(
      ctx.db.reader,
      shown.map(({ id }) => id),
      ctx.today,
    )
    const list = <PeopleList people={shown} roles={roles} query={{ ...query, unit }} next={next} me={ctx.who.id} />
    return c.render(list, { title: 'Người', section: 'people', actions: await actionsFor(c, unit) })
  })
  .get('/options', allow('person.see'), async (c) => {
    const name = c.req.query('name') ?? 'person'
    const text = nfc(c.req.query('q') ?? c.req.query(name) ?? '')
    const { people, person } = await proposals(c.var.ctx.db, text, await unitOf(c))
    const unknown = text.length > 1 && people.length === 0
    return c.html(<PersonOptions name={name} proposals={people} chosen={person?.publicId} unknown={unknown} />)
  })
  .route('/', handingOut)
  .route('/', joining)
  .get('/:id', allow('person.see'), (c) => showPerson(c, c.req.param('id')))
  .route('/', editing)
  .route('/', departures)
  .route('/', rejoining)
  .route('/', roleGrants)

/** What an administrator does about people, from the list. */
async function actionsFor(c: WebContext, unit?: { publicId: string }) {
  const { db, who } = c.var.ctx
  if (!could(who, 'unit.addPerson')) return undefined
  const waits = could(who, 'unit.handOut') && (await isAnyoneWaiting(db.reader))
  return (
    <>
      {waits && (
        <LinkButton icon="key-round" href="/people/passwords">
          Phát mật khẩu lần đầu…
        </LinkButton>
      )}
      <LinkButton icon="upload" href="/imports#people">
        Nhập từ Excel…
      </LinkButton>
      <LinkButton kind="pri" icon="user-plus" href={addHref(unit)}>
        Thêm người
      </LinkButton>
    </>
  )
}

const queryOf = (c: WebContext) => ({
  q: nfc(c.req.query('q') ?? ''),
  gone: c.req.query('gone') === '1',
  after: c.req.query('after') || undefined,
})

/** The unit the address names; one that is not there is a wrong address. */
async function unitOf(c: WebContext) {
  const publicId = c.req.query('unit')
  if (!publicId) return undefined
  const unit = await findUnit(c.var.ctx.db.reader, publicId)
  refuseUnless(unit, 'missing')
  return unit
}

const addHref = (unit?: { publicId: string }) => (unit ? `/people/new?unit=${unit.publicId}` : '/people/new')
