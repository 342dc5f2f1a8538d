import { day } from '../../../views/format.ts'
import { authorityOf } from '../../rules/sign-off.ts'
import {
  type Block,
  bare,
  copiesTo,
  grid,
  head,
  heading,
  line,
  said,
  saidAll,
  signature,
  title,
  wordOf,
} from '../../word.ts'
import { type Frozen, type FrozenFinding, titleOf } from './frozen.ts'
import {
  capitals,
  counted,
  countOf,
  draftMarkOf,
  findingNumber,
  findingText,
  formOf,
  headcountLine,
  type InForce,
  initialsOf,
  numberLine,
  opinionLine,
  placeAndDay,
  resultsLine,
  sentence,
  severityWord,
  teamLine,
  withdrawnLine,
} from './papers-text.ts'

/**
 * Thông báo kết luận kiểm tra of a round as a Word file, from frozen figures or, marked so, from living ones. What public
 * notices say: how many were inspected, what was good, what was not and whose it is, what is asked and by when.
 */
export function conclusionOf(frozen: Frozen, digest?: string, inForce?: InForce) {
  const { office, round } = frozen
  const subject = `Kết luận ${lowerFirst(round.name)}`
  const symbol = `TB-${initialsOf(office.superior || office.name)}`
  return wordOf({ title: `Thông báo ${lowerFirst(subject)}`, draft: draftMarkOf(frozen, inForce), digest }, [
    head({
      superior: capitals(office.superior),
      body: capitals(office.name),
      number: numberLine(symbol, inForce),
      placeAndDay: placeAndDay(frozen, inForce),
    }),
    ...title('THÔNG BÁO', subject),
    ...general(frozen),
    ...results(frozen),
    ...strengths(frozen),
    ...findings(frozen),
    ...demands(frozen),
    line(''),
    foot(frozen, inForce),
  ])
}

/** Within a sentence; what begins with a name or with initials stays as it is. */
const lowerFirst = (text: string) =>
  text.replace(/^(Kiểm tra|Tự kiểm tra|Đợt|Kết luận)/u, (word) => word.toLocaleLowerCase('vi'))

function general({ round, team, sheets, figures }: Frozen): Block[] {
  const days =
    round.fromDay === round.toDay
      ? `ngày ${day(round.fromDay)}`
      : `từ ngày ${day(round.fromDay)} đến ngày ${day(round.toDay)}`
  const number = round.number === null ? '' : `Đợt kiểm tra số ${String(round.number).padStart(2, '0')}. `
  return [
    ...(round.document ? [said(`Căn cứ ${round.document};`, { italics: true })] : []),
    said(
      `Theo quyết định của đồng chí ${round.orderedBy.name}, ${round.orderedBy.post}, Đoàn kiểm tra đã kiểm tra ${days}. Kết luận như sau:`,
    ),
    heading('I. Tình hình chung'),
    said(
      `${number}Hình thức: ${formOf(round)}. Số đơn vị, cá nhân được kiểm tra: ${figures.sheets}, gồm ${sheets.map(titleOf).join('; ')}.`,
    ),
    said('Đoàn kiểm tra:'),
    ...team.map((one, at) => said(`${at + 1}. ${teamLine(one)};`)),
  ]
}

