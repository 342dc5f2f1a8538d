import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'

/** The OpenAPI 3.1 description of the endpoints, from the very schemas that check requests and answers. */
export const openapi = (endpoints: readonly Endpoint[]) => ({
  openapi: '3.1.0',
  info: {
    title: 'Năm Rõ',
    version: '1',
    description: 'Mọi việc một người làm được trên trang đều làm được ở đây, bằng mã truy cập cá nhân.',
  },
  servers: [{ url: '/api/v1' }],
  security: [{ token: [] }],
  paths: pathsOf(endpoints),
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Mã truy cập tạo ở trang Tài khoản.' } },
    schemas: { Problem: schemaOf(problem) },
  },
})

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  instance: z.string(),
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
})

function pathsOf(endpoints: readonly Endpoint[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const one of endpoints) paths[one.path] = { ...paths[one.path], [one.method]: operationOf(one) }
  return paths
}

function operationOf(one: Endpoint) {
  const { method, summary, action, status, answer } = one
  return {
    summary,
    operationId: `${action}:${method}:${one.path}`.replace(/[^\w]+/g, '_').replace(/_$/, ''),
    parameters: parametersOf(one),
    ...(method === 'post' && { requestBody: bodyOf(one) }),
    responses: {
      [status]: { description: 'Được.', content: { 'application/json': { schema: schemaOf(answer) } } },
      default: {
        description: 'Không được; nói vì sao.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function parametersOf({ path, method, query }: Endpoint) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const asked = query ? (schemaOf(query, 'input') as { properties?: Record<string, object>; required?: string[] }) : {}
  const inQuery = Object.entries(asked.properties ?? {}).map(([name, schema]) => {
    return { name, in: 'query', required: asked.required?.includes(name) ?? false, schema }
  })
  const text = { type: 'string' }
  const inHeader = [
    {
      name: 'Idempotency-Key',
      in: 'header',
      description: 'Gửi lại cùng khóa thì nhận lại kết quả lần đầu.',
      schema: text,
    },
    { name: 'If-Match', in: 'header', description: 'Phiên bản đang xem; đã đổi thì trả 409.', schema: text },
  ]
  return [...inPath, ...inQuery, ...(method === 'post' ? inHeader : [])]
}

function bodyOf({ body, multipart }: Endpoint) {
  const type = multipart ? 'multipart/form-data' : 'application/json'
  return {
    required: body !== undefined,
    content: { [type]: { schema: body ? schemaOf(body, 'input') : { type: 'object' } } },
  }
}

export const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
