import type { Page } from '../layout.tsx'

type Props = Pick<Page, 'title' | 'short' | 'crumbs' | 'sub' | 'actions'>

/**
 * Crumbs, the h1, the line under it, and the actions at its right. A page whose state line changes in place draws it
 * inside the piece it swaps, and says `heading: false` to the layout.
 */
export function Heading({ title, short, crumbs, sub, actions }: Props) {
  const repeats = !short || short === title
  return (
    <div class={repeats ? 'head said' : 'head'}>
      <div class="head-main">
        {crumbs && crumbs.length > 0 && (
          <nav class="crumbs" aria-label="Đường dẫn">
            <ol>
              {crumbs.map((crumb) => (
                <li>
                  <a href={crumb.href}>{crumb.label}</a>
                </li>
              ))}
              <li aria-current="page">{short ?? title}</li>
            </ol>
          </nav>
        )}
        <h1 class={sub ? undefined : 'ruled'}>{title}</h1>
        {sub && <div class="sub">{sub}</div>}
      </div>
      {actions && <div class="head-actions actions">{actions}</div>}
    </div>
  )
}
