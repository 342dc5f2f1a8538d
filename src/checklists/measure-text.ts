import { boundWords, flagWords, openWords, usualHeadcount } from '../../views/checklists/measures.ts'
import { measureNames, resultNames } from '../../views/words.ts'
import { decimalOf } from '../rules/decimals.ts'
import { type Measure, type Result, results } from '../rules/inspections.ts'
import { nfc, searchText } from '../rules/names.ts'
import { boundText, measureBody } from './measure.ts'

type Type = Measure['type']
/** A measure, or what is wrong and with which of the two texts. */
type Read =
  | { measure: Measure; problem?: undefined }
  | { measure?: undefined; problem: string; with: 'kind' | 'labels' }

export const measureTypes = Object.keys(measureNames) as Type[]

/**
 * A measure from its name ('Quân số', any case, with marks or without; nothing is "Đạt hay không") and the words beside
 * it as `labelsOf` writes them: parts set apart by semicolons or line breaks.
 */
export function readMeasure(kind: string, labels: string): Read {
  const type = kind ? measureTypes.find((one) => one === kind || isSame(measureNames[one], kind)) : 'passFail'
  if (!type)
    return {
      problem: `Không có cách ghi “${kind}”. Ghi một trong: ${Object.values(measureNames).join(', ')}.`,
      with: 'kind',
    }
  const parts = labels.split(/[;\n]/).map(nfc).filter(Boolean)
  const found = readers[type](parts)
  if (typeof found === 'string') return { problem: found, with: 'labels' }
  const read = measureBody.safeParse(found)
  return read.success ? { measure: read.data } : { problem: read.error.issues[0]?.message ?? '', with: 'labels' }
}

const isSame = (one: string, other: string) => searchText(one) === searchText(other)

/** What the parts say: a measure as JSON would bring it, or what is wrong. */
const readers: Record<Type, (parts: readonly string[]) => object | string> = {
  passFail: (parts) =>
    gathered({ type: 'passFail' }, parts, flag('room', 'absentPerson', 'names', 'document'), open('extra')),
  headcount: (parts) => {
    if (parts.length !== 0 && parts.length !== 4)
      return 'Ghi đủ bốn nhãn: tổng số; có mặt; vắng có lý do; vắng không lý do. Hoặc để trống.'
    const [staff, present, excused, unexcused] = parts
    return {
      type: 'headcount',
      labels: parts.length === 0 ? { ...usualHeadcount } : { staff, present, excused, unexcused },
    }
  },
  count: ([label, ...parts]) =>
    label ? gathered({ type: 'count', label }, parts, flag('names')) : 'Ghi đếm cái gì, ví dụ người không đeo thẻ.',
  ratio: ([pair, ...parts]) => withPair('ratio', pair, parts, open('list')),
  sample: ([pair, ...parts]) => withPair('sample', pair, parts),
  document: (parts) => gathered({ type: 'document' }, parts),
  number: ([unit, ...parts]) =>
    unit ? gathered({ type: 'number', unit }, parts, bound) : 'Ghi đơn vị đo, ví dụ phút.',
  choice: (parts) => {
    const options = parts.map(option)
    const wrong = options.find((one) => typeof one === 'string')
    return typeof wrong === 'string' ? wrong : { type: 'choice', options }
  },
  text: (parts) => gathered({ type: 'text' }, parts),
}

type Reader = (part: string) => object | undefined

/** The measure with what each part adds; a part that nobody understands is said back. */
function gathered(base: object, parts: readonly string[], ...understand: Reader[]): object | string {
  let found = base
  for (const part of parts) {
    const more = understand.map((read) => read(part)).find(Boolean)
    if (!more) return `Không hiểu “${part}”. Xem cách ghi ở hướng dẫn.`
    found = { ...found, ...more }
  }
  return found
}

const flag =
  (...names: (keyof typeof flagWords)[]): Reader =>
  (part) => {
    const name = names.find((one) => isSame(flagWords[one], part))
    if (!name) return undefined
    return name === 'room' || name === 'absentPerson' ? { per: name } : { [name]: true }
  }

const open =
  (name: keyof typeof openWords): Reader =>
  (part) => {
    const [word = '', ...rest] = part.split(':')
    return rest.length > 0 && isSame(openWords[name], word) ? { [name]: nfc(rest.join(':')) } : undefined
  }

const bound: Reader = (part) => {
  const [, word, typed = ''] = boundText.exec(part) ?? []
  const value = decimalOf(typed)
  if (!word || value === undefined) return undefined
  return word.toLocaleLowerCase('vi') === boundWords.least ? { least: value } : { most: value }
}

function withPair(type: 'ratio' | 'sample', pair = '', parts: readonly string[], ...understand: Reader[]) {
  const halves = pair.split('/').map(nfc)
  if (halves.length !== 2 || halves.includes(''))
    return `Ghi hai nhãn cách nhau bằng dấu gạch chéo, ví dụ ${type === 'ratio' ? 'đã niêm yết / phải niêm yết' : 'hồ sơ sai / hồ sơ kiểm tra'}.`
  return gathered({ type, labels: { part: halves[0], whole: halves[1] } }, parts, ...understand)
}

function option(part: string): { label: string; result: Result } | string {
  const [label = '', said = '', ...more] = part.split('=').map(nfc)
  const result = results.find((one) => isSame(resultNames[one], said))
  if (!label || !result || more.length > 0)
    return `Không hiểu “${part}”. Mỗi mức ghi là tên = kết quả, ví dụ Tốt = đạt; kết quả là đạt, đạt một phần, không đạt hoặc không áp dụng.`
  return { label, result }
}
