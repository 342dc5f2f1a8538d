import type { Ctx } from '../../src/act.ts'
import { documentName, type PlanDocument } from '../../src/rules/plan-documents.ts'
import type { TaskRow as TaskData } from '../../src/tasks/queries.ts'
import { TaskRow } from '../tasks/row.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'

type Props = {
  text: string
  tasks: readonly TaskData[]
  people: readonly { publicId: string; name: string; post: string; unitName: string }[]
  units: readonly { publicId: string; name: string }[]
  plans: readonly (PlanDocument & { publicId: string })[]
  ctx: Ctx
}

export function SearchPage({ text, tasks, people, units, plans, ctx }: Props) {
  const back = `/search?${new URLSearchParams({ q: text })}`
  return (
    <>
      <Sheet>
        <Form action="/search" method="get" class="inline" label="Tìm kiếm">
          <Field
            name="q"
            id="f-search"
            type="search"
            label="Tìm việc, số văn bản, người, đơn vị"
            value={text}
            autofocus={!text}
          />
          <Button kind="soft" icon="search">
            Tìm
          </Button>
        </Form>
      </Sheet>
      {text && tasks.length + plans.length + people.length + units.length === 0 && (
        <Sheet>
          <Empty
            icon="search-x"
            title={`Không tìm thấy “${text}”`}
            text="Gõ vài chữ đầu của mỗi từ, có dấu hay không dấu đều được."
            action={<LinkButton href="/tasks?show=all">Xem tất cả việc</LinkButton>}
          />
        </Sheet>
      )}
      {tasks.length > 0 && (
        <Sheet title="Việc" count={tasks.length} flush>
          {tasks.map((task) => (
            <TaskRow task={task} ctx={ctx} back={back} />
          ))}
        </Sheet>
      )}
      {plans.length > 0 && (
        <Sheet title="Văn bản chỉ đạo" count={plans.length} flush>
          {plans.map((plan) => (
            <Row title={documentName(plan)} href={`/plans/${plan.publicId}`} meta={[plan.number && plan.summary]} />
          ))}
        </Sheet>
      )}
      {people.length > 0 && (
        <Sheet title="Người" count={people.length} flush>
          {people.map(({ publicId, name, post, unitName }) => (
            <Row title={name} href={`/people/${publicId}`} meta={[post, unitName]} />
          ))}
        </Sheet>
      )}
      {units.length > 0 && (
        <Sheet title="Đơn vị" count={units.length} flush>
          {units.map(({ publicId, name }) => (
            <Row title={name} href={`/units/${publicId}`} />
          ))}
        </Sheet>
      )}
    </>
  )
}
