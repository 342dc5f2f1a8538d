import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shippedDays } from '../../src/data/calendar.ts'
import { type ConclusionTask, readConclusions } from '../../src/rules/conclusions.ts'
import { workCalendar } from '../../src/rules/working-days.ts'

const calendar = workCalendar(shippedDays)
const read = (text: string) => readConclusions(text, { today: '2026-11-25', calendar })

/** Who, with whom, what and by when, in one line. */
function told({ assignee, coordinators, title, due }: ConclusionTask): string {
  const others = coordinators.length > 0 ? ` with ${coordinators.map(({ text }) => text).join(' and ')}` : ''
  const day = !due
    ? ''
    : 'day' in due
      ? due.day
      : 'counted' in due
        ? `${due.counted} days`
        : 'off' in due
          ? `${due.off} off`
          : due.ambiguous.join(' or ')
  return `${assignee?.text ?? 'nobody'}${others}: ${title}${day && ` by ${day}`}`
}

const ordered = (text: string) =>
  read(text)
    .paragraphs.filter(({ ticked }) => ticked)
    .map(told)

const fromWord = `
ỦY BAN NHÂN DÂN
PHƯỜNG MINH THỤY

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 45/TB-UBND
Minh Thụy, ngày 20 tháng 11 năm 2026

THÔNG BÁO
Kết luận của đồng chí Đặng Quốc Thịnh, Chủ tịch UBND phường
tại cuộc họp giao ban tháng 11 năm 2026

Ngày 18/11/2026, đồng chí Đặng Quốc Thịnh chủ trì cuộc họp giao ban. Sau khi nghe ý kiến, Chủ tịch UBND phường kết luận:

1. Đánh giá chung
Trong tháng 11, các phòng, ban đã bám sát kế hoạch, giải quyết 98% hồ sơ đúng hạn.

2. Nhiệm vụ trong thời gian tới
2.1. Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Công an phường và các đơn vị liên quan rà soát, lập danh sách hộ nghèo; hoàn thành trước ngày 15/12/2026.
2.2. Giao Phòng Kinh tế, Hạ tầng và Đô thị:
a) Kiểm tra trật tự xây dựng, báo cáo Chủ tịch UBND phường trước ngày 30/11;
b) Tham mưu kế hoạch đầu tư công năm 2027 trong tháng 12/2026;
c) Theo dõi tiến độ sửa chữa đường 3/2.
2.3. Yêu cầu Văn phòng HĐND và UBND: đôn đốc, tổng hợp kết quả, báo cáo trong 5 ngày làm việc.
2.4. Đề nghị Ban Chỉ huy Quân sự phường hoàn thành công tác tuyển quân, xong 05/12/2026.

Trên đây là kết luận của Chủ tịch UBND phường, yêu cầu các phòng, ban nghiêm túc thực hiện./.

Nơi nhận:
- Như trên;
- Giao Văn thư lưu: VT.
`

/** Two columns on one line, wrapped, page numbers between. */
const fromPdf = `
UBND TỈNH BẮC SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc
__________
Số: 118/TB-SNV Bắc Sơn, ngày 23 tháng 11 năm 2026
THÔNG BÁO
Kết luận của Giám đốc Sở Nội vụ về công tác cải cách hành chính
Thực hiện chương trình công tác, Giám đốc Sở đã chủ trì cuộc họp và yêu cầu các phòng, đơn vị
triển khai một số nội dung sau:
I. CẢI CÁCH HÀNH CHÍNH
1. Giao đồng chí Trần Thị Lan, Trưởng phòng Văn hóa
- Xã hội tham mưu báo cáo chỉ số cải cách hành chính theo Công văn số 3127/BNV-CCHC
ngày 18/11/2026 của Bộ Nội vụ, hoàn thành trước ngày
04/12/2026.
- 2 -
2. Thanh tra Sở có trách nhiệm kiểm tra công vụ đột xuất; thời hạn: trong quý IV.
II. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở đôn đốc các đơn vị, định kỳ báo cáo vào thứ Sáu hằng tuần.
2. Cập nhật phần mềm chấm điểm.
Nơi nhận:
- Lưu: VT, VP.
`

