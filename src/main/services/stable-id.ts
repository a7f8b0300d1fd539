import { hash } from 'node:crypto'

/** An id in the form of a UUID that is the same wherever and whenever it is made from a name. */
export function stableId(name: string): string {
  const hex = hash('sha256', `panelwright imagery ${name}`)
  // Version 8: made by a rule of our own.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
