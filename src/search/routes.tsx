import { Hono } from 'hono'
import { SearchPage } from '../../views/search/page.tsx'
import { finds } from '../db/search.ts'
import { peopleWithUnit } from '../people/queries.ts'
import { visiblePlans } from '../plans/queries.ts'
import { nfc } from '../rules/names.ts'
import { visibleTasks } from '../tasks/lists/lists.ts'
import { allow, type Web } from '../web.tsx'

const most = 20

/** One search over everything the viewer may see, with or without marks. */
export const search = new Hono<Web>().get('/', allow('person.see'), async (c) => {
  const { ctx } = c.var
  const text = nfc(c.req.query('q') ?? '')
  const { db, who } = ctx
  const tasks = text ? await visibleTasks(db, who, { search: text }, most) : []
  const people = text
    ? await peopleWithUnit(db.reader)
        .where(finds(db.dialect, 'people', text))
        .where('people.leftOn', 'is', null)
        .where('people.system', '=', 0)
        .orderBy('people.sortKey')
        .limit(most)
        .execute()
    : []
  const units = text
    ? await db.reader
        .selectFrom('units')
        .select(['publicId', 'name'])
        .where(finds(db.dialect, 'units', text))
        .where('closedOn', 'is', null)
        .limit(most)
        .execute()
    : []
  const plans = text ? await visiblePlans(db, who, { search: text }, most) : []
  return c.render(<SearchPage {...{ text, tasks, people, units, plans, ctx }} />, {
    title: 'Tìm kiếm',
  })
})
