import type { ComposedFigure, Composition, Facing } from '../shared/domain/composition.ts'
import type { PanelContent, Shot } from '../shared/domain/panel.ts'
import { type SaidSides, saidSides } from './said-sides.ts'
import { joinLine, type Line, type Side, sideIn } from './scene-line.ts'
import { speakerOf } from './speaker.ts'

/** A panel as far as it decides where people stand. */
export interface PanelToCompose {
  id: string
  sceneId: string
  /** Whose eyes the scene is told through; null when nobody's. */
  povId: string | null
  content: Pick<PanelContent, 'people' | 'shot' | 'lettering' | 'placeId' | 'importance' | 'what'>
}

/** How far from the middle of the picture somebody alone stands, who has a side. */
const ASIDE = 0.1
/** How much of the width the heads of two spread over, by shot; of more, up to MOST_SPREAD. */
const SPREAD_OF_TWO: Readonly<Record<Shot, number>> = {
  'extreme-close-up': 0,
  'close-up': 0.42,
  'medium-close-up': 0.42,
  medium: 0.4,
  'medium-long': 0.4,
  full: 0.36,
  long: 0.32,
  'extreme-long': 0.24,
  establishing: 0.24,
  detail: 0.3,
  'two-shot': 0.4,
  'over-the-shoulder': 0.5,
  'point-of-view': 0.4,
}
const MOST_SPREAD = 0.7
const SPREAD_OF_ANOTHER = 0.13

/** Words in a panel of importance 1 to 5, up to which a share of the height is enough for its balloons. */
const HEADROOMS = [
  { words: 0, share: 0 },
  { words: 9, share: 0.2 },
  { words: 24, share: 1 / 3 },
  { words: Number.POSITIVE_INFINITY, share: 0.4 },
] as const
/** How much room a panel of importance 1 to 5 has, beside an ordinary one. */
const ROOM = [0.7, 0.9, 1.1, 1.4, 2] as const

/**
 * Where people stand in the pictures of a book, decided once for all who draw or letter them. The first who speaks
 * stands on the side that is read first, and people keep their side through a scene. What comes later never moves
 * anybody in a panel before it.
 * @param panels in reading order, scenes as a whole
 * @param direction `vertical` strips are read from left to right
 * @returns by panel id
 */
export function composePanels(
  panels: readonly PanelToCompose[],
  direction: 'ltr' | 'rtl' | 'vertical',
): Map<string, Composition> {
  const composed = new Map<string, Composition>()
  const firstSide: Side = direction === 'rtl' ? 'right' : 'left'
  let line: Line = []
  let before: PanelToCompose | null = null
  for (const panel of panels) {
    if (before === null || before.sceneId !== panel.sceneId || movedOn(before, panel)) line = []
    if (WIDE.has(panel.content.shot)) line = []
    const { composition, line: after } = composePanel(panel, line, firstSide)
    composed.set(panel.id, composition)
    line = looksElsewhere(panel, composition) ? [] : after
    before = panel
  }
  return composed
}

/** In another place people stand anew: the camera has gone with them. */
const movedOn = (before: PanelToCompose, { content: { placeId } }: PanelToCompose): boolean =>
  placeId !== null && before.content.placeId !== null && before.content.placeId !== placeId

/** Shots that show the whole place, and so where everybody is in it. */
const WIDE: ReadonlySet<Shot> = new Set(['long', 'extreme-long', 'establishing'])

/** After a look at a thing or at nobody the camera may come back from the other side. */
const looksElsewhere = ({ content: { shot } }: PanelToCompose, { figures }: Composition): boolean =>
  shot === 'detail' || figures.length === 0

function composePanel(
  { content, povId }: PanelToCompose,
  line: Line,
  firstSide: Side,
): { composition: Composition; line: Line } {
  const spoken = speakersOf(content)
  const cast = castOf(content, spoken)
  const viewerId = content.shot === 'point-of-view' ? viewerOf(content, cast, povId) : null
  const others = cast.filter((id) => id !== viewerId)
  // So near there is one face; the others speak from beside it.
  const seen = content.shot === 'extreme-close-up' ? others.slice(0, 1) : others
  const said = saidSides(content.what, seen)
  const after = joinLine(line, seen, said.sides, firstSide)
  const composition = {
    figures: placesOf(content, seen, spoken, after, firstSide, said),
    viewerId,
    headroom: headroomOf(content),
    said: said.any,
  }
  return { composition, line: after }
}

