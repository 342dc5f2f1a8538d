import { Hono } from 'hono'
import { z } from 'zod'
import { RoundList } from '../../views/inspections/list.tsx'
import { PlanForm } from '../../views/inspections/plan.tsx'
import { RoundPage } from '../../views/inspections/round.tsx'
import { ClosingLine } from '../../views/inspections/sign-off.tsx'
import { LinkButton } from '../../views/ui/button.tsx'
import { roundForms, roundStates } from '../../views/words.ts'
import { officeOf } from '../people/queries.ts'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { again, allow, done, readForm, type Web, type WebContext } from '../web.tsx'
import { roundPapers, sheetPapers } from './closing/papers-routes.ts'
import { closingFor } from './closing/sign-off-page.ts'
import { signOffs } from './closing/sign-off-routes.tsx'
import { signing } from './closing/signing-routes.tsx'
import { findingFigures } from './figures/figures.ts'
import { findingsOfRound, wholeFindingsOf } from './findings/find-findings.ts'
import { putFinding } from './findings/findings.ts'
import { noting } from './findings/noting.tsx'
import { remediableIn } from './findings/remedying.ts'
import { checklistOf, findRound, type Round, roundsSeen, sheetsIn, yearsSeen } from './queries.ts'
import { crumbs, roundEditing } from './rounds/editing.tsx'
import { coverageFor, planOf, savePlan } from './rounds/plans.ts'
import { cancelRound, startRound } from './rounds/rounds.ts'
import { device } from './sheets/sheet-device.ts'
import { sheets } from './sheets/sheet-routes.tsx'
import { progressOfSheets, readableSheets } from './sheets/sheets.ts'

const planForm = z.object({
  document: z.string().max(300, 'Rút gọn còn không quá 300 ký tự.').default(''),
  target: z.coerce
    .number('Ghi phần trăm, ví dụ 50.')
    .int('Ghi số nguyên, ví dụ 50.')
    .min(0, 'Ghi từ 0 đến 100.')
    .max(100, 'Ghi từ 0 đến 100.'),
})

/** Tự kiểm tra công vụ: the plan of the year, rounds, and each of them. */
export const inspections = new Hono<Web>()
  .get('/', allow('round.see'), async (c) => {
    const { db, who, today } = c.var.ctx
    const year = yearOf(c)
    const office = await officeOf(db.reader, who.path)
    const rounds = await roundsSeen(db.reader, who, year)
    const thisYear = Number(today.slice(0, 4))
    const mayPlan = office !== undefined && can(who, 'unit.planInspection', office)
    const shown = {
      ...{ year, rounds, mayPlan, today },
      years: [...new Set([thisYear, year, ...(await yearsSeen(db.reader, who))])].sort((a, b) => b - a),
      plan: office && (await planOf(db.reader, office.id, year)),
      figures: await findingFigures(db.reader, who, year),
      coverage: await coverageFor(db.reader, who, year),
      sheets: await sheetsIn(
        db.reader,
        rounds.map(({ id }) => id),
      ),
    }
    const actions = (
      <>
        <LinkButton icon="chart-column" href={`/inspections/figures?year=${year}`}>
          Số liệu
        </LinkButton>
        <LinkButton icon="list-checks" href="/findings">
          Tồn tại
        </LinkButton>
        {mayPlan && (
          <LinkButton kind="pri" icon="plus" href="/inspections/new">
            Lập đợt kiểm tra
          </LinkButton>
        )}
      </>
    )
    return c.render(<RoundList {...shown} />, { title: 'Tự kiểm tra', section: 'inspections', actions })
  })
  .get('/plan', allow('unit.planInspection'), async (c) => {
    const { year, plan } = await findPlan(c)
    const typed = { document: plan?.document ?? '', target: plan?.target ?? 50 }
    return c.render(<PlanForm year={year} version={plan?.version ?? 0} typed={typed} />, planPage(year))
  })
  .post('/plan', allow('unit.planInspection'), async (c) => {
    const { year, plan } = await findPlan(c)
    const form = await readForm(c, planForm)
    const version = c.var.ctx.version ?? plan?.version ?? 0
    if (!form.ok)
      return again(c, <PlanForm {...{ year, version, typed: form.typed, errors: form.errors }} />, planPage(year))
    await savePlan(c.var.ctx, year, form.value)
    return done(c, `/inspections?year=${year}`, `Đã lưu kế hoạch kiểm tra năm ${year}.`)
  })
  .route('/sheets', noting)
  .route('/sheets', signing)
  .route('/sheets', sheetPapers)
  .route('/sheets', sheets)
  .route('/', signOffs)
  .route('/', roundPapers)
  .route('/sheets', device)
  .route('/', roundEditing)
  .get('/:id', allow('round.see'), async (c) => {
    const round = await findSeen(c)
    return c.render(await roundView(c, round), {
      title: round.name,
      section: 'inspections',
      crumbs,
      sub: `${roundForms[round.form]}, ${roundStates[round.state].toLocaleLowerCase('vi')}`,
    })
  })
  .post('/:id/start', allow('round.start'), async (c) => {
    const round = await findSeen(c)
    await readForm(c, z.object({}))
    await startRound(c.var.ctx, round.publicId)
    return done(c, `/inspections/${round.publicId}`, 'Đã bắt đầu đợt kiểm tra.')
  })
  .post('/:id/cancellation', allow('round.cancel'), async (c) => {
    const round = await findSeen(c)
    await readForm(c, z.object({}))
    await cancelRound(c.var.ctx, round.publicId)
    return done(c, '/inspections', `Đã bỏ đợt “${round.name}”.`)
  })
  .post('/:id/putting', allow('finding.put'), async (c) => {
    const round = await findSeen(c)
    refuseUnless(can(c.var.ctx.who, 'round.signOff', round), 'forbidden')
    await readForm(c, z.object({}))
    const put = await putAll(c, round)
    return done(c, `/inspections/${round.publicId}`, `Đã chuyển ${put} tồn tại cho bên được kiểm tra.`)
  })

