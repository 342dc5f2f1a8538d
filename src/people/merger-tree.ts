import type { UnitRow } from './tree.ts'

/** A unit that takes over. One that the merger opens itself has a negative id until then. */
export interface Taker {
  id: number
  publicId?: string
  kind: string
  name: string
  shortName: string
  superior: string
  parentId: number | null
  path: string
  position: number
  openedOn: string
  /** The unit that goes on in its place, under the same name. */
  of?: UnitRow
}

/** A unit that closes, and what takes over from it. */
export interface Closing {
  unit: UnitRow
  into?: Taker
}

export const isOpened = ({ id }: Taker) => id > 0

/** What becomes of the units below: they go on under the successor ('keep'), or are merged into it too ('merge'). */
export const belowChoices = ['keep', 'merge'] as const
export type Below = (typeof belowChoices)[number]

/**
 * Which units close and what each goes into, every unit before those below it. A unit that goes on is closed and opened
 * anew in its new place, so that the figures of the old tree stay as they were; where the successor has one of the same
 * name already, or gets one from another unit, the two become one.
 */
export function mergerTree(
  open: readonly UnitRow[],
  roots: readonly UnitRow[],
  successor: Taker | undefined,
  below: Below,
): { closings: Closing[]; openings: Taker[] } {
  const openings = successor && !isOpened(successor) ? [successor] : []
  const closings: Closing[] = roots.map((unit) => ({ unit, into: successor }))
  for (const { unit, into } of closings) {
    // an array walks what is added on the way
    for (const child of open.filter(({ parentId }) => parentId === unit.id)) {
      const next = below === 'keep' && into ? placeUnder(into, child, open, openings, closings) : into
      closings.push({ unit: child, into: next })
    }
  }
  return { closings, openings }
}

function placeUnder(
  parent: Taker,
  child: UnitRow,
  open: readonly UnitRow[],
  openings: Taker[],
  closings: readonly Closing[],
): Taker {
  const isClosing = (unit: UnitRow) => closings.some((closing) => closing.unit.id === unit.id)
  const isSame = (one: { parentId: number | null; name: string }) =>
    one.parentId === parent.id && one.name.toLowerCase() === child.name.toLowerCase()
  const there: Taker | undefined = open.find((unit) => isSame(unit) && !isClosing(unit)) ?? openings.find(isSame)
  if (there) return there
  const { kind, name, shortName, superior, position } = child
  const fresh = opening(openings, parent, { kind, name, shortName, superior, position, of: child })
  openings.push(fresh)
  return fresh
}

/** A unit to be opened under another one. */
export function opening(
  before: readonly Taker[],
  parent: Pick<Taker, 'id' | 'path'>,
  unit: Pick<Taker, 'kind' | 'name' | 'shortName' | 'superior' | 'position' | 'of'>,
): Taker {
  const id = -(before.length + 1)
  return { ...unit, id, parentId: parent.id, path: `${parent.path}${id}/`, openedOn: '' }
}

/** Whether the unit simply goes on elsewhere: what takes over is opened for it alone. */
export const goesOn = ({ unit, into }: Closing, closings: readonly Closing[]): boolean =>
  into?.of?.id === unit.id && closings.filter((other) => other.into === into).length === 1
