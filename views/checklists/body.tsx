import type { ChecklistBody, ChecklistItem } from '../../src/checklists/body.ts'
import { number } from '../format.ts'
import { LinkButton } from '../ui/button.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { measureNames, severityNames } from '../words.ts'
import { labelsOf } from './measures.ts'

type Group = ChecklistBody['groups'][number]
type Props = {
  body: ChecklistBody
  /** The address under which its items are edited; none for whoever only reads. */
  edit?: string
}

/** What a version of a checklist says, group by group. */
export const ChecklistGroups = ({ body, edit }: Props) => (
  <>
    {body.groups.map((group) => (
      <Sheet
        title={titleOf(group)}
        count={group.items.length}
        id={`nhom-${group.code}`}
        flush
        aside={edit && <GroupLinks edit={edit} {...group} />}
      >
        {group.items.map((item) => (
          <ItemRow item={item} href={edit && `${edit}/items/${encodeURIComponent(item.code)}`} />
        ))}
      </Sheet>
    ))}
  </>
)

export const titleOf = ({ code, name }: Group) => `${code}. ${name}`

const ItemRow = ({ item, href }: { item: ChecklistItem; href?: string }) => (
  <Row
    id={`muc-${item.code}`}
    title={`${item.code} ${item.name}`}
    href={href}
    meta={[
      severityNames[item.severity],
      recorded(item),
      item.weight !== 100 && `trọng số ${number(item.weight / 100)}`,
      item.photo && 'không đạt phải có ảnh',
    ]}
  >
    {item.guidance && <p class="said guidance">{item.guidance}</p>}
  </Row>
)

/** 'Đếm số: người không đeo thẻ'; nothing of the plain pass or fail that most items are. */
const recorded = ({ measure }: Pick<ChecklistItem, 'measure'>): string =>
  [measure.type !== 'passFail' && measureNames[measure.type], labelsOf(measure)].filter(Boolean).join(': ')

const GroupLinks = ({ edit, code, name }: { edit: string; code: string; name: string }) => (
  <div class="group-links">
    <LinkButton kind="quiet" href={`${edit}/groups/${encodeURIComponent(code)}`} label={`Sửa nhóm ${name}`}>
      Sửa nhóm
    </LinkButton>
    <LinkButton
      kind="quiet"
      icon="plus"
      href={`${edit}/new-item?group=${encodeURIComponent(code)}`}
      label={`Thêm mục vào nhóm ${name}`}
    >
      Thêm mục
    </LinkButton>
  </div>
)
