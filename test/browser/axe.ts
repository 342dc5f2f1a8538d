import axeCore from 'axe-core'
import type { Page } from 'playwright-core'

export type Violation = { rule: string; impact: string; help: string; where: string[] }

/**
 * What axe finds wrong on the page as it stands, WCAG 2.2 A and AA and good practice; [] is what a test wants. Goes
 * in by the debugger, because our content security policy refuses a script tag.
 */
export async function axe(page: Page): Promise<Violation[]> {
  await page.evaluate(axeCore.source)
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axeCore }).axe.run(document)
    return violations.map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: impact ?? 'minor',
      help,
      where: nodes.map(({ target }) => target.join(' ')),
    }))
  })
}
