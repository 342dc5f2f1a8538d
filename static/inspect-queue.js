// What was put down and not yet sent: kept on the device first, then sent in the order it was put down.

import { keepState, stateKept } from './inspect-copy.js'
import { ask, send } from './inspect-send.js'
import { keeper, root, sheet } from './inspect-sheet.js'
import { forget, keep, keptOf } from './inspect-store.js'

const retries = [3_000, 6_000, 15_000, 30_000]

/** What lies on a device for a sheet that nobody opened since is of no use to anybody. */
const longest = 60 * 24 * 3600 * 1000

const home = `${keeper} ${sheet}`

/** Records that wait, by id; of other sheets too, which are sent from here as well. */
export const waiting = new Map()
/** What is known of the sheet as the server has it. */
export let known = root && JSON.parse(root.dataset.state)
/** 'on', 'off', 'signedOut', or 'closed': nobody may write in this sheet any more. */
export const line = { state: 'on', savedAt: undefined, why: undefined }

const held = new Map()
let changed = () => {}
let running = false
let failures = 0
let retry
let tag
let settled = 0

export const idOf = (kind, name) => [home, kind, name].join(' ')
export const recordOf = (kind, name) => waiting.get(idOf(kind, name))
/** Those of this sheet that wait, in order. */
export const waitingHere = (kind) =>
  [...waiting.values()].filter((one) => one.sheet === sheet && (!kind || one.kind === kind))

/** Takes up what an earlier visit left on the device. `draw` is called whenever something changes. */
export async function takeUp(draw) {
  changed = draw
  const state = await stateKept()
  if (state?.at > known.at) known = state
  for (const record of await keptOf(keeper)) {
    if (record.sheet !== sheet && record.seq < Date.now() - longest) forget(record.id)
    else if (record.kind !== 'draft')
      waiting.set(record.id, record.state === 'refused' ? { ...record, state: 'ready' } : record)
  }
}

/** Puts something down: on the device at once, to the server after `hold` ms without a further change. */
export function put(kind, name, what, hold = 0) {
  const id = idOf(kind, name)
  const before = waiting.get(id)
  const state = before?.state === 'conflict' ? 'conflict' : 'ready'
  const seq = before?.seq ?? Date.now() + waiting.size / 1000
  const record = {
    version: 0,
    ...before,
    ...what,
    id,
    keeper,
    sheet,
    kind,
    seq,
    state,
    key: what.key ?? newKey(),
    rev: (before?.rev ?? 0) + 1,
    sentences: undefined,
  }
  waiting.set(id, record)
  keep(record)
  if (hold > 0) holdBack(id, hold)
  else letGo(id)
}

function holdBack(id, hold) {
  clearTimeout(held.get(id))
  held.set(
    id,
    setTimeout(() => letGo(id), hold),
  )
}

/** What was held back while somebody typed may go. */
export function letGo(id) {
  clearTimeout(held.get(id))
  held.delete(id)
  changed()
  drain()
}

export function remove(id) {
  clearTimeout(held.get(id))
  held.delete(id)
  waiting.delete(id)
  forget(id)
}

/** Two answers to one item: with `mine` the own one is sent over the other, otherwise it is let go. */
export function decide(record, mine) {
  if (!mine) remove(record.id)
  else change(record.id, { state: 'ready', version: record.theirs.version, theirs: undefined, key: newKey() })
  changed()
  drain()
}

function change(id, what) {
  const record = { ...waiting.get(id), ...what }
  waiting.set(id, record)
  keep(record)
}

/** Sends what is ready, one after the other. What cannot be reached is tried again by and by. */
export async function drain() {
  if (running) return
  running = true
  clearTimeout(retry)
  for (let next = first(); next; next = first()) {
    changed()
    if (!settle(next, await send(next))) break
  }
  running = false
  changed()
}