/** Each finding is put by itself, under a key of its own: sent twice, it is put once. */
async function putAll(c: WebContext, round: Round): Promise<number> {
  const { ctx } = c.var
  const waiting = (await findingsOfRound(ctx.db.reader, ctx.who, round.id)).filter(
    ({ putAt, state }) => putAt === null && state === 'open',
  )
  for (const { publicId } of waiting)
    await putFinding({ ...ctx, version: undefined, key: ctx.key && `${ctx.key}:${publicId}` }, publicId)
  return waiting.length
}

function yearOf(c: WebContext): number {
  const asked = /^(20\d\d)$/.exec(c.req.query('year') ?? '')?.[1]
  return Number(asked ?? c.var.ctx.today.slice(0, 4))
}

async function findPlan(c: WebContext) {
  const { db, who } = c.var.ctx
  const office = await officeOf(db.reader, who.path)
  refuseUnless(office && can(who, 'unit.planInspection', office), 'forbidden')
  const year = yearOf(c)
  return { year, plan: await planOf(db.reader, office.id, year) }
}

const planPage = (year: number) => ({ title: `Kế hoạch kiểm tra năm ${year}`, section: 'inspections', crumbs })

async function findSeen(c: WebContext): Promise<Round> {
  const { db, who } = c.var.ctx
  const round = await findRound(db.reader, who, c.req.param('id') ?? '')
  refuseUnless(round && can(who, 'round.see', round), 'missing')
  return round
}

async function roundView(c: WebContext, round: Round) {
  const { db, who, today } = c.var.ctx
  const { reader } = db
  const lines = await sheetsIn(reader, [round.id])
  const isPlanned = round.state === 'planned'
  const closing = await closingFor(c.var.ctx, round)
  const readable = await readableSheets(reader, who, round, lines)
  const whole = await wholeFindingsOf(reader, who, round)
  return (
    <RoundPage
      round={round}
      sheets={lines}
      counts={
        readable.length > 0
          ? await progressOfSheets(
              reader,
              round,
              readable.map(({ id }) => id),
            )
          : undefined
      }
      findings={whole}
      checklist={await checklistOf(reader, round.checklistVersionId)}
      may={{
        edit: isPlanned && can(who, 'round.edit', round),
        cancel: isPlanned && can(who, 'round.cancel', round),
        start: isPlanned && can(who, 'round.start', round),
        inspect: can(who, 'round.inspect', round),
        put: can(who, 'round.signOff', round),
        remedy: remediableIn(c.var.ctx, whole).open.length,
      }}
      closing={closing && <ClosingLine view={closing} lacks={closing.lacks} />}
      meId={who.id}
      today={today}
    />
  )
}
