import type { Child } from 'hono/jsx'
import type { FindingRow } from '../../src/inspections/findings/find-findings.ts'
import type { Round, SheetLine } from '../../src/inspections/queries.ts'
import type { Counts } from '../../src/rules/inspections.ts'
import { fullMoment } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Tag } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { Facts } from '../ui/facts.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { PersonChip } from '../ui/person.tsx'
import { Progress } from '../ui/progress.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Unfold } from '../ui/unfold.tsx'
import { memberParts, roundForms, roundStates, severityNames } from '../words.ts'
import { findingNoun } from './finding-title.ts'
import { Standing } from './findings.tsx'
import { numberOf, span } from './list.tsx'

type Props = {
  round: Round
  sheets: readonly SheetLine[]
  /** Of the sheets this person may read. */
  counts?: ReadonlyMap<number, Counts>
  findings: readonly FindingRow[]
  checklist?: { name: string; number: number; publicId: string }
  may: { edit: boolean; cancel: boolean; start: boolean; inspect: boolean; put: boolean; remedy: number }
  /** The way to its end, or to what came out of it. */
  closing?: Child
  meId: number
  today: string
}

/** Một đợt kiểm tra: what it is, whom it inspects, what it found, who is of the team. */
export const RoundPage = (props: Props) => (
  <Columns aside={<Team {...props} />}>
    <Turn {...props} />
    {isOutside(props) ? <Concerned {...props} /> : <Sheets {...props} />}
    {props.closing}
    {props.round.state !== 'planned' && <Findings {...props} />}
    <About {...props} />
  </Columns>
)

function Turn({ round, may }: Props) {
  if (round.state !== 'planned' || (!may.start && !may.edit && !may.cancel)) return null
  const at = `/inspections/${round.publicId}`
  const secret = round.form === 'unannounced'
  return (
    <Sheet mine>
      <Note tone={secret ? 'amber' : 'slate'} icon={secret ? 'lock' : 'info'}>
        {secret
          ? 'Chỉ đoàn kiểm tra và người quyết định thấy đợt này. Bắt đầu rồi thì bên được kiểm tra và lãnh đạo thấy.'
          : round.form === 'outside'
            ? 'Đợt đang chuẩn bị. Bắt đầu rồi thì ghi được kết luận, kiến nghị của cơ quan kiểm tra.'
            : 'Đợt đang chuẩn bị. Bắt đầu rồi thì ghi được phiếu, và bảng kiểm giữ nguyên bản này.'}
      </Note>
      <Actions>
        {may.start && (
          <Form action={`${at}/start`} version={round.version}>
            <Button kind="pri" icon="play">
              Bắt đầu kiểm tra
            </Button>
          </Form>
        )}
        {may.edit && (
          <LinkButton icon="pen-line" href={`${at}/edit`}>
            Sửa
          </LinkButton>
        )}
        {may.cancel && (
          <Unfold label="Bỏ đợt…" kind="quiet" icon="trash-2">
            <Form action={`${at}/cancellation`} version={round.version}>
              <p>Đợt chưa bắt đầu bị bỏ hẳn khỏi danh sách; không lấy lại được.</p>
              <Button kind="risk">Bỏ đợt này</Button>
            </Form>
          </Unfold>
        )}
      </Actions>
    </Sheet>
  )
}

/** An outside body inspects by its own list: no sheet of ours is filled in. */
const isOutside = ({ round, checklist }: Props) => round.form === 'outside' && !checklist

const Concerned = ({ sheets }: Props) => (
  <Sheet title="Đơn vị, người được kiểm tra" count={sheets.length} flush>
    {sheets.map(({ unitName, personName }) => (
      <Row title={personName ?? unitName} meta={[personName && unitName]} />
    ))}
  </Sheet>
)

const Sheets = ({ round, sheets, counts, may }: Props) => (
  <Sheet title="Phiếu kiểm tra" count={sheets.length} flush>
    {sheets.map((sheet) => {
      const count = counts?.get(sheet.id)
      const canOpen = count !== undefined && round.state !== 'planned'
      return (
        <Row
          title={sheet.personName ?? sheet.unitName}
          href={canOpen ? `/inspections/sheets/${sheet.publicId}` : undefined}
          meta={[sheet.personName && sheet.unitName, count && said(count)]}
          actions={
            canOpen &&
            may.inspect &&
            round.state === 'started' && (
              <LinkButton
                kind="soft"
                icon="clipboard-check"
                href={`/inspections/sheets/${sheet.publicId}`}
                label={`Ghi phiếu ${sheet.personName ?? sheet.unitName}`}
              >
                Ghi phiếu
              </LinkButton>
            )
          }
        >
          {count && (
            <Progress
              value={all(count) - count.open}
              max={Math.max(all(count), 1)}
              label={`Phiếu ${sheet.personName ?? sheet.unitName}`}
              text={`${all(count) - count.open}/${all(count)}`}
            />
          )}
        </Row>
      )
    })}
  </Sheet>
)

