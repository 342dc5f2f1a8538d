import { expect, test } from 'vitest'
import { commonPasswords } from '../../src/rules/common-passwords.ts'
import { fold } from '../../src/rules/names.ts'
import { type PasswordProblem, passwordProblem } from '../../src/rules/passwords.ts'

const lan = { name: 'Trần Thị Lan', username: 'lan.tt' }

test.each<[string, PasswordProblem | undefined, string]>([
  ['ba con mèo đen', undefined, 'a sentence with marks and spaces'],
  ['kZ7#vq2!Lm', undefined, 'ten characters'],
  ['0912837465', undefined, 'a number that is no series'],
  ['kế hoạch lan tỏa', undefined, 'a given name inside another phrase'],
  ['', 'tooShort', 'nothing'],
  ['kZ7#vq2!L', 'tooShort', 'nine characters'],
  ['ắ ằ ẳ ẵ ặ'.normalize('NFD'), 'tooShort', 'nine characters, though composed of more'],
  ['ba con mèo đen '.repeat(9), 'tooLong', '135 characters'],
  ['kZ7#vq2!'.repeat(16), undefined, '128 characters'],
  ['matkhau123', 'tooCommon', 'the most common Vietnamese one'],
  ['Mật khẩu @2026', 'tooCommon', 'the same with marks, a capital and a year'],
  ['1234567890', 'tooCommon', 'a series'],
  ['Password123!', 'tooCommon', 'decorated'],
  ['anhyeuem2026', 'tooCommon', 'a Vietnamese habit'],
  ['Hanoi@1010!', 'tooCommon', 'a place with figures'],
  ['1q2w3e4r5t', 'tooCommon', 'a walk over the keyboard'],
  ['aaaaaaaaaaaa', 'tooCommon', 'one sign repeated'],
  ['121212121212121', 'tooCommon', 'two signs repeated'],
  ['Lan@19901990', 'containsName', 'the given name with nothing but figures'],
  ['tranlan-9x!k', 'containsName', 'surname and given name'],
  ['x7 Lan Trần k', 'containsName', 'turned round, with marks'],
  ['ThịLan#7kq2', 'containsName', 'middle and given name'],
  ['lan.tt#7kq2zv', 'containsName', 'the user name'],
])('%s is %s: %s', (password, problem) => {
  expect(passwordProblem(password, lan)).toBe(problem)
})

test('a user name of figures, or none yet, does not stop passwords without letters', () => {
  expect(passwordProblem('0912837465', { name: '', username: '' })).toBeUndefined()
  expect(passwordProblem('!@#$%^&*()', { name: 'Lan', username: '102938' })).toBeUndefined()
})

test('the list is written as it is looked up', () => {
  expect(commonPasswords.size).toBeGreaterThan(150)
  for (const entry of commonPasswords) expect(entry).toBe(fold(entry).replace(/[^a-z0-9]/g, ''))
})
