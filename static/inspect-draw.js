// Draws what is known and what waits: under each item, and in the head of the sheet.

import { fill, isTyping } from './inspect-fields.js'
import { preview } from './inspect-photos.js'
import { decide, known, line, recordOf, remove, waiting, waitingHere } from './inspect-queue.js'
import { root, sheet } from './inspect-sheet.js'
import { lasts } from './inspect-store.js'

const part = (name) => document.getElementById(`part-${name}`).content.firstElementChild.cloneNode(true)
export const items = () => [...root.querySelectorAll('[data-item]')]
export const itemOf = (code) => items().find((one) => one.dataset.item === code)
const minutes = () => document.getElementById('minutes')
export const resultOf = (item) => item.querySelector('[name$=".result"]:checked')?.value

/** What the page came with need not be drawn again: photos would be fetched twice. */
export function takeAsDrawn() {
  for (const item of items()) isNew(item.querySelector('[data-photos]'), seenIn(photosOf(item.dataset.item)))
}

/** What an earlier visit left waiting goes into the fields again. */
export function restore() {
  for (const item of items()) {
    const mine = recordOf('answer', item.dataset.item)
    if (mine) fill(item, mine.fields)
  }
  const text = recordOf('text', '')
  if (text) fill(minutes(), text.fields)
}

export function draw() {
  for (const item of items()) drawItem(item)
  drawText()
  drawFindings(root.querySelector('[data-others]'), '')
  drawHead()
}

function drawItem(item) {
  const code = item.dataset.item
  const mine = recordOf('answer', code)
  const now = known.answers[code]
  if (!mine) follow(item, item.querySelector('[name$=".version"]'), now)
  const result = resultOf(item)
  item.className = `item ${result ?? ''}`
  say(item.querySelector('[data-by]'), mine ? '' : now?.by)
  drawFault(item, mine)
  const findings = drawFindings(item.querySelector('[data-findings]'), code)
  const photos = drawPhotos(item)
  show(item.querySelector('[data-new]'), (result === 'fail' || result === 'partial') && findings === 0)
  show(item.querySelector('[data-missing]'), item.dataset.photo === 'must' && result === 'fail' && photos === 0)
}

/** What somebody else put down comes in, unless somebody types there. */
function follow(place, version, now) {
  if (!now || Number(version.value) === now.version || isTyping(place)) return
  fill(place, now.fields)
  version.value = now.version
}

function drawText() {
  const mine = recordOf('text', '')
  if (!mine) follow(minutes(), minutes().querySelector('[name=sheetVersion]'), known.text)
  drawFault(minutes().querySelector('.sheet-body'), mine)
}

/** A sentence of the server, or the choice between two answers: right under the boxes. */
function drawFault(place, mine) {
  const isTold = mine?.state === 'wrong' || mine?.state === 'refused'
  const typing = place.querySelector('.measure')?.contains(document.activeElement)
  drawSentence(place, isTold && !typing ? mine.sentences.join(' ') : '')
  drawConflict(place, mine)
}

function drawSentence(place, words) {
  const there = place.querySelector(':scope > .sent-back')
  if ((there?.textContent ?? '') === words) return
  there?.remove()
  if (!words) return
  const told = { className: 'error sent-back', role: 'alert', textContent: words }
  putUnder(place, Object.assign(document.createElement('p'), told))
}

function drawConflict(place, mine) {
  const there = place.querySelector(':scope > .conflict-here')
  if (mine?.state !== 'conflict') return there?.remove()
  const { by = 'Người khác trong đoàn vừa sửa', said, fields } = mine.theirs
  const note = there ?? part('conflict')
  note.querySelector('[data-who]').textContent = `${by}:`
  note.querySelector('[data-said]').textContent = said ?? Object.values(fields).filter(Boolean).join('. ')
  if (there) return
  note.addEventListener('click', ({ target }) => {
    const choice = target.closest('[name=keep]')?.value
    if (choice) decide(waiting.get(mine.id), choice === 'mine')
  })
  putUnder(place, note)
}

const putUnder = (place, what) => {
  const boxes = place.querySelector(':scope > .choice')
  if (boxes) boxes.after(what)
  else place.append(what)
}

/** Lines of findings, those that wait last. Returns how many. */
function drawFindings(place, code) {
  const here = [
    ...known.findings.filter(({ item }) => item === code).map((one) => ({ ...one, href: `/findings/${one.id}` })),
    ...waitingHere('finding')
      .filter(({ item }) => item === code)
      .map(asLine),
  ]
  if (!isNew(place, here)) return here.length
  place.replaceChildren(...here.map(findingLine))
  return here.length
}

const asLine = ({ name, fields, state, sentences }) => ({
  name: 'Tồn tại',
  about: state === 'ready' ? `, hạn ${fields.due}, chờ gửi` : `, chưa gửi được: ${sentences.join(' ')}`,
  text: fields.text,
  waits: name,
})

function findingLine({ href, name, about, text, waits }) {
  const link = part('finding')
  link.href = href ?? '#noting'
  if (waits) link.dataset.waits = waits
  link.querySelector('strong').textContent = name
  link.querySelector('[data-about]').textContent = about
  link.querySelector('.muted').textContent = text
  return link
}

/** Photos of an item, those that wait last. Returns how many. */
function drawPhotos(item) {
  const code = item.dataset.item
  const here = photosOf(code)
  const place = item.querySelector('[data-photos]')
  if (isNew(place, seenIn(here))) {
    place.replaceChildren(
      ...here.map((photo, at) => (photo.bytes ? waitingPhoto(photo) : keptPhoto(code, photo, at + 1))),
    )
    show(place, here.length > 0)
    item.querySelector('[data-photo-count]').textContent = here.length > 0 ? ` (${here.length} ảnh)` : ''
  }
  return here.length
}

