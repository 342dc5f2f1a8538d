import { resolve } from 'node:path'
import { z } from 'zod'

const flag = z
  .enum(['', '0', '1'])
  .default('')
  .transform((value) => value === '1')

const environment = z.object({
  NODE_ENV: z.string().default(''),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/.+)?$/, 'must be empty (SQLite) or postgres://...')
    .default(''),
  DATA_DIR: z.string().min(1).default('data'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .or(z.literal(''))
    .default(''),
  TRUST_PROXY: flag,
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

/** What the environment decides, checked and frozen; no other file reads it. */
export interface Config {
  production: boolean
  host: string
  port: number
  /** A postgres:// address, or the path of the SQLite file. */
  database: string
  dataDir: string
  /** Where people reach this installation, without a slash at the end; '' when it is not told. */
  publicUrl: string
  /** Whether a proxy of ours stands in front and its X-Forwarded-* headers may be believed. */
  trustProxy: boolean
  logLevel: string
}

/** Reads the environment once. Throws one message that lists everything that is wrong with it. */
export function readConfig(env: Record<string, string | undefined>): Readonly<Config> {
  const read = environment.safeParse(env)
  if (!read.success) {
    throw new Error(
      `Settings to correct:\n${read.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`).join('\n')}`,
    )
  }
  const { NODE_ENV, HOST, PORT, DATABASE_URL, DATA_DIR, PUBLIC_URL, TRUST_PROXY, LOG_LEVEL } = read.data
  const dataDir = resolve(DATA_DIR)
  return Object.freeze({
    production: NODE_ENV === 'production',
    host: HOST,
    port: PORT,
    database: DATABASE_URL || resolve(dataDir, 'namro.db'),
    dataDir,
    publicUrl: PUBLIC_URL.replace(/\/$/, ''),
    trustProxy: TRUST_PROXY,
    logLevel: LOG_LEVEL,
  })
}
