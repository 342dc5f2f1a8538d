import type { Reader } from '../../db/schema.ts'

export type KnownUnit = Awaited<ReturnType<typeof readUnits>>['units'][number]

/** Every unit, closed ones too, and what units were called before. A province has some hundreds. */
export async function readUnits(db: Reader) {
  const units = await db
    .selectFrom('units')
    .select(['id', 'publicId', 'kind', 'code', 'name', 'shortName', 'path', 'parentId', 'openedOn', 'closedOn'])
    .select(['successorId', 'position', 'version'])
    .orderBy('path')
    .execute()
  const former = await db
    .selectFrom('unitSpans')
    .select(['unitId', 'name', 'shortName'])
    .where('toDay', 'is not', null)
    .orderBy('id', 'desc')
    .execute()
  return { units, former }
}
