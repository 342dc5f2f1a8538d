import type { ClosingView, Signed } from '../../src/inspections/closing/sign-off-page.ts'
import type { Paper } from '../../src/inspections/closing/sign-off-rows.ts'
import type { PaperKind } from '../../src/rules/sign-off.ts'
import { ErrorSummary } from '../errors.tsx'
import { bytes, day } from '../format.ts'
import { typedText } from '../people/typed.ts'
import { Actions } from '../ui/actions.tsx'
import { Tag } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { FileLink } from '../ui/file-link.tsx'
import { Form } from '../ui/form.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Unfold } from '../ui/unfold.tsx'
import { paperNames } from '../words.ts'

type Props = {
  view: ClosingView
  /** The sign-off whose papers are shown; the one in force unless told. */
  signed?: Signed
  may: { record: boolean }
  typed?: Readonly<Record<string, unknown>>
  errors?: Record<string, string>
}

/** One paper: where its Word file is, what was signed, and where a signed one is recorded. */
interface Place {
  kind: PaperKind
  title: string
  /** Null where no Word file of ours is made. */
  word: string | null
  record: string
  papers: Paper[]
  sheet: string | null
}

/** Biên bản, thông báo kết luận: the signed file first, the Word file beside it; a draft until it is signed. */
export function Papers(props: Props) {
  const places = placesOf(props)
  if (places.length === 0) return null
  const { view, signed, may } = props
  const isOutside = view.round.form === 'outside'
  const canRecord =
    may.record && !signed && (view.round.state === 'signed' || (isOutside && view.round.state === 'started'))
  return (
    <Sheet title="Biên bản, kết luận" flush>
      {places.map((place) => (
        <PaperRow {...props} place={place} canRecord={canRecord} />
      ))}
    </Sheet>
  )
}

function placesOf({ view, signed }: Props): Place[] {
  const { round, sheets, whole, living, signOffs, papers } = view
  const shown = signed ?? (round.state === 'signed' ? signOffs[0] : undefined)
  const query = signed ? `?sign-off=${signed.publicId}` : ''
  const of = (kind: PaperKind, sheet: string | null) =>
    papers.filter(
      (one) => one.kind === kind && one.sheet === sheet && (one.signOff === (shown?.publicId ?? null) || isOutside),
    )
  const isOutside = round.form === 'outside'
  const notice = of('conclusion', null)
  const at = `/inspections/${round.publicId}`
  const conclusion: Place = {
    kind: 'conclusion',
    title: isOutside ? `${paperNames.conclusion} của ${round.outsideBody}` : paperNames.conclusion,
    word: !isOutside && (whole || notice.length > 0) && (shown || living) ? `${at}/conclusion.docx${query}` : null,
    record: `${at}/papers`,
    papers: notice,
    sheet: null,
  }
  const isSeen = whole || notice.length > 0
  const minutes = isOutside || !(shown || living) ? [] : sheets
  return [
    ...(isSeen ? [conclusion] : []),
    ...minutes.map(({ publicId, unitName, personName }): Place => {
      const sheetAt = `/inspections/sheets/${publicId}`
      return {
        kind: 'minutes',
        title: `${paperNames.minutes}, ${personName ?? unitName}`,
        word: `${sheetAt}/minutes.docx${query}`,
        record: `${sheetAt}/papers`,
        papers: of('minutes', publicId),
        sheet: publicId,
      }
    }),
  ]
}

function PaperRow({ view, place, canRecord, typed, errors }: Props & { place: Place; canRecord: boolean }) {
  const [inForce, ...before] = place.papers
  const isWrong = errors !== undefined && typed?.paper === (place.sheet ?? 'conclusion')
  const at = `/inspections/${view.round.publicId}/papers`
  return (
    <Row
      title={place.title}
      meta={[
        inForce ? (
          <Tag tone="green" icon="stamp">
            Đã ban hành
          </Tag>
        ) : (
          <Tag>{view.round.form === 'outside' ? 'Chưa ghi' : 'Dự thảo'}</Tag>
        ),
        inForce && `Số ${inForce.number}, ngày ${day(inForce.day)}, ${inForce.signer} ký`,
      ]}
    >
      <div class="files">
        {inForce && (
          <FileLink
            href={`${at}/${inForce.publicId}`}
            name={inForce.fileName}
            meta={`Bản đã ký, ${bytes(inForce.size)}`}
          />
        )}
        {place.word && <FileLink href={place.word} name={inForce ? 'Bản Word' : 'Dự thảo (Word)'} />}
        {before.map((paper) => (
          <FileLink
            href={`${at}/${paper.publicId}`}
            name={paper.fileName}
            meta={`Ghi trước, số ${paper.number}, đã thay`}
          />
        ))}
      </div>
      {canRecord && (
        <Unfold label={inForce ? 'Ghi bản ký khác…' : 'Ghi bản đã ký…'} kind="quiet" icon="upload" open={isWrong}>
          <PaperForm place={place} typed={isWrong ? typed : undefined} errors={isWrong ? errors : undefined} />
        </Unfold>
      )}
    </Row>
  )
}

function PaperForm({ place, typed, errors }: Pick<Props, 'typed' | 'errors'> & { place: Place }) {
  const id = (name: string) => `f-${place.sheet ?? 'conclusion'}-${name}`
  const names = { number: 'Số, ký hiệu', day: 'Ngày ký', signer: 'Người ký', file: 'Bản đã ký' }
  const field = (name: 'number' | 'signer', hint?: string) => (
    <Field
      name={name}
      id={id(name)}
      label={names[name]}
      hint={hint}
      value={typedText(typed, name)}
      errors={errors?.[name]}
    />
  )
  return (
    <Form action={place.record} multipart label={`Bản đã ký, ${place.title}`}>
      <ErrorSummary
        errors={errors}
        labels={names}
        ids={Object.fromEntries(Object.keys(names).map((name) => [name, id(name)]))}
      />
      <div class="fields">
        {field('number', place.kind === 'minutes' ? 'Ví dụ 05/BB-ĐKT' : 'Ví dụ 12/TB-UBND')}
        <Field
          name="day"
          id={id('day')}
          type="date"
          label={names.day}
          value={typedText(typed, 'day')}
          errors={errors?.day}
        />
        {field('signer')}
      </div>
      <Field
        name="file"
        id={id('file')}
        type="file"
        label={names.file}
        accept=".pdf,image/*"
        hint={
          place.kind === 'conclusion'
            ? 'PDF hoặc ảnh chụp. Từ lúc ghi, thông báo có hiệu lực và mọi đơn vị được kiểm tra trong đợt đọc được.'
            : 'PDF hoặc ảnh chụp. Từ lúc ghi, biên bản có hiệu lực.'
        }
        errors={errors?.file}
      />
      <Actions>
        <Button kind="soft" icon="stamp">
          Ghi bản đã ký
        </Button>
      </Actions>
    </Form>
  )
}
