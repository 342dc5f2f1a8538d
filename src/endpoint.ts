import type { Hono } from 'hono'
import { z } from 'zod'
import { Invalid } from './refusal.ts'
import type { Action } from './rules/access.ts'
import { allow, firstErrors, refreshClock, type Web, type WebContext } from './web.tsx'

/** One thing the API can do. Routes, checks and the OpenAPI description are all made from this one value. */
export interface Endpoint {
  method: 'get' | 'post'
  /** Under /api/v1, as OpenAPI writes it: '/tasks/{id}'. */
  path: string
  action: Action
  /** What it does, in Vietnamese, for the documentation. */
  summary: string
  query?: z.ZodObject
  /** JSON, unless `multipart`. */
  body?: z.ZodObject
  multipart?: true
  /** What comes back; a key that is not in it never leaves the server. */
  answer: z.ZodObject
  status: 200 | 201
  handle(c: WebContext, asked: Asked): Promise<unknown>
}

interface Asked {
  id: string
  query: Record<string, unknown>
  body: Record<string, unknown>
}

type Typed<Q extends z.ZodObject, B extends z.ZodObject, A extends z.ZodObject> = Omit<
  Endpoint,
  'query' | 'body' | 'answer' | 'handle' | 'status'
> & {
  query?: Q
  body?: B
  answer: A
  status?: 201
  handle(c: WebContext, asked: { id: string; query: z.output<Q>; body: z.output<B> }): Promise<z.input<A>>
}

/** Ties the types of a handler to its schemas. */
export const endpoint = <
  A extends z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodObject = z.ZodObject,
>(
  one: Typed<Q, B, A>,
): Endpoint => ({ status: 200, ...one }) as Endpoint

/** A page of a list and the cursor of the next one. */
export const listOf = (item: z.ZodObject) => z.object({ items: z.array(item), next: z.string().nullable() })

export const paging = z.object({
  after: z.string().max(200).optional().describe('Con trỏ lấy từ `next` của trang trước.'),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('Số dòng mỗi trang, tối đa 100.'),
})

/** Mounts an endpoint: reads and checks what was asked, runs it, sends only what the schema of the answer names. */
export function mount(
  app: Hono<Web>,
  { method, path, action, query, body, multipart, answer, status, handle }: Endpoint,
) {
  app.on(method, path.replace(/\{(\w+)\}/g, ':$1'), allow(action), async (c: WebContext) => {
    readHeaders(c)
    const asked = {
      id: c.req.param('id') ?? '',
      query: check(query, c.req.query()),
      body: method === 'get' ? {} : check(body, multipart ? await c.req.parseBody({ all: true }) : await readJson(c)),
    }
    refreshClock(c)
    return c.json(answer.parse(await handle(c, asked)), status)
  })
}

/** `Idempotency-Key` makes a request safe to repeat, `If-Match: "3"` refuses it when the thing has changed since version 3. */
function readHeaders(c: WebContext) {
  const key = c.req.header('Idempotency-Key')
  const version = /^"?(\d+)"?$/.exec(c.req.header('If-Match') ?? '')?.[1]
  if (key) c.var.ctx.key = key.slice(0, 200)
  if (version) c.var.ctx.version = Number(version)
}

async function readJson(c: WebContext): Promise<unknown> {
  const text = await c.req.text()
  if (!text) return {}
  try {
    return composed(JSON.parse(text))
  } catch {
    throw new Invalid({ body: 'Nội dung gửi lên không phải JSON đúng dạng.' })
  }
}

/** Every text in NFC: two systems may spell one letter two ways. */
function composed(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').trim()
  if (Array.isArray(value)) return value.map(composed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, composed(inner)]))
}

function check(schema: z.ZodObject | undefined, value: unknown): Record<string, unknown> {
  const read = (schema ?? z.object({})).safeParse(value)
  if (!read.success) throw new Invalid(firstErrors(read.error))
  return read.data
}
