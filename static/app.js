// Small helps for pages that work without them. No page may depend on this file.

const sendingWords = 'Đang gửi…'
const toastStays = 10_000
/** A form whose answer is a file leaves the page standing: its button comes back after a while. */
const sendingForgets = 15_000

document.documentElement.classList.add('js')

// htmx 4.0.1 hands this an empty options object, at which Chromium 143 and its like throw: without it they swap nothing.
if (Document.parseHTMLUnsafe) {
  try {
    Document.parseHTMLUnsafe('', {})
  } catch {
    const parse = Document.parseHTMLUnsafe.bind(Document)
    Document.parseHTMLUnsafe = (html) => parse(html)
  }
}

// Keys: / search, g give a task, ? help, Esc closes what floats.

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closeWhatFloats()
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const deed = keys[event.key]
  if (deed?.()) event.preventDefault()
})

const keys = {
  '/': () => {
    const search = document.getElementById('search')
    if (search?.offsetParent) search.focus()
    else location.assign('/search')
    return true
  },
  g: () => {
    const give = document.body.dataset.give
    if (give) location.assign(give)
    return Boolean(give)
  },
  '?': () => {
    location.assign('/help')
    return true
  },
}

function isTyping(target) {
  return (
    target instanceof Element &&
    target.closest('input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]')
  )
}

function closeWhatFloats() {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
  if (location.hash === '#menu') location.hash = '#main'
}

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false
  }
})

// A form is sent once. The button is not disabled, for then its own value would not be sent.

document.addEventListener('submit', guard, true)
document.addEventListener('htmx:finally:request', (event) => release(event.target.closest?.('form')))
window.addEventListener('pageshow', (event) => {
  if (event.persisted) document.querySelectorAll('form[data-sending]').forEach(release)
})

function guard(event) {
  const form = event.target
  if ((event.submitter?.formMethod || form.method) === 'get') return
  if (form.dataset.sending !== undefined) {
    event.preventDefault()
    event.stopImmediatePropagation()
    return
  }
  form.dataset.sending = ''
  say(event.submitter)
  setTimeout(() => release(form), sendingForgets)
}

function say(button) {
  const words = button?.querySelector('span')
  if (!words) return
  button.setAttribute('aria-busy', 'true')
  button.dataset.words = words.textContent
  words.textContent = sendingWords
}

function release(form) {
  if (!form || form.dataset.sending === undefined) return
  delete form.dataset.sending
  for (const button of form.querySelectorAll('[aria-busy]')) {
    button.removeAttribute('aria-busy')
    button.querySelector('span').textContent = button.dataset.words
  }
}

// Chips write into the field they belong to; what is typed afterwards wins again.

document.addEventListener('change', (event) => {
  const picks = event.target.closest?.('[data-fills]')
  const field = picks && document.getElementById(picks.dataset.fills)
  if (!field) return
  field.value = event.target.value
  field.dispatchEvent(new Event('change', { bubbles: true }))
  field.focus()
})
document.addEventListener('input', (event) => {
  const picked = document.querySelector(`[data-fills="${CSS.escape(event.target.id)}"] :checked`)
  if (picked) picked.checked = false
})

// What is being put right is no longer called wrong; the server judges again when it is sent.

document.addEventListener('input', (event) => {
  const field = event.target.closest?.('.field.wrong')
  if (!field) return
  field.classList.remove('wrong')
  event.target.removeAttribute('aria-invalid')
  field.querySelector('.error')?.remove()
  document
    .querySelector(`#errors a[href="#${CSS.escape(event.target.id)}"]`)
    ?.closest('li')
    ?.remove()
  const places = document.querySelectorAll('#errors li').length
  const title = document.querySelector('#errors strong')
  if (places === 0) document.getElementById('errors')?.remove()
  else if (title) title.textContent = title.textContent.replace(/\d+/, places)
})

// Chosen files, by name.

document.addEventListener('change', (event) => {
  const list = event.target.type === 'file' && event.target.parentElement.querySelector('[data-chosen]')
  if (!list) return
  const lines = [...event.target.files].map((file) =>
    Object.assign(document.createElement('li'), { textContent: file.name }),
  )
  list.replaceChildren(...lines)
  list.hidden = lines.length < 2
})

// Toasts leave after ten seconds, unless someone is on them.

function timeToasts() {
  for (const toast of document.querySelectorAll('[data-toast]:not([data-timed])')) {
    toast.dataset.timed = ''
    let timer
    const start = () => {
      timer = setTimeout(() => toast.remove(), toastStays)
    }
    const stop = () => clearTimeout(timer)
    toast.addEventListener('mouseenter', stop)
    toast.addEventListener('focusin', stop)
    toast.addEventListener('mouseleave', start)
    toast.addEventListener('focusout', start)
    start()
  }
}

// After a load or a swap: the error summary takes the focus, else the title of what changed.

document.addEventListener('htmx:after:settle', (event) => {
  timeToasts()
  const changed = event.target
  if (focusOn(changed.matches('[data-focus]') ? changed : changed.querySelector('[data-focus]'))) return
  if (document.activeElement === document.body && changed.isConnected) focusOn(titleOf(changed))
})
document.addEventListener('htmx:after:swap', announce)

function titleOf(changed) {
  return changed.matches('.row-title') ? changed : changed.querySelector('.row-title, h1, h2, h3, h4')
}

function focusOn(element) {
  if (!element) return false
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus()
  return true
}

/** Says what came, unless a toast does; what was refused is said by the focus. */
function announce({ target: changed, detail }) {
  const status = document.getElementById('status')
  if (!status || detail.ctx?.response?.status >= 400) return
  const toast = status.querySelector('[data-toast]:not([data-said])')
  if (toast) {
    toast.dataset.said = ''
    return
  }
  const words = changed.closest('[data-say]')?.dataset.say ?? 'Đã cập nhật.'
  for (const old of status.querySelectorAll('p.sr')) old.remove()
  status.append(Object.assign(document.createElement('p'), { className: 'sr', textContent: words }))
}

document.addEventListener('DOMContentLoaded', () => {
  // What was there when the page came needs no announcing.
  for (const toast of document.querySelectorAll('[data-toast]')) toast.dataset.said = ''
  timeToasts()
  focusOn(document.querySelector('[data-focus]'))
})

// A button that unfolds a question puts the cursor where the answer goes.

document.addEventListener(
  'toggle',
  (event) => {
    if (event.target.matches?.('details.unfold[open]')) {
      event.target.querySelector('textarea[name=reason], textarea[name=text]')?.focus()
    }
  },
  true,
)

// Nobody is signed in: no copy of a sheet of an inspection stays. What waits to be sent stays with whoever put it down.

if (document.body.classList.contains('bare') && window.caches) {
  caches.keys().then((names) => {
    for (const name of names) if (name.startsWith('sheets ')) caches.delete(name)
  })
}

// Print buttons are of use only where scripts run.

function showPrint() {
  for (const place of document.querySelectorAll('[data-print][hidden]')) {
    place.hidden = false
    place.addEventListener('click', () => print())
  }
}
showPrint()
document.addEventListener('htmx:after:settle', showPrint)
