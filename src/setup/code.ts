import { randomInt } from 'node:crypto'

// No letters or figures that look alike on a screen.
const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** A code of ten signs to type once, printed at the start of an empty installation. */
export const newSetupCode = (): string => Array.from({ length: 10 }, () => signs[randomInt(signs.length)]).join('')
