// The form of a finding over the sheet, filled in from its item; it opens without a connection.

import { drawSmall, itemOf } from './inspect-draw.js'
import { fieldsOf, fill } from './inspect-fields.js'
import { drain, idOf, put, recordOf, remove, waitingHere } from './inspect-queue.js'
import { keeper, sheet } from './inspect-sheet.js'
import { forget, keep, keptOf } from './inspect-store.js'

const dialog = document.getElementById('noting')
const form = document.getElementById('noting-form')
const dues = JSON.parse(dialog?.dataset.dues ?? '{}')
const atDesk = matchMedia('(min-width: 75rem)')
const must = {
  text: 'Ghi tồn tại là gì.',
  severity: 'Chọn mức độ.',
  remedier: 'Chọn người khắc phục.',
  remedy: 'Ghi phải khắc phục thế nào.',
}

/** Closed before it was saved: what was typed, by item. */
const drafts = new Map()
let open

export async function takeUpDrafts() {
  for (const { kind, sheet: of, item, fields } of await keptOf(keeper))
    if (kind === 'draft' && of === sheet) drafts.set(item, fields)
}

/** Opens the form for an item ('' for none), or for a finding that waits. */
export function openNoting(code, name) {
  leave()
  const record = name && recordOf('finding', name)
  open = { code, name, key: record?.key }
  const fields = record?.fields ?? drafts.get(code) ?? proposed(code)
  fill(form, fields)
  form.elements.proposed.value = fields.proposed
  head(code)
  open.was = JSON.stringify(fieldsOf(form))
  document.getElementById('noting-drop').hidden = !record
  complain(record?.state === 'wrong' ? record.sentences : [])
  drawCamera()
  if (!dialog.open) atDesk.matches ? dialog.show() : dialog.showModal()
  document.getElementById('noting-title').focus()
}

function proposed(code) {
  const item = code ? itemOf(code) : undefined
  const proposal = item ? JSON.parse(item.dataset.proposal) : { severity: 'medium' }
  const note = item?.querySelector('[name$=".note"]').value
  const due = dues[proposal.severity]
  const { person, remedier } = dialog.dataset
  return { ...proposal, ...(note && { text: note }), item: code, due, proposed: due, person, remedier }
}

function head(code) {
  const item = code ? itemOf(code) : undefined
  dialog.querySelector('[data-code]').textContent = code ? `, mục ${code}` : ''
  dialog.querySelector('[data-name]').textContent = item ? `. ${item.dataset.name}` : ''
  const { repeat } = item ? JSON.parse(item.dataset.proposal) : {}
  dialog.querySelector('[data-repeat]').hidden = !repeat
  dialog.querySelector('[data-on]').textContent = repeat ?? ''
  form.querySelector('[name=item]').value = code
}

/** The photos of the item stand beside the camera; a finding of no item has none. */
export function drawCamera() {
  if (!open) return
  const place = dialog.querySelector('[data-camera]')
  place.hidden = !open.code
  drawSmall(place.querySelector('[data-photos]'), open.code)
  place.querySelector('[data-words]').textContent = place.querySelector('li') ? 'Chụp thêm' : 'Chụp ảnh'
}

/** The item whose finding is being written. */
export const notingItem = () => open?.code
/** Whether the place of the photo is to be written down. */
export const wantsPlace = () => dialog.querySelector('[data-place]').checked

function complain(sentences) {
  const place = dialog.querySelector('[data-error]')
  place.textContent = sentences.join(' ')
  place.hidden = sentences.length === 0
}

function save() {
  const fields = fieldsOf(form)
  const missing = Object.entries(must).filter(([name]) => !fields[name]?.trim())
  if (missing.length > 0) return complain(missing.map(([, words]) => words))
  const name = open.name ?? `${Date.now()}${waitingHere('finding').length}`
  dropDraft(open.code)
  // Changed before the answer came it is still the same one, also when it is sent meanwhile: the server puts it right.
  put('finding', name, { item: open.code, name, fields, key: open.key })
  shut()
}

function drop() {
  remove(idOf('finding', open.name))
  shut()
  drain()
}

/** Closes it with nothing left to keep. */
function shut() {
  open.was = undefined
  dialog.close()
}

function dropDraft(code) {
  drafts.delete(code)
  forget(idOf('draft', code))
}

/** What was typed and not saved stays with its item. */
function leave() {
  const fields = open && fieldsOf(form)
  if (!open?.was || open.name || JSON.stringify(fields) === open.was) return
  drafts.set(open.code, fields)
  keep({ id: idOf('draft', open.code), keeper, sheet, kind: 'draft', seq: Date.now(), item: open.code, fields })
}

dialog?.addEventListener('close', () => {
  const code = open?.code
  leave()
  open = undefined
  const item = code ? itemOf(code) : undefined
  item?.querySelector('[name$=".result"]:checked')?.focus({ preventScroll: true })
})
dialog?.addEventListener('click', ({ target }) => {
  if (target === dialog || target.closest('#noting-close')) dialog.close()
  if (target.closest('#noting-drop button')) drop()
})
form?.addEventListener('change', ({ target }) => {
  const { due, proposed } = form.elements
  if (target.name !== 'severity' || due.value !== proposed.value) return
  due.value = proposed.value = dues[target.value]
})
window.addEventListener(
  'submit',
  (event) => {
    if (event.target !== form) return
    event.preventDefault()
    event.stopImmediatePropagation()
    save()
  },
  true,
)
