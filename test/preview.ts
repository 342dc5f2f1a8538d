import type { Client } from './world.ts'

/** What a dry run is called in its confirmation: the hidden field `seen` of the page at that address. */
export async function seenAt(client: Client, path: string, fields: Record<string, string | string[]>): Promise<string> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) query.append(name, one)
  const html = await (await client.get(`${path}?${query}`)).text()
  return /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? ''
}

/** Looks at the dry run, then confirms what it showed. */
export async function confirm(client: Client, path: string, fields: Record<string, string | string[]>) {
  const { _key, ...asked } = fields
  return client.post(path, { ...fields, seen: await seenAt(client, path, asked) })
}
