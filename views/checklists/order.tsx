import type { ChecklistBody } from '../../src/checklists/body.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { titleOf } from './body.tsx'

/** Items and groups by name alone, each to be moved up or down; an item within its group. */
export const Ordering = ({ body: { groups }, edit }: { body: ChecklistBody; edit: string }) => (
  <>
    {groups.map((group, at) => (
      <Sheet
        title={titleOf(group)}
        id={`nhom-${group.code}`}
        flush
        aside={<Moves under={`${edit}/groups`} code={group.code} at={at} of={groups.length} />}
      >
        {group.items.map(({ code, name }, place) => (
          <Row
            id={`muc-${code}`}
            title={`${code} ${name}`}
            actions={<Moves under={`${edit}/items`} code={code} at={place} of={group.items.length} />}
          />
        ))}
      </Sheet>
    ))}
  </>
)

type Props = { under: string; code: string; at: number; of: number }

/** Where it cannot go there is no button. */
const Moves = ({ under, code, at, of }: Props) => (
  <Form action={`${under}/${encodeURIComponent(code)}/move`} class="moves" label={`Xếp lại ${code}`}>
    {at > 0 && (
      <Button name="by" value="up" label={`Đưa ${code} lên`}>
        Lên
      </Button>
    )}
    {at < of - 1 && (
      <Button name="by" value="down" label={`Đưa ${code} xuống`}>
        Xuống
      </Button>
    )}
  </Form>
)
