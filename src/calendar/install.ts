import { shippedDays } from '../data/calendar.ts'
import type { Tx } from '../db/schema.ts'
import { newPublicId } from '../secrets.ts'

/** Puts the shipped days into an empty calendar; leaves one alone that already has days. Inside the caller's transaction. */
export async function installCalendar(tx: Tx): Promise<void> {
  const before = await tx.selectFrom('calendarDays').select('id').limit(1).executeTakeFirst()
  if (before) return
  const rows = shippedDays.map(({ day, kind, name, source = '', confidence = 'memory', active }) => {
    return { publicId: newPublicId(), day, kind, name, source, confidence, active: active ? 1 : 0 }
  })
  await tx.insertInto('calendarDays').values(rows).execute()
}
