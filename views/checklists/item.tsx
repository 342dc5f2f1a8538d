import type { ChecklistItem } from '../../src/checklists/body.ts'
import type { ItemForm } from '../../src/checklists/item-form.ts'
import type { Checklist } from '../../src/checklists/queries.ts'
import { type Measure, severities } from '../../src/rules/inspections.ts'
import { ErrorSummary } from '../errors.tsx'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Check } from '../ui/checks.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Unfold } from '../ui/unfold.tsx'
import { measureNames, severityNames } from '../words.ts'
import { itemLabels } from './labels.ts'
import { measureGuide } from './measures.ts'
import { NextVersion } from './next-version.tsx'

type Props = {
  form: ItemForm
  checklist: Checklist
  /** The item that is edited; none for a new one. */
  was?: ChecklistItem
  /** What it was when the form was drawn. */
  seen?: string
  errors?: Record<string, string>
  /** Somebody took it out while it was being typed. */
  gone?: boolean
}

/** The form of one item. */
export function ItemEditor(props: Props) {
  const { checklist, was, seen, errors, gone } = props
  const url = `/checklists/${checklist.publicId}`
  return (
    <>
      <Form action={was ? `${url}/items/${encodeURIComponent(was.code)}` : `${url}/items`} id="item">
        {seen && <input type="hidden" name="seen" value={seen} />}
        <ErrorSummary errors={errors} labels={itemLabels} />
        {gone && (
          <Note tone="amber" icon="users" title="Mục này vừa được người khác bỏ." id="refused" focus>
            Nội dung đồng chí gõ còn nguyên dưới đây; lưu thì mục được thêm lại.
          </Note>
        )}
        <div class="stack">
          <NextVersion {...checklist} />
          <What {...props} />
          <How {...props} />
        </div>
        <ActionBar>
          <Button kind="pri" icon="save">
            {was ? 'Lưu' : 'Thêm'}
          </Button>
          <Button name="next" value="1">
            {was ? 'Lưu, viết tiếp' : 'Thêm, viết tiếp'}
          </Button>
          <LinkButton href={url}>Thôi</LinkButton>
        </ActionBar>
      </Form>
      {was && <Removal url={url} item={was} checklist={checklist} />}
    </>
  )
}

const field = ({ form, errors }: Props, name: keyof ItemForm) => ({
  name,
  label: itemLabels[name],
  value: form[name],
  errors: errors?.[name],
})

const What = (props: Props) => (
  <Sheet title="Mục">
    <div class="item-place">
      <Field {...field(props, 'code')} short maxlength={20} />
      <Select
        {...field(props, 'group')}
        options={props.checklist.body.groups.map(({ code, name }) => ({ value: code, label: `${code}. ${name}` }))}
        placeholder="Nhóm mới"
      />
    </div>
    {props.was && <p class="hint">Nên giữ mã: tồn tại của các đợt trước được nhận ra theo mã của mục.</p>}
    <div class="item-place new-group">
      <Field {...field(props, 'newGroup')} short maxlength={20} hint="Ví dụ H." />
      <Field {...field(props, 'newGroupName')} maxlength={300} hint="Chỉ ghi khi chọn nhóm mới." />
    </div>
    <Field {...field(props, 'name')} type="textarea" rows={2} />
    <Field {...field(props, 'guidance')} type="textarea" rows={3} optional hint="Xem cái gì, thế nào là đạt." />
  </Sheet>
)

const How = (props: Props) => (
  <Sheet title="Đánh giá và ghi lại">
    <div class="item-judged">
      <Choice
        {...field(props, 'severity')}
        options={severities.map((value) => ({ value, label: severityNames[value] }))}
      />
      <Field {...field(props, 'weight')} type="number" hint="So với các mục khác; thường là 1." />
    </div>
    <Select
      {...field(props, 'kind')}
      options={Object.entries(measureNames).map(([value, label]) => ({ value, label }))}
    />
    <Guides />
    <Field {...field(props, 'labels')} type="textarea" rows={2} optional />
    <Check name="photo" label={itemLabels.photo} checked={props.form.photo === '1'} />
  </Sheet>
)

/** What to write beside each measure; where the browser can, only that of the one chosen is shown. */
const Guides = () => (
  <ul class="guides" aria-label="Cách ghi là gì, nhãn ghi ra sao">
    {(Object.keys(measureGuide) as Measure['type'][]).map((type) => {
      const { when, labels, example, result } = measureGuide[type]
      return (
        <li data-kind={type}>
          <strong>{measureNames[type]}.</strong> {when} {result} <br />
          Nhãn: {labels} {example && <>Ví dụ: {example}.</>}
        </li>
      )
    })}
  </ul>
)

function Removal({ url, item, checklist: { body } }: { url: string; item: ChecklistItem; checklist: Checklist }) {
  const group = body.groups.find(({ items }) => items.some(({ code }) => code === item.code))
  const isLast = group?.items.length === 1
  if (isLast && body.groups.length === 1) return null
  return (
    <Unfold label="Bỏ mục này…" kind="quiet" icon="trash-2">
      <Form action={`${url}/items/${encodeURIComponent(item.code)}/removal`}>
        <p>
          Bỏ mục {item.code} khỏi bảng kiểm{isLast && `; nhóm ${group.code} không còn mục nào nên cũng bỏ`}. Đợt đã kiểm
          tra giữ nguyên.
        </p>
        <Button kind="risk">Bỏ mục {item.code}</Button>
      </Form>
    </Unfold>
  )
}
