import type { ClaritySet } from '../rules/clarity-set.ts'

/** A set of rõ (bộ rõ) that an office may take as it is. */
export interface ClarityPreset {
  key: string
  /** 'của Hà Nội': what is said after the number of its rõ. */
  of: string
  /** Where the wording comes from, in Vietnamese, for the reader. */
  source: string
  /** quoted: read in a newspaper that quotes it, not compared with the document itself; memory: not read anywhere. */
  confidence: 'quoted' | 'memory'
  set: ClaritySet
}

/** Which field belongs to which rõ is ours to say: the mottoes themselves only name the rõ. */
const person = {
  key: 'person',
  label: 'Rõ người',
  fields: ['assignee', 'coordinators'],
  compulsory: true,
} as const
const workWithSteps = {
  key: 'work',
  label: 'Rõ việc',
  fields: ['title', 'content', 'document', 'steps'],
  compulsory: true,
} as const
const time = { key: 'time', label: 'Rõ thời gian', fields: ['due'], compulsory: true } as const
const product = {
  key: 'product',
  label: 'Rõ sản phẩm',
  fields: ['product', 'quantity', 'factor', 'acceptance', 'evidence'],
  compulsory: true,
} as const

/** The shipped sets; the first one is in force until an office chooses. */
export const clarityPresets: readonly [ClarityPreset, ...ClarityPreset[]] = [
  {
    key: 'ha-noi',
    of: 'của Hà Nội',
    source:
      'Phương châm “5 rõ” trong phong trào thi đua cải cách hành chính của TP Hà Nội 2021-2025, theo báo Kinh tế và Đô thị.',
    confidence: 'quoted',
    set: [
      person,
      { key: 'work', label: 'Rõ việc', fields: ['title', 'content', 'document'], compulsory: true },
      { key: 'process', label: 'Rõ quy trình', fields: ['steps'], compulsory: true },
      {
        key: 'responsibility',
        label: 'Rõ trách nhiệm',
        fields: ['assigner', 'approver', 'follower', 'consequence'],
        compulsory: true,
      },
      {
        key: 'outcome',
        label: 'Rõ hiệu quả',
        fields: ['product', 'due', 'quantity', 'factor', 'acceptance', 'evidence'],
        compulsory: true,
      },
    ],
  },
  {
    key: 'ban-bi-thu',
    of: 'theo Kết luận 226-KL/TW',
    source:
      'Kết luận số 226-KL/TW ngày 11/12/2025 của Ban Bí thư về chấn chỉnh lề lối làm việc, theo VietnamPlus ngày 13/12/2025.',
    confidence: 'quoted',
    set: [
      person,
      workWithSteps,
      time,
      {
        key: 'responsibility',
        label: 'Rõ trách nhiệm',
        fields: ['approver', 'follower', 'consequence'],
        compulsory: true,
      },
      { key: 'authority', label: 'Rõ thẩm quyền', fields: ['assigner'], compulsory: true },
      product,
    ],
  },
  {
    key: 'hue',
    of: 'của Huế',
    source: 'Yêu cầu trong chỉ đạo, điều hành của TP Huế 2025-2026, theo báo Huế ngày nay.',
    confidence: 'quoted',
    set: [
      person,
      workWithSteps,
      product,
      {
        key: 'responsibility',
        label: 'Rõ trách nhiệm',
        fields: ['assigner', 'approver', 'follower', 'consequence'],
        compulsory: true,
      },
      time,
    ],
  },
]
