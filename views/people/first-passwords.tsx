import { number } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'

type Props = {
  waiting: number
  handedOut: number
  /** How long a first password opens the account. */
  days: number
  /** The import whose people are meant; everybody otherwise. */
  asked?: string
  errors?: Record<string, string>
}

/** Phát mật khẩu lần đầu: one file with a password for each who has none, shown to nobody else and kept nowhere. */
export const FirstPasswords = ({ waiting, handedOut, days, asked, errors }: Props) => (
  <Sheet>
    {errors && <Note tone="red" title={Object.values(errors).join(' ')} focus />}
    {waiting + handedOut === 0 ? (
      <Empty
        icon="key-round"
        title="Không có ai chờ mật khẩu lần đầu"
        text="Ai quên mật khẩu thì đặt lại ở trang của người đó."
        action={<LinkButton href="/people">Danh sách người</LinkButton>}
      />
    ) : (
      <>
        <p>
          Mỗi người một mật khẩu riêng, dùng được {days} ngày, phải đổi khi đăng nhập lần đầu. Danh sách tải về một lần,
          phần mềm không giữ bản nào; in ra, cắt và trao tận tay.
        </p>
        <Actions>
          {waiting > 0 && (
            <Form action="/people/passwords">
              <Import asked={asked} />
              <Button kind="pri" icon="key-round">
                Phát cho {number(waiting)} người chưa có
              </Button>
            </Form>
          )}
          {handedOut > 0 && (
            <Form action="/people/passwords">
              <Import asked={asked} />
              <input type="hidden" name="again" value="1" />
              <Button icon="rotate-ccw">Phát lại cho {number(waiting + handedOut)} người chưa đăng nhập lần nào</Button>
            </Form>
          )}
        </Actions>
        {handedOut > 0 && <p class="muted">Phát lại thì mật khẩu đã phát trước đó không dùng được nữa.</p>}
      </>
    )}
  </Sheet>
)

const Import = ({ asked }: { asked?: string }) => (asked ? <input type="hidden" name="import" value={asked} /> : null)
