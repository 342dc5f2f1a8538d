import { z } from 'zod'
import { fromCursor, pageOf } from '../cursor.ts'
import type { Reader } from '../db/schema.ts'
import { finds } from '../db/search.ts'
import { endpoint, listOf, paging } from '../endpoint.ts'
import { refuseUnless } from '../refusal.ts'
import { closingEndpoints } from './closure-api.ts'
import { leavingEndpoints } from './departure-api.ts'
import { findPerson, peopleWithUnit } from './queries.ts'

const unitRef = z.object({ id: z.string(), name: z.string() })
const person = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string().nullable().describe('Mã cán bộ.'),
  post: z.string(),
  unit: unitRef,
  leftOn: z.iso.date().nullable(),
})
const unit = z.object({
  id: z.string(),
  kind: z.enum(['office', 'unit']),
  name: z.string(),
  shortName: z.string(),
  code: z.string().nullable().describe('Mã đơn vị.'),
  parentId: z.string().nullable(),
})

/** People and units, as the pages show them. */
export const peopleEndpoints = [
  endpoint({
    method: 'get',
    path: '/people',
    action: 'person.see',
    summary: 'Người đang công tác, tìm theo tên có dấu hoặc không dấu',
    query: paging.extend({ q: z.string().max(200).optional().describe('Chữ đầu của mỗi từ trong tên.') }),
    answer: listOf(person),
    handle: async (c, { query: { q, after, limit } }) => {
      const { db } = c.var.ctx
      const [sortKey, publicId] = fromCursor(after)
      const rows = await peopleWithUnit(db.reader)
        .select('people.sortKey')
        .where('people.leftOn', 'is', null)
        .where('people.system', '=', 0)
        .$if(Boolean(q), (people) => people.where(finds(db.dialect, 'people', q ?? '')))
        .$if(Boolean(sortKey), (people) =>
          people.where((is) =>
            is.or([
              is('people.sortKey', '>', sortKey ?? ''),
              is.and([is('people.sortKey', '=', sortKey ?? ''), is('people.publicId', '>', publicId ?? '')]),
            ]),
          ),
        )
        .orderBy('people.sortKey')
        .orderBy('people.publicId')
        .limit(limit + 1)
        .execute()
      return pageOf(rows, limit, asPerson, (row) => [row.sortKey, row.publicId])
    },
  }),
  endpoint({
    method: 'get',
    path: '/people/{id}',
    action: 'person.see',
    summary: 'Một người',
    answer: person,
    handle: async (c, { id }) => {
      const row = await findPerson(c.var.ctx.db.reader, id)
      refuseUnless(row, 'missing')
      return asPerson(row)
    },
  }),
  endpoint({
    method: 'get',
    path: '/units',
    action: 'unit.see',
    summary: 'Đơn vị đang hoạt động, theo thứ tự cây',
    answer: listOf(unit),
    handle: async (c) => {
      const rows = await unitRows(c.var.ctx.db.reader)
        .where('units.closedOn', 'is', null)
        .orderBy('units.path')
        .execute()
      return { items: rows.map(asUnit), next: null }
    },
  }),
  endpoint({
    method: 'get',
    path: '/units/{id}',
    action: 'unit.see',
    summary: 'Một đơn vị',
    answer: unit,
    handle: async (c, { id }) => {
      const row = await unitRows(c.var.ctx.db.reader).where('units.publicId', '=', id).executeTakeFirst()
      refuseUnless(row, 'missing')
      return asUnit(row)
    },
  }),
  ...leavingEndpoints,
  ...closingEndpoints,
]

type PersonData = {
  publicId: string
  name: string
  code: string | null
  post: string
  unitPublicId: string
  unitName: string
  leftOn: string | null
}

const asPerson = ({ publicId: id, name, code, post, unitPublicId, unitName, leftOn }: PersonData) => ({
  id,
  name,
  code,
  post,
  unit: { id: unitPublicId, name: unitName },
  leftOn,
})

const unitRows = (db: Reader) =>
  db
    .selectFrom('units')
    .leftJoin('units as parent', 'parent.id', 'units.parentId')
    .select([
      'units.publicId',
      'units.kind',
      'units.name',
      'units.shortName',
      'units.code',
      'parent.publicId as parentId',
    ])

const asUnit = ({
  publicId: id,
  kind,
  ...rest
}: {
  publicId: string
  kind: string
  name: string
  shortName: string
  code: string | null
  parentId: string | null
}) => ({
  ...rest,
  id,
  kind: kind as 'office' | 'unit',
})
