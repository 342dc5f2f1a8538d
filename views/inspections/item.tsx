import type { ChecklistItem } from '../../src/checklists/body.ts'
import type { FindingRow } from '../../src/inspections/findings/find-findings.ts'
import type { Photo } from '../../src/inspections/sheets/sheets.ts'
import { offeredResults, type Result } from '../../src/rules/inspections.ts'
import { isPhotoMissing } from '../../src/rules/rounds.ts'
import { shortDay, time } from '../format.ts'
import { typedText } from '../people/typed.ts'
import { Check } from '../ui/checks.tsx'
import { Choice, type ChoiceOption } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { resultNames, severityNames } from '../words.ts'
import { MeasureFields } from './measure-fields.tsx'

export type ItemProps = {
  sheetId: string
  item: ChecklistItem
  /** What stands in its fields, by their names without the code. */
  typed: Readonly<Record<string, unknown>>
  /** The version the page was drawn with, and what stood there then: by it one knows whether the item was touched. */
  version: number
  was: string
  /** What is stored: who answered last and when. */
  stored?: { result: Result | null; by: string; at: string }
  photos: readonly Photo[]
  findings: readonly FindingRow[]
  /** What the form of its finding is filled in with, for the script. */
  proposal?: Readonly<Record<string, string>>
  partial: boolean
  errors?: Record<string, string>
  today: string
}

export const resultLooks: Record<Result, Pick<ChoiceOption, 'icon' | 'tone'>> = {
  pass: { icon: 'check', tone: 'green' },
  partial: { icon: 'circle-alert' },
  fail: { icon: 'x', tone: 'red' },
  na: { icon: 'minus', tone: 'slate' },
}

/** One item of a sheet: its code and text, the boxes, what was measured, a note, photos, its findings. */
export function Item(props: ItemProps) {
  const { item, typed, errors, stored, partial } = props
  const prefix = `${item.code}.`
  const result = typedText(typed, 'result')
  return (
    <article
      class={`item ${result}`}
      id={`item-${item.code}`}
      data-item={item.code}
      data-name={item.name}
      data-photo={item.photo ? 'must' : undefined}
      data-proposal={props.proposal && JSON.stringify(props.proposal)}
    >
      <input type="hidden" name={`${prefix}version`} value={String(props.version)} />
      <input type="hidden" name={`${prefix}was`} value={props.was} />
      <Choice
        name={`${prefix}result`}
        label={
          <>
            <strong>{item.code}</strong> {item.name}
          </>
        }
        options={offeredResults({ partial }).map((value) => ({
          value,
          label: resultNames[value],
          ...resultLooks[value],
        }))}
        value={result || null}
        errors={errors?.result}
      />
      <MeasureFields item={item} typed={typed} errors={errors} prefix={prefix} />
      <ItemFindings {...props} />
      <More {...props} prefix={prefix} />
      <p class="item-by muted" data-by hidden={!stored}>
        {stored && `${stored.by} ghi lúc ${time(stored.at)}`}
      </p>
    </article>
  )
}

/** What was found, and for an item that fails the way to put it down. The script shows and hides what it finds here. */
function ItemFindings({ sheetId, item, stored, findings, photos, today }: ItemProps) {
  const failed = stored?.result === 'fail' || stored?.result === 'partial'
  return (
    <>
      <p class="item-missing" data-missing hidden={!isPhotoMissing(item, stored?.result ?? null, photos.length)}>
        <Icon name="camera" /> Mục này không đạt thì phải có ảnh.
      </p>
      <div class="item-findings" data-findings>
        {findings.map((finding) => (
          <FindingLine finding={finding} today={today} />
        ))}
      </div>
      <a
        class="finding-line new"
        href={`/inspections/sheets/${sheetId}/findings/new?item=${encodeURIComponent(item.code)}`}
        data-new
        hidden={!failed || findings.length > 0}
      >
        <Icon name="clipboard-list" />
        <span>
          <strong>Ghi tồn tại</strong>
          <span class="muted">Đã điền sẵn nội dung, mức độ, hạn khắc phục.</span>
        </span>
        <Icon name="chevron-right" />
      </a>
    </>
  )
}

/** A finding that stands under its item, as a line. */
export const FindingLine = ({ finding, today }: { finding: FindingRow; today: string }) => (
  <FindingLink
    href={`/findings/${finding.publicId}`}
    {...findingTitle({ ...finding, due: shortDay(finding.due, today) })}
  />
)

type FindingWords = { name: string; about: string; text: string }

export const FindingLink = ({ href, name, about, text }: FindingWords & { href?: string }) => (
  <a class="finding-line" href={href}>
    <Icon name="clipboard-list" />
    <span>
      <span>
        <strong>{name}</strong>
        <span data-about>{about}</span>
      </span>
      <span class="muted">{text}</span>
    </span>
    <Icon name="chevron-right" />
  </a>
)

/** 'Tồn tại số 02', ', nhẹ, tái phạm, hạn 03/12' and what was found; `due` as it is shown. */
export const findingTitle = ({
  number,
  severity,
  repeatOfId,
  due,
  state,
  text,
}: Pick<FindingRow, 'number' | 'severity' | 'repeatOfId' | 'due' | 'state' | 'text'>): FindingWords => ({
  name: `Tồn tại số ${String(number).padStart(2, '0')}`,
  about: [
    '',
    severityNames[severity].toLocaleLowerCase('vi'),
    ...(repeatOfId === null ? [] : ['tái phạm']),
    `hạn ${due}`,
  ].join(', '),
  text: state === 'withdrawn' ? 'Đã rút sau giải trình.' : text,
})

/** Guidance, note and photos: folded away until there is something in them. */
function More({ sheetId, item, typed, errors, photos, prefix }: ItemProps & { prefix: string }) {
  const note = typedText(typed, 'note')
  const isOpen = note !== '' || errors?.note !== undefined || errors?.photo !== undefined
  return (
    <details class="item-more" open={isOpen}>
      <summary>
        Ghi chú, ảnh{item.guidance && ', hướng dẫn'}
        <span data-photo-count>{photos.length > 0 && ` (${photos.length} ảnh)`}</span>
      </summary>
      {item.guidance && <p class="hint">{item.guidance}</p>}
      <Field
        name={`${prefix}note`}
        label="Ghi chú"
        type="textarea"
        rows={2}
        value={note}
        errors={errors?.note}
        optional
      />
      <ul class="photos" data-photos hidden={photos.length === 0}>
        {photos.map((photo, at) => (
          <PhotoLine {...photo} sheetId={sheetId} item={item.code} at={at + 1} />
        ))}
      </ul>
      <Field
        name={`${prefix}photo`}
        label={photos.length > 0 ? 'Thêm ảnh' : 'Ảnh'}
        type="file"
        multiple
        accept="image/*"
        errors={errors?.photo}
        optional
      />
    </details>
  )
}

type PhotoProps = { sheetId: string; item: string; publicId: string; name: string; at: number }

/** A photo of an item, to look at and to take off again. */
const PhotoLine = ({ sheetId, item, publicId, name, at }: PhotoProps) => (
  <li>
    <a href={`/inspections/sheets/${sheetId}/photos/${publicId}`}>
      <img
        src={`/inspections/sheets/${sheetId}/photos/${publicId}`}
        alt={`Ảnh ${at} của mục ${item}: ${name}`}
        loading="lazy"
      />
    </a>
    <Check name={`${item}.unphoto`} value={publicId} label={`Bỏ ảnh ${at}`} />
  </li>
)
