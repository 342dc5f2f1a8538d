import type { Ctx } from '../act.ts'
import { plainKey } from '../people/importing/keys.ts'
import type { KnownUnit } from '../people/importing/known-units.ts'
import { openPlaces } from '../people/importing/places.ts'
import { resolvePerson } from '../people/pick.ts'
import { peopleWithUnit } from '../people/queries.ts'
import { headsOf } from '../people/tree.ts'
import { nfc } from '../rules/names.ts'
import { headOf } from '../rules/parts.ts'

/** Who a name in a plan means: one person, or a sentence why not. */
export type Doer = { person: DoerPerson } | { wrong: string }
export interface DoerPerson {
  id: number
  publicId: string
  name: string
  unitShort: string
}
export type FindDoer = (text: string) => Promise<Doer>

/** Where people and units are looked for: the unit that follows the plan, and all below. */
export interface Within {
  name: string
  path: string
}

/**
 * Finds whoever carries out a line: a unit is its head, 'Nguyễn Thị Lan (VH-XH)' the one of that unit. Each text is looked
 * up once. Roles are those of today.
 */
export async function doerFinder(ctx: Ctx, within: Within): Promise<FindDoer> {
  const units = await openUnits(ctx, within)
  const known = new Map<string, Promise<Doer>>()
  return (text) => {
    const name = nfc(text).replace(/^(?:đ\/c|đồng chí|ông|bà)\s+/i, '')
    const found = known.get(name) ?? search(ctx, within, units, name)
    known.set(name, found)
    return found
  }
}

type FindUnit = (text: string) => KnownUnit | undefined

/** Units under that one, however their names are spelt: 'Phòng VHXH' is 'VH-XH'. */
async function openUnits({ db }: Ctx, { path }: Within): Promise<FindUnit> {
  const isWithinReach = (unit: KnownUnit) => unit.path.startsWith(path)
  const places = await openPlaces(db.reader, { isWithinReach })
  const open = [...places.byId.values()].filter((unit) => unit.closedOn === null && isWithinReach(unit))
  return (text) => {
    const place = places.find(text)
    if ('unit' in place) return isWithinReach(place.unit) ? place.unit : undefined
    const called = open.filter(({ name, shortName }) =>
      squeezed(text).some((one) => squeezed(name, shortName).includes(one)),
    )
    const meant = called.length > 0 ? called : open.filter(({ name }) => isInitials(text, name))
    return meant.length === 1 ? meant[0] : undefined
  }
}

const kinds = /^(?:phong|ban|van phong|trung tam|to|doi|so|ubnd|bo phan) /

/** A name without its spaces and dashes, and without the kind of unit before it. */
const squeezed = (...names: string[]) =>
  names.flatMap((name) => [plainKey(name), plainKey(name).replace(kinds, '')]).map((key) => key.replace(/ /g, ''))

/** 'Phòng VH-XH' for Phòng Văn hóa - Xã hội, also where nobody wrote down a short name; in capitals, or it may be a person's name. */
function isInitials(text: string, name: string): boolean {
  const [last = ''] = text.split(' ').slice(-1)
  if (last !== last.toUpperCase() || !/\p{L}{2}/u.test(last.replace(/-/g, ''))) return false
  const words = plainKey(name).replace(kinds, '').split(' ')
  const initials = words.filter((word) => word !== 'va').map((word) => word[0])
  return squeezed(text).includes(initials.join(''))
}

async function search(ctx: Ctx, within: Within, findUnit: FindUnit, text: string): Promise<Doer> {
  const unit = findUnit(text)
  if (unit) return headOfUnit(ctx, unit)
  return (
    (await byCode(ctx, within, text)) ??
    (await inUnit(ctx, findUnit, text)) ??
    (await byName(ctx, within, text)) ??
    (await severalLeads(ctx, within, findUnit, text)) ?? {
      wrong: `Không có người hoặc đơn vị nào tên “${text}” trong ${within.name}. Sửa tên, hoặc thêm người đó trước.`,
    }
  )
}

/** Work for a unit goes to its head. */
async function headOfUnit({ db, today }: Ctx, { id, name }: KnownUnit): Promise<Doer> {
  const leaders = await headsOf(db.reader, id, today)
  const head = headOf(leaders)
  if (head) return { person: head }
  if (leaders.length === 0)
    return { wrong: `${name} chưa có lãnh đạo để nhận việc. Ghi tên một người, hoặc giao vai trò lãnh đạo trước.` }
  return { wrong: `${name} có ${leaders.length} lãnh đạo: ${listed(leaders)}. Ghi tên một người.` }
}

