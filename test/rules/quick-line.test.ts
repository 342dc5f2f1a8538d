import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shippedDays } from '../../src/data/calendar.ts'
import { addDays } from '../../src/rules/days.ts'
import { type DueRead, type QuickLine, readQuickLine } from '../../src/rules/quick-line.ts'
import { isWorkingDay, workCalendar } from '../../src/rules/working-days.ts'

const calendar = workCalendar(shippedDays)
const templates = ['baocao-dinhky', 'baocao-dotxuat', 'traloi-vanban', 'khacphuc-tontai']

/** A Wednesday. */
const wednesday = '2026-11-25'
const read = (line: string, today = wednesday) => readQuickLine(line, { today, calendar, templates })

/** '2026-12-15', '3 working days', 'one of ...', '... is off: ... or ...', or nothing. */
function told(due: DueRead | undefined): string {
  if (!due) return 'nothing'
  if ('day' in due) return due.day
  if ('counted' in due) return `${due.counted} working days${due.implied ? ', implied' : ''}`
  if ('ambiguous' in due) return `one of ${due.ambiguous.join(', ')}`
  return `${due.off} is off: ${due.offer.join(' or ')}`
}

const codes = (line: QuickLine) => line.problems.map(({ code }) => code).join(' ')

describe('the lines of the brief', () => {
  test('a report by a day', () => {
    expect(read('Báo cáo CCHC quý IV @Lan 15/12')).toEqual({
      title: 'Báo cáo CCHC quý IV',
      assignee: { text: 'Lan' },
      coordinators: [],
      due: { day: '2026-12-15', phrase: '15/12' },
      problems: [],
      spans: [
        { from: 20, to: 24, kind: 'assignee' },
        { from: 25, to: 30, kind: 'due' },
      ],
    })
  })

  test('a person of a unit, a weekday and a template', () => {
    expect(read('Rà soát thủ tục @lan.vhxh thứ 6 tuần sau #baocao-dinhky')).toMatchObject({
      title: 'Rà soát thủ tục',
      assignee: { text: 'lan', unit: 'vhxh' },
      template: 'baocao-dinhky',
      due: { day: '2026-12-04', phrase: 'thứ 6 tuần sau' },
      problems: [],
    })
  })

  test('coordinators and the end of the quarter', () => {
    expect(read('Tổng hợp ý kiến cử tri @Ly +Hưng +Yến cuối quý')).toMatchObject({
      title: 'Tổng hợp ý kiến cử tri',
      assignee: { text: 'Ly' },
      coordinators: [{ text: 'Hưng' }, { text: 'Yến' }],
      due: { day: '2026-12-31', phrase: 'cuối quý' },
    })
  })

  test('a quoted name and a counted term', () => {
    expect(read('Chuẩn bị phòng họp @"Nguyễn Thị Lan" sau 3 ngày làm việc')).toMatchObject({
      title: 'Chuẩn bị phòng họp',
      assignee: { text: 'Nguyễn Thị Lan' },
      due: { counted: 3, phrase: 'sau 3 ngày làm việc' },
    })
  })

  test('a quantity, an approver and a limit', () => {
    expect(read('03 báo cáo tuần @Mai /nt Vân hạn 04/12/2026')).toMatchObject({
      title: '03 báo cáo tuần',
      quantity: 3,
      product: 'báo cáo',
      assignee: { text: 'Mai' },
      approver: { text: 'Vân' },
      due: { day: '2026-12-04', phrase: 'hạn 04/12/2026' },
      spans: [{ kind: 'quantity' }, { kind: 'assignee' }, { kind: 'approver' }, { kind: 'due' }],
    })
  })
})

