import type { CalendarDay } from '../../src/rules/working-days.ts'
import type { IconName } from '../ui/icon.tsx'

type Kind = CalendarDay['kind']
type Confidence = NonNullable<CalendarDay['confidence']>

export const dayKinds: Record<Kind, string> = {
  holiday: 'nghỉ lễ',
  compensation: 'nghỉ bù',
  swap_off: 'nghỉ hoán đổi',
  swap_work: 'làm bù',
}

/** What stands under the number in a month, where there is room for one short word. */
export const dayMarks: Record<Kind, string> = {
  holiday: 'lễ',
  compensation: 'bù',
  swap_off: 'đổi',
  swap_work: 'làm',
}

export const confidences: Record<Confidence, string> = {
  verified: 'đã đối chiếu',
  memory: 'theo trí nhớ, cần đối chiếu',
  computed: 'tính theo Bộ luật Lao động, chờ thông báo chính thức',
}

export const confidenceLooks: Record<Confidence, { icon: IconName; tone: 'green' | 'amber' }> = {
  verified: { icon: 'circle-check', tone: 'green' },
  memory: { icon: 'circle-question-mark', tone: 'amber' },
  computed: { icon: 'calculator', tone: 'amber' },
}

/** The fields of a special day, in the order of its form. */
export const dayFields = {
  day: 'Ngày',
  kind: 'Loại ngày',
  name: 'Tên',
  source: 'Nguồn',
  confidence: 'Mức đối chiếu',
  active: 'Áp dụng',
} as const