const bulleted = `
THÔNG BÁO KẾT LUẬN
của Phó Chủ tịch UBND phường tại cuộc họp về chuyển đổi số

Số: 52/TB-VP

Chiều 24/11/2026, Phó Chủ tịch UBND phường đã chủ trì cuộc họp.
Phó Chủ tịch UBND phường yêu cầu các phòng, ban, đơn vị thực hiện các nhiệm vụ sau:
- Phòng Kinh tế chủ trì, phối hợp với Viễn thông khu vực: khảo sát vùng lõm sóng trước 17h ngày 04/12/2026;
- Trung tâm Phục vụ hành chính công: công khai mã QR trong tuần này;
- Số hóa hồ sơ còn hiệu lực.
- Giao đồng chí Lưu Khánh Ly (Văn phòng) tổng hợp.
`

describe('a notice pasted from Word', () => {
  const { header, paragraphs } = read(fromWord)

  test('its head', () => {
    expect(header).toEqual({
      number: '45/TB-UBND',
      day: '2026-11-20',
      issuer: 'UBND phường Minh Thụy',
      summary: 'Kết luận của đồng chí Đặng Quốc Thịnh, Chủ tịch UBND phường tại cuộc họp giao ban tháng 11 năm 2026',
    })
  })

  test('its orders; a heading with a colon hands its addressee down, terms run from the day of the notice', () => {
    expect(ordered(fromWord)).toEqual([
      'Phòng Văn hóa - Xã hội with Công an phường and các đơn vị liên quan: Rà soát, lập danh sách hộ nghèo by 2026-12-14',
      'Phòng Kinh tế, Hạ tầng và Đô thị: Kiểm tra trật tự xây dựng by 2026-11-27',
      'Phòng Kinh tế, Hạ tầng và Đô thị: Tham mưu kế hoạch đầu tư công năm 2027 by 2026-12-31',
      'Phòng Kinh tế, Hạ tầng và Đô thị: Theo dõi tiến độ sửa chữa đường 3/2',
      'Văn phòng HĐND và UBND: Đôn đốc, tổng hợp kết quả, báo cáo by 2026-11-27',
      'Ban Chỉ huy Quân sự phường: Hoàn thành công tác tuyển quân by 2026-12-05 off',
    ])
  })

  test('headings and the assessment are given, not ticked; the closing words and recipients are not given', () => {
    expect(paragraphs.filter(({ ticked }) => !ticked).map(({ text }) => text)).toEqual([
      '1. Đánh giá chung',
      '2. Nhiệm vụ trong thời gian tới',
      '2.2. Giao Phòng Kinh tế, Hạ tầng và Đô thị:',
    ])
  })

  test('a paragraph keeps its words', () => {
    expect(paragraphs.find(({ ticked }) => ticked)).toEqual({
      text: '2.1. Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Công an phường và các đơn vị liên quan rà soát, lập danh sách hộ nghèo; hoàn thành trước ngày 15/12/2026.',
      ticked: true,
      assignee: { text: 'Phòng Văn hóa - Xã hội' },
      coordinators: [{ text: 'Công an phường' }, { text: 'các đơn vị liên quan' }],
      title: 'Rà soát, lập danh sách hộ nghèo',
      content:
        'Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Công an phường và các đơn vị liên quan rà soát, lập danh sách hộ nghèo; hoàn thành trước ngày 15/12/2026.',
      due: { day: '2026-12-14', before: '2026-12-15', phrase: 'hoàn thành trước ngày 15/12/2026' },
      problems: [],
    })
  })
})

