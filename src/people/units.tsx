import { Hono } from 'hono'
import { UnitPage } from '../../views/people/unit.tsx'
import { UnitTree } from '../../views/people/unit-tree.tsx'
import { LinkButton } from '../../views/ui/button.tsx'
import { refuseUnless } from '../refusal.ts'
import { can, could } from '../rules/access.ts'
import { allow, type Web } from '../web.tsx'
import { closing } from './closing.tsx'
import {
  closedUnits,
  findUnit,
  flat,
  headcounts,
  headsOf,
  membersOf,
  mergedUnits,
  spansOf,
  unitById,
  unitTree,
} from './tree.ts'
import { unitForms } from './unit-forms.tsx'
import { readUnits, scopesOfUnit } from './work-units.ts'

/** Đơn vị: the tree, and each unit on a page of its own. */
export const units = new Hono<Web>()
  .get('/', allow('unit.see'), async (c) => {
    const { db, who } = c.var.ctx
    const [nodes, counts, closed] = await Promise.all([
      unitTree(db.reader),
      headcounts(db.reader),
      closedUnits(db.reader),
    ])
    const add = could(who, 'unit.add') && (
      <>
        <LinkButton icon="upload" href="/imports#units">
          Nhập từ Excel…
        </LinkButton>
        <LinkButton kind="pri" icon="plus" href="/units/new">
          Thêm đơn vị
        </LinkButton>
      </>
    )
    const crumbs = [{ href: '/people', label: 'Người' }]
    return c.render(<UnitTree {...{ nodes, counts, closed }} />, {
      title: 'Đơn vị',
      section: 'units',
      crumbs,
      actions: add || undefined,
    })
  })
  .route('/', unitForms)
  .route('/', closing)
  .get('/:id', allow('unit.see'), async (c) => {
    const { db, who, today } = c.var.ctx
    const unit = await findUnit(db.reader, c.req.param('id'))
    refuseUnless(unit, 'missing')
    const [nodes, members, heads, spans, merged, all] = await Promise.all([
      unitTree(db.reader),
      membersOf(db.reader, unit.id),
      headsOf(db.reader, unit.id, today),
      spansOf(db.reader, unit.id),
      mergedUnits(db.reader, unit.id),
      readUnits(db.reader),
    ])
    const below = flat(nodes)
      .filter((node) => node.unit.parentId === unit.id)
      .map((node) => node.unit)
    const parent = unit.parentId === null ? undefined : await unitById(db.reader, unit.parentId)
    const heir = unit.successorId === null ? undefined : await unitById(db.reader, unit.successorId)
    const seesWork = can(who, 'unit.seeWork', { ...unit, scopes: scopesOfUnit(all, unit.id) })
    return c.render(<UnitPage {...{ unit, parent, heir, below, members, heads, spans, merged, seesWork, who }} />, {
      title: unit.name,
      section: 'units',
      crumbs: [{ href: '/units', label: 'Đơn vị' }],
    })
  })