describe('a date after a mention, on Wednesday 25/11/2026', () => {
  test.each([
    ['15/12', '2026-12-15', 'the usual way'],
    ['15/12/2026', '2026-12-15', 'with the year'],
    ['15/12/26', '2026-12-15', 'a year of two figures'],
    ['15-12', '2026-12-15', 'with a hyphen'],
    ['15-12-2026', '2026-12-15', 'hyphens and the year'],
    ['15.12', '2026-12-15', 'with a dot'],
    ['15.12.2026.', '2026-12-15', 'the last dot ends the sentence'],
    ['15 / 12 / 2026', '2026-12-15', 'with spaces'],
    ['2026-12-15', '2026-12-15', 'from a date field'],
    ['5/1', '2027-01-05', 'gone by long ago, so next year'],
    ['15/12 năm nay', '2026-12-15', 'the year in words'],
    ['15/12 năm sau', '2027-12-15', 'the next year in words'],
    ['15/12 năm 2026', '2026-12-15', 'the year written out'],
    ['15 tháng 12', '2026-12-15', 'the month in words'],
    ['ngày 15 tháng 12 năm 2026', '2026-12-15', 'as in a document'],
    ['ngày 15/12', '2026-12-15', 'ngày'],
    ['ngày 10', '2026-12-10', 'this month it has gone by'],
    ['ngày 30', '2026-11-30', 'this month it is still to come'],
    ['ngày 10 tháng sau', '2026-12-10', 'of the next month'],
    ['vào 15/12', '2026-12-15', 'vào'],
    ['hạn 15/12', '2026-12-15', 'hạn'],
    ['hạn: 15/12', '2026-12-15', 'hạn with a colon'],
    ['hạn chót là 15/12', '2026-12-15', 'hạn chót là'],
    ['hạn cuối 15/12', '2026-12-15', 'hạn cuối is not the end of something'],
    ['chậm nhất ngày 15/12', '2026-12-15', 'chậm nhất'],
    ['xong 15/12', '2026-12-15', 'xong'],
    ['hoàn thành 15/12', '2026-12-15', 'hoàn thành'],
    ['đến 15/12', '2026-12-15', 'đến'],
    ['đến hết 15/12', '2026-12-15', 'up to and including'],
    ['hết ngày 15/12', '2026-12-15', 'hết ngày'],
    ['trong ngày 15/12', '2026-12-15', 'trong ngày'],
    ['trước 15/12', '2026-12-14', 'before a day is by the working day before'],
    ['trước ngày 07/12', '2026-12-04', 'before a Monday is by Friday'],
    ['trước 05/12', '2026-12-04', 'before a day off nothing is asked'],
    ['xong trước 15/12', '2026-12-14', 'two limits'],
    ['hoàn thành trước ngày 15 tháng 12 năm 2026', '2026-12-14', 'as in a document, with its limit'],
    ['trước 17h ngày 15/12', '2026-12-15', 'before an hour is still on that day'],
    ['trước 17 giờ 30 phút 15/12', '2026-12-15', 'the hour in words'],
    ['hạn 17:00 15/12', '2026-12-15', 'the hour with a colon'],
    ['hôm nay', '2026-11-25', 'today'],
    ['trong ngày', '2026-11-25', 'within the day'],
    ['trong ngày hôm nay', '2026-11-25', 'within this day'],
    ['chiều nay', '2026-11-25', 'this afternoon'],
    ['mai', '2026-11-26', 'tomorrow'],
    ['ngày mai', '2026-11-26', 'tomorrow in full'],
    ['sáng mai', '2026-11-26', 'tomorrow morning'],
    ['ngày kia', '2026-11-27', 'the day after tomorrow'],
    ['ngày mốt', '2026-11-27', 'the same in the south'],
    ['thứ 6', '2026-11-27', 'this week'],
    ['thứ sáu', '2026-11-27', 'the figure in words'],
    ['Thứ Sáu', '2026-11-27', 'with capitals'],
    ['T6', '2026-11-27', 'short'],
    ['thứ 2', '2026-11-30', 'gone by this week, so the next'],
    ['thứ năm', '2026-11-26', 'năm is five here, not year'],
    ['thứ tư tuần này', '2026-11-25', 'today, when the week is said'],
    ['thứ 4', 'one of 2026-11-25, 2026-12-02', 'said on a Wednesday: today or in a week'],
    ['thứ 4 này', '2026-11-25', 'this Wednesday is today'],
    ['thứ 6 này', '2026-11-27', 'này'],
    ['thứ 6 tới', '2026-11-27', 'tới is the one to come'],
    ['thứ 6 tuần sau', '2026-12-04', 'next week'],
    ['thứ 6 tuần tới', '2026-12-04', 'next week in other words'],
    ['thứ 6 tuần sau nữa', '2026-12-11', 'the week after'],
    ['t2 tuần sau', '2026-11-30', 'short, next week'],
    ['trước thứ 6', '2026-11-26', 'before a weekday'],
    ['trước ngày thứ 6', '2026-11-26', 'before a weekday that is called a day'],
    ['chiều thứ 6', '2026-11-27', 'a part of the day'],
    ['thứ 7', '2026-11-28 is off: 2026-11-27 or 2026-11-30', 'a Saturday is offered two days'],
    ['chủ nhật', '2026-11-29 is off: 2026-11-27 or 2026-11-30', 'a Sunday'],
    ['CN', '2026-11-29 is off: 2026-11-27 or 2026-11-30', 'a Sunday, short'],
    ['05/12', '2026-12-05 is off: 2026-12-04 or 2026-12-07', 'a typed day off is not moved'],
    ['1/1', '2027-01-01 is off: 2026-12-31 or 2027-01-04', 'a holiday'],
    ['thứ Sáu, ngày 27/11/2026', '2026-11-27', 'weekday and date are one day'],
    ['thứ 6 25/12', '2026-12-25', 'a Friday further off'],
    ['thứ 5 27/11', 'one of 2026-11-26, 2026-11-27', 'weekday and date disagree'],
    ['đầu tuần', '2026-11-30', 'this week has begun, so the next'],
    ['giữa tuần', '2026-11-25', 'Wednesday'],
    ['giữa tuần sau', '2026-12-02', 'Wednesday of the next week'],
    ['cuối tuần', '2026-11-27', 'the last working day, not Sunday'],
    ['cuối tuần này', '2026-11-27', 'the same'],
    ['cuối tuần sau', '2026-12-04', 'of the next week'],
    ['trong tuần', '2026-11-27', 'within the week'],
    ['trong tuần tới', '2026-12-04', 'within the next week'],
    ['cuối tháng', '2026-11-30', 'a Monday'],
    ['trong tháng', '2026-11-30', 'within the month'],
    ['cuối tháng sau', '2026-12-31', 'the next month'],
    ['cuối tháng 12', '2026-12-31', 'a month by number'],
    ['cuối tháng 1', '2027-01-29', 'next year, and the 30th and 31st are a weekend'],
    ['cuối tháng 1/2027', '2027-01-29', 'month and year'],
    ['cuối tháng 1 năm sau', '2027-01-29', 'month and the next year'],
    ['đến hết tháng 12', '2026-12-31', 'to the end of'],
    ['trước cuối tháng', '2026-11-30', 'an end is a limit already'],
    ['ngày cuối cùng của tháng', '2026-11-30', 'in full'],
    ['ngày làm việc cuối cùng của tháng 12', '2026-12-31', 'in fuller'],
    ['cuối quý', '2026-12-31', 'this quarter'],
    ['cuối quý sau', '2027-03-31', 'the next quarter'],
    ['cuối quý IV', '2026-12-31', 'a quarter in Roman figures'],
    ['cuối quý 4', '2026-12-31', 'in Arabic figures'],
    ['cuối quý I', '2027-03-31', 'gone by this year'],
    ['cuối quý II/2027', '2027-06-30', 'quarter and year'],
    ['cuối quý 1 năm 2027', '2027-03-31', 'the year in words'],
    ['cuối quí', '2026-12-31', 'the other spelling'],
    ['hết năm', '2026-12-31', 'the year'],
    ['cuối năm 2027', '2027-12-31', 'another year'],
    ['cuối năm sau', '2027-12-31', 'the next year'],
    ['sau 3 ngày làm việc', '3 working days', 'counted'],
    ['sau 3 ngày', '3 working days, implied', 'working days too, and says so'],
    ['trong 5 ngày', '5 working days, implied', 'trong'],
    ['trong vòng 10 ngày làm việc', '10 working days', 'trong vòng'],
    ['hạn 3 ngày', '3 working days, implied', 'hạn'],
    ['sau ba ngày làm việc', '3 working days', 'a number in words'],
    ['sau năm ngày', '5 working days, implied', 'five, not a year'],
    ['3 ngày nữa', '3 working days, implied', 'nữa'],
    ['sau 3 ngày làm việc kể từ hôm nay', '3 working days', 'from today, as always'],
    ['2 tuần nữa', '2026-12-09', 'weeks are calendar weeks'],
    ['trong 2 tuần tới', '2026-12-09', 'within'],
    ['1 tháng nữa', '2026-12-25', 'the same day of the next month'],
    ['hai tháng nữa', '2027-01-25', 'over the new year'],
  ])('%s is %s: %s', (phrase, due) => {
    const line = read(`Rà soát @Lan ${phrase}`)
    expect([told(line.due), line.title]).toEqual([due, 'Rà soát'])
  })

  test.each([
    ['thu 6 tuan sau', '2026-12-04', 'a weekday'],
    ['thu sau tuan sau', '2026-12-04', 'sau is six, then next'],
    ['cuoi quy', '2026-12-31', 'a quarter'],
    ['sau 3 ngay lam viec', '3 working days', 'a term'],
    ['truoc 15/12', '2026-12-14', 'a limit'],
    ['han chot thu 6', '2026-11-27', 'a limit and a weekday'],
    ['den het thang 12', '2026-12-31', 'to the end of'],
    ['chu nhat', '2026-11-29 is off: 2026-11-27 or 2026-11-30', 'Sunday'],
    ['hom nay', '2026-11-25', 'today'],
    ['ngay mai', '2026-11-26', 'tomorrow'],
    ['2 tuan nua', '2026-12-09', 'weeks'],
    ['ngay cuoi cung cua thang', '2026-11-30', 'the end of the month'],
    ['THỨ 6 TUẦN SAU', '2026-12-04', 'capitals'],
    ['CUOI QUY', '2026-12-31', 'capitals without marks'],
    ['thứ  6   tuần  sau', '2026-12-04', 'spaces'],
    ['thứ\u00a06 tuần\u00a0sau', '2026-12-04', 'hard spaces'],
    ['thứ 6 tuần sau'.normalize('NFD'), '2026-12-04', 'letters and marks apart'],
  ])('however it is typed, %s is %s: %s', (phrase, due) => {
    const line = read(`Rà soát @Lan ${phrase}`)
    expect([told(line.due), line.title]).toEqual([due, 'Rà soát'])
  })
})

