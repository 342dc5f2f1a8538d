import { importHandlers } from './imports/work.ts'
import type { Handlers } from './jobs.ts'

/** Who does which kind of job. */
export const handlers: Handlers = { ...importHandlers }
