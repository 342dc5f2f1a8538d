import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync('static/css/20-tokens.css', 'utf8')
// Reversed, so that the first of a name stays: what print sets comes later in the file.
const plain = new Map(
  [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value] as const).reverse(),
)
const both = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name, light, dark]) => [
    name as string,
    { light: light as string, dark: dark as string },
  ]),
)

/** Text on its ground, as the tables of the design say: at least 4.5 to 1. */
const text: [string, string][] = [
  ...['ink', 'ink2', 'ink3', 'blue', 'red', 'amber', 'green', 'slate'].flatMap((name) =>
    ['sheet', 'paper', 'sunk'].map((ground): [string, string] => [name, ground]),
  ),
  ['blue-deep', 'blue-wash'],
  ['blue', 'blue-wash'],
  ['ink', 'blue-wash'],
  ['ink', 'amber-wash'],
  ['ink', 'red-wash'],
  ['ink', 'green-wash'],
  ['ink2', 'slate-wash'],
  ['ink2', 'blue-wash'],
  ...['red', 'amber', 'green', 'slate'].map((name): [string, string] => [name, `${name}-wash`]),
  ...['blue', 'blue-deep', 'red', 'green', 'slate'].map((ground): [string, string] => ['on', ground]),
  ['sheet', 'ink'],
]

/** Borders of controls and parts of charts: at least 3 to 1. */
const shapes: [string, string][] = [
  ['edge', 'sheet'],
  ['edge', 'paper'],
  ['edge', 'sunk'],
  ['late', 'sheet'],
  ['slate', 'slate-wash'],
  ['blue', 'slate-wash'],
]

for (const theme of ['light', 'dark'] as const) {
  test.each(text)(`${theme}: text %s on %s`, (name, ground) => {
    expect(contrast(colour(name, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(shapes)(`${theme}: shape %s on %s`, (name, ground) => {
    expect(contrast(colour(name, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3)
  })
}

test('browsers without light-dark() get the light values', () => {
  for (const [name, { light }] of both) expect([name, plain.get(name)]).toEqual([name, light])
})

test('no colour stands outside the tokens', () => {
  for (const file of readdirSync('static/css').filter((name) => name !== '20-tokens.css')) {
    expect(readFileSync(`static/css/${file}`, 'utf8')).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i)
  }
})

function colour(name: string, theme: 'light' | 'dark') {
  const pair = both.get(name)
  if (!pair) throw new Error(`no colour ${name}`)
  return pair[theme]
}

/** The contrast of two colours by the formula of WCAG 2.2. */
function contrast(one: string, other: string) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string) {
  const [r, g, b] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
