import type { Ctx } from '../../src/act.ts'
import type { Followed } from '../../src/plans/following.ts'
import type { PlanRow } from '../../src/plans/queries.ts'
import type { UnitShare } from '../../src/plans/shares.ts'
import { can, could, type Person } from '../../src/rules/access.ts'
import { fullMoment, moment } from '../format.ts'
import { PrintButton } from '../record/permissions.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Lines, type LinesProps } from './lines.tsx'
import { Total } from './total.tsx'
import { ByUnit } from './units.tsx'

export type PlanPageProps = Omit<LinesProps, 'lines' | 'outside'> & {
  plan: PlanRow
  followed: Followed
  units: readonly UnitShare[]
  shown: Pick<LinesProps, 'lines' | 'outside'>
  ctx: Ctx
}

/** One directive document: how far it has come, by unit, and each of its lines with what became of it. */
export const PlanPage = (props: PlanPageProps) => (
  <div class="stack">
    <Total {...props} />
    <Columns aside={<Versions {...props} />}>
      <ByUnit {...props} />
    </Columns>
    <Lines {...props} {...props.shown} />
    <p class="print-only">In lúc {fullMoment(props.ctx.now)}.</p>
  </div>
)

/** Every file of the document, newest first; two of them are compared side by side. */
const Versions = ({ plan, followed: { versions }, ctx }: PlanPageProps) => (
  <Sheet title="Các bản" count={versions.length}>
    <ol class="plan-versions">
      {versions.map(({ number: at, fileName, at: when, by }) => (
        <li>
          <a href={`/plans/${plan.publicId}/versions/${at}`}>Bản {at}</a>
          <span class="muted">
            {by}, {moment(when, ctx.today)}
          </span>
          <span class="muted">{fileName}</span>
        </li>
      ))}
    </ol>
    <div class="actions">
      <LinkButton icon="download" kind="quiet" href={`/plans/${plan.publicId}/lines.xlsx`} download>
        Excel
      </LinkButton>
      <LinkButton icon="download" kind="quiet" href={`/plans/${plan.publicId}/lines.csv`} download>
        CSV
      </LinkButton>
      <span class="desk-only">
        <PrintButton />
      </span>
    </div>
  </Sheet>
)

/** At the right of the title: a new file of this document or of another, and what it is called. */
export const PlanActions = ({ who, plan }: { who: Person; plan?: PlanRow }) => (
  <>
    {plan && can(who, 'plan.edit', plan) && <LinkButton href={`/plans/${plan.publicId}/edit`}>Sửa</LinkButton>}
    {could(who, 'unit.importPlan') && (
      <LinkButton kind={plan ? 'plain' : 'pri'} icon="upload" href="/imports#plan">
        {plan ? 'Nhập bản mới' : 'Nhập văn bản'}
      </LinkButton>
    )}
  </>
)
