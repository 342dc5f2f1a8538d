import type { ChecklistBody, ChecklistItem } from '../../src/checklists/body.ts'
import type { FindingRow } from '../../src/inspections/findings/find-findings.ts'
import type { Answer, InspectionSheet, Photo } from '../../src/inspections/sheets/sheets.ts'
import {
  type Counts,
  countedHeadcount,
  headcountShares,
  type Measured,
  type Terms,
} from '../../src/rules/inspections.ts'
import { number } from '../format.ts'
import { Tag } from '../ui/badge.tsx'
import { Facts } from '../ui/facts.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { resultNames } from '../words.ts'
import { FindingLine, resultLooks } from './item.tsx'

type Props = {
  sheet: InspectionSheet
  body: ChecklistBody
  answers: ReadonlyMap<string, Answer>
  photos: readonly Photo[]
  findings: readonly FindingRow[]
  counts: Counts
  terms: Pick<Terms, 'wholeDayLeave'>
  today: string
}

/** A sheet as it stands, for who may read it and not write in it. */
export const SheetRead = ({ sheet, body, answers, photos, findings, counts, terms, today }: Props) => (
  <div class="stack">
    <p>
      {counts.pass} đạt, {counts.partial > 0 && `${counts.partial} đạt một phần, `}
      {counts.fail} không đạt, {counts.na} không áp dụng, {counts.open} chưa ghi.
    </p>
    {sheet.round.state === 'signed' && sheet.round.form !== 'outside' && (
      <p>
        <a href={`/inspections/sheets/${sheet.publicId}/minutes.docx`}>Biên bản kiểm tra (Word)</a>
      </p>
    )}
    {body.groups.map((group) => (
      <Sheet title={`${group.code}. ${group.name}`} flush>
        <Facts
          rows={group.items.map((item) => ({
            label: (
              <>
                <strong>{item.code}</strong> {item.name}
              </>
            ),
            body: (
              <Answered
                sheetId={sheet.publicId}
                item={item}
                answer={answers.get(item.code)}
                photos={photos}
                terms={terms}
              />
            ),
            more:
              findings.some((one) => one.item === item.code) &&
              findings
                .filter((one) => one.item === item.code)
                .map((finding) => <FindingLine finding={finding} today={today} />),
          }))}
        />
      </Sheet>
    ))}
    {(sheet.place || sheet.met || sheet.strengths) && (
      <Sheet title="Để ghi biên bản" flush>
        <Facts
          rows={[
            { label: 'Địa điểm', body: sheet.place },
            { label: 'Đại diện đơn vị', body: sheet.met },
            { label: 'Ưu điểm', body: sheet.strengths },
          ].filter(({ body }) => body)}
        />
      </Sheet>
    )}
  </div>
)

type AnsweredProps = {
  sheetId: string
  item: ChecklistItem
  answer?: Answer
  photos: readonly Photo[]
  terms: Props['terms']
}

function Answered({ sheetId, item, answer, photos, terms }: AnsweredProps) {
  if (!answer?.result) return <span class="muted">Chưa ghi</span>
  const { icon, tone = 'amber' } = resultLooks[answer.result]
  const own = photos.filter((photo) => photo.item === item.code)
  return (
    <>
      <Tag tone={tone} icon={icon}>
        {resultNames[answer.result]}
      </Tag>{' '}
      {[measuredText(item, answer.value, terms), answer.note].filter(Boolean).join('. ')}
      {own.map(({ publicId }, at) => (
        <>
          {' '}
          <a href={`/inspections/sheets/${sheetId}/photos/${publicId}`}>Ảnh {at + 1}</a>
        </>
      ))}
    </>
  )
}

/** What was measured, in a line: 'biên chế 12, có mặt 10 (83,33%)'. */
export function measuredText(
  { measure }: Pick<ChecklistItem, 'measure'>,
  value: Measured,
  terms: Pick<Terms, 'wholeDayLeave'> = { wholeDayLeave: 'excused' },
): string {
  const people = (value.people ?? [])
    .map(({ name, state, reason, wholeDay }) => {
      const how = state === 'unexcused' ? 'không lý do' : wholeDay ? 'nghỉ phép cả ngày' : undefined
      return [name, [how, reason].filter(Boolean).join(': ')].filter(Boolean).join(' – ')
    })
    .join('; ')
  return [figures(measure, value, terms), value.text, people].filter(Boolean).join('. ')
}

function figures(
  measure: ChecklistItem['measure'],
  value: Measured,
  terms: Pick<Terms, 'wholeDayLeave'>,
): string | undefined {
  if (measure.type === 'headcount' && value.headcount) {
    const { labels } = measure
    const { staff, present, excused, unexcused } = value.headcount
    const shares = headcountShares(countedHeadcount(value.headcount, value.people ?? [], terms))
    const share = shares ? ` (${number(shares.present / 100, 2)}%)` : ''
    return `${labels.staff} ${staff}, ${labels.present} ${present}${share}, ${labels.excused} ${excused}, ${labels.unexcused} ${unexcused}`
  }
  if (measure.type === 'count' && value.count !== undefined) return `${number(value.count)} ${measure.label}`
  if ((measure.type === 'ratio' || measure.type === 'sample') && value.part !== undefined)
    return `${measure.labels.part} ${value.part}, ${measure.labels.whole} ${value.whole ?? '–'}`
  if (measure.type === 'number' && value.number !== undefined) return `${number(value.number)} ${measure.unit}`
  return value.choice
}
