import { letterStyle } from './letter-style.ts'
import type { Figure, LetteringKind, LetteringRequest, PanelScene } from './lettering.ts'

/** Scenes and texts for tests. */
export const PAGE = { x: 0, y: 0, width: 168, height: 260 }
export const STYLE = letterStyle(PAGE, 'ltr')
export function sceneOf(changes: Partial<PanelScene> = {}): PanelScene {
  const frame = changes.frame ?? { x: 20, y: 20, width: 100, height: 70 }
  return {
    panelId: 'panel',
    frame,
    room: frame,
    slants: [],
    page: PAGE,
    direction: 'ltr',
    figures: [],
    keepOff: [],
    attention: null,
    ...changes,
  }
}

/** A person whose face is a box of 10 × 12 mm around a place, the body below it. */
export function figureAt(personId: string, x: number, y: number, guessed = false): Figure {
  return {
    personId,
    face: { x: x - 5, y: y - 6, width: 10, height: 12 },
    body: { x: x - 9, y: y - 6, width: 18, height: 40 },
    mouth: { x, y: y + 3 },
    guessed,
  }
}

let serial = 0
export function says(speakerId: string | null, text: string, kind: LetteringKind = 'speech'): LetteringRequest {
  return { id: `text-${serial++}`, kind, voice: 'narration', speakerId, text }
}
