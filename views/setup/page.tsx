import { ErrorSummary } from '../errors.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'

const labels = {
  code: 'Mã cài đặt',
  superior: 'Dòng trên tên cơ quan',
  office: 'Tên cơ quan',
  short: 'Tên ngắn',
  openedOn: 'Hoạt động từ ngày',
  name: 'Họ và tên',
  post: 'Chức vụ',
  username: 'Tên đăng nhập',
  password: 'Mật khẩu',
}

type Props = { typed?: Record<string, unknown>; errors?: Record<string, string> }

/** Cài đặt lần đầu: the only page there is until an office and its administrator exist. */
export function Setup({ typed = {}, errors }: Props) {
  const field = (name: keyof typeof labels, otherwise = '') => ({
    name,
    label: labels[name],
    value: String(typed[name] ?? otherwise),
    errors: errors?.[name],
  })
  return (
    <>
      <h1>Cài đặt lần đầu</h1>
      <p class="muted">Khai báo cơ quan và người quản trị. Đơn vị và người khác thêm ngay sau đó.</p>
      <ErrorSummary errors={errors} labels={labels} />
      <Form action="/setup">
        <Field
          {...field('code')}
          hint="In ra ở cửa sổ chạy phần mềm khi khởi động."
          autocomplete="one-time-code"
          autofocus={!errors}
        />
        <h2>Cơ quan</h2>
        <Field {...field('superior', 'Ủy ban nhân dân')} optional hint="Dòng thứ nhất ở đầu văn bản." />
        <Field {...field('office')} hint="Ví dụ: Phường Minh Thụy." autocomplete="organization" />
        <Field {...field('short')} hint="Dùng trên điện thoại và trong danh sách: UBND phường Minh Thụy." />
        <Field
          {...field('openedOn', '01/07/2025')}
          type="date"
          hint="Nhân sự và đơn vị không ghi ngày trước ngày này."
        />
        <h2>Quản trị đầu tiên</h2>
        <Field {...field('name')} autocomplete="name" />
        <Field {...field('post')} hint="Ví dụ: Chánh Văn phòng." />
        <Field {...field('username')} autocomplete="username" hint="Chữ thường không dấu, ví dụ nguyen.van.an." />
        <Field
          {...field('password')}
          type="password"
          autocomplete="new-password"
          hint="Từ 10 ký tự. Một câu ngắn dễ nhớ là tốt nhất."
        />
        <Choice
          name="also"
          label="Ngoài quản trị, đồng chí là"
          options={[
            { value: 'leader', label: 'Lãnh đạo' },
            { value: 'clerk', label: 'Chuyên viên theo dõi' },
            { value: '', label: 'Chỉ quản trị' },
          ]}
          value={String(typed.also ?? '')}
          hint="Lãnh đạo giao việc, nghiệm thu; chuyên viên theo dõi nhập việc thay lãnh đạo."
        />
        <Button kind="pri" wide big>
          Bắt đầu dùng
        </Button>
      </Form>
    </>
  )
}