describe('a notice copied from a PDF', () => {
  test('two columns of the head on one line', () => {
    expect(read(fromPdf).header).toEqual({
      number: '118/TB-SNV',
      day: '2026-11-23',
      issuer: 'SỞ NỘI VỤ',
      summary: 'Kết luận của Giám đốc Sở Nội vụ về công tác cải cách hành chính',
    })
  })

  test('wrapped lines are joined, also at a dash; page numbers are left out', () => {
    expect(ordered(fromPdf)).toEqual([
      'Trần Thị Lan: Tham mưu báo cáo chỉ số cải cách hành chính theo Công văn số 3127/BNV-CCHC ngày 18/11/2026 của Bộ Nội vụ by 2026-12-03',
      'Thanh tra Sở: Kiểm tra công vụ đột xuất by 2026-12-31',
      'Văn phòng Sở: Đôn đốc các đơn vị, định kỳ báo cáo vào thứ Sáu hằng tuần',
      'các phòng, đơn vị: Cập nhật phần mềm chấm điểm',
    ])
  })

  test('every numbered paragraph is given', () => {
    expect(read(fromPdf).paragraphs.map(({ text }) => text.slice(0, 24))).toEqual([
      'Thực hiện chương trình c',
      'I. CẢI CÁCH HÀNH CHÍNH',
      '1. Giao đồng chí Trần Th',
      '2. Thanh tra Sở có trách',
      'II. TỔ CHỨC THỰC HIỆN',
      '1. Văn phòng Sở đôn đốc ',
      '2. Cập nhật phần mềm chấ',
    ])
  })
})

describe('a notice with dashes', () => {
  test('number below the title, nothing else known', () => {
    expect(read(bulleted).header).toEqual({
      number: '52/TB-VP',
      summary: 'Kết luận của Phó Chủ tịch UBND phường tại cuộc họp về chuyển đổi số',
    })
  })

  test('each dash has its addressee, or that of the sentence above', () => {
    expect(ordered(bulleted)).toEqual([
      'Phòng Kinh tế with Viễn thông khu vực: Khảo sát vùng lõm sóng by 2026-12-04',
      'Trung tâm Phục vụ hành chính công: Công khai mã QR by 2026-11-27',
      'các phòng, ban, đơn vị: Số hóa hồ sơ còn hiệu lực',
      'Lưu Khánh Ly: Tổng hợp',
    ])
  })
})