describe('which dates are deadlines', () => {
  test.each<[line: string, title: string, due: string, why: string]>([
    ['Báo cáo CCHC quý IV', 'Báo cáo CCHC quý IV', 'nothing', 'a quarter without its end'],
    [
      'Báo cáo CCHC quý IV @Lan cuối quý',
      'Báo cáo CCHC quý IV',
      '2026-12-31',
      'the title has one quarter, the deadline another',
    ],
    ['Kế hoạch năm 2027', 'Kế hoạch năm 2027', 'nothing', 'a year'],
    ['Kế hoạch đến năm 2030 @Lan 15/12', 'Kế hoạch đến năm 2030', '2026-12-15', 'đến before what is no day'],
    ['Báo cáo tháng 11', 'Báo cáo tháng 11', 'nothing', 'a month'],
    ['Báo cáo tháng 11/2026 @Lan', 'Báo cáo tháng 11/2026', 'nothing', 'a month with its year'],
    ['Lịch tuần sau @Lan mai', 'Lịch tuần sau', '2026-11-26', 'a week is no day'],
    ['Quán triệt Nghị quyết 57 @Lan', 'Quán triệt Nghị quyết 57', 'nothing', 'a number'],
    ['Trả lời văn bản 3127/SNV-CCHC', 'Trả lời văn bản 3127/SNV-CCHC', 'nothing', 'a document number'],
    ['Góp ý dự thảo 12/KH-UBND @Lan', 'Góp ý dự thảo 12/KH-UBND', 'nothing', 'a number that begins like a day'],
    ['Góp ý văn bản số 12/11', 'Góp ý văn bản số 12/11', 'nothing', 'số makes it a number'],
    ['Triển khai Nghị định 30/2020/NĐ-CP @Lan 15/12', 'Triển khai Nghị định 30/2020/NĐ-CP', '2026-12-15', 'a decree'],
    [
      'Trả lời văn bản 3127/SNV-CCHC ngày 18/11/2026',
      'Trả lời văn bản 3127/SNV-CCHC ngày 18/11/2026',
      'nothing',
      'the day of a document, though last',
    ],
    [
      'Trả lời văn bản 3127/SNV-CCHC ngày 18/11/2026 @Lan 30/11',
      'Trả lời văn bản 3127/SNV-CCHC ngày 18/11/2026',
      '2026-11-30',
      'the day of a document and a deadline',
    ],
    [
      'Trả lời văn bản 3127/SNV-CCHC 30/11',
      'Trả lời văn bản 3127/SNV-CCHC',
      '2026-11-30',
      'a deadline right after a number',
    ],
    ['Báo cáo tuần 15/12', 'Báo cáo tuần', '2026-12-15', 'last in the line'],
    ['Báo cáo tuần 15/12 @Lan', 'Báo cáo tuần', '2026-12-15', 'only a mention follows'],
    ['Báo cáo tuần thứ 6 tuần sau @Lan #baocao-dinhky', 'Báo cáo tuần', '2026-12-04', 'only pieces follow'],
    [
      'Báo cáo tổng kết cuối năm @Lan',
      'Báo cáo tổng kết cuối năm',
      'nothing',
      'the end of a period before a mention is what is reported',
    ],
    ['Báo cáo tổng kết cuối năm @Lan 15/12', 'Báo cáo tổng kết cuối năm', '2026-12-15', 'with a deadline of its own'],
    ['Báo cáo tổng kết cuối năm 15/12', 'Báo cáo tổng kết cuối năm', '2026-12-15', 'only the last one ends the line'],
    ['Báo cáo tổng kết cuối quý', 'Báo cáo tổng kết', '2026-12-31', 'the end of a period ends the line'],
    ['Báo cáo 6 tháng cuối năm', 'Báo cáo 6 tháng cuối năm', 'nothing', 'the last six months'],
    ['Báo cáo @Lan cuối năm học', 'Báo cáo cuối năm học', 'nothing', 'the school year is another'],
    ['Báo cáo @Lan trong tuần 48', 'Báo cáo trong tuần 48', 'nothing', 'a week by number'],
    ['Báo cáo @Lan cuối tháng 13', 'Báo cáo cuối tháng 13', 'nothing', 'no such month'],
    ['Chuẩn bị họp ngày 15/12 @Lan 10/12', 'Chuẩn bị họp ngày 15/12', '2026-12-10', 'the day of a meeting'],
    [
      'Chuẩn bị họp ngày 15/12 với cử tri @Lan',
      'Chuẩn bị họp ngày 15/12 với cử tri',
      'nothing',
      'in the middle of the title',
    ],
    ['@Lan họp 15/12 với đoàn kiểm tra', 'họp 15/12 với đoàn kiểm tra', 'nothing', 'in the middle, after a mention'],
    ['@Lan 15/12 họp với đoàn kiểm tra', 'họp với đoàn kiểm tra', '2026-12-15', 'right after a mention'],
    ['Hạn 15/12 báo cáo CCHC @Lan', 'báo cáo CCHC', '2026-12-15', 'introduced, first of all'],
    ['Báo cáo trước 15/12 gửi Sở Nội vụ @Lan', 'Báo cáo gửi Sở Nội vụ', '2026-12-14', 'introduced, in the middle'],
    ['Số liệu đến 30/11 @Lan 15/12', 'Số liệu đến 30/11', '2026-12-15', 'figures up to a day'],
    ['Tổng hợp tính đến ngày 30/11 @Lan', 'Tổng hợp tính đến ngày 30/11', 'nothing', 'counted up to a day'],
    ['Trực từ 1/12 đến 4/12 @Lan 30/11', 'Trực từ 1/12 đến 4/12', '2026-11-30', 'a range belongs together'],
    ['Trực từ ngày 15/12 @Lan', 'Trực từ ngày 15/12', 'nothing', 'the first day is not the last'],
    ['Họp sau 15/12 @Lan', 'Họp sau 15/12', 'nothing', 'after a day'],
    ['Họp ngày 14, 15/12', 'Họp ngày 14, 15/12', 'nothing', 'two days written as one'],
    ['Họp 14 và 15/12', 'Họp 14 và 15/12', 'nothing', 'two days with và'],
    ['Tập huấn 3 ngày @Lan', 'Tập huấn 3 ngày', 'nothing', 'how long it takes'],
    ['Báo trước 3 ngày @Lan 15/12', 'Báo trước 3 ngày', '2026-12-15', 'a notice given ahead'],
    ['Chuẩn bị kỳ họp thứ 6 @Lan 15/12', 'Chuẩn bị kỳ họp thứ 6', '2026-12-15', 'the sixth session'],
    ['Đại hội lần thứ hai', 'Đại hội lần thứ hai', 'nothing', 'the second'],
    ['Chuẩn bị cuộc họp thứ 6', 'Chuẩn bị cuộc họp', '2026-11-27', 'a meeting on Friday'],
    ['Báo cáo T6', 'Báo cáo T6', 'nothing', 'June'],
    ['Họp giao ban T6', 'Họp giao ban', '2026-11-27', 'Friday'],
    ['Sửa biểu 1.2', 'Sửa biểu 1.2', 'nothing', 'a form'],
    ['Sửa đường 3/2', 'Sửa đường 3/2', 'nothing', 'a street'],
    ['Chuẩn bị lễ 30/4', 'Chuẩn bị lễ 30/4', 'nothing', 'a holiday'],
    ['Kỷ niệm ngày 20/11 @Lan mai', 'Kỷ niệm ngày 20/11', '2026-11-26', 'an anniversary'],
    ['Đối chiếu 30/46 hồ sơ', 'Đối chiếu 30/46 hồ sơ', 'nothing', 'a ratio'],
    ['Gia hạn hợp đồng @Lan 15/12', 'Gia hạn hợp đồng', '2026-12-15', 'gia hạn is a verb'],
    ['Gửi quà chị Mai', 'Gửi quà chị Mai', 'nothing', 'a name, not tomorrow'],
    ['Gửi quà Tết mai', 'Gửi quà Tết', '2026-11-26', 'tomorrow, not a name'],
    [
      'Trồng hàng cây mái hiên @Lan hàn',
      'Trồng hàng cây mái hiên hàn',
      'nothing',
      'words that are others without their marks',
    ],
    ['Họp giao ban 14h thứ 6 @Lan', 'Họp giao ban 14h', '2026-11-27', 'the hour of a meeting stays'],
    ['Báo cáo @Lan 15/12 gửi 2 bản', 'Báo cáo gửi 2 bản', '2026-12-15', 'words after a deadline'],
    ['Báo cáo @Lan 15/12 20/12', 'Báo cáo', 'one of 2026-12-15, 2026-12-20', 'two dates'],
    ['Báo cáo @Lan hạn 15/12, chậm nhất 18/12', 'Báo cáo', 'one of 2026-12-15, 2026-12-18', 'two limits'],
    ['Báo cáo @Lan 15/12 sau 3 ngày', 'Báo cáo', 'one of 2026-11-30, 2026-12-15', 'a day and a term'],
    ['Báo cáo @Lan thứ 6 hoặc thứ 2', 'Báo cáo', 'one of 2026-11-27, 2026-11-30', 'one or the other'],
    ['Báo cáo 14/12 15/12', 'Báo cáo', 'one of 2026-12-14, 2026-12-15', 'two days at the end'],
    ['Báo cáo @Lan 27/11 cuối tuần', 'Báo cáo', '2026-11-27', 'the same day twice is no question'],
    ['Báo cáo @Lan hạn 15/12 xong 15/12', 'Báo cáo', '2026-12-15', 'the same day in two ways'],
    ['Báo cáo @Lan 31/02', 'Báo cáo 31/02', 'nothing', 'no such day stays where it is'],
    ['bao cao cchc quy iv @lan cuoi quy', 'bao cao cchc quy iv', '2026-12-31', 'without marks'],
    ['BÁO CÁO CCHC QUÝ IV @LAN TRƯỚC 15/12', 'BÁO CÁO CCHC QUÝ IV', '2026-12-14', 'capitals'],
    ['  Báo cáo   tuần  @Lan ,  15/12 . ', 'Báo cáo tuần', '2026-12-15', 'spaces and commas'],
    ['Báo cáo tuần - @Lan - 15/12', 'Báo cáo tuần', '2026-12-15', 'dashes between'],
    ['Báo cáo tuần (@Lan, 15/12)', 'Báo cáo tuần', '2026-12-15', 'brackets'],
    ['Họp (phòng A) @Lan 15/12', 'Họp (phòng A)', '2026-12-15', 'brackets of the title'],
  ])('%s: "%s", %s (%s)', (line, title, due) => {
    const found = read(line)
    expect([found.title, told(found.due)]).toEqual([title, due])
  })

  test.each<[today: string, phrase: string, due: string, why: string]>([
    ['2026-01-05', '10/01/2026', '2026-01-10', 'a Saturday that is worked is a deadline like any other'],
    ['2026-01-05', 'thứ 7', '2026-01-10', 'by its name too'],
    ['2026-01-05', 'cuối tuần', '2026-01-10', 'the last working day of that week'],
    ['2025-12-30', '2/1', '2026-01-02 is off: 2025-12-31 or 2026-01-05', 'a Friday swapped away'],
    ['2026-02-12', 'cuối tuần sau', '2026-02-20 is off: 2026-02-13 or 2026-02-23', 'nobody works all of Tết week'],
    ['2026-02-12', 'thứ 4 tuần sau', '2026-02-18 is off: 2026-02-13 or 2026-02-23', 'a day of Tết'],
    ['2026-02-12', 'trước 23/2', '2026-02-13', 'before the first day after Tết'],
    ['2026-02-12', '1 tuần nữa', '2026-02-23', 'a term that ends in Tết goes on to the first day after'],
    ['2026-02-12', 'cuối tháng', '2026-02-27', 'the 28th is a Saturday'],
    ['2026-11-21', 'hôm nay', '2026-11-21 is off: 2026-11-23', 'on a Saturday only what is to come is offered'],
    ['2026-11-29', 'thứ 6 tuần sau', '2026-12-04', 'on a Sunday the next week begins tomorrow'],
    ['2026-11-30', 'thứ 2', 'one of 2026-11-30, 2026-12-07', 'said on a Monday'],
    ['2026-12-31', 'cuối quý sau', '2027-03-31', 'over the new year'],
    ['2027-12-20', '29/2', '2028-02-29', 'a leap day to come'],
  ])('on %s %s is %s: %s', (today, phrase, due) => {
    expect(told(read(`Rà soát @Lan ${phrase}`, today).due)).toBe(due)
  })

  test('the reader can be told what a deadline was made from', () => {
    expect(read('Rà soát @Lan trước 15/12').due).toEqual({
      day: '2026-12-14',
      before: '2026-12-15',
      phrase: 'trước 15/12',
    })
    expect(read('Rà soát @Lan sau 3 ngày').due).toEqual({ counted: 3, implied: true, phrase: 'sau 3 ngày' })
    expect(read('Rà soát @Lan 1 tuần nữa', '2026-02-12').due).toEqual({
      day: '2026-02-23',
      moved: '2026-02-19',
      phrase: '1 tuần nữa',
    })
    expect(read('Rà soát @Lan 05/12').due).toEqual({
      off: '2026-12-05',
      why: 'thứ Bảy',
      offer: ['2026-12-04', '2026-12-07'],
      phrase: '05/12',
    })
  })
})

