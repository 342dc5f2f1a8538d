import type { ChecklistBody } from '../../src/checklists/body.ts'
import type { FindingRow } from '../../src/inspections/findings/find-findings.ts'
import type { Noting } from '../../src/inspections/sheets/sheet-noting.ts'
import type { SheetState } from '../../src/inspections/sheets/sheet-state.ts'
import type { InspectionSheet } from '../../src/inspections/sheets/sheets.ts'
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
import { resultNames, roundFormsBrief } from '../words.ts'
import { FindingLine, Item, type ItemProps } from './item.tsx'
import { NotingDialog } from './noting.tsx'
import { Parts } from './sheet-parts.tsx'

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
  /** A side has signed it: a change takes the value from that. */
  isSigned?: boolean
  /** For the script that saves answer by answer; none on a form that came back. */
  live?: { keeper: string; state: SheetState; noting: Noting }
  today: string
}

/** Phiếu kiểm tra: how far it has come, the items by group, and a button that saves what was touched. */
export const SheetForm = (props: Props) => {
  const { sheet, body, items, findings, errors, saved, live, today } = props
  const labels = Object.fromEntries(Object.keys(errors ?? {}).map((name) => [name, labelOf(name)]))
  return (
    <div
      class="inspecting"
      data-keeper={live?.keeper}
      data-sheet={sheet.publicId}
      data-state={live && JSON.stringify(live.state)}
    >
      <Progress {...props} />
      <Form action={`/inspections/sheets/${sheet.publicId}`} multipart id="sheet" label="Phiếu kiểm tra">
        <ErrorSummary errors={errors} labels={labels} />
        {props.isSigned && (
          <Note icon="pen-line">
            Biên bản của phiếu này đã có chữ ký. Sửa phiếu thì chữ ký không còn giá trị, phải ký lại.{' '}
            <a href={`/inspections/sheets/${sheet.publicId}/signatures`}>Xem chữ ký</a>
          </Note>
        )}
        {saved !== undefined && saved > 0 && <Note tone="green">Đã lưu {saved} mục khác.</Note>}
        {body.groups.map((group) => (
          <section class="items" aria-labelledby={`group-${group.code}`}>
            <h2 id={`group-${group.code}`}>
              {group.code}. {group.name}
            </h2>
            {group.items.map((item) => {
              const state = items.get(item.code)
              return (
                state && (
                  <Item
                    {...state}
                    sheetId={sheet.publicId}
                    item={item}
                    proposal={live?.noting.proposals.get(item.code)}
                    partial={body.partial}
                    today={today}
                  />
                )
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
      {live && <Live sheet={sheet} {...live} />}
    </div>
  )
}

/** What only the script uses. */
const Live = ({ sheet, noting }: Pick<Props, 'sheet'> & NonNullable<Props['live']>) => (
  <>
    <div class="inspect-aside">
      <p class="inspect-hint muted">Chọn “Không đạt” ở một mục, tồn tại điền sẵn mở ra ở đây.</p>
      <NotingDialog sheetId={sheet.publicId} unitName={sheet.personName ?? sheet.unitName} noting={noting} />
    </div>
    <Parts />
    <script type="module" src="/static/inspect.js"></script>
  </>
)

const minutes: Record<string, string> = { place: 'Địa điểm', met: 'Đại diện đơn vị', strengths: 'Ưu điểm' }
const labelOf = (name: string) => minutes[name] ?? `Mục ${name.slice(0, name.lastIndexOf('.'))}`

const all = ({ pass, partial, fail, na, open }: Counts) => pass + partial + fail + na + open

const Counted = ({ counts }: { counts: Counts }) => (
  <>
    <strong data-done>{all(counts) - counts.open}</strong>/{all(counts)} mục
  </>
)

/** The head that stays in sight: what kind of round, when saved, how many of how many, and with which result. */
const Progress = ({ sheet, body: { partial }, counts, savedAt, today }: Props) => (
  <div class="inspect-head" id="progress">
    <div class="inspect-kind">
      <strong>
        {roundFormsBrief[sheet.round.form]}, {shortDay(sheet.round.fromDay, today)}
      </strong>
      <span data-saved role="status">
        {savedAt && (
          <Tag tone="green" icon="check">
            Đã lưu {time(savedAt)}
          </Tag>
        )}
      </span>
    </div>
    <div class="progress">
      <progress value={all(counts) - counts.open} max={Math.max(all(counts), 1)} aria-label="Số mục đã ghi"></progress>
      <span>
        <Counted counts={counts} />
      </span>
    </div>
    <p class="inspect-help" data-help hidden></p>
    <a
      class="inspect-help"
      data-sign-in
      hidden
      href={`/sign-in?back=${encodeURIComponent(`/inspections/sheets/${sheet.publicId}`)}`}
    >
      Đăng nhập lại để gửi tiếp
    </a>
    <div class="actions" data-discard hidden>
      <Button type="button" kind="quiet" icon="trash-2">
        Bỏ phần chưa gửi
      </Button>
    </div>
    <ul class="inspect-counts">
      <Count icon="check" result="pass" count={counts.pass} />
      {partial && <Count icon="circle-alert" result="partial" count={counts.partial} />}
      <Count icon="x" result="fail" count={counts.fail} />
      <Count icon="minus" result="na" count={counts.na} />
    </ul>
  </div>
)

const Count = ({ icon, result, count }: { icon: IconName; result: Result; count: number }) => (
  <li class={count > 0 ? result : undefined} data-count={result}>
    <Icon name={icon} />
    <span>
      <span data-number>{count}</span> {resultNames[result].toLocaleLowerCase('vi')}
    </span>
  </li>
)

const Minutes = ({ sheet, text, errors }: Pick<Props, 'sheet' | 'text' | 'errors'>) => (
  <Sheet
    title="Để ghi biên bản"
    id="minutes"
    aside={
      <LinkButton kind="quiet" icon="pen-line" href={`/inspections/sheets/${sheet.publicId}/signatures`}>
        Chữ ký
      </LinkButton>
    }
  >
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
    <p class="muted">Tồn tại không thuộc mục nào của bảng kiểm ghi ở đây.</p>
    <div data-findings data-others>
      {findings.map((finding) => (
        <FindingLine finding={finding} today={today} />
      ))}
    </div>
  </Sheet>
)
