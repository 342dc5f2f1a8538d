import type { FrozenSheet, FrozenSignature } from '../../src/inspections/closing/frozen.ts'
import type { Side } from '../../src/rules/sign-off.ts'
import { ErrorSummary } from '../errors.tsx'
import { fullMoment } from '../format.ts'
import { typedText } from '../people/typed.ts'
import { Actions } from '../ui/actions.tsx'
import { Tag } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { sideNames } from '../words.ts'

const bothSides: Side[] = ['team', 'unit']

/** A sheet with who has signed it, in a line. */
export const SignatureRows = ({ sheet, mayRecord }: { sheet: FrozenSheet; mayRecord: boolean }) => (
  <Row
    title={sheet.person ?? sheet.unit}
    href={`/inspections/sheets/${sheet.id}`}
    meta={bothSides.map((side) => (
      <SignedTag side={side} signature={sheet.signatures.find((one) => one.side === side)} />
    ))}
    actions={
      mayRecord && (
        <LinkButton
          kind="soft"
          icon="pen-line"
          href={`/inspections/sheets/${sheet.id}/signatures`}
          label={`Ghi chữ ký, ${sheet.person ?? sheet.unit}`}
        >
          Ghi chữ ký
        </LinkButton>
      )
    }
  />
)

function SignedTag({ side, signature }: { side: Side; signature?: FrozenSignature }) {
  const name = sideNames[side]
  if (!signature) return <Tag tone="amber">{name} chưa ký</Tag>
  if (!signature.stands)
    return (
      <Tag tone="red" icon="triangle-alert">
        {name}: phiếu sửa sau khi ký
      </Tag>
    )
  return (
    <Tag tone={signature.refused ? 'amber' : 'green'} icon={signature.refused ? 'ban' : 'check'}>
      {name} {signature.refused ? 'từ chối ký' : 'đã ký'}
    </Tag>
  )
}

export type SignatureFields = { name: string; post: string; refused: string; how: string }
type Props = {
  sheet: FrozenSheet
  /** What stands in the fields of each side at first: who heads the team, who leads the unit. */
  proposed: Record<Side, SignatureFields>
  may: boolean
  /** The side that came back with errors. */
  wrong?: Side
  errors?: Record<string, string>
}

/** Chữ ký biên bản of one sheet: both sides, each signs or will not. */
export const SignaturesPage = (props: Props) => (
  <div class="stack signing">
    <p>
      Đọc biên bản cho hai bên nghe trước khi ký.{' '}
      <a href={`/inspections/sheets/${props.sheet.id}/minutes.docx`}>Biên bản để đọc (Word)</a>
    </p>
    {bothSides.map((side) => (
      <SideSheet {...props} side={side} />
    ))}
    <p>
      <a href={`/inspections/sheets/${props.sheet.id}`}>Về phiếu kiểm tra</a>
    </p>
  </div>
)

function SideSheet({ sheet, side, proposed, may, wrong, errors }: Props & { side: Side }) {
  const signature = sheet.signatures.find((one) => one.side === side)
  const own = wrong === side ? errors : undefined
  return (
    <Sheet title={sideNames[side]} id={side}>
      {signature && <Standing signature={signature} />}
      {signature?.stands && may && (
        <Form action={`/inspections/sheets/${sheet.id}/signatures/removal`}>
          <input type="hidden" name="side" value={side} />
          <Button kind="quiet" icon="undo-2">
            Bỏ chữ ký {sideNames[side].toLocaleLowerCase('vi')}
          </Button>
        </Form>
      )}
      {may && !signature?.stands && <SignForm sheet={sheet} side={side} typed={proposed[side]} errors={own} />}
    </Sheet>
  )
}

const Standing = ({ signature: { name, post, refused, at, by, stands } }: { signature: FrozenSignature }) => (
  <>
    <p>
      Đồng chí <strong>{name}</strong>, {post} {refused ? 'từ chối ký' : 'đã ký'}; đồng chí {by} ghi lúc{' '}
      {fullMoment(at)}.
    </p>
    {refused && <p>Lý do từ chối: {refused}</p>}
    {!stands && (
      <Note tone="amber">Phiếu đã sửa sau khi ký nên chữ ký này không còn giá trị. Đọc lại biên bản rồi ký lại.</Note>
    )}
  </>
)

type SignFormProps = { sheet: FrozenSheet; side: Side; typed: SignatureFields; errors?: Record<string, string> }

function SignForm({ sheet, side, typed, errors }: SignFormProps) {
  const id = (name: string) => `f-${side}-${name}`
  const field = (name: 'name' | 'post', label: string) => (
    <Field name={name} id={id(name)} label={label} value={typedText(typed, name)} errors={errors?.[name]} />
  )
  return (
    <Form
      action={`/inspections/sheets/${sheet.id}/signatures`}
      label={`Chữ ký ${sideNames[side].toLocaleLowerCase('vi')}`}
    >
      <input type="hidden" name="side" value={side} />
      <input type="hidden" name="content" value={sheet.content} />
      <ErrorSummary
        errors={errors}
        labels={{ name: 'Họ và tên', post: 'Chức vụ', how: 'Ký hay không', refused: 'Lý do từ chối ký' }}
        ids={{ name: id('name'), post: id('post'), how: id('how'), refused: id('refused') }}
      />
      <div class="fields">
        {field('name', 'Họ và tên')}
        {field('post', 'Chức vụ')}
      </div>
      {side === 'unit' && (
        <>
          <Choice
            name="how"
            id={id('how')}
            label="Ký biên bản"
            options={[
              { value: 'signed', label: 'Đã ký', icon: 'check', tone: 'green' },
              { value: 'refused', label: 'Từ chối ký', icon: 'ban', tone: 'red' },
            ]}
            value={typed.how || null}
            errors={errors?.how}
          />
          <Field
            name="refused"
            id={id('refused')}
            label="Lý do từ chối ký"
            type="textarea"
            rows={2}
            value={typedText(typed, 'refused')}
            errors={errors?.refused}
            hint="Chỉ ghi khi từ chối; lý do vào biên bản."
            optional
          />
        </>
      )}
      <Actions>
        <Button kind="soft" icon="pen-line">
          Ghi chữ ký {sideNames[side].toLocaleLowerCase('vi')}
        </Button>
      </Actions>
    </Form>
  )
}