const photosOf = (code) => [
  ...known.photos.filter(({ item }) => item === code),
  ...waitingHere('photo').filter(({ item }) => item === code),
]

const seenIn = (photos) => photos.map(({ id, state }) => [id, state])

/** The same photos, small, beside the camera. */
export function drawSmall(place, code) {
  const here = photosOf(code)
  if (!isNew(place, [code, seenIn(here)])) return
  place.replaceChildren(
    ...here.map((photo, at) => (photo.bytes ? waitingPhoto(photo) : smallPhoto(code, photo, at + 1))),
  )
}

function smallPhoto(code, photo, at) {
  const row = keptPhoto(code, photo, at)
  row.querySelector('label').remove()
  return row
}

function keptPhoto(code, { id, name }, at) {
  const row = part('photo')
  const url = `/inspections/sheets/${sheet}/photos/${id}`
  row.querySelector('a').href = url
  Object.assign(row.querySelector('img'), { src: url, alt: `Ảnh ${at} của mục ${code}: ${name}` })
  const box = row.querySelector('input')
  Object.assign(box, { name: `${code}.unphoto`, value: id, checked: recordOf('unphoto', id) !== undefined })
  box.nextElementSibling.textContent = `Bỏ ảnh ${at}`
  return row
}

function waitingPhoto(photo) {
  const row = part('waiting')
  const canvas = row.querySelector('canvas')
  canvas.setAttribute('aria-label', `Ảnh chờ gửi của mục ${photo.item}`)
  preview(canvas, photo)
  if (photo.state === 'wrong') refuse(row, photo)
  return row
}

/** What is no photo is not sent, and goes when it is told to. */
function refuse(row, { id, sentences }) {
  row.querySelector('canvas').hidden = true
  Object.assign(row.querySelector('.muted'), { className: 'error', textContent: sentences.join(' ') })
  const button = row.querySelector('button')
  button.classList.add('on')
  button.addEventListener('click', () => {
    remove(id)
    draw()
  })
}

/** Draws only what changed, so that nothing jumps under a finger. */
function isNew(place, what) {
  const drawn = JSON.stringify(what)
  if (place.drawn === drawn) return false
  place.drawn = drawn
  return true
}

function drawHead() {
  const results = items().map(resultOf)
  const done = results.filter(Boolean).length
  for (const place of root.querySelectorAll('[data-done]')) place.textContent = done
  root.querySelector('.inspect-head progress').value = done
  for (const place of root.querySelectorAll('[data-count]')) {
    const count = results.filter((result) => result === place.dataset.count).length
    place.querySelector('[data-number]').textContent = count
    place.className = count > 0 ? place.dataset.count : ''
  }
  drawState()
}

function drawState() {
  const [state, words, help] = stateOf()
  const place = root.querySelector('[data-saved]')
  if (words && isNew(place, words)) {
    const tag = part(state)
    tag.lastElementChild.textContent = words
    place.replaceChildren(state === 'stuck' ? leadingTo(tag) : tag)
  }
  say(root.querySelector('[data-help]'), help)
  show(root.querySelector('[data-sign-in]'), line.state === 'signedOut')
  show(root.querySelector('[data-discard]'), line.state === 'closed' && waitingHere().length > 0)
}

/** To the first place that waits for a decision or for something to be put right. */
function leadingTo(tag) {
  const link = document.createElement('a')
  const place = root.querySelector('.sent-back, .conflict-here, [data-waits]')?.closest('[id]')
  link.href = `#${place?.id ?? 'progress'}`
  link.append(tag)
  return link
}

function stateOf() {
  const all = [...waiting.values()]
  const count = all.filter(({ state }) => state === 'ready').length
  const stuck = waitingHere().filter(({ state }) => state !== 'ready').length
  if (line.state === 'closed') return ['stuck', 'Không ghi được nữa', `${line.why ?? ''} ${left(all.length)}`]
  if (line.state === 'signedOut') return ['signedOut', 'Đã hết phiên', left(all.length)]
  if (line.state === 'off')
    return ['offline', count > 0 ? `Chưa có mạng: ${count} mục chờ trên máy này` : 'Chưa có mạng', lastingHelp(count)]
  if (count > 0) return ['sending', `Đang gửi ${count} mục`, lastingHelp(count)]
  if (stuck > 0) return ['stuck', `${stuck} mục cần xem lại`, '']
  return ['saved', line.savedAt ? `Đã lưu ${clock(line.savedAt)}` : '', '']
}

const left = (count) => (count > 0 ? `Còn ${count} mục giữ trên máy này.` : '')

/** What to mind while something waits. Plain http in a local network has no copy of the page. */
function lastingHelp(count) {
  if (count === 0) return ''
  if (!lasts()) return 'Trình duyệt này không giữ được khi đóng: để trang mở tới khi gửi xong.'
  return navigator.serviceWorker ? '' : 'Đóng trang thì có mạng mới mở lại được; phần chưa gửi vẫn còn trên máy này.'
}

const clock = (at) =>
  new Date(at).toLocaleTimeString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })

function say(place, words) {
  place.textContent = words?.trim() ?? ''
  show(place, Boolean(words?.trim()))
}

const show = (place, isShown) => {
  if (place) place.hidden = !isShown
}
