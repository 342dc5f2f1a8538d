import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { Heading } from './ui/heading.tsx'
import type { IconName } from './ui/icon.tsx'
import { Letterhead, Mark, PrintHead } from './ui/letterhead.tsx'
import { PhoneBar, PhoneHead } from './ui/phone.tsx'
import { Side } from './ui/side.tsx'
import { ActingLine, InsecureLine, MayActLine } from './ui/standing-lines.tsx'
import { type Flash, Toast, ToastBeside } from './ui/toast.tsx'
import { TopBar } from './ui/top-bar.tsx'

/** What the server calls a place in the navigation: 'home', 'tasks', 'unit'. */
export type NavKey = string

export type NavItem = {
  key: NavKey
  href: string
  label: string
  icon: IconName
  /** The heading it stands under, for example "Tra cứu"; items of one group follow each other. */
  group?: string
  /** Only the home page has one, and the notices in the phone bar. */
  count?: number
}

export type Crumb = { href: string; label: string }
export type Theme = 'auto' | 'light' | 'dark'
export type Size = '100' | '112' | '125'

/** What stands around every page; the server fills it from the session once a request. */
export type Frame = {
  /** Addresses with their version in them, so that they may be kept for ever. */
  assets: { css: string; js: string; htmx: string }
  /** Two lines of the letterhead and the short name for a phone; none before the first run. */
  office?: { superior: string; name: string; short: string }
  /** None on the sign-in page. `initials` are made from the name when not given. */
  me?: { name: string; post: string; initials?: string }
  /** Already filtered: it holds only what this person may open. */
  nav?: readonly NavItem[]
  /** At most four; "Thêm", which opens the navigation, is added here. Empty: no bar. Key 'give' is drawn filled. */
  bar?: readonly NavItem[]
  /** May give work: the filled button in the top bar, and the key g. */
  give?: boolean
  notices?: { href: string; count: number }
  /** The day as it is shown: '30/11'. */
  actingFor?: { name: string; until: string }
  /** Somebody has delegated to this person, who does not stand in just now. */
  mayActFor?: { name: string; until: string; delegation: string }
  /** The site is read over plain http. */
  insecure?: boolean
  /** Where "Đăng xuất" posts to; in the navigation. */
  signOut?: string
  theme?: Theme
  size?: Size
  /** The address of this page, to come back to after a change of theme or size. */
  path?: string
}

export type Page = {
  title: string
  /** The navigation entry this page belongs to. */
  section?: NavKey
  crumbs?: readonly Crumb[]
  /** Where the arrow in the phone head leads; the last crumb when not given. */
  back?: string
  /** The head of the page on a phone, where the title is long: "Việc số 2026-0713". */
  short?: string
  /** The line under the h1: a date, or the state of the thing. */
  sub?: Child
  /** At the right of the h1. */
  actions?: Child
  /** Sign-in and first run: a sheet in the middle, nothing around it. */
  bare?: boolean
  /** False when the page draws its own h1. */
  heading?: false
  frame?: Frame
}

const noFrame: Frame = { assets: { css: '/static/app.css', js: '/static/app.js', htmx: '/static/htmx.js' } }

/** What was just done: a sentence, or a sentence with its undo. */
export type Said = string | Flash

type Around = Page & { flash?: Said; children?: Child }

/** The only place with <html>: the whole page around what a route shows. */
export function Layout({ children, flash, ...page }: Around) {
  const frame = page.frame ?? noFrame
  const { theme = 'auto', size = '100' } = frame
  const BodyOf = page.bare ? BareBody : Body
  return (
    <>
      {html`<!doctype html>`}
      <html lang="vi" data-theme={theme} data-size={size}>
        <Head title={page.title} frame={frame} />
        <BodyOf page={page} frame={frame} flash={flash}>
          {children}
        </BodyOf>
      </html>
    </>
  )
}

/** The same for htmx: what the route shows, and beside it what was just done. */
export const Fragment = ({ children, flash }: Pick<Around, 'flash' | 'children'>) => (
  <>
    {children}
    {flash && <ToastBeside {...spoken(flash)} />}
  </>
)

const Head = ({ title, frame }: { title: string; frame: Frame }) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="same-origin" />
    {/* The server draws pages; the browser keeps its own history of them. */}
    <meta name="htmx-config" content='{"history":false,"includeIndicatorCSS":false}' />
    <title>{`${title} – Năm Rõ`}</title>
    <link rel="preload" href="/static/plex-latin.woff2" as="font" type="font/woff2" crossorigin="anonymous" />
    <link rel="preload" href="/static/plex-vietnamese.woff2" as="font" type="font/woff2" crossorigin="anonymous" />
    <link rel="icon" type="image/svg+xml" href="/static/icon.svg" />
    <link rel="stylesheet" href={frame.assets.css} />
    <script src={frame.assets.js} defer></script>
    <script src={frame.assets.htmx} defer></script>
  </head>
)

type BodyProps = { page: Page; frame: Frame; flash?: Said; children?: Child }

const Body = ({ page, frame, flash, children }: BodyProps) => (
  <body data-give={frame.give ? '/tasks/new' : undefined} class={frame.bar?.length ? 'has-bar' : undefined}>
    <Skip />
    <PhoneHead page={page} frame={frame} />
    <Side frame={frame} section={page.section} />
    <div class="page">
      {frame.office && <PrintHead office={frame.office} />}
      <TopBar frame={frame} section={page.section} />
      {frame.insecure && <InsecureLine />}
      {frame.actingFor && <ActingLine {...frame.actingFor} />}
      {frame.mayActFor && <MayActLine {...frame.mayActFor} />}
      <main id="main" tabindex={-1}>
        <Status flash={flash} />
        {page.heading !== false && <Heading {...page} />}
        {children}
      </main>
    </div>
    {frame.bar && frame.bar.length > 0 && <PhoneBar items={frame.bar} section={page.section} />}
    <Hatches />
  </body>
)

const BareBody = ({ page, frame, flash, children }: BodyProps) => (
  <body class="bare">
    <Skip />
    {frame.office && (
      <header>
        <Letterhead office={frame.office} />
      </header>
    )}
    <main id="main" tabindex={-1}>
      <Status flash={flash} />
      {frame.insecure && <InsecureLine />}
      <div class="sheet">
        <div class="sheet-body">
          {page.heading !== false && <h1>{page.title}</h1>}
          {children}
        </div>
      </div>
    </main>
    <footer>
      <Mark />
    </footer>
    <Hatches />
  </body>
)

const Skip = () => (
  <a class="skip" href="#main">
    Đến nội dung chính
  </a>
)

/** The one region that is read out when it changes. */
const Status = ({ flash }: { flash?: Said }) => (
  <div id="status" role="status">
    {flash && <Toast {...spoken(flash)} />}
  </div>
)

const spoken = (flash: Said): Flash => (typeof flash === 'string' ? { text: flash } : flash)

/** The patterns that bars are filled with; every bar of the page refers to them. */
const Hatches = () => (
  <svg class="hatches" width="0" height="0" aria-hidden="true" focusable="false">
    <pattern id="hatch-late" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="hatch-late-ground" width="6" height="6" />
      <rect class="hatch-late-line" width="3" height="6" />
    </pattern>
    <pattern id="hatch-held" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="hatch-held-ground" width="6" height="6" />
      <rect class="hatch-held-line" width="2" height="6" />
    </pattern>
  </svg>
)
