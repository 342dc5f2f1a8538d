import type { Tx } from '../db/schema.ts'
import { Invalid } from '../refusal.ts'

/** Throws `Invalid({ code })` when this mã cán bộ or mã đơn vị is another one's; upper and lower case are one. One query. */
export async function refuseTakenCode(tx: Tx, table: 'people' | 'units', code: string | undefined, except = 0) {
  if (!code) return
  const other = await tx
    .selectFrom(table)
    .select('name')
    .where('code', 'in', [code, code.toUpperCase(), code.toLowerCase()])
    .where('id', '<>', except)
    .executeTakeFirst()
  if (!other) return
  const whose = table === 'people' ? `đồng chí ${other.name}` : other.name
  throw new Invalid({ code: `Mã ${code} đang là của ${whose}. Ghi mã khác hoặc để trống.` })
}
