import type { Change } from '../../src/inspections/closing/sign-off-changes.ts'
import type { ClosingView, Signed } from '../../src/inspections/closing/sign-off-page.ts'
import type { Lack } from '../../src/rules/sign-off.ts'
import { ErrorSummary } from '../errors.tsx'
import { fullMoment } from '../format.ts'
import { typedText } from '../people/typed.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Unfold } from '../ui/unfold.tsx'
import { Papers } from './papers.tsx'
import { FrozenFigures } from './sign-off-figures.tsx'
import { Lacks } from './sign-off-lacks.tsx'
import { SignatureRows } from './signatures.tsx'

export type ClosingProps = {
  view: ClosingView
  open: readonly Lack[]
  hard: readonly Lack[]
  changes: readonly Change[]
  may: { signOff: boolean; reopen: boolean; record: boolean }
  typed?: Readonly<Record<string, unknown>>
  errors?: Record<string, string>
  today: string
}

/** Kết thúc đợt kiểm tra: what is missing, the signatures, the button; afterwards the frozen figures and the papers. */
export const SignOffPage = (props: ClosingProps) => (
  <div class="stack">
    {props.view.living && <Ending {...props} />}
    {props.view.living && props.view.round.form !== 'outside' && <Signatures {...props} />}
    {props.view.round.state === 'signed' && <Settled {...props} />}
    <Papers {...props} />
    <Earlier {...props} />
  </div>
)

function Ending({ view: { round, living }, open, hard, may, typed, errors }: ClosingProps) {
  const at = `/inspections/${round.publicId}/sign-off`
  const notPut = living?.findings.filter(({ putAt, state }) => putAt === null && state === 'open').length ?? 0
  return (
    <Sheet title="Chốt số liệu" mine={may.signOff}>
      <ErrorSummary errors={errors} labels={{ lacks: 'Còn phải làm xong', waiver: 'Lý do để ngỏ' }} />
      {hard.length > 0 && (
        <div id="f-lacks" tabindex={-1}>
          <Note tone="amber" title={`Còn ${hard.length} chỗ phải làm xong trước khi kết thúc:`}>
            <Lacks lacks={hard} />
          </Note>
        </div>
      )}
      {open.length > 0 && (
        <Note title="Còn để ngỏ, kết thúc được nếu ghi lý do:">
          <Lacks lacks={open} />
        </Note>
      )}
      {hard.length + open.length === 0 && (
        <Note tone="green">
          {round.form === 'outside'
            ? 'Không còn giải trình nào trong hạn phải chờ.'
            : 'Phiếu đã ghi đủ, hai bên đã ký hoặc đã ghi lý do không ký.'}
        </Note>
      )}
      {may.signOff && hard.length === 0 && (
        <Form action={at} version={round.version}>
          {open.length > 0 && (
            <Field
              name="waiver"
              label="Lý do để ngỏ"
              type="textarea"
              value={typedText(typed, 'waiver')}
              hint="Ví dụ: bộ phận một cửa nghỉ chiều thứ Sáu. Lý do ghi vào biên bản."
              errors={errors?.waiver}
            />
          )}
          {notPut > 0 && (
            <p>
              {notPut} tồn tại chưa chuyển sẽ được chuyển cho bên được kiểm tra ngay khi kết thúc. Bên đó vẫn giải trình
              được trong hạn; ý kiến ấy không vào số liệu đã chốt, trừ khi mở lại đợt.
            </p>
          )}
          <p class="muted">Kết thúc thì số liệu giữ nguyên như lúc này, biên bản và thông báo kết luận lập từ đó.</p>
          <Actions>
            <Button kind="pri" icon="stamp">
              Kết thúc, chốt số liệu
            </Button>
          </Actions>
        </Form>
      )}
      {!may.signOff && <p class="muted">Trưởng đoàn là người kết thúc đợt.</p>}
    </Sheet>
  )
}

const Signatures = ({ view: { living, sheets }, may }: ClosingProps) => (
  <Sheet title="Chữ ký biên bản" flush>
    {living?.sheets
      .filter(({ id }) => sheets.some(({ publicId }) => publicId === id))
      .map((sheet) => (
        <SignatureRows sheet={sheet} mayRecord={may.record} />
      ))}
  </Sheet>
)

function Settled({ view: { round, signOffs, whole }, may, changes, typed, errors }: ClosingProps) {
  const [last] = signOffs
  if (!last) return null
  return (
    <Sheet title="Đã kết thúc, số liệu đã chốt" flush>
      <Kept signed={last} whole={whole} roundId={round.publicId} />
      {((whole && changes.length > 0) || may.reopen) && (
        <div class="sheet-pad">
          <Actions>
            {whole && changes.length > 0 && <Changes changes={changes} />}
            {may.reopen && <Reopening round={round} typed={typed} errors={errors} />}
          </Actions>
        </div>
      )}
    </Sheet>
  )
}

/** What one sign-off keeps: who and when, the figures, the proof that they are still the same. */
const Kept = ({ signed, whole, roundId }: { signed: Signed; whole: boolean; roundId: string }) => (
  <>
    <div class="sheet-pad">
      <SignedLine signed={signed} />
    </div>
    {whole && signed.data && <FrozenFigures data={signed.data} />}
    {whole && (
      <div class="sheet-pad">
        <Proof signed={signed} roundId={roundId} />
      </div>
    )}
  </>
)

