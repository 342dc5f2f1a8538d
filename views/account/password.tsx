import { ErrorSummary } from '../errors.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'

const labels = { current: 'Mật khẩu đang dùng', password: 'Mật khẩu mới', repeated: 'Ghi lại mật khẩu mới' }

type Props = { mustChange: boolean; errors?: Record<string, string> }

export const PasswordForm = ({ mustChange, errors }: Props) => (
  <Sheet>
    {mustChange && !errors && (
      <Note title="Đặt mật khẩu của riêng đồng chí.">Mật khẩu vừa dùng là mật khẩu tạm do quản trị cấp.</Note>
    )}
    <ErrorSummary errors={errors} labels={labels} />
    <Form action="/account/password" class="narrow">
      <Field
        name="current"
        label={labels.current}
        type="password"
        autocomplete="current-password"
        errors={errors?.current}
      />
      <Field
        name="password"
        label={labels.password}
        type="password"
        autocomplete="new-password"
        hint="Từ 10 ký tự. Một câu ngắn dễ nhớ là tốt nhất, ví dụ bốn từ không liên quan."
        errors={errors?.password}
      />
      <Field
        name="repeated"
        label={labels.repeated}
        type="password"
        autocomplete="new-password"
        errors={errors?.repeated}
      />
      <Button kind="pri">Đổi mật khẩu</Button>
    </Form>
  </Sheet>
)
