import type { Db } from '../db/schema.ts'
import type { Day } from '../rules/days.ts'
import { fold, givenName, nfc, searchWords } from '../rules/names.ts'
import { findPerson, matchingPeople, type PersonRow } from './queries.ts'

export type Picked =
  | { person: PersonRow; problem?: undefined; candidates?: undefined }
  | { person?: undefined; problem: 'missing' | 'unknown' | 'several'; candidates: PersonRow[] }

/** How many proposals a list of chips can hold and still be read. */
const mostShown = 8
/** With so many, a name is not looked at closer: more than one of them may still be hidden behind the last. */
const mostFound = 60

/**
 * Who is meant in a field filled by name: the ticked chip (`id`, a public id) unless the text was changed to another name
 * afterwards, else the one active person the text fits. `within` is the path of the unit to look in, that and all below.
 */
export async function resolvePerson(
  ctx: { db: Db; today: Day },
  input: { text?: string; id?: string },
  within?: { path: string },
): Promise<Picked> {
  const text = nfc(input.text ?? '')
  const ticked = input.id ? await findPerson(ctx.db.reader, input.id) : undefined
  if (ticked && isHere(ticked, within) && fits(ticked, text)) return { person: ticked }
  if (!text) return { problem: input.id ? 'unknown' : 'missing', candidates: [] }
  const { person, people: candidates } = await proposals(ctx.db, text, within)
  if (person) return { person }
  return { problem: candidates.length > 0 ? 'several' : 'unknown', candidates }
}

/** The active people a typed text may mean, and which of them it means as it stands: what the chips show while typing. */
export async function proposals(db: Db, text: string, within?: { path: string }) {
  const found = await matchingPeople(db, text, mostFound, within)
  const person = found.length < mostFound ? theOne(found, text) : undefined
  return { people: shown(found, text), person }
}

/** In Vietnamese order, but who is called so before who has it in another part of the name. */
function shown(found: PersonRow[], text: string): PersonRow[] {
  const ranks = (person: PersonRow) => Number(hasMarksOf(person, text)) * 2 + Number(isCalled(person, text))
  return [...found].sort((a, b) => ranks(b) - ranks(a)).slice(0, mostShown)
}

const isHere = (person: PersonRow, within?: { path: string }) =>
  person.leftOn === null && (!within || person.path.startsWith(within.path))

/** Every typed word begins a word of the name: 'lan' and 'Trần Lan' fit Trần Thị Lan, and so does nothing typed. */
function fits(person: PersonRow, text: string): boolean {
  const words = searchWords(person.name)
  return searchWords(text).every((typed) => words.some((word) => word.startsWith(typed)))
}

/** One that fits, or one alone of that full name, with those marks, or of that given name (tên), by which people are called. */
function theOne(candidates: PersonRow[], text: string): PersonRow | undefined {
  const only = (fit: (person: PersonRow) => boolean) => {
    const some = candidates.filter(fit)
    return some.length === 1 ? some[0] : undefined
  }
  const isMarked = fold(text) !== text.toLowerCase()
  return (
    only(() => true) ??
    only(({ name }) => name.toLowerCase() === text.toLowerCase()) ??
    only(({ name }) => fold(name) === fold(text)) ??
    only((person) => isMarked && hasMarksOf(person, text)) ??
    only((person) => isMarked && hasMarksOf(person, text) && isCalled(person, text)) ??
    only((person) => isCalled(person, text))
  )
}

const isCalled = ({ name }: PersonRow, text: string) => fold(givenName(name)) === fold(givenName(text))

function hasMarksOf(person: PersonRow, text: string): boolean {
  const words = person.name.toLowerCase().split(' ')
  return text
    .toLowerCase()
    .split(' ')
    .every((typed) => words.some((word) => word.startsWith(typed)))
}
