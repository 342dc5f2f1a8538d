import { demoPassword } from '../../src/demo/seed.ts'

type Fields = Record<string, string>

/** A browser with its cookies at one server. */
export interface Browser {
  get(path: string): Promise<Response>
  /** Sends a form from a page of the same site. */
  post(path: string, fields: Fields): Promise<Response>
}

export function openBrowser(url: string): Browser {
  const jar = new Map<string, string>()
  const send = async (path: string, init: RequestInit) => {
    const Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url + path, { redirect: 'manual', ...init, headers: { Cookie, Origin: url } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    return answer
  }
  return {
    get: (path) => send(path, {}),
    post: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams(fields) }),
  }
}

/** Signs in by the form. Throws when that does not lead on. */
export async function signIn(url: string, username: string, password = demoPassword): Promise<Browser> {
  const browser = openBrowser(url)
  const { status } = await browser.post('/sign-in', { username, password })
  if (status !== 303) throw new Error(`${username} cannot sign in: ${status}`)
  return browser
}

/** A token of this person that may write, made on the account page; it works at every process on the database. */
export async function makeToken(url: string, username: string): Promise<string> {
  const browser = await signIn(url, username)
  const answer = await browser.post('/account/tokens', { name: 'Thử', scope: 'write', days: '2' })
  const token = /nr_[\w-]+/.exec(await answer.text())?.[0]
  if (!token) throw new Error(`${username} cannot make a token: ${answer.status}`)
  return token
}

/** Asks the JSON API as the person of the token. A body makes it a POST. */
export const callApi = (url: string, token: string, path: string, body?: object, headers: Fields = {}) =>
  fetch(`${url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  })
