import type { ChecklistBody } from '../../src/checklists/body.ts'
import type { FindingRow } from '../../src/inspections/find-findings.ts'
import type { InspectionSheet } from '../../src/inspections/sheets.ts'
import type { Counts, Result } from '../../src/rules/inspections.ts'
import { ErrorSummary } from '../errors.tsx'
import { shortDay, time } from '../format.ts'
import { typedText } from '../people/typed.ts'
import { ActionBar } from '../ui/actions.tsx'
import { Tag } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { resultNames, roundForms } from '../words.ts'
import { FindingLine, Item, type ItemProps } from './item.tsx'

type Props = {
  sheet: InspectionSheet
  body: ChecklistBody
  counts: Counts
  /** By code. */
  items: ReadonlyMap<string, Omit<ItemProps, 'sheetId' | 'item' | 'partial' | 'today'>>
  findings: readonly FindingRow[]
  /** The lines of the minutes as typed, or as stored. */
  text: Readonly<Record<string, unknown>>
  errors?: Record<string, string>
  /** How many answers were saved although others were not. */
  saved?: number
  savedAt?: string
  today: string
}

/** Phiếu kiểm tra: how far it has come, the items by group, and a button that saves what was touched. */
export const SheetForm = (props: Props) => {
  const { sheet, body, items, findings, errors, saved, today } = props
  const labels = Object.fromEntries(Object.keys(errors ?? {}).map((name) => [name, labelOf(name)]))
  return (
    <div class="inspecting">
      <Progress {...props} />
      <Form action={`/inspections/sheets/${sheet.publicId}`} multipart id="sheet" label="Phiếu kiểm tra">
        <ErrorSummary errors={errors} labels={labels} />
        {saved !== undefined && saved > 0 && <Note tone="green">Đã lưu {saved} mục khác.</Note>}
        {body.groups.map((group) => (
          <section class="items" aria-labelledby={`group-${group.code}`}>
            <h2 id={`group-${group.code}`}>
              {group.code}. {group.name}
            </h2>
            {group.items.map((item) => {
              const state = items.get(item.code)
              return (
                state && <Item {...state} sheetId={sheet.publicId} item={item} partial={body.partial} today={today} />
              )
            })}
          </section>
        ))}
        <Minutes {...props} />
        <OtherFindings sheet={sheet} findings={findings} today={today} />
        <ActionBar note={<Counted counts={props.counts} />}>
          <Button kind="pri" icon="save">
            Lưu phiếu
          </Button>
        </ActionBar>
      </Form>
    </div>
  )
}

const minutes: Record<string, string> = { place: 'Địa điểm', met: 'Đại diện đơn vị', strengths: 'Ưu điểm' }
const labelOf = (name: string) => minutes[name] ?? `Mục ${name.slice(0, name.lastIndexOf('.'))}`

const all = ({ pass, partial, fail, na, open }: Counts) => pass + partial + fail + na + open

const Counted = ({ counts }: { counts: Counts }) => (
  <>
    <strong>{all(counts) - counts.open}</strong>/{all(counts)} mục
  </>
)

/** The head that stays in sight: what kind of round, when saved, how many of how many, and with which result. */
const Progress = ({ sheet, counts, savedAt, today }: Pick<Props, 'sheet' | 'counts' | 'savedAt' | 'today'>) => (
  <div class="inspect-head" id="progress">
    <div class="inspect-kind">
      <strong>
        {roundForms[sheet.round.form]}, {shortDay(sheet.round.fromDay, today)}
      </strong>
      <span data-saved>{savedAt && <Tag tone="green">Đã lưu {time(savedAt)}</Tag>}</span>
    </div>
    <div class="progress">
      <progress value={all(counts) - counts.open} max={Math.max(all(counts), 1)} aria-label="Số mục đã ghi"></progress>
      <span>
        <Counted counts={counts} />
      </span>
    </div>
    <ul class="inspect-counts">
      <Count icon="check" result="pass" count={counts.pass} />
      {counts.partial > 0 && <Count icon="circle-alert" result="partial" count={counts.partial} />}
      <Count icon="x" result="fail" count={counts.fail} />
      <Count icon="minus" result="na" count={counts.na} />
    </ul>
  </div>
)

const Count = ({ icon, result, count }: { icon: IconName; result: Result; count: number }) => (
  <li class={count > 0 ? result : undefined}>
    <Icon name={icon} /> {count} {resultNames[result].toLocaleLowerCase('vi')}
  </li>
)

const Minutes = ({ sheet, text, errors }: Pick<Props, 'sheet' | 'text' | 'errors'>) => (
  <Sheet title="Để ghi biên bản">
    <input type="hidden" name="sheetVersion" value={String(sheet.version)} />
    <div class="fields">
      <Field name="place" label="Địa điểm" value={typedText(text, 'place')} errors={errors?.place} optional />
      <Field
        name="met"
        label="Đại diện đơn vị làm việc với đoàn"
        value={typedText(text, 'met')}
        errors={errors?.met}
        optional
      />
    </div>
    <Field
      name="strengths"
      label="Ưu điểm"
      type="textarea"
      value={typedText(text, 'strengths')}
      errors={errors?.strengths}
      optional
    />
  </Sheet>
)

/** Findings that belong to no item, and the way to one. */
const OtherFindings = ({ sheet, findings, today }: Pick<Props, 'sheet' | 'findings' | 'today'>) => (
  <Sheet
    title="Tồn tại khác"
    aside={
      <LinkButton kind="quiet" icon="plus" href={`/inspections/sheets/${sheet.publicId}/findings/new`}>
        Ghi tồn tại khác
      </LinkButton>
    }
  >
    {findings.length === 0 ? (
      <p class="muted">Tồn tại không thuộc mục nào của bảng kiểm ghi ở đây.</p>
    ) : (
      findings.map((finding) => <FindingLine finding={finding} today={today} />)
    )}
  </Sheet>
)
