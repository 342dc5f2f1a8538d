import { Button } from './button.tsx'
import { FieldError, tied, type Wrong } from './field.tsx'
import { Form } from './form.tsx'
import { Icon } from './icon.tsx'

type Props = { action: string; name?: string; value?: string; errors?: Wrong; target?: string; placeholder?: string }

/** A task in one line, on the home of those who give work. */
export function QuickLine({ action, name = 'line', value, errors, target, placeholder }: Props) {
  const field = { id: 'quick-line', name, errors }
  return (
    <Form action={action} target={target} class="quick" label="Giao nhanh">
      <label for="quick-line" class="sr">
        Giao nhanh, viết một dòng
      </label>
      <div class="quick-box">
        <Icon name="pen-line" />
        <input
          {...tied(field)}
          name={name}
          value={value}
          placeholder={placeholder ?? 'Giao nhanh, ví dụ: Báo cáo CCHC quý IV @Lan 15/12'}
          autocomplete="off"
        />
        <Button kind="soft" icon="send">
          Giao nhanh
        </Button>
      </div>
      <FieldError id="quick-line-error" errors={errors} />
    </Form>
  )
}
