import { Button } from './button.tsx'
import { FieldError, tied, type Wrong } from './field.tsx'
import { Form } from './form.tsx'
import { Icon } from './icon.tsx'

type Props = { value?: string; errors?: Wrong; placeholder?: string }

/** A task in one line, on the home of those who give work. */
export const QuickLine = ({ action, ...box }: Props & { action: string }) => (
  <Form action={action} class="quick" label="Giao nhanh">
    <QuickBox {...box} />
  </Form>
)

/** The line itself. Inside the form that gives a task it is sent to `reads` with everything else typed there. */
export function QuickBox({ value, errors, placeholder, reads }: Props & { reads?: string }) {
  const field = { id: 'quick-line', name: 'line', errors }
  return (
    <>
      <label for="quick-line" class={reads ? 'quick-label' : 'sr'}>
        {reads ? 'Viết một dòng' : 'Giao nhanh, viết một dòng'}
      </label>
      <div class="quick-box">
        <Icon name="pen-line" />
        <input
          {...tied(field)}
          name="line"
          value={value}
          placeholder={placeholder ?? 'Ví dụ: Báo cáo CCHC quý IV @Lan 15/12'}
          autocomplete="off"
        />
        <Button kind="soft" icon={reads ? 'check' : 'send'} formaction={reads}>
          {reads ? 'Đọc dòng này' : 'Giao nhanh'}
        </Button>
      </div>
      <FieldError id="quick-line-error" errors={errors} />
    </>
  )
}
