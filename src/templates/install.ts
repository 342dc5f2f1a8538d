import { shippedTemplates } from '../data/process-templates.ts'
import type { Tx } from '../db/schema.ts'
import { searchText } from '../rules/names.ts'
import { newPublicId } from '../secrets.ts'
import { templateBody } from './body.ts'

/** Gives an office the shipped templates, written by the system person. Inside the caller's transaction. */
export async function installTemplates(tx: Tx, unitId: number, byId: number, at: string): Promise<void> {
  for (const { key, name, body } of shippedTemplates) {
    const template = { publicId: newPublicId(), unitId, key, name, folded: searchText(name, key) }
    const { id } = await tx.insertInto('processTemplates').values(template).returning('id').executeTakeFirstOrThrow()
    const version = { templateId: id, number: 1, body: JSON.stringify(templateBody.parse(body)), at, byId }
    await tx
      .insertInto('processVersions')
      .values({ ...version, publicId: newPublicId() })
      .execute()
  }
}
