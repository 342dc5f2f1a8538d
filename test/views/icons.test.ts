import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { icons } from '../../views/ui/icon.tsx'

test('the sprite holds the icons that views may name, and no others', () => {
  const sprite = readFileSync('static/icons.svg', 'utf8')
  expect([...sprite.matchAll(/<symbol id="([\w-]+)"/g)].map(([, id]) => id)).toEqual([...icons])
})
