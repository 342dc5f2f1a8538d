import type { Name, World } from './world.ts'

/** Somebody's program, with a token made on the account page. */
export async function caller(world: World, name: Name) {
  const page = await (await world.as(name).post('/account/tokens', { name: 'thử', scope: 'write', days: '30' })).text()
  const Authorization = `Bearer ${/nr_[\w-]+/.exec(page)?.[0]}`
  const send = async (method: string, path: string, body?: string | FormData, headers: Record<string, string> = {}) =>
    world.request(`/api/v1${path}`, { method, body, headers: { Authorization, ...headers } })
  return {
    send,
    get: (path: string) => send('GET', path),
    post: (path: string, body: object = {}, headers: Record<string, string> = {}) =>
      send('POST', path, JSON.stringify(body), { 'Content-Type': 'application/json', ...headers }),
  }
}
export type Caller = Awaited<ReturnType<typeof caller>>
