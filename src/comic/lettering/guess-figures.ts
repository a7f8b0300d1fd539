import type { PanelContent, Shot } from '../../shared/domain/panel.ts'
import type { RectMm } from '../geometry.ts'
import type { Figure } from './lettering.ts'

interface Framing {
  /** Height of a head, and of where its mouth is, as shares of the panel's height. */
  head: number
  mouth: number
  /** How much of the panel's width figures spread over. */
  spread: number
}

/** Where heads usually are. Shots without a person in view aim low, at where somebody would stand. */
const FRAMINGS: Readonly<Record<Shot, Framing>> = {
  'extreme-close-up': { head: 0.95, mouth: 0.72, spread: 0.5 },
  'close-up': { head: 0.6, mouth: 0.62, spread: 0.55 },
  'medium-close-up': { head: 0.4, mouth: 0.52, spread: 0.6 },
  medium: { head: 0.27, mouth: 0.47, spread: 0.62 },
  'medium-long': { head: 0.2, mouth: 0.44, spread: 0.64 },
  full: { head: 0.14, mouth: 0.42, spread: 0.62 },
  long: { head: 0.08, mouth: 0.58, spread: 0.6 },
  'extreme-long': { head: 0.04, mouth: 0.66, spread: 0.5 },
  establishing: { head: 0.04, mouth: 0.68, spread: 0.5 },
  detail: { head: 0.2, mouth: 0.7, spread: 0.5 },
  'two-shot': { head: 0.3, mouth: 0.5, spread: 0.6 },
  'over-the-shoulder': { head: 0.32, mouth: 0.5, spread: 0.55 },
  'point-of-view': { head: 0.24, mouth: 0.52, spread: 0.6 },
}

/**
 * Where the people of a panel probably stand, for pictures that nobody has looked at. Those who speak stand in the
 * order they speak in, from the start of the line: then tails cannot cross, and a picture composed for its dialogue
 * is composed so.
 * @param speaking ids in the order of their first words
 */
export function guessFigures(
  content: Pick<PanelContent, 'people' | 'shot'>,
  speaking: readonly string[],
  frame: RectMm,
  direction: 'ltr' | 'rtl',
): Figure[] {
  const { head, mouth, spread } = FRAMINGS[content.shot]
  const drawn = content.people.filter(({ role }) => role !== 'mentioned').map(({ personId }) => personId)
  const order = [...speaking.filter((id) => drawn.includes(id)), ...drawn.filter((id) => !speaking.includes(id))]
  return order.map((personId, index) => {
    const along = 0.5 + spread * ((index + 0.5) / order.length - 0.5)
    const across = direction === 'rtl' ? 1 - along : along
    const height = frame.height * head
    const at = { x: frame.x + frame.width * across, y: frame.y + frame.height * mouth }
    return {
      personId,
      body: null,
      face: { x: at.x - height * 0.36, y: at.y - height * 0.72, width: height * 0.72, height },
      mouth: at,
      guessed: true,
    }
  })
}
