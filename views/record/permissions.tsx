import type { Child } from 'hono/jsx'
import { type Action, type Grant, grants, type Noun, type Relation, type Role, roles } from '../../src/rules/access.ts'
import { Button } from '../ui/button.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { actions, nounNames, relationNames, roleNames } from '../words.ts'

/** Ai được làm gì: the table of src/rules/access.ts itself, for whoever signs it off. */
export const Permissions = () => (
  <div class="stack">
    <Note>
      Vai trò có hiệu lực trong đơn vị được giao và mọi đơn vị trực thuộc. Người làm thay dùng quyền của người ủy quyền,
      trừ quyền quản trị; nhật ký ghi cả hai. Ai không được xem một việc thì với người đó việc ấy không tồn tại.
    </Note>
    <Sheet flush>
      <Table caption="Ai được làm gì" dense head={<Head />}>
        {(Object.keys(nounNames) as Noun[]).map((noun) => (
          <Group noun={noun} />
        ))}
      </Table>
    </Sheet>
  </div>
)

/** Shown by the script, which alone can print. */
export const PrintButton = () => (
  <span data-print hidden>
    <Button type="button" icon="printer">
      In
    </Button>
  </span>
)

const Head = () => (
  <>
    <Th>Việc</Th>
    {roles.map((role) => (
      <Th>{roleNames[role]}</Th>
    ))}
    <Th>Theo quan hệ</Th>
    <Th>Ghi chú</Th>
  </>
)

const Group = ({ noun }: { noun: Noun }) => (
  <>
    <Tr group>
      <Td span={roles.length + 3}>{nounNames[noun]}</Td>
    </Tr>
    {(Object.keys(grants) as Action[])
      .filter((action) => action.startsWith(`${noun}.`))
      .map((action) => (
        <Line action={action} />
      ))}
  </>
)

function Line({ action }: { action: Action }) {
  const { to, never = [], inPerson }: Grant = grants[action]
  const related = to.filter((holder) => !isRole(holder)).map((holder) => holderName(holder as Relation | 'anyone'))
  const notes = [
    ...never.map((one) => `Trừ ${small(relationNames[one])}`),
    ...(inPerson ? ['Chỉ tự mình, không làm thay'] : []),
  ]
  return (
    <Tr>
      <Th row>{actions[action]}</Th>
      {roles.map((role) => (
        <Td label={roleNames[role]}>{to.includes(role) && 'Có'}</Td>
      ))}
      <Td label="Theo quan hệ">{lines(related)}</Td>
      <Td label="Ghi chú">{lines(notes)}</Td>
    </Tr>
  )
}

const isRole = (holder: Grant['to'][number]): holder is Role => (roles as readonly string[]).includes(holder)
const holderName = (holder: Relation | 'anyone') =>
  holder === 'anyone' ? 'Mọi người đã đăng nhập' : relationNames[holder]
const small = (words: string) => words.charAt(0).toLocaleLowerCase('vi') + words.slice(1)

/** Nothing at all where there is nothing: an empty cell is left out of a card. */
const lines = (words: string[]): Child => (words.length > 0 ? words.join('; ') : undefined)
