/** A number as people type it: '12', '-5', '1,5' or '1.5', '1.200' for twelve hundred. Undefined when it is none. */
export function decimalOf(typed: string): number | undefined {
  const plain = /^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(typed) ? typed.replace(/\./g, '') : typed
  return /^-?\d{1,12}([.,]\d{1,6})?$/.test(plain) ? Number(plain.replace(',', '.')) + 0 : undefined
}

/** '1,5' -> 150 hundredths; undefined for what is no number from 0 to 999,99 with two decimals at most. */
export function hundredthsOf(typed: string): number | undefined {
  const parts = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(typed)
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) : undefined
}

/** 1.5 as '1,5', as it is typed. */
export const typedDecimal = (value: number): string => String(value).replace('.', ',')
