import type { Need } from './needs.ts'

/** Faults that hold a lane until the author resumes it; their words are `laneTitle.<kind>` of the namespace `queue`. */
const HOLDING = [
  'billing',
  'quota',
  'no-key',
  'unauthorized',
  'forbidden',
  'insecure',
  'proxy',
  'wrong-address',
  'missing-part',
] as const
export type Holding = (typeof HOLDING)[number]

/** Whether pictures with such a fault wait for the author's word. */
export function isHolding(failure: string): boolean {
  return (HOLDING as readonly string[]).includes(failure)
}

/** The fault in the window's own words; null = only main has words for it. */
export function holdingFault({ failure }: Extract<Need, { kind: 'lane' }>): Holding | null {
  return HOLDING.find((kind) => kind === failure) ?? null
}

/** Faults whose remedy is in Settings. */
export function isMendedInSettings(fault: Holding | null): boolean {
  return fault === 'no-key' || fault === 'unauthorized' || fault === 'wrong-address'
}
