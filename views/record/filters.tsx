import type { Action, Noun } from '../../src/rules/access.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { type OptionGroup, Select } from '../ui/select.tsx'
import { actions, nounNames } from '../words.ts'

/** The filters as they were typed; '' where there is none. */
export interface RecordQuery {
  person: string
  action: string
  from: string
  to: string
  after?: string
}

/** The list with these filters, from its start or after a row. */
export function recordHref(query: RecordQuery): string {
  const used = Object.entries(query).filter(([, value]) => value)
  return used.length > 0 ? `/record?${new URLSearchParams(used)}` : '/record'
}

/** Seeing is not on record; everything else an action names is. */
export const isRecorded = (action: Action): boolean => !/\.see/.test(action)

export const RecordFilters = ({ query, errors }: { query: RecordQuery; errors?: Record<string, string> }) => (
  <Form action="/record" method="get" class="stack" label="Lọc nhật ký">
    <div class="fields">
      <Field
        name="person"
        type="search"
        label="Người làm hoặc người có tên"
        value={query.person}
        errors={errors?.person}
      />
      <Select name="action" label="Thao tác" options={groups} value={query.action} placeholder="Mọi thao tác" />
      <Field name="from" type="date" label="Từ ngày" value={query.from} errors={errors?.from} />
      <Field name="to" type="date" label="Đến ngày" value={query.to} errors={errors?.to} />
    </div>
    <Actions>
      <Button icon="search">Lọc</Button>
      {recordHref({ ...query, after: undefined }) !== '/record' && (
        <LinkButton kind="quiet" href="/record">
          Bỏ lọc
        </LinkButton>
      )}
    </Actions>
  </Form>
)

const groups: OptionGroup[] = (Object.keys(nounNames) as Noun[])
  .map((noun) => ({ label: nounNames[noun], options: optionsOf(noun) }))
  .filter(({ options }) => options.length > 0)

function optionsOf(noun: Noun) {
  const named = (Object.keys(actions) as Action[]).filter(
    (action) => action.startsWith(`${noun}.`) && isRecorded(action),
  )
  return named.map((value) => ({ value, label: actions[value] }))
}
