import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { Hono } from 'hono'
import { findUp } from './paths.ts'

interface Asset {
  type: string
  body: Buffer<ArrayBuffer>
  tag: string
  brotli?: Buffer<ArrayBuffer>
}

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** Every file a page may ask for, held in memory under a fixed name: there is no path to walk out of. */
const assets = new Map<string, Asset>([
  ['app.css', asset('css', stylesheet())],
  ['app.js', asset('js', own('app.js'))],
  ...scripts().map((name): [string, Asset] => [name, asset('js', own(name))]),
  ['icon.svg', asset('svg', own('icon.svg'))],
  ['icons.svg', asset('svg', own('icons.svg'))],
  ['htmx.js', asset('js', fromPackage('htmx.org', 'dist/htmx.min.js'))],
  ['plex-latin.woff2', asset('woff2', font('latin'))],
  ['plex-vietnamese.woff2', asset('woff2', font('vietnamese'))],
])

/** The addresses of scripts and styles with the hash of what is in them, so that browsers keep them for a year. */
export const assetUrls = { css: versioned('app.css'), js: versioned('app.js'), htmx: versioned('htmx.js') }

/**
 * /static/NAME, for anybody. A file asked for by its version is kept for a year, and so are the fonts, which never change
 * under their names. The sprite is not kept at all: Chromium 143 now and then draws none of the `<use>` icons of a page
 * when it takes their file from a cache, also after asking. It is 4 KB.
 */
export const staticFiles = new Hono().get('/:name', (c) => {
  const found = assets.get(c.req.param('name'))
  if (!found) return c.notFound()
  c.header('Cache-Control', keptFor(c.req.param('name'), c.req.query('v') !== undefined))
  c.header('Vary', 'Accept-Encoding')
  // It works beside the sheets of an inspection, though it lies elsewhere.
  if (c.req.param('name') === 'sw.js') c.header('Service-Worker-Allowed', '/inspections/sheets/')
  c.header('ETag', found.tag)
  if (c.req.header('If-None-Match') === found.tag) return c.body(null, 304)
  c.header('Content-Type', found.type)
  if (!found.brotli || !/\bbr\b/.test(c.req.header('Accept-Encoding') ?? '')) return c.body(found.body)
  c.header('Content-Encoding', 'br')
  return c.body(found.brotli)
})

function keptFor(name: string, isVersioned: boolean): string {
  if (name === 'icons.svg') return 'no-store'
  return isVersioned || name.endsWith('.woff2') ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function asset(kind: keyof typeof types, body: Buffer<ArrayBuffer>): Asset {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
  const whole = { type: types[kind], body, tag }
  if (kind === 'woff2') return whole // compressed already
  const brotli = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
  return { ...whole, brotli: Buffer.from(brotli) }
}

function versioned(name: string): string {
  return `/static/${name}?v=${assets.get(name)?.tag.replaceAll('"', '')}`
}

/** The sheets of static/css in the order of their names, which is the order of their layers. */
function stylesheet() {
  const folder = join(findUp('static'), 'css')
  return Buffer.concat(
    readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name))),
  )
}

/** The modules of the sheet of an inspection, and what serves its pages without a connection. */
function scripts(): string[] {
  return readdirSync(findUp('static')).filter((name) => /^(inspect.*|sw)\.js$/.test(name))
}

function own(name: string) {
  return Buffer.from(readFileSync(join(findUp('static'), name)))
}

function fromPackage(name: string, file: string) {
  const main = createRequire(import.meta.url).resolve(`${name}/package.json`)
  return Buffer.from(readFileSync(join(dirname(main), file)))
}

function font(subset: string) {
  return fromPackage('@fontsource-variable/ibm-plex-sans', `files/ibm-plex-sans-${subset}-wght-normal.woff2`)
}