/** Who is heard in the picture, turn by turn. */
function speakersOf({ lettering, people }: PanelToCompose['content']): string[] {
  return lettering.flatMap((line) => {
    if (line.kind !== 'dialogue' || line.balloon === 'off-panel') return []
    return speakerOf(line, people) ?? []
  })
}

/** Everybody who is drawn: first who speaks, in the order of their first words, then who acts, then the others. */
function castOf({ people }: PanelToCompose['content'], spoken: readonly string[]): string[] {
  const drawn = people.filter(({ role }) => role !== 'mentioned')
  const ids = new Set(drawn.map(({ personId }) => personId))
  const acting = drawn.filter(({ role }) => role === 'acting').map(({ personId }) => personId)
  return [...new Set([...spoken.filter((id) => ids.has(id)), ...acting, ...ids])]
}

/** The scene's own eyes where they are in the panel, else the first who acts. */
function viewerOf({ people }: PanelToCompose['content'], cast: readonly string[], povId: string | null): string | null {
  if (povId !== null && cast.includes(povId)) return povId
  if (povId !== null && cast.length === 1) return null
  const acting = people.find(({ personId, role }) => role === 'acting' && cast.includes(personId))
  return acting?.personId ?? cast[0] ?? null
}

function placesOf(
  { shot, people }: PanelToCompose['content'],
  seen: readonly string[],
  spoken: readonly string[],
  line: Line,
  firstSide: Side,
  said: SaidSides,
): ComposedFigure[] {
  const [alone] = seen
  if (alone === undefined) return []
  const away = new Set(people.filter(({ pose }) => pose === 'turn-away').map(({ personId }) => personId))
  if (seen.length === 1) {
    const side = sideIn(line, alone) ?? (spoken.includes(alone) ? firstSide : null)
    const faces: Facing = away.has(alone)
      ? 'away'
      : shot === 'point-of-view' && spoken.includes(alone)
        ? 'viewer'
        : side === null
          ? 'open'
          : opposite(side)
    return [{ personId: alone, x: side === null ? 0.5 : side === 'left' ? 0.5 - ASIDE : 0.5 + ASIDE, faces }]
  }
  const row = line.map(({ personId }) => personId).filter((id) => seen.includes(id))
  const spread = Math.min(MOST_SPREAD, SPREAD_OF_TWO[shot] + SPREAD_OF_ANOTHER * (row.length - 2))
  const listener = shot === 'over-the-shoulder' && !said.any ? listenerOf(seen) : null
  return row.map((personId, index) => {
    const x = 0.5 + spread * (index / (row.length - 1) - 0.5)
    const faces: Facing =
      personId === listener || away.has(personId)
        ? 'away'
        : shot === 'point-of-view'
          ? 'viewer'
          : row.indexOf(partnerOf(personId, seen, spoken)) > index
            ? 'right'
            : 'left'
    return { personId, x, faces }
  })
}

/** Over whose shoulder the first speaker is seen: whoever answers, or is there. */
const listenerOf = (seen: readonly string[]): string | null => seen[1] ?? null

/** Whom somebody looks at: who speaks right after or before them; who is silent looks at the first who speaks or acts. */
function partnerOf(personId: string, seen: readonly string[], spoken: readonly string[]): string {
  const turns = spoken.filter((id) => seen.includes(id))
  const at = turns.indexOf(personId)
  const neighbours = at < 0 ? [] : [...turns.slice(at + 1), ...turns.slice(0, at).reverse()]
  return neighbours.find((id) => id !== personId) ?? seen.find((id) => id !== personId)!
}

const opposite = (side: Side): Side => (side === 'left' ? 'right' : 'left')

function headroomOf({ lettering, importance }: PanelToCompose['content']): number {
  const words = lettering.reduce((sum, { kind, text }) => sum + (kind === 'sfx' ? 0 : wordsIn(text)), 0)
  const room = ROOM[Math.min(5, Math.max(1, Math.round(importance))) - 1]!
  return HEADROOMS.find((step) => words / room <= step.words)!.share
}

/** Two characters without spaces between them take the room of a word. */
function wordsIn(text: string): number {
  const square = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0
  if (square > 0) return Math.ceil(square / 2)
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
