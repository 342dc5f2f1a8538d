// Sends one record that waits, and says what became of it.

/** A photo may take minutes where the network is thin. */
const patience = { photo: 300_000, other: 30_000 }

const ways = {
  answer: ({ item, fields, version }) => ({
    path: `/answers/${encodeURIComponent(item)}`,
    fields: { ...fields, version },
  }),
  text: ({ fields, version }) => ({ path: '/text', fields: { ...fields, version } }),
  finding: ({ fields }) => ({ path: '/findings', fields }),
  photo: ({ item, bytes, type, name }) => ({
    path: '/photos',
    fields: { item, photo: new File([bytes], name, { type }) },
  }),
  unphoto: ({ photo }) => ({ path: `/photos/${photo}/removal`, fields: {} }),
}

/**
 * `saved`, `conflict` (somebody was faster), `wrong` (to be put right), `refused` (never), `signedOut`, or `offline` (later).
 * Sent twice under its key it is done once.
 */
export async function send(record) {
  const { path, fields } = ways[record.kind](record)
  const answer = await ask(`/inspections/sheets/${record.sheet}${path}`, record.keeper, {
    method: 'POST',
    signal: AbortSignal.timeout?.(patience[record.kind] ?? patience.other),
    body: formOf({ ...fields, _key: record.key }),
  })
  return { ...answer, outcome: outcomeOf(answer) }
}

/** What the server says to this person; status 0 where it cannot be reached. */
export async function ask(url, keeper, { headers, ...init } = {}) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout?.(patience.other),
      ...init,
      headers: { Accept: 'application/json', 'X-Keeper': keeper, ...headers },
      redirect: 'manual',
      cache: 'no-store',
    })
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '')
    const body = isJson ? await response.json() : undefined
    return {
      status: response.type === 'opaqueredirect' ? 401 : response.status,
      body,
      tag: response.headers.get('ETag'),
    }
  } catch {
    return { status: 0 }
  }
}

function formOf(fields) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  return form
}

function outcomeOf({ status, body }) {
  if (status === 0 || status === 429 || status >= 500) return 'offline'
  if (status === 401) return 'signedOut'
  if (status < 300) return body ? 'saved' : 'offline'
  if (status === 409 && body?.theirs) return 'conflict'
  return status === 422 ? 'wrong' : 'refused'
}
