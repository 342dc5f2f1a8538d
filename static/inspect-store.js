// What this device keeps of inspections: records that wait to be sent, and what was last known of a sheet. Each belongs
// to one signed-in person and is read for nobody else.

const memory = new Map()
let opening
let isDurable = true

/** False where the browser keeps nothing: then what waits lives as long as the page. */
export const lasts = () => isDurable

function opened() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('nam-ro-inspections', 1)
    request.onupgradeneeded = () =>
      request.result.createObjectStore('kept', { keyPath: 'id' }).createIndex('keeper', 'keeper')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opening
}

async function within(mode, work) {
  const db = await opened()
  return new Promise((resolve, reject) => {
    const change = db.transaction('kept', mode)
    const request = work(change.objectStore('kept'))
    change.oncomplete = () => resolve(request.result)
    change.onabort = () => reject(change.error)
  })
}

/** Keeps a record in the place of the one with the same id. */
export async function keep(record) {
  memory.set(record.id, record)
  try {
    await within('readwrite', (kept) => kept.put(record))
  } catch {
    isDurable = false
  }
}

export async function forget(id) {
  memory.delete(id)
  await within('readwrite', (kept) => kept.delete(id)).catch(() => {})
}

/** Every record of this person, oldest first. */
export async function keptOf(keeper) {
  try {
    const kept = await within('readonly', (store) => store.index('keeper').getAll(keeper))
    return kept.sort((a, b) => a.seq - b.seq)
  } catch {
    isDurable = false
    return [...memory.values()]
  }
}
