import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Form } from './form.tsx'

type Props = {
  /** The address of the list. */
  action: string
  /** What is listed, in the middle of a sentence: 'mẫu'. */
  noun: string
  query: { search: string; retired: boolean }
}

/** Above a list of what an office keeps by name: a search, and whether to show what is not used any more. */
export const KeptSearch = ({ action, noun, query }: Props) => (
  <div class="sheet-pad">
    <Form action={action} method="get" class="inline" label={`Tìm ${noun}`}>
      {query.retired && <input type="hidden" name="retired" value="1" />}
      <Field
        name="q"
        type="search"
        label="Tìm theo tên, có dấu hoặc không dấu"
        hideLabel
        placeholder={`Tên ${noun}…`}
        value={query.search}
      />
      <Button icon="search">Tìm</Button>
    </Form>
    <FilterBar
      filters={[
        { label: 'Đang dùng', href: action, active: !query.retired },
        { label: `Cả ${noun} thôi dùng`, href: `${action}?retired=1`, active: query.retired },
      ]}
    />
  </div>
)