describe('people', () => {
  const named = ({ assignee, coordinators, approver, follower }: QuickLine) => {
    const name = (sign: string, mention?: { text: string; unit?: string }) =>
      mention ? [`${sign}${mention.text}${mention.unit ? ` of ${mention.unit}` : ''}`] : []
    return [
      ...name('@', assignee),
      ...coordinators.flatMap((one) => name('+', one)),
      ...name('/nt ', approver),
      ...name('/td ', follower),
    ].join(' ')
  }

  test.each<[line: string, people: string, title: string, why: string]>([
    ['Rà soát @Lan', '@Lan', 'Rà soát', 'one word'],
    ['Rà soát @lan', '@lan', 'Rà soát', 'small'],
    ['Rà soát @Nguyễn Thị Lan', '@Nguyễn Thị Lan', 'Rà soát', 'capitalised words go together'],
    ['Rà soát @nguyễn thị lan', '@nguyễn', 'Rà soát thị lan', 'small words do not, and nothing is lost'],
    ['Rà soát @Hồng Vân 15/12', '@Hồng Vân', 'Rà soát', 'without a surname'],
    ['Rà soát @Đỗ Quang Huy 15/12'.normalize('NFD'), '@Đỗ Quang Huy', 'Rà soát', 'letters and marks apart'],
    ['Rà soát @"nguyễn thị lan" hồ sơ', '@nguyễn thị lan', 'Rà soát hồ sơ', 'quoted'],
    ['Rà soát @“Nguyễn Thị Lan” hồ sơ', '@Nguyễn Thị Lan', 'Rà soát hồ sơ', 'quotes as a phone makes them'],
    ['Rà soát @lan.vhxh', '@lan of vhxh', 'Rà soát', 'a unit'],
    ['Rà soát @Nguyễn Thị Lan.VH-XH Mai', '@Nguyễn Thị Lan of VH-XH', 'Rà soát Mai', 'a unit ends the name'],
    ['Rà soát @"Nguyễn Thị Lan".vhxh', '@Nguyễn Thị Lan of vhxh', 'Rà soát', 'quoted, with a unit'],
    ['Rà soát @Lan.', '@Lan', 'Rà soát', 'a full stop is no unit'],
    ['Rà soát @VH-XH', '@VH-XH', 'Rà soát', 'a unit by its short name'],
    ['@Lan Báo cáo tuần', '@Lan', 'Báo cáo tuần', 'the title may follow'],
    ['@Mai Rà soát hộ nghèo', '@Mai', 'Rà soát hộ nghèo', 'also after a name that is a surname too'],
    ['@Nguyễn Thị Lan rà soát hộ nghèo', '@Nguyễn Thị Lan', 'rà soát hộ nghèo', 'a full name first'],
    ['@Lan Quét hội trường', '@Lan', 'Quét hội trường', 'first of all, only a surname goes on'],
    ['BÁO CÁO @LAN GỬI SỞ', '@LAN', 'BÁO CÁO GỬI SỞ', 'capitals say nothing in a line of capitals'],
    ['BÁO CÁO @NGUYỄN THỊ LAN THỨ 6', '@NGUYỄN THỊ LAN', 'BÁO CÁO', 'unless a surname is first'],
    ['Báo cáo @Lan CCHC', '@Lan', 'Báo cáo CCHC', 'an abbreviation is no name'],
    ['Báo cáo @Lan Thứ 6', '@Lan', 'Báo cáo', 'a date with a capital ends the name'],
    ['Báo cáo @Nguyễn Thị Thu thứ 6', '@Nguyễn Thị Thu', 'Báo cáo', 'Thu is a name, thứ is not'],
    ['Báo cáo @Hoàng Thị Mai mai', '@Hoàng Thị Mai', 'Báo cáo', 'Mai is a name, mai is not'],
    ['Báo cáo @mai', '@mai', 'Báo cáo', 'what touches the sign is a name'],
    ['Báo cáo @Lan +Hưng +Yến', '@Lan +Hưng +Yến', 'Báo cáo', 'coordinators'],
    ['Báo cáo @Lan, +Hưng, +Bùi Hải Yến', '@Lan +Hưng +Bùi Hải Yến', 'Báo cáo', 'with commas'],
    ['Báo cáo @Lan+Hưng+hưng', '@Lan +hưng', 'Báo cáo', 'without spaces, one of them twice'],
    ['Báo cáo +Hưng.kt @Lan', '@Lan +Hưng of kt', 'Báo cáo', 'in another order'],
    ['Báo cáo @Lan /nt Vân /td Diệp', '@Lan /nt Vân /td Diệp', 'Báo cáo', 'approver and follower'],
    ['Báo cáo @Lan /NT @Hồng Vân', '@Lan /nt Hồng Vân', 'Báo cáo', 'the sign may be there twice'],
    ['Báo cáo @Lan nghiệm thu: Nguyễn Thị Hồng Vân', '@Lan /nt Nguyễn Thị Hồng Vân', 'Báo cáo', 'in words'],
    ['bao cao @lan nghiem thu: van', '@lan /nt van', 'bao cao', 'in words without marks'],
    ['Báo cáo @Lan người nghiệm thu: Vân', '@Lan /nt Vân', 'Báo cáo', 'in more words'],
    ['Báo cáo @Lan /nt mai', '@Lan /nt mai', 'Báo cáo', 'after the sign mai is a name'],
    ['Nghiệm thu: công trình kè @Lan', '@Lan', 'Nghiệm thu: công trình kè', 'first of all it is the title'],
    ['Hồ sơ nghiệm thu: nhà văn hóa @Lan', '@Lan', 'Hồ sơ nghiệm thu: nhà văn hóa', 'no name follows'],
    ['Theo dõi nghiệm thu công trình @Lan', '@Lan', 'Theo dõi nghiệm thu công trình', 'no colon'],
    ['Gửi về lan@tinh.gov.vn', '', 'Gửi về lan@tinh.gov.vn', 'an address'],
    ['Nâng cấp A+ và C++ @Lan', '@Lan', 'Nâng cấp A+ và C++', 'a plus within a word'],
    ['Cộng 5 + 3 biểu, tăng +5 @Lan', '@Lan', 'Cộng 5 + 3 biểu, tăng +5', 'a plus that is a plus'],
    ['Báo cáo @Lan @lan', '@lan', 'Báo cáo', 'the same name twice is one'],
  ])('%s: %s, "%s" (%s)', (line, people, title) => {
    const found = read(line)
    expect([named(found), found.title, found.problems]).toEqual([people, title, []])
  })
})

