import { test } from 'vitest'
import { killAndLook } from '../processes/killing.ts'

test('kill -9 during writes loses no acknowledged one: 500 rounds', () => killAndLook(500))
