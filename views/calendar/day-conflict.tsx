import type { DayRow } from '../../src/calendar/queries.ts'
import { givenName, time } from '../format.ts'
import { Conflict } from '../ui/conflict.tsx'
import type { TypedDay } from './day-form.tsx'
import { confidences, dayFields, dayKinds } from './words.ts'

type Props = { row: DayRow; typed: TypedDay; edit: { name: string; at: string } | undefined }
type Name = Exclude<keyof typeof dayFields, 'day'>

const names: readonly Name[] = ['kind', 'name', 'source', 'confidence', 'active']

/** Two people changed one special day: the fields that differ, to choose from. It leads to the preview like any change. */
export function DayConflict({ row, typed, edit }: Props) {
  const theirs: Record<Name, string> = { ...row, active: row.active ? '1' : '' }
  const fields = names.map((name) => ({
    name,
    label: dayFields[name],
    theirs: theirs[name],
    mine: typedText(typed[name]),
  }))
  return (
    <Conflict
      action="/calendar/preview"
      version={row.version}
      who={edit ? givenName(edit.name) : 'khác'}
      at={edit ? time(edit.at) : ''}
      rows={fields.filter(({ theirs, mine }) => theirs !== mine).map(differing)}
      same={fields.filter(({ theirs, mine }) => theirs === mine).map(agreed)}
      discard={`/calendar/days/${row.publicId}`}
      keyField={<input type="hidden" name="id" value={row.publicId} />}
    />
  )
}

type Compared = { name: Name; label: string; theirs: string; mine: string }

const differing = ({ name, label, theirs, mine }: Compared) => {
  return { name, label, theirsRaw: theirs, mineRaw: mine, theirs: shown(name, theirs), mine: shown(name, mine) }
}

const agreed = ({ name, label, theirs }: Compared) => ({ name, label, raw: theirs, value: shown(name, theirs) })

function shown(name: Name, value: string): string {
  if (name === 'active') return value === '1' ? 'có' : 'chưa áp dụng'
  const words: Partial<Record<Name, Readonly<Record<string, string>>>> = { kind: dayKinds, confidence: confidences }
  return words[name]?.[value] ?? value
}

const typedText = (value: unknown): string => (typeof value === 'string' ? value : '')
