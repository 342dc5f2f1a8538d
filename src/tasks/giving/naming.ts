import type { Ctx } from '../../act.ts'
import { resolvePerson } from '../../people/pick.ts'
import type { PersonRow } from '../../people/queries.ts'
import { flat, unitTree } from '../../people/tree.ts'
import { fold } from '../../rules/names.ts'
import type { Mention } from '../../rules/quick-line.ts'
import { headsOf } from './leaders.ts'

/** Who somebody named in a line or a notice is, as far as that is one person: 'Lan', 'Lan.VHXH', 'Phòng Kinh tế'. */
export async function whoIsMeant(ctx: Ctx, { text, unit }: Mention): Promise<PersonRow | undefined> {
  const within = unit ? await unitCalled(ctx, unit) : undefined
  if (unit && !within) return undefined
  const { person } = await resolvePerson(ctx, { text }, within)
  return person ?? (unit ? undefined : headOf(ctx, text))
}

/** What a mention writes into a field: the full name and the id of who is meant, or the words as they stand. */
export async function named(ctx: Ctx, mention: Mention): Promise<{ name: string; id: string }> {
  const person = await whoIsMeant(ctx, mention)
  return { name: person?.name ?? mention.text, id: person?.publicId ?? '' }
}

/** The same for several. A unit whose name has a comma ('Phòng Kinh tế, Hạ tầng và Đô thị') was taken apart there. */
export async function allNamed(ctx: Ctx, mentions: readonly Mention[]) {
  const rows: { name: string; id: string; part: string }[] = []
  for (let at = 0; at < mentions.length; at += 1) {
    const [one, next] = [mentions[at], mentions[at + 1]]
    const whole = one && next && { text: `${one.text}, ${next.text}` }
    const isOne = whole && (await unitCalled(ctx, whole.text))
    if (isOne) at += 1
    rows.push({ ...(await named(ctx, (isOne ? whole : one) as Mention)), part: '' })
  }
  return rows
}

/** Work that goes to a unit is its head's until routed on. */
async function headOf(ctx: Ctx, name: string): Promise<PersonRow | undefined> {
  const unit = await unitCalled(ctx, name)
  const heads = unit ? await headsOf(ctx.db.reader, unit.id, ctx.today) : []
  return heads.length === 1 ? heads[0] : undefined
}

/** The one unit of that name or short name, however it is spelt: 'VHXH' is 'VH-XH'. */
async function unitCalled({ db }: Ctx, name: string) {
  const units = flat(await unitTree(db.reader)).map(({ unit }) => unit)
  const called = units.filter((unit) => [unit.name, unit.shortName].some((one) => bare(one) === bare(name)))
  return called.length === 1 ? called[0] : undefined
}

const bare = (text: string) => fold(text).replace(/[^\p{L}\p{N}]/gu, '')
