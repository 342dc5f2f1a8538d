import type { Frame } from '../layout.tsx'
import { Button } from './button.tsx'
import { Form } from './form.tsx'
import { Icon } from './icon.tsx'

type Acting = NonNullable<Frame['actingFor']>

/** Stands for as long as someone acts for another (làm thay), on every page. */
export const ActingLine = ({ name, until }: Acting) => (
  <section class="standing acting" aria-label="Làm thay">
    <Icon name="users" />
    <p>
      Đồng chí đang làm thay đ/c <strong>{name}</strong> đến {until}.
    </p>
    <Form action="/acting/end">
      <Button kind="plain">Thôi làm thay</Button>
    </Form>
  </section>
)

/** Tells whoever has been delegated to, until they stand in. */
export const MayActLine = ({ name, until, delegation }: NonNullable<Frame['mayActFor']>) => (
  <section class="standing acting" aria-label="Được ủy quyền">
    <Icon name="users" />
    <p>
      Đồng chí được đ/c <strong>{name}</strong> ủy quyền đến {until}.
    </p>
    <Form action={`/delegations/${delegation}/acting`}>
      <Button kind="plain">Làm thay</Button>
    </Form>
  </section>
)

/** Stands for as long as the site is read over plain http. */
export const InsecureLine = () => (
  <section class="standing insecure" aria-label="Đường truyền">
    <Icon name="lock" />
    <p>
      Đường truyền chưa mã hóa: người cùng mạng có thể đọc mật khẩu và nội dung.{' '}
      <a href="/help#https">Cách bật HTTPS</a>
    </p>
  </section>
)
