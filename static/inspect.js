// The sheet of an inspection on a phone: every answer is kept on the device as it is given and sent by itself. Without
// this file the sheet is a form with a button.

import { keepCopy } from './inspect-copy.js'
import { draw, itemOf, restore, resultOf, takeAsDrawn } from './inspect-draw.js'
import { fieldsOf, growRows } from './inspect-fields.js'
import { drawCamera, notingItem, openNoting, takeUpDrafts, wantsPlace } from './inspect-noting.js'
import { shrink, whereabouts } from './inspect-photos.js'
import { drain, idOf, known, letGo, line, look, put, recordOf, remove, takeUp, waitingHere } from './inspect-queue.js'
import { root } from './inspect-sheet.js'

const lookEvery = 20_000
/** How long somebody may pause while typing before it goes out. */
const typingPause = 2_000
/** A photo taken off by a slip of the thumb can be ticked back for so long. */
const regret = 6_000

const redraw = () => {
  draw()
  drawCamera()
}

async function begin() {
  root.classList.add('live')
  takeAsDrawn()
  await takeUp(redraw)
  await takeUpDrafts()
  restore()
  redraw()
  await look()
  setInterval(() => document.hidden || look(), lookEvery)
  if (line.state === 'on') keepCopy()
}

/** An answer as its fields stand now; `hold` while somebody types. */
function putAnswer(item, hold) {
  const code = item.dataset.item
  const version = recordOf('answer', code)?.version ?? known.answers[code]?.version ?? 0
  put('answer', code, { item: code, fields: fieldsOf(item), version }, hold)
}

function putText(place, hold) {
  const version = recordOf('text', '')?.version ?? known.text.version
  put('text', '', { fields: fieldsOf(place), version }, hold)
}

root?.addEventListener('input', ({ target }) => {
  if (!target.name || target.matches('[type=radio], [type=checkbox], [type=file]')) return
  const item = target.closest('[data-item]')
  if (target.closest('.name-row')) growRows(item, fieldsOf(item).who.filter?.(Boolean).length ?? 1)
  if (item) putAnswer(item, typingPause)
  else if (target.closest('#minutes')) putText(target.closest('#minutes'), typingPause)
})

root?.addEventListener('focusout', ({ target }) => {
  const item = target.closest('[data-item]')
  const kind = item ? 'answer' : target.closest('#minutes') ? 'text' : undefined
  if (kind) setTimeout(letGo, 0, idOf(kind, item?.dataset.item ?? ''))
})

root?.addEventListener('change', ({ target }) => {
  if (target.type === 'file') return takePhotos(target)
  const item = target.closest('[data-item]')
  if (!item) return
  if (target.name.endsWith('.unphoto')) return takeOff(item, target)
  if (target.type !== 'radio') return
  putAnswer(item, 0)
  if (resultOf(item) === 'fail' && isWithoutFinding(item.dataset.item)) openNoting(item.dataset.item)
})

const isWithoutFinding = (code) => ![...known.findings, ...waitingHere('finding')].some(({ item }) => item === code)

async function takePhotos(input) {
  const code = input.closest('[data-item]')?.dataset.item ?? notingItem()
  const [files, place] = [[...input.files], wantsPlace() && whereabouts()]
  input.value = ''
  for (const file of files) {
    const name = `${Date.now()}${Math.random().toString(36).slice(2, 8)}`
    put('photo', name, { item: code, ...(await shrink(file)) })
  }
  const where = await place
  if (where) addToNote(itemOf(code), where)
}

function addToNote(item, words) {
  const note = item.querySelector('[name$=".note"]')
  note.value = [note.value, words].filter(Boolean).join('\n')
  note.closest('details').open = true
  putAnswer(item, 0)
}

function takeOff(item, { checked, value }) {
  if (checked) put('unphoto', value, { item: item.dataset.item, photo: value }, regret)
  else remove(idOf('unphoto', value))
}

root?.addEventListener('click', (event) => {
  if (event.target.closest('[data-discard] button')) return discard()
  const link = event.target.closest('a')
  const waits = link?.dataset.waits
  const item = link?.closest('[data-item]')?.dataset.item ?? ''
  if (!waits && !link?.matches('[data-new], [href$="/findings/new"]')) return
  event.preventDefault()
  openNoting(item, waits)
})

/** The round is over and takes nothing more: what is left goes only when somebody says so. */
function discard() {
  for (const { id } of waitingHere()) remove(id)
  redraw()
}

// The button of the form, and Enter in a field: there is nothing to send but what waits.
window.addEventListener(
  'submit',
  (event) => {
    if (event.target.id !== 'sheet') return
    event.preventDefault()
    event.stopImmediatePropagation()
    document.activeElement?.blur()
    drain()
  },
  true,
)
window.addEventListener('online', look)
window.addEventListener('offline', () => {
  line.state = 'off'
  redraw()
})
document.addEventListener('visibilitychange', () => document.hidden || look())

if (root) begin()
