import type { ItemProps } from '../../../views/inspections/item.tsx'
import { SheetForm } from '../../../views/inspections/sheet.tsx'
import { SheetRead } from '../../../views/inspections/sheet-read.tsx'
import { type ChecklistItem, itemsOf } from '../../checklists/body.ts'
import { can } from '../../rules/access.ts'
import type { Errors, Typed, WebContext } from '../../web.tsx'
import { signaturesIn } from '../closing/sign-off-rows.ts'
import type { FindingRow } from '../findings/find-findings.ts'
import { findingsSeen } from '../findings/find-findings.ts'
import { termsFor } from '../terms/terms.ts'
import { fingerprint, noAnswer, typedOf } from './answer-form.ts'
import { notingOf } from './sheet-noting.ts'
import { keeperOf, sheetState } from './sheet-state.ts'
import { answersOf, bodyOfRound, type InspectionSheet, photosOf, progressOf } from './sheets.ts'

export const titleOf = ({ unitName, personName }: Pick<InspectionSheet, 'unitName' | 'personName'>) =>
  personName ?? unitName

export const pageOf = (sheet: InspectionSheet) => ({
  title: titleOf(sheet),
  section: 'inspections',
  crumbs: [
    { href: '/inspections', label: 'Tự kiểm tra' },
    { href: `/inspections/${sheet.round.publicId}`, label: sheet.round.name },
  ],
})

/** What came back with errors: its fields by item, what is wrong there, how much was saved all the same. */
export interface Returned {
  typed: ReadonlyMap<string, Typed>
  text?: Typed
  errors: Errors
  saved: number
}

/** The sheet as its form, or as it stands for who may only read it. */
export async function sheetView(c: WebContext, sheet: InspectionSheet, returned?: Returned) {
  const { db, who, today } = c.var.ctx
  const body = await bodyOfRound(db.reader, sheet.round)
  const answers = (await answersOf(db.reader, [sheet.id])).get(sheet.id) ?? new Map()
  const photos = await photosOf(db.reader, sheet.id)
  const findings = await findingsSeen(db.reader, who, { sheetId: sheet.id }, 1000)
  const counts = progressOf(itemsOf(body), answers)
  const found = (item: string) => findings.filter((finding: FindingRow) => finding.item === item)
  if (sheet.round.state !== 'started' || !can(who, 'round.inspect', sheet.round))
    return <SheetRead {...{ sheet, body, answers, photos, findings, counts, today }} terms={await termsOf(c, sheet)} />
  const items = new Map(
    itemsOf(body).map(({ code }): [string, Omit<ItemProps, 'sheetId' | 'item' | 'partial' | 'today'>] => {
      const stored = answers.get(code)
      const prefix = `${code}.`
      return [
        code,
        {
          typed: returned?.typed.get(code) ?? typedOf(stored ?? noAnswer),
          version: stored?.version ?? 0,
          was: fingerprint(stored ?? noAnswer),
          stored,
          photos: photos.filter(({ item }) => item === code),
          findings: found(code),
          errors: returned && within(returned.errors, prefix),
        },
      ]
    }),
  )
  const shown = {
    ...{ sheet, body, counts, items, today },
    findings: found(''),
    text: returned?.text ?? { place: sheet.place, met: sheet.met, strengths: sheet.strengths },
    errors: returned?.errors,
    saved: returned?.saved,
    isSigned: (await signaturesIn(db.reader, [sheet.id])).length > 0,
    savedAt: [...answers.values()]
      .map(({ at }) => at)
      .sort()
      .at(-1),
    ...(!returned && { live: await liveOf(c, sheet, itemsOf(body)) }),
  }
  return <SheetForm {...shown} />
}

/** What the script of the sheet needs, also when there is no connection any more. */
const liveOf = async (c: WebContext, sheet: InspectionSheet, items: readonly ChecklistItem[]) => ({
  keeper: keeperOf(c),
  state: await sheetState(c, sheet),
  noting: await notingOf(c.var.ctx, sheet, items),
})

/** The terms of inspection on the first day of the round: its figures do not change with them. */
const termsOf = (c: WebContext, { round }: InspectionSheet) => termsFor(c.var.ctx.db.reader, round.path, round.fromDay)

/** The errors of one item, by its fields without the code. */
function within(errors: Errors, prefix: string): Errors | undefined {
  const own = Object.entries(errors).filter(([name]) => name.startsWith(prefix))
  return own.length > 0 ? Object.fromEntries(own.map(([name, text]) => [name.slice(prefix.length), text])) : undefined
}
