import { matchAt, type Piece, type Problem, pattern, type Token, typed } from './quick-tokens.ts'

/** Kinds of things that are handed in (sản phẩm), folded; the longer name first. */
const products =
  'bao cao|ke hoach|ho so|to trinh|cong van|van ban|quyet dinh|bien ban|danh sach|du thao|phuong an|de an|de cuong|bieu mau|' +
  'bang tong hop|phu luc|phieu|thong bao|tham luan|bai viet|bai phat bieu|tin bai|nghi quyet|chuong trinh|giay moi|hop dong|video|' +
  'ban tin|chuyen de|san pham|slide|sang kien'
const quantity = pattern(`(?<number>0{0,2}[1-9]\\d{0,2}) (?<product>(?:(?:ban|bo|cuon|tap) )?(?:${products}))(?! vien)`)
/** After these a figure is a name, not a number of things: 'quý 4', 'Nghị quyết 57'. */
const numbered =
  /(?:^| )(?:quy|thang|nam|tuan|ngay|thu|so|dieu|khoan|muc|phan|lan|dot|ky|khoa|luat|phuong|to|khu|tiet|quan|(?:nghi|quyet) (?:dinh|quyet)|chi thi|thong tu)$/

export interface ProductRead {
  product?: string
  quantity?: number
  pieces: Piece[]
  problems: Problem[]
  /** Whether the words stand by themselves, apart from the title. */
  apart: boolean
}

/** '2 báo cáo', '01 kế hoạch', '5 bộ hồ sơ': a number right before a word that is known to name a product. */
export function readProduct(line: string, tokens: readonly Token[], keys: readonly string[]): ProductRead {
  const found = tokens.flatMap((token, first) => {
    const match = matchAt(keys, first, quantity)
    const isFirstFigure = token.from === 0 || /[\s([]/.test(line.charAt(token.from - 1))
    return match && isFirstFigure && !numbered.test(`${keys[first - 2] ?? ''} ${keys[first - 1] ?? ''}`)
      ? [{ ...match, first }]
      : []
  })
  const [one] = found
  if (!one) return { pieces: [], problems: [], apart: false }
  const pieces = found.map(({ first, count }) => ({ first, count, kind: 'quantity' as const }))
  if (found.length > 1) {
    const list = pieces.map((piece) => typed(line, tokens, piece)).join(', ')
    return {
      pieces: [],
      problems: [{ code: 'twoQuantities', text: `Có nhiều sản phẩm: ${list}. Ghi một sản phẩm.` }],
      apart: false,
    }
  }
  return {
    product: typed(line, tokens, { first: one.first + 1, count: one.count - 1 }),
    quantity: Number(one.groups.number),
    pieces,
    problems: [],
    apart: one.first > 0 && !keys[one.first - 1] && !keys[one.first + one.count],
  }
}
