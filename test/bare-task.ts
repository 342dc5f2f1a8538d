import type { Insertable } from 'kysely'
import type { Schema } from '../src/db/schema.ts'
import type { World } from './world.ts'

type Row = Insertable<Schema['tasks']>

/** Rows of tasks as a test wants them, whatever the state table says: Minh's, from Hoa, unless told otherwise. */
export async function bareTask(world: World) {
  const { minh, hoa } = world.ids
  const doer = await world.who('minh')
  const officeId = Number(doer.path.split('/')[1])
  return (publicId: string, more: Partial<Row> = {}): Row => ({
    ...{ publicId, code: publicId, officeId, unitId: doer.unitId, kind: 'action', state: 'issued' },
    ...{ title: `Báo cáo ${publicId}`, content: '', document: '', folded: `bao cao ${publicId}` },
    ...{ assigneeId: minh.id, assignerId: hoa.id, approverId: hoa.id, followerId: null, consequence: '' },
    ...{ product: 'báo cáo', quantity: 1, quantityUnit: '', acceptance: '', evidence: '', factor: 100 },
    ...{ due: '2026-12-01', countedDays: null, issuedAt: '2026-11-02T01:00:00.000Z', issuedOn: '2026-11-02' },
    ...{ submittedAt: null, submittedOn: null, doneOn: null, excused: null, templateVersionId: null },
    ...more,
  })
}
