import type { Child } from 'hono/jsx'
import { could, type Person } from '../../src/rules/access.ts'
import { type SeenStep, type StartStep, startSteps } from '../../src/rules/start.ts'
import type { Start } from '../../src/start/queries.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Icon } from '../ui/icon.tsx'
import { Note } from '../ui/note.tsx'
import { Progress } from '../ui/progress.tsx'
import { Sheet } from '../ui/sheet.tsx'

type Props = { start: Start; who: Person }

/** What is left to do before the office works, one button for each step. */
export const Guide = ({ start, who }: Props) => (
  <Sheet
    title="Sáu bước đến việc đầu tiên"
    aside={<Far start={start} />}
    flush
    foot={nextOf(start) && !start.hidden && <Hide />}
  >
    <ol class="guide">
      {startSteps.map((step, at) => (
        <Step title={titles[step]} number={at + 1} done={start.done[step]} now={step === nextOf(start)}>
          {bodies[step]({ start, who })}
        </Step>
      ))}
    </ol>
  </Sheet>
)

/** On the home page of an administrator, until the office works. */
export function GuideNote({ start }: { start: Start }) {
  const next = nextOf(start)
  if (!next || start.hidden) return null
  return (
    <Note title={`Bắt đầu sử dụng: ${countDone(start)}/${startSteps.length} bước.`}>
      <a href="/start">Tiếp theo: {titles[next].toLowerCase()}</a>
    </Note>
  )
}

const Hide = () => (
  <Form action="/start">
    <Button kind="quiet" name="what" value="hidden">
      Không hiện ở trang chủ nữa
    </Button>
  </Form>
)

const Far = ({ start }: Pick<Props, 'start'>) => (
  <Progress
    value={countDone(start)}
    max={startSteps.length}
    label="Đã xong"
    text={`${countDone(start)}/${startSteps.length}`}
  />
)

const countDone = ({ done }: Start) => startSteps.filter((step) => done[step]).length
const nextOf = ({ done }: Start) => startSteps.find((step) => !done[step])

const titles: Record<StartStep, string> = {
  office: 'Cơ quan',
  people: 'Đơn vị và người',
  leader: 'Lãnh đạo',
  calendar: 'Lịch làm việc',
  templates: 'Mẫu quy trình',
  task: 'Việc đầu tiên',
}

type StepProps = { title: string; number: number; done: boolean; now: boolean; children?: Child }

const Step = ({ title, number, done, now, children }: StepProps) => (
  <li class={[done && 'done', now && 'now'].filter(Boolean).join(' ') || undefined} aria-current={now && 'step'}>
    <span class="guide-mark" aria-hidden="true">
      {done ? <Icon name="check" /> : number}
    </span>
    <div class="guide-body">
      <h3>
        {title} {done && <span class="sr">(đã xong)</span>}
      </h3>
      {children}
    </div>
  </li>
)

const bodies: Record<StartStep, (props: Props) => Child> = {
  office: () => (
    <p>
      Đã khai báo. Sửa tên, tên ngắn ở <a href="/units">Đơn vị</a>.
    </p>
  ),
  people: ({ start: { people, units, done } }) => (
    <>
      <p>
        {done.people
          ? `Đã có ${people} tài khoản, ${units} đơn vị trực thuộc.`
          : 'Có danh sách Excel thì nhập cả danh sách; đơn vị ghi trong đó được tạo luôn.'}
      </p>
      <div class="actions">
        <LinkButton kind={done.people ? 'plain' : 'pri'} href="/imports" icon="upload">
          Nhập từ Excel
        </LinkButton>
        <LinkButton href="/people/new">Thêm từng người</LinkButton>
      </div>
    </>
  ),
  leader: ({ start, who }) =>
    start.done.leader ? (
      <p>Đã có người giữ vai trò lãnh đạo.</p>
    ) : (
      <>
        <p>Chỉ lãnh đạo được giao việc và nghiệm thu; chuyên viên theo dõi nhập thay lãnh đạo.</p>
        <div class="actions">
          <LinkButton href="/people">Chọn người, giao vai trò</LinkButton>
          <LinkButton href={`/people/${who.publicId}`}>Tôi là lãnh đạo</LinkButton>
        </div>
      </>
    ),
  calendar: ({ start }) => (
    <Look step="calendar" done={start.done.calendar} href="/calendar" name="lịch">
      Ngày nghỉ lễ, làm bù của năm đã có sẵn; hạn việc tính theo lịch này.
    </Look>
  ),
  templates: ({ start }) => (
    <Look step="templates" done={start.done.templates} href="/templates" name="mẫu">
      Có sẵn mười một mẫu; chọn mẫu là đủ gần hết các rõ.
    </Look>
  ),
  task: ({ who }) =>
    could(who, 'person.giveTask') ? (
      <>
        <p>Viết một dòng: việc gì, ai làm, hạn nào.</p>
        <div class="actions">
          <LinkButton kind="soft" href="/tasks/new" icon="plus">
            Giao việc
          </LinkButton>
          <LinkButton href="/plans">Nhập văn bản chỉ đạo</LinkButton>
        </div>
      </>
    ) : (
      <p>Lãnh đạo hoặc chuyên viên theo dõi đăng nhập rồi bấm Giao việc.</p>
    ),
}

type LookProps = { step: SeenStep; done: boolean; href: string; name: string; children: string }

const Look = ({ step, done, href, name, children }: LookProps) => (
  <>
    <p>{children}</p>
    <div class="actions">
      <LinkButton href={href}>Xem {name}</LinkButton>
      {!done && (
        <Form action="/start">
          <Button kind="soft" name="what" value={step} icon="check">
            Đã đúng
          </Button>
        </Form>
      )}
    </div>
  </>
)
