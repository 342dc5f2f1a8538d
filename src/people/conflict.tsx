import { Conflict } from '../../views/errors.tsx'
import { givenName, time } from '../../views/format.ts'
import type { Page } from '../../views/layout.tsx'
import type { Typed, WebContext } from '../web.tsx'
import { lastChange } from './queries.ts'

type Raw = Record<string, string>

interface Stale {
  kind: string
  publicId: string
  /** As it stands now. */
  version: number
  action: string
  /** Where it can be seen as the other left it. */
  discard: string
  /** The fields that are compared, by what they are called. */
  labels: Raw
  theirs: Raw
  typed: Typed
  /** What a value is called where it is no text of its own: the name of a unit. */
  show?: (field: string, value: string) => string
  /** A field that is sent along as typed. */
  along?: string
}

/** 409: the thing as somebody left it meanwhile beside what was typed, field by field. */
export async function conflict(c: WebContext, stale: Stale, page: Page) {
  const { labels, theirs, typed, show = (_, value) => value, along, version, action, discard } = stale
  const last = await lastChange(c.var.ctx.db.reader, stale.kind, stale.publicId)
  const fields = Object.keys(labels).map((name) => ({
    name,
    label: labels[name] ?? name,
    old: theirs[name] ?? '',
    mine: String(typed[name] ?? ''),
  }))
  const rows = fields
    .filter(({ old, mine }) => old !== mine)
    .map(({ name, label, old, mine }) => ({
      name,
      label,
      theirs: show(name, old),
      mine: show(name, mine),
      theirsRaw: old,
      mineRaw: mine,
    }))
  const same = fields
    .filter(({ old, mine }) => old === mine)
    .map(({ name, label, old }) => ({ name, label, value: show(name, old), raw: old }))
  const keyField = along && <input type="hidden" name={along} value={String(typed[along] ?? '')} />
  const said = { who: givenName(last?.name ?? ''), at: last ? time(last.at) : '' }
  c.status(409)
  return c.render(<Conflict {...{ action, version, discard, rows, same, keyField }} {...said} />, page)
}
