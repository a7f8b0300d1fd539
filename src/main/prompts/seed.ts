import { hash } from 'node:crypto'

/** 0 … 2^31-1, the same for a panel in every art style, so that styles can be compared. @param index which of the images wanted, from 0 */
export function seedFor(panelId: string, index: number): number {
  return Number.parseInt(hash('sha256', `${panelId}#${index}`).slice(0, 8), 16) & 0x7fffffff
}
