import type { evidenceOf, Finding } from '../../src/inspections/findings/find-findings.ts'
import type { Photo } from '../../src/inspections/sheets/sheets.ts'
import { findingAnswers as answers } from '../../src/rules/rounds.ts'
import { bytes, day, fullMoment } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Facts } from '../ui/facts.tsx'
import { Field } from '../ui/field.tsx'
import { FileLink } from '../ui/file-link.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Unfold } from '../ui/unfold.tsx'
import { findingAnswers, severityNames } from '../words.ts'
import { Stage } from './findings.tsx'
import { RemedySheet } from './remedy.tsx'

type Props = {
  finding: Finding
  itemName?: string
  photos: readonly Photo[]
  evidence: Awaited<ReturnType<typeof evidenceOf>>
  may: {
    edit: boolean
    put: boolean
    answer: boolean
    withdraw: boolean
    cancelFirst: boolean
    seeRound: boolean
    seeRepeat: boolean
  }
  /** Nothing for one withdrawn before it became a task. */
  remedy?: Parameters<typeof RemedySheet>[0]['remedy']
  /** How many working days the side inspected has to answer. */
  answerDays: number
  today: string
  typed?: Readonly<Record<string, unknown>>
  errors?: Record<string, string>
}

/** Một tồn tại: what was found, what is asked, what the side inspected says to it. */
export const FindingPage = (props: Props) => (
  <div class="stack">
    {props.may.answer && <AnswerForm {...props} />}
    <About {...props} />
    {props.remedy && <RemedySheet {...props} remedy={props.remedy} />}
    {props.finding.answeredAt && <Answered {...props} />}
    <TeamActions {...props} />
  </div>
)

const About = ({ finding, itemName, photos, may, today }: Props) => (
  <Sheet flush>
    <Facts
      rows={[
        { label: 'Trạng thái', body: <Stage finding={finding} today={today} /> },
        { label: 'Mô tả', body: finding.text },
        ...(finding.conclusion ? [{ label: 'Kết luận', body: finding.conclusion }] : []),
        ...(itemName ? [{ label: `Mục ${finding.item}`, body: itemName }] : []),
        {
          label: 'Đơn vị',
          body: finding.unitName,
          more: finding.personName && `Người có liên quan: ${finding.personName}`,
        },
        {
          label: 'Mức độ',
          body: severityNames[finding.severity],
          more: finding.repeatedFrom && (
            <>
              Tái phạm: đã ghi nhận ngày{' '}
              {may.seeRepeat ? (
                <a href={`/findings/${finding.repeatedPublicId}`}>{day(finding.repeatedFrom)}</a>
              ) : (
                day(finding.repeatedFrom)
              )}
            </>
          ),
        },
        { label: 'Yêu cầu khắc phục', body: finding.remedy },
        { label: 'Người khắc phục', body: finding.remedierName, more: `Hạn ${day(finding.due)}` },
        {
          label: 'Đợt kiểm tra',
          body: may.seeRound ? (
            <a href={`/inspections/${finding.roundPublicId}`}>{finding.roundName}</a>
          ) : (
            finding.roundName
          ),
          more: `Ghi nhận ngày ${day(finding.foundOn)}`,
        },
      ]}
    />
    {photos.length > 0 && (
      <div class="sheet-pad">
        <ul class="photos">
          {photos.map(({ publicId, name }, at) => (
            <li>
              <a href={`/findings/${finding.publicId}/files/${publicId}`}>
                <img
                  src={`/findings/${finding.publicId}/files/${publicId}`}
                  alt={`Ảnh ${at + 1}: ${name}`}
                  loading="lazy"
                />
              </a>
            </li>
          ))}
        </ul>
      </div>
    )}
  </Sheet>
)

const AnswerForm = ({ finding, typed, errors }: Props) => (
  <Sheet title="Ý kiến của bên được kiểm tra" mine>
    <Form action={`/findings/${finding.publicId}/answer`} version={finding.version} multipart>
      <Choice
        name="answer"
        label={`Trả lời trước hết ngày ${finding.answerBy ? day(finding.answerBy) : ''}`}
        options={answers.map((value) => ({ value, label: findingAnswers[value] }))}
        value={typed ? String(typed.answer ?? '') : null}
        errors={errors?.answer}
      />
      <Field
        name="text"
        label="Nội dung"
        type="textarea"
        value={typed ? String(typed.text ?? '') : ''}
        hint="Giải trình thì ghi rõ lý do; nhất trí thì có thể để trống."
        errors={errors?.text}
      />
      <Field name="file" label="Minh chứng" type="file" multiple optional errors={errors?.file} />
      <Actions>
        <Button kind="pri" icon="send">
          Gửi ý kiến
        </Button>
      </Actions>
    </Form>
  </Sheet>
)

const Answered = ({ finding, evidence }: Props) => (
  <Sheet title="Ý kiến của bên được kiểm tra">
    <p>
      <strong>{finding.answer && findingAnswers[finding.answer]}</strong>, đồng chí {finding.answererName},{' '}
      {finding.answeredAt && fullMoment(finding.answeredAt)}
    </p>
    {finding.answerText && <p>{finding.answerText}</p>}
    {evidence.length > 0 && (
      <div class="files">
        {evidence.map(({ publicId, name, size }) => (
          <FileLink href={`/findings/${finding.publicId}/files/${publicId}`} name={name} meta={bytes(size)} />
        ))}
      </div>
    )}
  </Sheet>
)

function TeamActions({ finding, may, answerDays, errors, typed }: Props) {
  const at = `/findings/${finding.publicId}`
  if (!may.edit && !may.put && !may.withdraw && !may.cancelFirst) return null
  return (
    <Sheet title="Việc của đoàn kiểm tra">
      {may.put && (
        <Note>
          Bên được kiểm tra chưa thấy tồn tại này. Chuyển rồi thì không sửa được nữa; bên đó có {answerDays} ngày làm
          việc để trả lời.
        </Note>
      )}
      {may.cancelFirst && <Note>Muốn rút tồn tại này thì hủy việc khắc phục trước.</Note>}
      <Actions>
        {may.put && (
          <Form action={`${at}/putting`} version={finding.version}>
            <Button kind="pri" icon="send">
              Chuyển bên được kiểm tra
            </Button>
          </Form>
        )}
        {may.edit && (
          <LinkButton icon="pen-line" href={`${at}/edit`}>
            Sửa
          </LinkButton>
        )}
        {may.edit && (
          <Unfold label="Bỏ tồn tại…" kind="quiet" icon="trash-2">
            <Form action={`${at}/removal`} version={finding.version}>
              <p>Chỉ bỏ khi ghi nhầm. Nhật ký vẫn giữ dòng đã ghi.</p>
              <Button kind="risk">Bỏ tồn tại này</Button>
            </Form>
          </Unfold>
        )}
        {may.withdraw && (
          <Unfold label="Rút tồn tại…" kind="soft" icon="undo-2" open={errors?.reason !== undefined}>
            <Form action={`${at}/withdrawal`} version={finding.version}>
              <Field
                name="reason"
                label="Lý do rút"
                type="textarea"
                value={typed ? String(typed.reason ?? '') : ''}
                errors={errors?.reason}
                hint="Tồn tại đã rút vẫn còn trong sổ và không tính vào số liệu."
              />
              <Button kind="risk">Rút tồn tại</Button>
            </Form>
          </Unfold>
        )}
      </Actions>
    </Sheet>
  )
}