describe('one paragraph', () => {
  test.each([
    [
      '1. Giao đ/c Cao Bá Hưng lập biên bản, xong trong 3 ngày.',
      'Cao Bá Hưng: Lập biên bản by 3 days',
      'đ/c; without a day of the notice a term is kept',
    ],
    ['1. Giao cho Phòng Kinh tế lập dự toán.', 'Phòng Kinh tế: Lập dự toán', 'giao cho'],
    ['1. Phân công đồng chí Lan theo dõi.', 'Lan: Theo dõi', 'phân công'],
    ['1. Chỉ đạo Công an phường tăng cường tuần tra.', 'Công an phường: Tăng cường tuần tra', 'chỉ đạo'],
    ['- Giao Phòng Kinh tế: Rà soát dự án.', 'Phòng Kinh tế: Rà soát dự án', 'a colon'],
    ['+ Đồng chí Lan: chuẩn bị phòng họp.', 'Lan: Chuẩn bị phòng họp', 'a name with a colon'],
    [
      '1. Đề nghị Công an phường, Quân sự phường tăng cường tuần tra.',
      'Công an phường, Quân sự phường: Tăng cường tuần tra',
      'two bodies stay together, to be asked',
    ],
    [
      '1. Yêu cầu khẩn trương giải phóng mặt bằng đường 30/4.',
      'nobody: Khẩn trương giải phóng mặt bằng đường 30/4',
      'an order to nobody',
    ],
    [
      '1. Thống nhất chủ trương; giao Văn phòng HĐND và UBND tham mưu văn bản, trình Chủ tịch trước ngày 30/11/2026.',
      'Văn phòng HĐND và UBND: Tham mưu văn bản by 2026-11-27',
      'in the middle of a sentence',
    ],
    ['1. Giao Tổ công tác 06 kiểm tra.', 'Tổ công tác 06: Kiểm tra', 'a working group'],
    [
      '1. Giao Đoàn kiểm tra công vụ lập báo cáo. ',
      'Đoàn kiểm tra công vụ: Lập báo cáo',
      'a verb that belongs to the name',
    ],
    [
      '1. Giao Phòng Văn hóa - Xã hội phối hợp với Mặt trận và Đoàn Thanh niên, tổ chức lễ phát động.',
      'Phòng Văn hóa - Xã hội with Mặt trận and Đoàn Thanh niên: Tổ chức lễ phát động',
      'coordinators to the comma',
    ],
    [
      '1. Giao Phòng Kinh tế phối hợp với Văn phòng HĐND và UBND rà soát.',
      'Phòng Kinh tế with Văn phòng HĐND và UBND: Rà soát',
      'one name with và',
    ],
    [
      '1. Giao Phòng Kinh tế rà soát; hoàn thành trước ngày 15 tháng 12 năm 2026.',
      'Phòng Kinh tế: Rà soát by 2026-12-14',
      'the date in words',
    ],
    [
      '1. Giao Phòng Kinh tế rà soát hồ sơ nộp trước ngày 01/7/2026, xong trước 15/12.',
      'Phòng Kinh tế: Rà soát hồ sơ nộp trước ngày 01/7/2026 by 2026-12-14',
      'a past day gives way to one to come',
    ],
    [
      '1. Giao Phòng Kinh tế báo cáo trước 15/12 hoặc 18/12/2026.',
      'Phòng Kinh tế: Báo cáo trước 15/12 hoặc 18/12/2026 by 2026-12-14 or 2026-12-18',
      'two days are asked',
    ],
    [
      '1. Giao Phòng Kinh tế xử lý kiến nghị tại cuộc họp ngày 20/11/2026.',
      'Phòng Kinh tế: Xử lý kiến nghị tại cuộc họp ngày 20/11/2026',
      'the day of a meeting is no deadline',
    ],
    ['1. Giao Phòng Kinh tế\nvà Văn phòng\nrà soát', 'Phòng Kinh tế và Văn phòng: Rà soát', 'short lines joined'],
    ['1. Giao Phòng Kinh tế rà soát.'.normalize('NFD'), 'Phòng Kinh tế: Rà soát', 'letters and marks apart'],
    ['Giao Văn phòng theo dõi, đôn đốc.', 'Văn phòng: Theo dõi, đôn đốc', 'without a number'],
  ])('%s: %s (%s)', (text, expected) => {
    expect(ordered(text)).toEqual([expected])
  })

  test.each([
    ['1. Họp giao ban vào thứ Hai hằng tuần.', 'giao ban'],
    ['1. Giao ban định kỳ.', 'giao ban, first of all'],
    ['1. Theo đề nghị của Sở Nội vụ, UBND phường đã ban hành kế hoạch.', 'somebody asked'],
    ['1. Hồ sơ được giao Phòng Kinh tế giữ.', 'has been given'],
    ['1. Công tác giao thông nông thôn đạt kết quả tốt.', 'giao thông'],
    ['1. Phòng Kinh tế đã hoàn thành kế hoạch.', 'a report on what was done'],
  ])('%s is no order: %s', (text) => {
    expect(read(text).paragraphs.map(({ ticked }) => ticked)).toEqual([false])
  })

  test('a long title is cut at a word', () => {
    const [task] = read(`1. Giao Phòng Kinh tế rà soát ${'các dự án '.repeat(40)}`).paragraphs
    expect(task?.title).toMatch(/^Rà soát các dự án .*…$/)
    expect(task?.title.length).toBeLessThanOrEqual(151)
  })

  test.each(['', '   \n\n', '1.', '-', 'Nơi nhận:', ':'])('nothing comes of %j', (text) => {
    expect(read(text).paragraphs.filter(({ ticked }) => ticked)).toEqual([])
  })
})

test('whatever is pasted is read, and cut anywhere a notice is still read', () => {
  const cut = fc.tuple(fc.constantFrom(fromWord, fromPdf, bulleted), fc.nat(2000)).map(([text, at]) => text.slice(at))
  fc.assert(
    fc.property(fc.oneof(cut, fc.string({ unit: 'grapheme' })), (text) => {
      for (const { text: whole, content, coordinators, title } of read(text).paragraphs) {
        expect(whole.endsWith(content)).toBe(true)
        expect(coordinators.every(({ text }) => text !== '')).toBe(true)
        expect(title.length).toBeLessThan(160)
      }
    }),
  )
})
