import type { Expression } from '../../../../shared/domain/panel.ts'

/** What a feeling does to a face. Lengths in heads, up is negative. */
export interface Mien {
  /** How far the inner and outer end of each brow move from rest. */
  brow: readonly [inner: number, outer: number]
  /** Eye opening, 1 is at rest, 0 shut. */
  open: number
  /** Where the pupils look, -1 … 1. */
  look: readonly [x: number, y: number]
  /** Lower lid pushed up by the cheek, 0–1. */
  squint: number
  /** Half width, corner lift (smile positive), opening, and whether teeth show. */
  mouth: { width: number; curve: number; open: number; teeth: boolean; skew: number }
  tears: boolean
  sweat: boolean
  /** Degrees the head nods forward (positive) or back. */
  nod: number
}

const REST: Mien = {
  brow: [0, 0],
  open: 1,
  look: [0, 0],
  squint: 0,
  mouth: { width: 0.1, curve: 0.012, open: 0, teeth: false, skew: 0 },
  tears: false,
  sweat: false,
  nod: 0,
}

const mien = (changes: Partial<Omit<Mien, 'mouth'>>, mouth: Partial<Mien['mouth']> = {}): Mien => ({
  ...REST,
  ...changes,
  mouth: { ...REST.mouth, ...mouth },
})

export const MIENS: Record<Expression, Mien> = {
  neutral: REST,
  smile: mien({ brow: [-0.015, -0.005], squint: 0.25 }, { width: 0.13, curve: 0.06 }),
  laugh: mien(
    { brow: [-0.04, -0.02], open: 0, squint: 0.6, nod: -6 },
    { width: 0.15, curve: 0.04, open: 0.15, teeth: true },
  ),
  sad: mien({ brow: [-0.055, 0.03], open: 0.72, look: [0, 0.5], nod: 7 }, { width: 0.085, curve: -0.045 }),
  cry: mien(
    { brow: [-0.07, 0.035], open: 0.12, squint: 0.4, tears: true, nod: 5 },
    { width: 0.11, curve: -0.05, open: 0.07 },
  ),
  angry: mien(
    { brow: [0.055, -0.045], open: 0.8, squint: 0.2, nod: 3 },
    { width: 0.11, curve: -0.03, open: 0.05, teeth: true },
  ),
  afraid: mien(
    { brow: [-0.075, 0.01], open: 1.4, look: [0.3, 0], sweat: true, nod: -3 },
    { width: 0.09, curve: -0.04, open: 0.085 },
  ),
  surprised: mien({ brow: [-0.07, -0.055], open: 1.45, nod: -4 }, { width: 0.06, curve: -0.01, open: 0.13 }),
  worried: mien({ brow: [-0.055, 0.015], open: 1.05, look: [0.35, 0.1] }, { width: 0.08, curve: -0.03, skew: 0.02 }),
  stern: mien({ brow: [0.04, -0.015], open: 0.72 }, { width: 0.1, curve: -0.018 }),
  thoughtful: mien(
    { brow: [0.0, -0.035], open: 0.8, look: [0.4, -0.5], nod: -3 },
    { width: 0.075, curve: 0.0, skew: 0.025 },
  ),
  asleep: mien({ brow: [-0.01, 0.01], open: 0, nod: 10 }, { width: 0.06, curve: 0.005, open: 0.02 }),
  determined: mien({ brow: [0.045, -0.035], open: 0.88, look: [0.2, 0] }, { width: 0.095, curve: 0.008 }),
  disgusted: mien(
    { brow: [0.03, -0.005], open: 0.6, squint: 0.5, look: [0.4, 0.2], nod: -4 },
    { width: 0.09, curve: -0.045, skew: 0.035 },
  ),
}