/** By the office's own code (mã cán bộ) or the e-mail address: nobody else has these. */
async function byCode({ db }: Ctx, { path }: Within, text: string): Promise<Doer | undefined> {
  const person = await peopleWithUnit(db.reader)
    .where((is) => is.or([is('people.code', '=', text.toUpperCase()), is('people.email', '=', text.toLowerCase())]))
    .where('people.leftOn', 'is', null)
    .where('people.system', '=', 0)
    .executeTakeFirst()
  return person?.path.startsWith(path) ? { person } : undefined
}

/** 'Nguyễn Thị Lan (VH-XH)', 'Lan - VH-XH', 'Phòng VH-XH (đ/c Lan)'. */
async function inUnit(ctx: Ctx, findUnit: FindUnit, text: string): Promise<Doer | undefined> {
  const [, first = '', second = ''] = /^([^(]+?)\s*(?:\(|,|\s[-–]\s)\s*([^)]+?)\)?$/.exec(text) ?? []
  for (const [unitName, name] of [
    [second, first],
    [first, second],
  ] as const) {
    const unit = unitName && findUnit(unitName)
    const bare = name.replace(/^(?:đ\/c|đồng chí|ông|bà)\s+/i, '')
    if (unit && bare) return (await byName(ctx, unit, bare)) ?? { wrong: `Không có ai tên “${bare}” ở ${unit.name}.` }
  }
  return undefined
}

async function byName(ctx: Ctx, within: Within, text: string): Promise<Doer | undefined> {
  const { person, problem, candidates } = await resolvePerson(ctx, { text }, within)
  if (person) return { person }
  if (problem !== 'several') return undefined
  const [first] = candidates
  const like = first ? ` Ghi rõ, ví dụ “${first.name} (${first.unitShort})”.` : ''
  return { wrong: `Có nhiều người khớp “${text}”: ${listed(candidates)}.${like}` }
}

/** One task has one lead (đầu mối); several names that each mean somebody are told so. */
async function severalLeads(ctx: Ctx, within: Within, findUnit: FindUnit, text: string): Promise<Doer | undefined> {
  const names = namesIn(text)
  if (names.length < 2) return undefined
  for (const name of names) if (!findUnit(name) && !(await byName(ctx, within, name))) return undefined
  return {
    wrong: `“${text}” là nhiều đầu mối. Mỗi việc một đầu mối chủ trì: giữ một tên, các tên khác ghi ở cột Phối hợp.`,
  }
}

const listed = (people: readonly { name: string; unitShort: string }[]) =>
  people.map(({ name, unitShort }) => `${name} (${unitShort})`).join(', ')

/** 'A; B', 'A, B và C', or one under the other. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[;\n]|,|\s(?:và|,)\s/)
    .map(nfc)
    .filter(Boolean)

/** Those who coordinate, and the words that name nobody: 'các đơn vị liên quan'. A unit may have commas in its name. */
export async function coordinatorsIn(find: FindDoer, text: string): Promise<{ people: DoerPerson[]; rest: string[] }> {
  const people: DoerPerson[] = []
  const rest: string[] = []
  for (const part of text.split(/[;\n]/).map(nfc).filter(Boolean)) {
    const whole = await find(part)
    if ('person' in whole) people.push(whole.person)
    else
      for (const one of await splitAtCommas(find, part)) 'person' in one ? people.push(one.person) : rest.push(one.text)
  }
  return { people: [...new Map(people.map((one) => [one.id, one])).values()], rest }
}

const mostJoined = 4

async function splitAtCommas(find: FindDoer, text: string): Promise<({ person: DoerPerson } | { text: string })[]> {
  const parts = namesIn(text)
  const found: ({ person: DoerPerson } | { text: string })[] = []
  for (let at = 0; at < parts.length; ) {
    const { doer, count } = await longestName(find, parts.slice(at, at + mostJoined))
    found.push('person' in doer ? doer : { text: parts[at] ?? '' })
    at += count
  }
  return found
}

async function longestName(find: FindDoer, parts: readonly string[]): Promise<{ doer: Doer; count: number }> {
  for (let count = parts.length; count > 0; count -= 1) {
    const doer = await find(parts.slice(0, count).join(', '))
    if ('person' in doer || count === 1) return { doer, count }
  }
  return { doer: { wrong: '' }, count: 1 }
}
