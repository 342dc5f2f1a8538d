import type { Schema } from '../db/schema.ts'
import type { Said } from './tables.ts'

type Name =
  | 'checklists'
  | 'checklistVersions'
  | 'inspectionPlans'
  | 'inspectionRounds'
  | 'roundMembers'
  | 'roundScopes'
  | 'inspectionSheets'
  | 'sheetAnswers'
  | 'answerFiles'
  | 'findings'
  | 'findingFiles'
  | 'roundSignoffs'
  | 'sheetSignatures'
  | 'roundPapers'

type Tables = {
  [T in Name]: {
    said: Said
    key: readonly (keyof Schema[T] & string)[]
    in: 'both'
    columns: Record<keyof Schema[T] & string, Said>
  }
}

const id: Said = ['Khóa trong cơ sở dữ liệu', 'Key inside the database']
const publicId: Said = ['Mã công khai, như trong địa chỉ trang', 'Public id, as in addresses of pages']
const version: Said = [
  'Số lần sửa, để nhận ra hai người cùng sửa',
  'Counts the changes, so that two editors are noticed',
]
const to = (table: keyof Schema, vi: string, en: string): Said => [`${vi} (→ ${table}.id)`, `${en} (→ ${table}.id)`]
const round = to('inspectionRounds', 'Đợt kiểm tra', 'Round')
const sheet = to('inspectionSheets', 'Phiếu', 'Sheet')
const file = to('files', 'Tệp', 'File')
const item: Said = ['Mã mục của bảng kiểm', 'Code of the item in its checklist']

