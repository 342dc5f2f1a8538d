import { test } from 'vitest'
import { killAndLook } from './killing.ts'

test('kill -9 during writes loses no acknowledged one: 20 rounds', () => killAndLook(20))
