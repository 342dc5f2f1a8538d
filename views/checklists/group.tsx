import type { ChecklistGroup } from '../../src/checklists/body.ts'
import type { Checklist } from '../../src/checklists/queries.ts'
import { ErrorSummary } from '../errors.tsx'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Unfold } from '../ui/unfold.tsx'
import { NextVersion, Overtaken } from './next-version.tsx'

type Props = {
  form: { code: string; name: string; seen: string }
  group: ChecklistGroup
  checklist: Checklist
  errors?: Record<string, string>
  overtaken?: boolean
}

const labels = { code: 'Mã nhóm', name: 'Tên nhóm' }

/** The form of a group: its code and name. */
export function GroupEditor({ form, group, checklist, errors, overtaken }: Props) {
  const url = `/checklists/${checklist.publicId}`
  const here = `${url}/groups/${encodeURIComponent(group.code)}`
  return (
    <>
      <Form action={here} id="group">
        <input type="hidden" name="seen" value={form.seen} />
        <ErrorSummary errors={errors} labels={labels} />
        {overtaken && <Overtaken what="Nhóm này" />}
        <div class="stack">
          <NextVersion {...checklist} />
          <Sheet title="Nhóm">
            <div class="item-place">
              <Field name="code" label={labels.code} value={form.code} errors={errors?.code} short maxlength={20} />
              <Field name="name" label={labels.name} value={form.name} errors={errors?.name} maxlength={300} />
            </div>
          </Sheet>
        </div>
        <ActionBar>
          <Button kind="pri" icon="save">
            Lưu nhóm
          </Button>
          <LinkButton href={url}>Thôi</LinkButton>
        </ActionBar>
      </Form>
      {checklist.body.groups.length > 1 && (
        <Unfold label="Bỏ nhóm này…" kind="quiet" icon="trash-2">
          <Form action={`${here}/removal`}>
            <p>
              Bỏ nhóm {group.code} cùng {group.items.length} mục của nhóm khỏi bảng kiểm. Đợt đã kiểm tra giữ nguyên.
            </p>
            <Button kind="risk">Bỏ nhóm {group.code}</Button>
          </Form>
        </Unfold>
      )}
    </>
  )
}
