import { day, documentMoment } from '../../../views/format.ts'
import { countedHeadcount, headcountShares } from '../../rules/inspections.ts'
import { type Block, bare, grid, head, heading, line, said, saidAll, signature, title, wordOf } from '../../word.ts'
import { type Frozen, type FrozenSheet, titleOf } from './frozen.ts'
import {
  absentLine,
  besideResult,
  capitals,
  counted,
  countOf,
  draftMarkOf,
  findingNumber,
  findingText,
  formOf,
  headcountLine,
  type InForce,
  numberLine,
  opinionLine,
  placeAndDay,
  resultsLine,
  resultWord,
  sentence,
  severityWord,
  teamLine,
  withdrawnLine,
} from './papers-text.ts'

/**
 * Biên bản kiểm tra of one sheet as a Word file, from frozen figures or, marked so, from living ones. Its parts are those
 * of bien-ban-kiem-tra-mau.json, own construction after Nghị định 30/2020/NĐ-CP.
 */
export function minutesOf(frozen: Frozen, sheet: FrozenSheet, digest?: string, inForce?: InForce) {
  const subject = `${frozen.round.name} tại ${titleOf(sheet)}`
  const properties = { title: `Biên bản ${subject}`, draft: draftMarkOf(frozen, inForce), digest }
  return wordOf(properties, [
    head({
      superior: capitals([frozen.office.superior, frozen.office.name].filter(Boolean).join(' ')),
      body: 'ĐOÀN KIỂM TRA',
      number: numberLine('BB-ĐKT', inForce),
      placeAndDay: placeAndDay(frozen, inForce),
    }),
    ...title('BIÊN BẢN', subject),
    ...opening(frozen, sheet),
    ...present(frozen, sheet),
    ...headcounts(frozen, sheet),
    ...results(frozen, sheet),
    heading('V. Ưu điểm'),
    ...(sheet.strengths ? saidAll(sheet.strengths) : [said('Không ghi.')]),
    ...findings(frozen, sheet),
    ...closing(frozen, sheet),
    line(''),
    signatures(frozen, sheet),
  ])
}

function opening({ round }: Frozen, sheet: FrozenSheet): Block[] {
  const begun = sheet.openedAt ?? round.startedAt
  const where = sheet.place || titleOf(sheet)
  return [
    ...(round.document ? [said(`Căn cứ ${round.document};`, { italics: true })] : []),
    said(
      `Hình thức kiểm tra: ${formOf(round)}, theo quyết định của đồng chí ${round.orderedBy.name}, ${round.orderedBy.post}.`,
    ),
    said(
      `Hôm nay, ${begun ? `hồi ${documentMoment(begun)}` : 'hồi ... giờ ... phút, ngày ... tháng ...'}, tại ${where}, Đoàn kiểm tra đã làm việc và lập biên bản như sau:`,
    ),
  ]
}

function present({ team }: Frozen, sheet: FrozenSheet): Block[] {
  const signed = sheet.signatures.find(({ side }) => side === 'unit')
  const met = sheet.met || (signed ? `Đồng chí ${signed.name}, ${signed.post}` : '......')
  return [
    heading('I. Thành phần đoàn kiểm tra'),
    ...team.map((one, at) => said(`${at + 1}. ${teamLine(one)};`)),
    heading('II. Đại diện đơn vị được kiểm tra'),
    said(`Đơn vị: ${sheet.unit}${sheet.person ? `; người được kiểm tra: đồng chí ${sheet.person}` : ''}.`),
    said(`Đại diện: ${met}.`),
  ]
}

function headcounts(frozen: Frozen, { items }: FrozenSheet): Block[] {
  const taken = items.filter(({ value }) => value.headcount)
  return [
    heading('III. Quân số'),
    ...(taken.length === 0 ? [said('Không điểm quân số.')] : taken.flatMap((item) => headcount(frozen, item))),
  ]
}

function headcount({ wholeDayLeave }: Frozen, { name, value }: FrozenSheet['items'][number]): Block[] {
  const people = value.people ?? []
  const base = countedHeadcount(value.headcount ?? none, people, { wholeDayLeave })
  return [
    said(`${name}: ${headcountLine(base, headcountShares(base) ?? null)}`),
    ...people.map((person) => said(`- ${absentLine(person)};`)),
    ...(wholeDayLeave === 'leftOut' && people.some(({ wholeDay }) => wholeDay)
      ? [said('Người nghỉ phép cả ngày không tính vào tổng số.')]
      : []),
  ]
}
const none = { staff: 0, present: 0, excused: 0, unexcused: 0 }