const first = () =>
  [...waiting.values()].filter(({ id, state }) => state === 'ready' && !held.has(id)).sort((a, b) => a.seq - b.seq)[0]

function settle(sent, { outcome, body }) {
  settled += 1
  if (outcome === 'offline' || outcome === 'signedOut') return later(sent, outcome)
  failures = 0
  line.state = 'on'
  const isSame = waiting.get(sent.id)?.rev === sent.rev
  if (outcome === 'saved') saved(sent, body, isSame)
  else if (outcome === 'conflict') conflict(sent, body.theirs.kept)
  else if (isSame) change(sent.id, { state: outcome, sentences: sentencesOf(body) })
  return true
}

function later({ id, fields }, outcome) {
  if (waiting.has(id)) change(id, { wasTried: true, tried: fields })
  line.state = outcome === 'offline' ? 'off' : 'signedOut'
  if (outcome === 'offline') lookLater()
  return false
}

function lookLater() {
  clearTimeout(retry)
  retry = setTimeout(look, retries[Math.min(failures++, retries.length - 1)])
}

function saved(sent, body, isSame) {
  if (isSame) remove(sent.id)
  else if (waiting.has(sent.id)) change(sent.id, { version: body.kept?.version ?? 0, wasTried: false })
  line.savedAt = body.at
  if (sent.sheet === sheet) learn(merged(sent, body))
}

function merged({ kind, item }, { at, kept, photos }) {
  if (kind === 'answer') return { ...known, at, answers: { ...known.answers, [item]: kept } }
  if (kind === 'text') return { ...known, at, text: kept }
  if (kind === 'finding')
    return { ...known, at, findings: [...known.findings.filter(({ id }) => id !== kept.id), kept] }
  return { ...known, at, photos }
}

/** The own answer of before, sent when nobody could tell us so, is no conflict. */
function conflict(sent, theirs) {
  const isOurs =
    sent.wasTried && theirs.version === sent.version + 1 && (theirs.isOwn ?? isSaid(theirs.fields, sent.tried))
  if (!waiting.has(sent.id)) return
  if (isOurs) change(sent.id, { version: theirs.version, wasTried: false, key: newKey() })
  else change(sent.id, { state: 'conflict', theirs })
  if (sent.sheet === sheet) learn(merged(sent, { at: known.at, kept: theirs }))
}

const isSaid = (theirs, mine = {}) => Object.keys(theirs).every((name) => theirs[name] === (mine[name] ?? '').trim())

/** Takes over what the server says, for the page and for a later one without a connection. */
function learn(state) {
  known = state
  for (const record of waitingHere('answer')) followTheirs(record)
  keepState(state)
}

function followTheirs({ id, item, state, theirs }) {
  const now = known.answers[item]
  if (state === 'conflict' && now?.version > theirs.version) change(id, { theirs: now })
}

/** Asks what the others put down; says nothing while nothing changed. */
export async function look() {
  const before = settled
  const {
    status,
    body,
    tag: seen,
  } = await ask(`/inspections/sheets/${sheet}/state`, keeper, {
    headers: tag ? { 'If-None-Match': tag } : {},
  })
  line.state = lineOf(status)
  if (line.state === 'on') failures = 0
  line.why = body?.title
  if (status === 200 && before === settled) {
    tag = seen
    learn(body)
  }
  changed()
  if (line.state === 'on') drain()
  else if (line.state === 'off') lookLater()
}

function lineOf(status) {
  if (status === 200 || status === 304) return 'on'
  if (status === 401) return 'signedOut'
  return status >= 400 && status < 500 && status !== 429 ? 'closed' : 'off'
}

/** What is wrong, by the fields or by itself. */
function sentencesOf(body) {
  const errors = body?.errors
  if (Array.isArray(errors)) return errors.map(({ detail }) => detail)
  return errors ? Object.values(errors) : [body?.title ?? 'Không gửi được mục này.']
}

/** Plain http in a local network has no randomUUID. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
