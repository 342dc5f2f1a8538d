import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { roles } from '../rules/access.ts'

/** Whose token this is. */
export const meEndpoints = [
  endpoint({
    method: 'get',
    path: '/me',
    action: 'person.see',
    summary: 'Người của mã truy cập này, chức vụ và vai trò',
    answer: z.object({
      id: z.string(),
      name: z.string(),
      post: z.string(),
      roles: z.array(z.enum(roles)),
    }),
    handle: async (c) => {
      const { publicId: id, name, post, roles } = c.var.ctx.who
      return { id, name, post, roles: [...new Set(roles.map(({ role }) => role))] }
    },
  }),
]