const all = ({ pass, partial, fail, na, open }: Counts) => pass + partial + fail + na + open
const said = ({ pass, partial, fail, na }: Counts) =>
  [`${pass} đạt`, partial > 0 && `${partial} đạt một phần`, `${fail} không đạt`, `${na} không áp dụng`]
    .filter(Boolean)
    .join(', ')

function Findings({ round, findings, may, today }: Props) {
  const notPut = findings.filter(({ putAt, state }) => putAt === null && state === 'open')
  const noun = findingNoun(round.form)
  const at = `/inspections/${round.publicId}`
  const isOpen = round.state === 'started'
  const actions = [
    round.form === 'outside' && isOpen && may.inspect && (
      <LinkButton kind="soft" icon="plus" href={`${at}/recommendations`}>
        Ghi kiến nghị
      </LinkButton>
    ),
    may.put && isOpen && notPut.length > 0 && (
      <Form action={`${at}/putting`}>
        <Button kind="soft" icon="send">
          {`Chuyển ${notPut.length} ${noun} cho bên được kiểm tra`}
        </Button>
      </Form>
    ),
    may.remedy > 0 && (
      <LinkButton kind="soft" icon="list-checks" href={`${at}/remedies`}>
        {`Giao khắc phục ${may.remedy} ${noun}…`}
      </LinkButton>
    ),
  ]
  return (
    <Sheet title={round.form === 'outside' ? 'Kiến nghị' : 'Tồn tại'} count={findings.length} flush>
      {actions.some(Boolean) && (
        <div class="sheet-pad">
          <Actions>{actions}</Actions>
        </div>
      )}
      {findings.length === 0 && <p class="sheet-pad muted">Chưa có {noun} nào đồng chí được xem.</p>}
      {findings.map((finding) => (
        <Row
          title={finding.text}
          href={`/findings/${finding.publicId}`}
          meta={[
            <Standing finding={finding} today={today} />,
            `Số ${String(finding.number).padStart(2, '0')}`,
            finding.item && `mục ${finding.item}`,
            finding.unitShort || finding.unitName,
            severityNames[finding.severity],
            finding.repeatOfId !== null && 'tái phạm',
          ]}
        />
      ))}
    </Sheet>
  )
}

const About = ({ round, checklist, today }: Props) => (
  <Sheet title="Đợt kiểm tra" flush>
    <Facts
      rows={[
        {
          label: 'Trạng thái',
          body: roundStates[round.state],
          more: round.startedAt && `Bắt đầu ${fullMoment(round.startedAt)}`,
        },
        ...(round.number === null ? [] : [{ label: 'Số đợt', body: numberOf(round) }]),
        { label: 'Hình thức', body: roundForms[round.form], more: round.outsideBody },
        { label: 'Thời gian', body: span(round, today) },
        ...(round.document ? [{ label: 'Văn bản căn cứ', body: round.document }] : []),
        ...(checklist ? [{ label: 'Bảng kiểm', body: `${checklist.name}, bản ${checklist.number}` }] : []),
        { label: 'Người quyết định', body: `${round.orderedBy}, ${round.orderedByPost}` },
        ...(round.ownReason ? [{ label: 'Lý do kiểm tra đơn vị mình', body: round.ownReason }] : []),
      ]}
    />
  </Sheet>
)

const Team = ({ round, meId }: Props) => (
  <Sheet title="Đoàn kiểm tra">
    <ul class="team">
      {round.team.map(({ id, name, post, unitName, part, leftOn }) => (
        <li>
          <PersonChip name={name} own={id === meId} />
          <p class="muted">
            {memberParts[part]}. {post}, {unitName}
            {leftOn && (
              <>
                {' '}
                <Tag tone="amber">Đã thôi công tác</Tag>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  </Sheet>
)
