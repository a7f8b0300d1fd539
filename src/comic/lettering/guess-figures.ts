import type { Composition } from '../../shared/domain/composition.ts'
import type { Shot } from '../../shared/domain/panel.ts'
import type { RectMm } from '../geometry.ts'
import type { Figure } from './lettering.ts'

interface Framing {
  /** Height of a head, and of where its mouth is, as shares of the panel's height. */
  head: number
  mouth: number
}

/** Where heads usually are. Shots without a person in view aim low, at where somebody would stand. */
const FRAMINGS: Readonly<Record<Shot, Framing>> = {
  'extreme-close-up': { head: 0.95, mouth: 0.72 },
  'close-up': { head: 0.6, mouth: 0.62 },
  'medium-close-up': { head: 0.4, mouth: 0.52 },
  medium: { head: 0.27, mouth: 0.47 },
  'medium-long': { head: 0.2, mouth: 0.44 },
  full: { head: 0.14, mouth: 0.42 },
  long: { head: 0.08, mouth: 0.58 },
  'extreme-long': { head: 0.04, mouth: 0.66 },
  establishing: { head: 0.04, mouth: 0.68 },
  detail: { head: 0.2, mouth: 0.7 },
  'two-shot': { head: 0.3, mouth: 0.5 },
  'over-the-shoulder': { head: 0.32, mouth: 0.5 },
  'point-of-view': { head: 0.24, mouth: 0.52 },
}

/** Heads are not moved lower than this, whatever the words need. */
const LOWEST_CHIN = 0.94
/** The mouth in a head, from its top. */
const MOUTH = 0.72

/** Where the people of a panel probably stand, for pictures that nobody has looked at: where they were composed. */
export function guessFigures(shot: Shot, { figures, headroom }: Composition, frame: RectMm): Figure[] {
  const { head, mouth } = FRAMINGS[shot]
  const top = Math.max(mouth - MOUTH * head, Math.min(headroom, LOWEST_CHIN - head))
  return figures.map(({ personId, x }) => {
    const height = frame.height * head
    const at = { x: frame.x + frame.width * x, y: frame.y + frame.height * (top + MOUTH * head) }
    return {
      personId,
      body: null,
      face: { x: at.x - height * 0.36, y: at.y - height * MOUTH, width: height * 0.72, height },
      mouth: at,
      guessed: true,
    }
  })
}
