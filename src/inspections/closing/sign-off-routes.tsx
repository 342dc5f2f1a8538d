import { Hono } from 'hono'
import { z } from 'zod'
import { SignOffPage, SignOffRead } from '../../../views/inspections/sign-off.tsx'
import { attempt } from '../../people/attempt.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { again, allow, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../../web.tsx'
import { findRound, type Round } from '../queries.ts'
import { reopenRound, signOffRound } from './sign-off.ts'
import { changesBetween } from './sign-off-changes.ts'
import { type ClosingView, closingFor, hardLacks, openLacks, type Signed } from './sign-off-page.ts'

const waiverForm = z.object({ waiver: z.string().trim().max(1000, 'Rút gọn còn không quá 1000 ký tự.').default('') })
const reasonForm = z.object({
  reason: z
    .string('Ghi lý do mở lại.')
    .trim()
    .min(1, 'Ghi lý do mở lại.')
    .max(1000, 'Rút gọn còn không quá 1000 ký tự.'),
})

/** Kết thúc đợt kiểm tra, mở lại, and every sign-off as it stood. */
export const signOffs = new Hono<Web>()
  .get('/:id/sign-off', allow('round.see'), async (c) => {
    const view = await findClosing(c)
    return c.render(closingPage(c, view), pageOf(view.round))
  })
  .post('/:id/sign-off', allow('round.signOff'), async (c) => {
    const { round } = await findClosing(c)
    const form = await readForm(c, waiverForm)
    if (!form.ok) return back(c, form.typed, form.errors)
    const signed = await attempt(() => signOffRound(c.var.ctx, round.publicId, form.value))
    if (signed.errors) return back(c, form.typed, signed.errors)
    return done(c, `/inspections/${round.publicId}/sign-off`, 'Đã kết thúc đợt kiểm tra, chốt số liệu.')
  })
  .post('/:id/reopening', allow('round.reopen'), async (c) => {
    const { round } = await findClosing(c)
    const form = await readForm(c, reasonForm)
    if (!form.ok) return back(c, form.typed, form.errors)
    await reopenRound(c.var.ctx, round.publicId, form.value.reason)
    return done(c, `/inspections/${round.publicId}`, 'Đã mở lại đợt; số liệu đã chốt vẫn giữ để xem lại.')
  })
  .get('/:id/sign-offs/:signOff', allow('round.see'), async (c) => {
    const view = await findClosing(c)
    const signed = signedIn(c, view)
    return c.render(<SignOffRead view={view} signed={signed} />, {
      ...pageOf(view.round),
      title: `Lần kết thúc ${signed.sequence}`,
      crumbs: [
        ...pageOf(view.round).crumbs,
        { href: `/inspections/${view.round.publicId}/sign-off`, label: 'Kết thúc' },
      ],
    })
  })
  .get('/:id/sign-offs/:signOff/figures.json', allow('round.see'), async (c) => {
    const view = await findClosing(c)
    refuseUnless(view.whole, 'missing')
    // The bytes as they are stored: their SHA-256 is the digest on the page.
    const { frozen, digest } = signedIn(c, view)
    return c.body(frozen, 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="so-lieu-${digest.slice(0, 12)}.json"`,
      'Cache-Control': 'private, no-store',
    })
  })

const pageOf = (round: Round) => ({
  title: round.state === 'signed' ? 'Kết luận đợt kiểm tra' : 'Kết thúc đợt kiểm tra',
  section: 'inspections',
  sub: round.name,
  crumbs: [
    { href: '/inspections', label: 'Tự kiểm tra' },
    { href: `/inspections/${round.publicId}`, label: round.name },
  ],
})

/** A round at its end, as this person may know of it; 404 while there is nothing of it for them. */
export async function findClosing(c: WebContext, id = c.req.param('id') ?? ''): Promise<ClosingView> {
  const { ctx } = c.var
  const round = await findRound(ctx.db.reader, ctx.who, id)
  refuseUnless(round && can(ctx.who, 'round.see', round), 'missing')
  const view = await closingFor(ctx, round)
  refuseUnless(view, 'missing')
  return view
}

function signedIn(c: WebContext, { signOffs }: ClosingView): Signed {
  const signed = signOffs.find(({ publicId }) => publicId === c.req.param('signOff'))
  refuseUnless(signed, 'missing')
  return signed
}

/** The page again with what was typed, as the round stands now. */
export async function back(c: WebContext, typed: Typed, errors: Errors, round?: Round) {
  const view = await findClosing(c, round?.publicId)
  return again(c, closingPage(c, view, typed, errors), pageOf(view.round))
}

function closingPage(c: WebContext, view: ClosingView, typed?: Typed, errors?: Errors) {
  const { who, today } = c.var.ctx
  const { round, lacks, signOffs } = view
  const [last, before] = signOffs
  return (
    <SignOffPage
      view={view}
      open={openLacks(lacks)}
      hard={hardLacks(lacks)}
      changes={view.whole && last?.data && before?.data ? changesBetween(before.data, last.data) : []}
      may={{
        signOff: can(who, 'round.signOff', round),
        reopen: round.state === 'signed' && can(who, 'round.reopen', round),
        record: can(who, 'round.record', round),
      }}
      {...{ typed, errors, today }}
    />
  )
}
