import { day } from '../../views/format.ts'
import type { Note } from '../imports/kinds.ts'
import type { Day } from '../rules/days.ts'
import { type PlanDated, type PlanDeadline, readPlanDeadline } from '../rules/plan-deadlines.ts'
import { noteAt } from './notes.ts'
import type { ReadLine } from './reading.ts'

/** The deadline of a line as it was understood. */
export interface LineDue {
  due?: Day
  /** Something is written there, whatever it means: a template's own term does not stand in for it. */
  isSaid: boolean
  faults: Note[]
  notes: Note[]
}

/** Reads the deadline of a line; one that says none takes the latest of those under it (`latest`). */
export function dueOfLine(line: ReadLine, dated: PlanDated, latest?: Day): LineDue {
  const { deadline: text } = line.text
  const read = readPlanDeadline(text, dated)
  const isSaid = read.says !== 'nothing'
  const taken = isSaid ? undefined : latest
  const due = read.says === 'day' ? read.day : taken
  const noted = noteOf(read, text) ?? (taken && `Không ghi hạn: lấy hạn muộn nhất của các việc con, ${day(taken)}.`)
  const wrong = read.says === 'noSuchDay' && `“${text}” không phải ngày có thật.`
  return {
    ...(due && { due }),
    isSaid,
    faults: wrong ? [noteAt(line, 'deadline', wrong)] : [],
    notes: noted ? [noteAt(line, 'deadline', noted)] : [],
  }
}

function noteOf(deadline: PlanDeadline, text: string): string | undefined {
  if (deadline.says === 'standing') return `“${text}” chưa có ngày cụ thể: chọn hạn cho lần đầu rồi giao.`
  if (deadline.says === 'words') return `Không đọc được hạn “${text}”: chọn một ngày rồi giao.`
  if (deadline.says === 'several') return `Có nhiều hạn: ${deadline.days.map(day).join(', ')}. Chọn một.`
  const isFull = /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/.test(text)
  return deadline.says === 'day' && !isFull ? `Hiểu là ${day(deadline.day)}.` : undefined
}