const Reopening = ({ round, typed, errors }: Pick<ClosingProps, 'typed' | 'errors'> & Pick<ClosingView, 'round'>) => (
  <Unfold label="Mở lại đợt…" kind="quiet" icon="rotate-ccw" open={errors?.reason !== undefined}>
    <Form action={`/inspections/${round.publicId}/reopening`} version={round.version}>
      <Field
        name="reason"
        label="Lý do mở lại"
        type="textarea"
        value={typedText(typed, 'reason')}
        hint="Số liệu đã chốt lần này vẫn giữ để xem lại. Văn bản đã ký vẫn là của lần này."
        errors={errors?.reason}
      />
      <Button kind="risk">Mở lại đợt kiểm tra</Button>
    </Form>
  </Unfold>
)

const SignedLine = ({ signed }: { signed: Signed }) => (
  <p>
    Lần {signed.sequence}, đồng chí <strong>{signed.by}</strong> kết thúc lúc {fullMoment(signed.at)}.
    {signed.data?.waiver && ` Để ngỏ vì: ${signed.data.waiver.replace(/[.\s]+$/, '')}.`}
  </p>
)

/** The digest, and whether the figures still have it. */
const Proof = ({ signed, roundId }: { signed: Signed; roundId: string }) => (
  <>
    {signed.intact ? (
      <Note tone="green" icon="shield-check">
        Số liệu còn nguyên như lúc chốt. Mã SHA-256: <code class="digest">{signed.digest}</code>
      </Note>
    ) : (
      <Note tone="red" title="Số liệu đang lưu không còn như lúc chốt.">
        Mã lúc chốt: <code class="digest">{signed.digest}</code>. Báo quản trị đối chiếu với bản sao lưu.
      </Note>
    )}
    <p>
      <a href={`/inspections/${roundId}/sign-offs/${signed.publicId}/figures.json`}>Tải số liệu đã chốt (JSON)</a>
    </p>
  </>
)

const Changes = ({ changes }: { changes: readonly Change[] }) => (
  <Unfold label={`${changes.length} chỗ khác lần kết thúc trước`} kind="quiet" icon="history">
    <ul class="changes">
      {changes.map(({ where, from, to }) => (
        <li>
          <strong>{where}:</strong>{' '}
          {from === undefined ? to : to === undefined ? `bỏ “${from}”` : `“${from}” thành “${to}”`}
        </li>
      ))}
    </ul>
  </Unfold>
)

/** Sign-offs that a reopening ended, each readable as it was. */
function Earlier({ view: { round, signOffs } }: ClosingProps) {
  const ended = signOffs.filter(({ reopenedAt }) => reopenedAt !== null)
  if (ended.length === 0) return null
  return (
    <Sheet title="Những lần kết thúc trước" count={ended.length} flush>
      {ended.map((one) => (
        <Row
          title={`Lần ${one.sequence}, ${fullMoment(one.at)}`}
          href={`/inspections/${round.publicId}/sign-offs/${one.publicId}`}
          meta={[
            `Đồng chí ${one.by} kết thúc`,
            one.reopenedAt && `Mở lại ${fullMoment(one.reopenedAt)}, đồng chí ${one.reopenedBy}`,
          ]}
        >
          <p>Lý do mở lại: {one.reason}</p>
        </Row>
      ))}
    </Sheet>
  )
}

/** One earlier sign-off as it stood. */
export const SignOffRead = ({ view, signed }: { view: ClosingView; signed: Signed }) => (
  <div class="stack">
    {signed.reopenedAt && (
      <Note tone="amber" icon="rotate-ccw">
        Lần kết thúc này đã được mở lại lúc {fullMoment(signed.reopenedAt)}: {signed.reason}
      </Note>
    )}
    <Sheet title="Số liệu đã chốt" flush>
      <Kept signed={signed} whole={view.whole} roundId={view.round.publicId} />
    </Sheet>
    <Papers view={view} signed={signed} may={{ record: false }} />
  </div>
)

/** On the page of a round: the way to its end, or to what came out of it. */
export function ClosingLine({ view, lacks }: { view: ClosingView; lacks: readonly Lack[] }) {
  const { round, signOffs, living } = view
  const [last] = signOffs
  const at = `/inspections/${round.publicId}/sign-off`
  const bothSign = round.form === 'outside' ? '' : ', gồm cả chữ ký hai bên'
  if (round.state === 'started' && !living && signOffs.length === 0 && view.papers.length === 0) return null
  return (
    <Sheet title={round.state === 'signed' ? 'Đã kết thúc' : 'Kết thúc đợt'}>
      {round.state === 'signed' && last && <SignedLine signed={last} />}
      {living && (
        <p class="muted">
          {lacks.length > 0 ? `Còn ${lacks.length} chỗ chưa xong${bothSign}.` : 'Đã đủ để kết thúc.'}
          {signOffs.length > 0 && ` Đợt đã mở lại: ${signOffs[0]?.reason}`}
        </p>
      )}
      <div class="actions">
        <LinkButton kind={living ? 'soft' : 'plain'} icon={living ? 'stamp' : 'file-text'} href={at}>
          {living ? 'Ký, kết thúc' : 'Biên bản, kết luận'}
        </LinkButton>
      </div>
    </Sheet>
  )
}
