import { SlowDown } from '../errors.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'

type Props = { back?: string; username?: string; errors?: Record<string, string>; wait?: number }

/** Đăng nhập. One error for a wrong name and a wrong password, so that neither can be guessed alone. */
export const SignIn = ({ back = '', username, errors, wait }: Props) => (
  <>
    <h1>Đăng nhập</h1>
    {wait !== undefined && <SlowDown seconds={wait} />}
    <Form action="/sign-in">
      <input type="hidden" name="back" value={back} />
      <Field
        name="username"
        label="Tên đăng nhập"
        value={username}
        autocomplete="username"
        errors={errors?.username}
        autofocus={!username}
      />
      <Field
        name="password"
        label="Mật khẩu"
        type="password"
        autocomplete="current-password"
        errors={errors?.password}
        autofocus={Boolean(username)}
      />
      <Button kind="pri" wide big>
        Đăng nhập
      </Button>
    </Form>
    <p class="muted">Quên mật khẩu: nhờ quản trị của cơ quan cấp mật khẩu tạm.</p>
  </>
)