describe('templates, documents and quantities', () => {
  test.each<[line: string, expected: Partial<QuickLine>, why: string]>([
    ['Báo cáo #baocao-dinhky', { template: 'baocao-dinhky', title: 'Báo cáo' }, 'as it is called'],
    ['Báo cáo #BaoCao_DinhKy', { template: 'baocao-dinhky', title: 'Báo cáo' }, 'capitals and lines do not matter'],
    ['Báo cáo #Báo-cáo-định-kỳ', { template: 'baocao-dinhky', title: 'Báo cáo' }, 'nor do marks'],
    ['#baocao-dinhky CCHC @Lan', { template: 'baocao-dinhky', title: 'CCHC' }, 'first of all'],
    ['Sửa mục #5 @Lan', { title: 'Sửa mục #5' }, 'a number is no template'],
    ['Báo cáo theo 3127/SNV-CCHC', { document: '3127/SNV-CCHC', title: 'Báo cáo' }, 'the number alone'],
    [
      'Báo cáo CCHC theo số 3127/SNV-CCHC ngày 18/11/2026 của Sở Nội vụ @Lan 15/12',
      { document: 'số 3127/SNV-CCHC ngày 18/11/2026 của Sở Nội vụ', title: 'Báo cáo CCHC' },
      'its date is not the deadline',
    ],
    [
      'Căn cứ Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND phường, rà soát hộ nghèo @Lan',
      { document: 'Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND phường', title: 'rà soát hộ nghèo' },
      'first, to the comma',
    ],
    [
      'Theo 12/KH-UBND của UBND phường rà soát hộ nghèo',
      { document: '12/KH-UBND của UBND phường', title: 'rà soát hộ nghèo' },
      'to the verb where there is no comma',
    ],
    [
      'Báo cáo theo CV 3127/SNV-CCHC của Sở Nội vụ trước 15/12',
      { document: 'CV 3127/SNV-CCHC của Sở Nội vụ', title: 'Báo cáo' },
      'to the deadline',
    ],
    [
      'Quán triệt theo Nghị quyết 57-NQ/TW',
      { document: 'Nghị quyết 57-NQ/TW', title: 'Quán triệt' },
      'a party document',
    ],
    ['bao cao theo 3127/snv-cchc', { document: '3127/snv-cchc', title: 'bao cao' }, 'small letters'],
    ['Theo dõi văn bản 12/KH-UBND', { title: 'Theo dõi văn bản 12/KH-UBND' }, 'theo dõi is a verb'],
    ['Thực hiện theo Nghị quyết 57', { title: 'Thực hiện theo Nghị quyết 57' }, 'no number of a document'],
    ['2 báo cáo', { quantity: 2, product: 'báo cáo', title: '2 báo cáo' }, 'a title of its own'],
    ['Thẩm định 5 hồ sơ @Lan', { quantity: 5, product: 'hồ sơ', title: 'Thẩm định 5 hồ sơ' }, 'in the title it stays'],
    ['Rà soát @Lan 15/12 01 kế hoạch', { quantity: 1, product: 'kế hoạch', title: 'Rà soát' }, 'apart it does not'],
    ['Rà soát @Lan 02 bộ hồ sơ', { quantity: 2, product: 'bộ hồ sơ', title: 'Rà soát' }, 'with its measure'],
    ['ra soat @lan 2 bao cao', { quantity: 2, product: 'bao cao', title: 'ra soat' }, 'without marks'],
    ['@Lan 2 báo cáo', { quantity: 2, product: 'báo cáo', title: '2 báo cáo' }, 'there is no other title'],
    ['Mời 3 báo cáo viên @Lan', { title: 'Mời 3 báo cáo viên' }, 'speakers, not reports'],
    ['Quý 4 báo cáo một lần', { title: 'Quý 4 báo cáo một lần' }, 'the number of a quarter'],
    ['Nghị quyết 57 báo cáo tuần', { title: 'Nghị quyết 57 báo cáo tuần' }, 'the number of a resolution'],
    ['Chi 2,5 hồ sơ', { title: 'Chi 2,5 hồ sơ' }, 'half of a figure'],
    ['Rà soát 0 hồ sơ', { title: 'Rà soát 0 hồ sơ' }, 'none is no quantity'],
    ['Dọn 2 phòng họp @Lan', { title: 'Dọn 2 phòng họp' }, 'no known product'],
  ])('%s is %o: %s', (line, expected) => {
    const { template, document, quantity, product, title, problems } = read(line)
    const all = { template, document, quantity, product, title }
    expect(all).toEqual({
      template: undefined,
      document: undefined,
      quantity: undefined,
      product: undefined,
      ...expected,
    })
    expect(problems).toEqual([])
  })
})

