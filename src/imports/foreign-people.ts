import { searchWords } from '../rules/names.ts'

export interface Known {
  name: string
  email: string
}

/**
 * Who another program means by a login, an address or a name. 'lan.tt' is lan.tt@tinh.gov.vn; 'Thị Lan Trần' is Trần Thị
 * Lan, since some write the surname last. All who fit equally well; none when nobody does.
 */
export function peopleSaid<P extends Known>(said: string, people: readonly P[]): P[] {
  const text = said.trim().toLowerCase()
  if (text === '') return []
  const ways: ((person: P) => boolean)[] = [
    ({ email }) => email.toLowerCase() === text,
    ({ email }) => email.toLowerCase().split('@')[0] === text,
    ({ name }) => wordsOf(name) === wordsOf(said),
    ({ name }) => anyOrder(name) === anyOrder(said),
  ]
  for (const fits of ways) {
    const found = people.filter(fits)
    if (found.length > 0) return found
  }
  return []
}

const wordsOf = (name: string) => searchWords(name).join(' ')
const anyOrder = (name: string) => searchWords(name).sort().join(' ')
