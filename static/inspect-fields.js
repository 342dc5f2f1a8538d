// The fields of one item, read and filled by their names without the code that stands before them.

const notAnswers = new Set(['version', 'was', 'photo', 'unphoto', 'keep', 'sheetVersion'])

const nameIn = (part, control) => control.name.slice((part.dataset.item ? `${part.dataset.item}.` : '').length)

const controlsOf = (part) =>
  [...part.querySelectorAll('input[name], select[name], textarea[name]')].filter(
    (control) => !notAnswers.has(nameIn(part, control)),
  )

/** What stands in the fields: text by name, a list where a name stands in several rows. */
export function fieldsOf(part) {
  const fields = {}
  for (const control of controlsOf(part)) {
    if (control.type === 'radio' && !control.checked) continue
    const name = nameIn(part, control)
    fields[name] = name in fields ? [fields[name], control.value].flat() : control.value
  }
  return fields
}

/** Puts those values into the fields, and empties the others. */
export function fill(part, fields) {
  growRows(part, [fields.who ?? []].flat().length)
  const seen = {}
  for (const control of controlsOf(part)) {
    const name = nameIn(part, control)
    const values = [fields[name] ?? []].flat()
    if (control.type === 'radio') {
      control.checked = values.includes(control.value)
      continue
    }
    const at = seen[name] ?? 0
    seen[name] = at + 1
    if (control.type !== 'hidden') put(control, values[at])
  }
  if (part.dataset.item) openWhatIsFilled(part)
}

function put(control, value) {
  if (value === undefined && control.tagName === 'SELECT') control.selectedIndex = 0
  else control.value = value ?? ''
}

function openWhatIsFilled(part) {
  for (const fold of part.querySelectorAll('details')) {
    const filled = [...fold.querySelectorAll('input[type=text], textarea')].some((control) => control.value !== '')
    if (filled) fold.open = true
  }
}

/** There is always an empty row for one more name. */
export function growRows(part, names) {
  const rows = part.querySelectorAll('.name-row')
  const last = rows[rows.length - 1]
  if (!last) return
  for (let count = rows.length; count < names + 1; count++) addRow(last, rows.length, count)
}

function addRow(last, had, count) {
  const row = last.cloneNode(true)
  for (const control of row.querySelectorAll('input, select')) {
    if (control.type !== 'hidden') put(control, undefined)
    control.setAttribute('aria-label', (control.getAttribute('aria-label') ?? '').replace(` ${had}`, ` ${count + 1}`))
  }
  last.parentElement.append(row)
}

/** Whether somebody is at the keyboard there: what comes from elsewhere waits. */
export const isTyping = (part) =>
  part.contains(document.activeElement) &&
  document.activeElement.matches('input:not([type=radio], [type=checkbox], [type=file]), select, textarea')