describe('problems', () => {
  test.each<[line: string, codes: string, words: RegExp, why: string]>([
    ['', 'noTitle', /Chưa có tên việc/, 'nothing'],
    ['  ', 'noTitle', /Chưa có tên việc/, 'spaces'],
    ['...', 'noTitle', /Chưa có tên việc/, 'signs alone'],
    ['@Lan 15/12', 'noTitle', /Chưa có tên việc/, 'who and when, not what'],
    ['Báo cáo @ 15/12', 'noName', /Sau @ chưa có tên/, 'a sign without a name'],
    ['Báo cáo @ Lan 15/12', 'noName', /Sau @ chưa có tên/, 'a name apart from its sign is not guessed'],
    ['Báo cáo @Lan + Hưng', 'noName', /Sau \+ chưa có tên/, 'the same for a coordinator'],
    ['Báo cáo @Lan /nt', 'noName', /Sau \/nt chưa có tên/, 'an approver without a name'],
    ['Báo cáo @Lan /nt 15/12', 'noName', /Sau \/nt chưa có tên/, 'a date is no name'],
    ['Báo cáo @"" 15/12', 'noName', /chưa có tên/, 'quotes around nothing'],
    ['Báo cáo @Lan @Ly', 'twoAssignees', /Lan, Ly/, 'two responsible'],
    ['Báo cáo @Lan /nt Vân /nt Huy', 'twoApprovers', /Vân, Huy/, 'two approvers'],
    ['Báo cáo @Lan /td Vân /td Huy', 'twoFollowers', /Vân, Huy/, 'two followers'],
    ['Báo cáo #baocao', 'unknownTemplate', /#baocao-dinhky hoặc #baocao-dotxuat/, 'the nearest are offered'],
    ['Báo cáo #baocao-dinky', 'unknownTemplate', /#baocao-dinhky/, 'a slip of the finger'],
    ['Báo cáo #CCHC', 'unknownTemplate', /Chọn mẫu trong danh mục/, 'nothing is near'],
    ['Báo cáo #baocao-dinhky #traloi-vanban', 'twoTemplates', /baocao-dinhky, traloi-vanban/, 'two templates'],
    ['Báo cáo @Lan 20/11/2026', 'pastDue', /20\/11\/2026 đã qua/, 'a past date'],
    ['Báo cáo @Lan trước hôm nay', 'pastDue', /24\/11\/2026 đã qua/, 'before today'],
    ['Báo cáo @Lan thứ 2 tuần này', 'pastDue', /23\/11\/2026 đã qua/, 'Monday of this week'],
    ['Báo cáo @Lan 20/11', 'nextYear', /20\/11\/2027/, 'just gone by: next year is said aloud'],
    ['Báo cáo @Lan 31/02', 'noSuchDay', /31\/02/, 'no such day'],
    ['Báo cáo @Lan hạn 15/13', 'noSuchDay', /hạn 15\/13/, 'no such month, and said to be a deadline'],
    ['Báo cáo @Lan hạn 29/02/2027', 'noSuchDay', /29\/02\/2027/, 'not a leap year'],
    ['Báo cáo @Lan 15/12 20/12', 'twoDeadlines', /15\/12\/2026 hay Chủ nhật 20\/12\/2026/, 'two deadlines'],
    ['Báo cáo @Lan thứ 4', 'whichDay', /25\/11\/2026 \(hôm nay\) hay thứ Tư 02\/12\/2026/, 'today or in a week'],
    ['Soạn 2 báo cáo, 3 tờ trình @Lan', 'twoQuantities', /2 báo cáo, 3 tờ trình/, 'two products'],
    ['@Lan @Ly #abc 20/11/2026', 'twoAssignees unknownTemplate pastDue', /Lan, Ly/, 'several at once'],
  ])('%s: %s', (line, expected, words) => {
    const found = read(line)
    expect(codes(found)).toBe(expected)
    expect(found.problems[0]?.text).toMatch(words)
  })

  test('two responsible, approvers, products: none is chosen', () => {
    const found = read('Soạn 2 báo cáo 3 kế hoạch @Lan @Ly /nt Vân /nt Huy')
    expect([found.assignee, found.approver, found.quantity]).toEqual([undefined, undefined, undefined])
  })

  test('what is not understood stays in the title', () => {
    expect(read('Báo cáo #CCHC @Lan 31/02').title).toBe('Báo cáo #CCHC 31/02')
  })
})

describe('for any line', () => {
  const pieces = (
    '@Lan|@lan.vhxh|@"Nguyễn Thị Lan"|@Nguyễn Thị Lan|@|+Hưng|+|/nt Vân|/nt|/td Diệp|nghiệm thu: Vân|#baocao-dinhky|#CCHC|#|15/12|hạn|' +
    'trước|đến|xong|ngày 15/12|thứ 6|tuần sau|cuối quý|IV|sau 3 ngày làm việc|trong 5 ngày|2 tuần nữa|31/02|05/12|theo|3127/SNV-CCHC|' +
    'ngày 18/11/2026|của Sở Nội vụ|2 báo cáo|03|hồ sơ|Báo cáo|rà soát|CCHC|quý IV|năm|2027|mai|Mai|từ 1/12 đến 5/12|hoặc|và|,|.|-|(|)|"|:|!'
  ).split('|')
  const likely = fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(' ', ' ', ' ', '  ', '', ', ')), { maxLength: 12 })
    .map((parts) => parts.flat().join(''))
  const anyLine = fc.oneof(
    { weight: 4, arbitrary: likely },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'@+#/."“:0123456789 nthaiLđế\u0301,()-') }) },
  )
  const anyDay = fc.integer({ min: 0, max: 1500 }).map((count) => addDays('2025-01-01', count))
  const words = (text: string) => text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
  const runs = { numRuns: 1500 }

  test('spans lie in the line, in order, and never overlap', () => {
    fc.assert(
      fc.property(anyLine, anyDay, (line, today) => {
        let end = 0
        for (const { from, to } of read(line, today).spans) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          end = to
        }
        expect(end).toBeLessThanOrEqual(line.length)
      }),
      runs,
    )
  })

  test('nothing typed is lost: every word is in the title or in a span', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const { title, spans } = read(line)
        const kept = spans.map(({ from, to }) => line.slice(from, to))
        const counts = new Map<string, number>()
        for (const word of words([title, ...kept].join(' '))) counts.set(word, (counts.get(word) ?? 0) + 1)
        for (const word of words(line)) {
          expect(counts.get(word) ?? 0, word).toBeGreaterThan(0)
          counts.set(word, (counts.get(word) ?? 0) - 1)
        }
      }),
      runs,
    )
  })

  test('letters and marks apart or together, the line says the same', () => {
    fc.assert(
      fc.property(likely, (line) => {
        const [apart, together] = [line.normalize('NFD'), line.normalize('NFC')]
        const said = (line: string) => {
          const { spans, ...rest } = read(line)
          return { ...rest, spans: spans.map(({ from, to, kind }) => [kind, line.slice(from, to).normalize('NFC')]) }
        }
        expect(said(apart)).toEqual(said(together))
      }),
      runs,
    )
  })

  test('a deadline is a working day that is not past, or a question, or a problem', () => {
    fc.assert(
      fc.property(likely, anyDay, (line, today) => {
        const { due, problems } = read(line, today)
        const isAsked = problems.some(({ code }) => ['pastDue', 'twoDeadlines', 'whichDay'].includes(code))
        if (due && 'day' in due) expect((due.day >= today && isWorkingDay(due.day, calendar)) || isAsked).toBe(true)
        if (due && 'ambiguous' in due) expect(isAsked && due.ambiguous.length > 1).toBe(true)
        if (due && 'off' in due)
          expect(due.offer.every((day) => isWorkingDay(day, calendar) && day >= today)).toBe(true)
      }),
      runs,
    )
  })

  test('a very long line is read as well', () => {
    expect(read(`${'Báo cáo tuần '.repeat(3000)}@Lan 15/12`).due).toEqual({ day: '2026-12-15', phrase: '15/12' })
  })
})