function results(frozen: Frozen, sheet: FrozenSheet): Block[] {
  const open = sheet.items.filter(({ result }) => result === null).map(({ code }) => code)
  return [
    heading('IV. Nội dung kiểm tra và kết quả'),
    ...(sheet.items.length > 0 ? [resultTable(frozen, sheet)] : []),
    said(resultsLine(countOf(sheet.items), frozen.round.checklist?.partial ?? false, frozen.signed)),
    ...(open.length > 0 && frozen.signed
      ? [said(`Không kiểm tra được mục ${open.join(', ')}: ${sentence(frozen.waiver)}`)]
      : []),
  ]
}

const resultTable = (frozen: Frozen, { groups, items }: FrozenSheet) =>
  grid(
    [
      { name: 'Mục', width: 14, align: 'center' },
      { name: 'Nội dung', width: 66 },
      { name: 'Kết quả', width: 26, align: 'center' },
      { name: 'Số liệu, ghi chú', width: 54 },
    ],
    groups.flatMap(({ code, name }) => [
      { across: `${code}. ${name}` },
      ...items
        .filter(({ group }) => group === code)
        .map((item) => [item.code, item.name, resultWord(item, frozen), besideResult(item, frozen)]),
    ]),
  )

function findings(frozen: Frozen, sheet: FrozenSheet): Block[] {
  const own = frozen.findings.filter((finding) => finding.sheet === sheet.id)
  const held = counted(own)
  const out = withdrawnLine(own)
  const some = (blocks: Block[]) => (held.length > 0 ? blocks : [said('Không có.')])
  return [
    heading('VI. Tồn tại, hạn chế; cá nhân, bộ phận chịu trách nhiệm'),
    ...some([
      grid(
        [
          { name: 'Số', width: 12, align: 'center' },
          { name: 'Tồn tại, hạn chế', width: 82 },
          { name: 'Mức độ', width: 24, align: 'center' },
          { name: 'Cá nhân, bộ phận', width: 42 },
        ],
        held.map((one) => [findingNumber(one), findingText(one), severityWord(one), one.person ?? one.unit]),
      ),
    ]),
    ...(out ? [said(out)] : []),
    heading('VII. Ý kiến giải trình của đơn vị'),
    ...(own.length > 0 ? own.map((one) => said(opinionLine(one))) : [said('Không có.')]),
    heading('VIII. Kiến nghị, yêu cầu khắc phục và thời hạn'),
    ...some([
      grid(
        [
          { name: 'Số', width: 12, align: 'center' },
          { name: 'Yêu cầu khắc phục', width: 78 },
          { name: 'Người khắc phục', width: 42 },
          { name: 'Thời hạn', width: 28, align: 'center' },
        ],
        held.map((one) => [findingNumber(one), one.remedy, one.remedier ?? one.unit, day(one.due)]),
      ),
    ]),
  ]
}

function closing({ signed }: Frozen, { closedAt, signatures: both }: FrozenSheet): Block[] {
  const end = closedAt ?? signed?.at
  const refused = both.some(({ refused }) => refused !== null)
  const agreed = refused ? 'đã đọc cho mọi người nghe' : 'đã đọc cho mọi người nghe và thống nhất'
  return [
    said(
      `Biên bản kết thúc ${end ? `hồi ${documentMoment(end)}` : 'hồi ... giờ ... phút cùng ngày'}; lập thành 02 bản, mỗi bên giữ 01 bản; ${agreed}.`,
    ),
  ]
}

function signatures({ team }: Frozen, sheet: FrozenSheet) {
  const of = (wanted: 'team' | 'unit') => sheet.signatures.find(({ side }) => side === wanted)
  const secretary = team.find(({ part }) => part === 'secretary')
  const block = (over: string, name = '......', refused?: string | null) =>
    signature([over], refused ? `(Từ chối ký. Lý do: ${refused})` : '', name)
  const cells = [
    block(sheet.person ? 'NGƯỜI ĐƯỢC KIỂM TRA' : 'ĐẠI DIỆN ĐƠN VỊ', of('unit')?.name, of('unit')?.refused),
    ...(secretary ? [block('THƯ KÝ', secretary.name)] : []),
    block('TRƯỞNG ĐOÀN', of('team')?.name ?? team.find(({ part }) => part === 'head')?.name),
  ]
  return bare(
    cells.map(() => 160 / cells.length),
    [cells],
  )
}