function results({ round, sheets, findings, figures, waiver, signed }: Frozen): Block[] {
  const partial = round.checklist?.partial ?? false
  const isOpen = figures.results.open > 0
  const columns = [
    'Đạt',
    ...(partial ? ['Đạt một phần'] : []),
    'Không đạt',
    'Không áp dụng',
    ...(isOpen ? [signed ? 'Không kiểm tra được' : 'Chưa ghi'] : []),
    'Tồn tại',
  ]
  return [
    heading('II. Kết quả kiểm tra'),
    said(resultsLine(figures.results, partial, signed)),
    ...(figures.headcount ? [said(`Quân số: ${headcountLine(figures.headcount, figures.shares)}`)] : []),
    grid(
      [
        { name: 'Đơn vị, cá nhân', width: 60 },
        ...columns.map((name) => ({ name, width: 20, align: 'center' as const })),
      ],
      sheets.map((sheet) => {
        const count = countOf(sheet.items)
        const own = counted(findings.filter((finding) => finding.sheet === sheet.id)).length
        const row = [
          count.pass,
          ...(partial ? [count.partial] : []),
          count.fail,
          count.na,
          ...(isOpen ? [count.open] : []),
          own,
        ]
        return [titleOf(sheet), ...row.map(String)]
      }),
    ),
    ...(waiver ? [said(`Mục không kiểm tra được: ${sentence(waiver)}`)] : []),
  ]
}

function strengths({ sheets }: Frozen): Block[] {
  const good = sheets.filter((sheet) => sheet.strengths)
  const blocks = good.flatMap((sheet) => [said(`${titleOf(sheet)}:`, { keepNext: true }), ...saidAll(sheet.strengths)])
  return [heading('III. Ưu điểm'), ...(blocks.length > 0 ? blocks : [said('Không ghi.')])]
}

function findings({ findings: all, figures }: Frozen): Block[] {
  const held = counted(all)
  const out = withdrawnLine(all)
  const { bySeverity, repeats } = figures.findings
  const told = `Ghi nhận ${held.length} tồn tại: ${bySeverity.light} nhẹ, ${bySeverity.medium} trung bình, ${bySeverity.heavy} nặng; ${repeats} tái phạm.`
  return [
    heading('IV. Tồn tại, hạn chế'),
    said(told),
    ...(held.length > 0 ? [findingTable(held)] : []),
    ...(out ? [said(out)] : []),
    heading('V. Ý kiến giải trình'),
    ...(all.length > 0 ? all.map((one) => said(opinionLine(one))) : [said('Không có.')]),
  ]
}

const findingTable = (held: readonly FrozenFinding[]) =>
  grid(
    [
      { name: 'Số', width: 12, align: 'center' },
      { name: 'Đơn vị', width: 36 },
      { name: 'Tồn tại, hạn chế', width: 66 },
      { name: 'Mức độ', width: 20, align: 'center' },
      { name: 'Cá nhân', width: 26 },
    ],
    held.map((one) => [findingNumber(one), one.unit, findingText(one), severityWord(one), one.person ?? '']),
  )

function demands({ findings: all }: Frozen): Block[] {
  const held = counted(all)
  if (held.length === 0) return []
  return [
    heading('VI. Yêu cầu khắc phục'),
    grid(
      [
        { name: 'Số', width: 12, align: 'center' },
        { name: 'Yêu cầu', width: 70 },
        { name: 'Người khắc phục', width: 48 },
        { name: 'Thời hạn', width: 30, align: 'center' },
      ],
      held.map((one) => [
        findingNumber(one),
        one.remedy,
        one.remedier ? `${one.remedier}, ${one.unit}` : one.unit,
        day(one.due),
      ]),
    ),
    said('Yêu cầu thủ trưởng các đơn vị được kiểm tra tổ chức khắc phục và báo cáo kết quả đúng thời hạn trên.'),
  ]
}

function foot({ office, round, sheets }: Frozen, inForce?: InForce) {
  const units = [...new Set(sheets.map(({ unit }) => unit))]
  const copies = [`Đồng chí ${round.orderedBy.name} (để báo cáo)`, ...units, 'Đoàn kiểm tra', 'Lưu: VT']
  // Somebody else may have signed in the end: their post is not known, so only the name stands there.
  const signer = inForce?.signer ?? round.orderedBy.name
  const over = signer === round.orderedBy.name ? authorityOf(office.superior, round.orderedBy.post) : []
  return bare([80, 80], [[copiesTo(copies), signature(over, '', signer)]])
}
