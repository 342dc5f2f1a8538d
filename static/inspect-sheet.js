// The sheet that this page shows, and whose it is: the one at the keys and, standing in, the one stood in for.

export const root = document.querySelector('[data-keeper]')
export const { keeper, sheet } = root?.dataset ?? {}