/** Self-inspection (tự kiểm tra công vụ), described for archives. */
export const inspectionTables: Tables = {
  checklists: {
    said: ['Bảng kiểm', 'Checklists'],
    key: ['id'],
    in: 'both',
    columns: {
      id,
      publicId,
      unitId: to('units', 'Cơ quan', 'Office'),
      key: ['Tên gọi trong cơ quan', 'Its key in the office'],
      name: ['Tên', 'Name'],
      folded: ['Chữ thường không dấu, để tìm', 'In small letters without marks, for searching'],
      active: ['1: đang dùng cho đợt mới', '1: offered for new rounds'],
      version,
    },
  },
  checklistVersions: {
    said: ['Các bản của bảng kiểm', 'Versions of checklists'],
    key: ['id'],
    in: 'both',
    columns: {
      id,
      publicId,
      checklistId: to('checklists', 'Bảng kiểm', 'Checklist'),
      number: ['Bản số', 'Number'],
      body: ['Các nhóm, mục, dạng JSON', 'Groups and items as JSON'],
      usedAt: ['Đợt đầu tiên dùng lúc; từ đó giữ nguyên', 'First used by a round at; unchanged since'],
      at: ['Lưu lúc', 'Saved at'],
      byId: to('people', 'Người lưu', 'Who saved it'),
    },
  },
  inspectionPlans: {
    said: ['Kế hoạch kiểm tra năm', 'Yearly plans of inspection'],
    key: ['id'],
    in: 'both',
    columns: {
      id,
      publicId,
      unitId: to('units', 'Cơ quan', 'Office'),
      year: ['Năm', 'Year'],
      document: ['Văn bản', 'Document'],
      target: ['Chỉ tiêu, phần trăm số đơn vị', 'Target, in percent of the units'],
      version,
    },
  },
  inspectionRounds: {
    said: ['Đợt kiểm tra', 'Rounds of inspection'],
    key: ['id'],
    in: 'both',
    columns: {
      id,
      publicId,
      unitId: to('units', 'Cơ quan, đơn vị của đợt', 'Office or unit whose round it is'),
      form: [
        'self, planned, announced, unannounced, reported, online, outside',
        'self, planned, announced, unannounced, reported, online, outside',
      ],
      name: ['Tên đợt', 'Name'],
      outsideBody: ['Cơ quan ngoài tiến hành', 'Outside body whose round it is'],
      document: ['Văn bản căn cứ', 'Document it rests on'],
      orderedById: to('people', 'Người quyết định', 'Who ordered it'),
      checklistVersionId: to('checklistVersions', 'Bản của bảng kiểm', 'Version of the checklist'),
      fromDay: ['Từ ngày', 'First day'],
      toDay: ['Đến hết ngày', 'Last day'],
      ownReason: ['Lý do kiểm tra đơn vị mình', 'Why members inspect their own unit'],
      state: ['planned, started, signed', 'planned, started, signed'],
      number: ['Số đợt trong năm; trống là chưa bắt đầu', 'Number in the year; null before the start'],
      startedAt: ['Bắt đầu lúc', 'Started at'],
      version,
    },
  },
  roundMembers: {
    said: ['Đoàn kiểm tra', 'Teams'],
    key: ['roundId', 'personId'],
    in: 'both',
    columns: {
      roundId: round,
      personId: to('people', 'Người', 'Person'),
      part: ['head, member, secretary', 'head, member, secretary'],
    },
  },
  roundScopes: {
    said: ['Ai tìm thấy đợt kiểm tra', 'Who finds a round'],
    key: ['scope', 'roundId'],
    in: 'both',
    columns: {
      scope: ['p12: người 12; u5: đơn vị 5', 'p12: person 12; u5: unit 5'],
      roundId: round,
    },
  },
  inspectionSheets: {
    said: ['Phiếu kiểm tra', 'Sheets'],
    key: ['id'],
    in: 'both',
    columns: {
      id,
      publicId,
      roundId: round,
      unitId: to('units', 'Đơn vị được kiểm tra', 'Unit inspected'),
      personId: to('people', 'Người được kiểm tra', 'Person inspected'),
      place: ['Địa điểm', 'Place'],
      met: ['Đại diện đơn vị', 'Who stood for the unit'],
      strengths: ['Ưu điểm', 'What was good'],
      openedAt: ['Ghi mục đầu tiên lúc', 'First answer at'],
      closedAt: ['Kết thúc lúc', 'Closed at'],
      version,
    },
  },
  sheetAnswers: {
    said: ['Kết quả từng mục', 'Answers to items'],
    key: ['sheetId', 'item'],
    in: 'both',
    columns: {
      sheetId: sheet,
      item,
      result: ['pass, partial, fail, na; trống là chưa chọn', 'pass, partial, fail, na; null while open'],
      value: ['Số ghi được, dạng JSON', 'What was measured, as JSON'],
      note: ['Ghi chú', 'Note'],
      byId: to('people', 'Người ghi', 'Who answered'),
      at: ['Ghi lúc', 'Answered at'],
      version,
    },
  },
  answerFiles: {
    said: ['Ảnh của từng mục', 'Photos beside items'],
    key: ['sheetId', 'item', 'fileId'],
    in: 'both',
    columns: { sheetId: sheet, item, fileId: file },
  },
  findings: {
    said: ['Tồn tại', 'Findings'],
    key: ['id'],
    in: 'both',
    columns: {
      id,
      publicId,
      roundId: round,
      sheetId: sheet,
      item,
      number: ['Số trong đợt', 'Number in its round'],
      text: ['Mô tả', 'What was found'],
      conclusion: ['Kết luận của cơ quan ngoài có kiến nghị này', 'Conclusion of the outside body it comes from'],
      severity: ['light: nhẹ; medium: trung bình; heavy: nặng', 'light, medium, heavy'],
      unitId: to('units', 'Đơn vị', 'Unit'),
      personId: to('people', 'Người có liên quan', 'Person concerned'),
      foundOn: ['Ngày ghi nhận', 'Day on which it was found'],
      foundById: to('people', 'Người ghi nhận', 'Who found it'),
      remedy: ['Yêu cầu khắc phục', 'Remedy asked for'],
      remedierId: to('people', 'Người khắc phục', 'Who remedies it'),
      due: ['Hạn khắc phục', 'Deadline of the remedy'],
      repeatOfId: to('findings', 'Tái phạm của tồn tại', 'The finding it repeats'),
      state: ['open; withdrawn: đã rút', 'open or withdrawn'],
      putAt: ['Chuyển bên được kiểm tra lúc', 'Put to the side inspected at'],
      answerBy: ['Giải trình trước hết ngày', 'Last day to answer'],
      answer: ['agree: nhất trí; explain: giải trình', 'agree or explain'],
      answerText: ['Nội dung trả lời', 'What was answered'],
      answeredAt: ['Trả lời lúc', 'Answered at'],
      answeredById: to('people', 'Người trả lời', 'Who answered'),
      taskId: to('tasks', 'Việc khắc phục', 'Task that remedies it'),
      version,
    },
  },
  findingFiles: {
    said: ['Minh chứng của tồn tại', 'Evidence of findings'],
    key: ['findingId', 'fileId'],
    in: 'both',
    columns: {
      findingId: to('findings', 'Tồn tại', 'Finding'),
      fileId: file,
      side: ['team: đoàn; unit: bên được kiểm tra', 'team or unit: the side that brought it'],
    },
  },
  roundSignoffs: {
    said: ['Các lần kết thúc, chốt số liệu đợt kiểm tra', 'Sign-offs of rounds'],
    key: ['id'],
    in: 'both',
    columns: {
      id,
      publicId,
      roundId: round,
      at: ['Lúc', 'At'],
      byId: to('people', 'Người chốt', 'Who signed off'),
      frozen: ['Số liệu lúc chốt, dạng JSON', 'The figures as they stood, as JSON'],
      digest: ['SHA-256 của số liệu', 'SHA-256 of the figures'],
      reopenedAt: ['Mở lại lúc', 'Reopened at'],
      reopenedById: to('people', 'Người mở lại', 'Who reopened it'),
      reason: ['Lý do mở lại', 'Why it was reopened'],
    },
  },
  sheetSignatures: {
    said: ['Chữ ký hai bên trong biên bản', 'Signatures of both sides of the minutes'],
    key: ['id'],
    in: 'both',
    columns: {
      id,
      sheetId: sheet,
      side: ['team: đoàn; unit: bên được kiểm tra', 'team or unit'],
      name: ['Họ và tên', 'Name'],
      post: ['Chức vụ', 'Post'],
      refused: ['Lý do không ký; trống là đã ký', 'Why it was not signed; null when signed'],
      content: ['SHA-256 của nội dung phiếu lúc ký', 'SHA-256 of what the sheet said when it was signed'],
      at: ['Ghi lúc', 'Recorded at'],
      byId: to('people', 'Người ghi', 'Who recorded it'),
    },
  },
  roundPapers: {
    said: ['Biên bản, thông báo kết luận đã ký', 'Signed minutes and conclusion notices'],
    key: ['id'],
    in: 'both',
    columns: {
      id,
      publicId,
      roundId: round,
      sheetId: sheet,
      signoffId: [
        'Lần kết thúc mà văn bản lập theo (→ roundSignoffs.id); trống là văn bản của cơ quan ngoài',
        'The sign-off it was made from (→ roundSignoffs.id); null for a paper of an outside body',
      ],
      kind: ['minutes: biên bản; conclusion: thông báo kết luận', 'minutes or conclusion'],
      number: ['Số, ký hiệu', 'Number'],
      day: ['Ngày ký', 'Day of signing'],
      signer: ['Người ký', 'Signer'],
      fileId: file,
      at: ['Ghi lúc', 'Recorded at'],
      byId: to('people', 'Người ghi', 'Who recorded it'),
    },
  },
}
