import type { ComposedFigure, Composition } from '../../shared/domain/composition.ts'
import type { PanelPerson, Pose } from '../../shared/domain/panel.ts'
import type { PromptPart } from '../../shared/domain/prompt.ts'
import type { BibleIndex, ResolvedPanel } from './parts.ts'
import { calledInPrompt } from './person-parts.ts'
import { capitalised } from './phrases.ts'

/** Poses in which somebody is said to stand; others are named as far as one word does. */
const BEARING: Partial<Record<Pose, string>> = {
  stand: 'stands',
  hold: 'stands',
  point: 'stands',
  wave: 'stands',
  reach: 'stands',
  'turn-away': 'stands',
  sit: 'sits',
  eat: 'sits',
  write: 'sits',
  kneel: 'kneels',
  crouch: 'crouches',
  lie: 'lies',
}
/** More people than this are only named in their order. */
const MOST_BY_PLACE = 3

const HEADROOM_WORDS: readonly { least: number; words: string }[] = [
  { least: 0.38, words: 'two fifths' },
  { least: 0.3, words: 'third' },
  { least: 0.1, words: 'fifth' },
]

/**
 * Where people stand and what stays free above them, as one sentence. Null where nothing is decided. The lightest of
 * all parts: whether there is room for it never decides about another part, so the key does not depend on it.
 */
export function stagingPart(resolved: ResolvedPanel, composition: Composition, bible: BibleIndex): PromptPart | null {
  const { panel } = resolved
  const places = composition.said || panel.shot === 'detail' ? [] : placeWords(resolved, composition, bible)
  const room = HEADROOM_WORDS.find(({ least }) => composition.headroom >= least)
  const calm = room && `the upper ${room.words} of the picture ${room.words === 'two fifths' ? 'stay' : 'stays'} calm`
  const heads = calm && composition.figures.length > 0 && panel.shot !== 'detail' ? `${calm}, heads below it` : calm
  const text = [...places, ...(heads ? [heads] : [])].join('; ')
  if (text === '') return null
  return { id: 'staging', kind: 'staging', text: capitalised(text), avoid: [], weight: 5, mandatory: false }
}

function placeWords(resolved: ResolvedPanel, { figures }: Composition, bible: BibleIndex): string[] {
  const { panel, people, moment } = resolved
  const who = new Map(panel.people.map((person) => [person.personId, person]))
  const names = new Map(
    panel.people.map((person, at) => [
      person.personId,
      calledInPrompt(person, bible.people.get(person.personId) ?? null, people[at]!, panel.what, moment),
    ]),
  )
  const seen = figures.filter(({ personId }) => who.has(personId))
  const name = ({ personId }: ComposedFigure) => names.get(personId)!
  if (new Set(seen.map(name)).size < seen.length) return []
  const [first] = seen
  if (first === undefined) return []
  if (seen.length === 1) return alone(first, name(first), who.get(first.personId)!)
  if (seen.length > MOST_BY_PLACE) return [`from left to right: ${seen.map(name).join(', ')}`]
  const verbs = seen.map(({ personId }) => BEARING[who.get(personId)!.pose] ?? 'is')
  const places = seen.length === 2 ? ['at the left', 'at the right'] : ['at the left', 'in the middle', 'at the right']
  const standing = seen.map((figure, at) => {
    const verb = at > 0 && verbs[at] === verbs[at - 1] ? '' : `${verbs[at]} `
    return `${name(figure)} ${verb}${places[at]}`
  })
  const [left, right] = seen
  const talk = panel.lettering.some(({ kind }) => kind === 'dialogue')
  const facing = seen.length === 2 && left!.faces === 'right' && right!.faces === 'left'
  const eyes = talk && facing ? ', looking at each other' : ''
  const shoulder = panel.shot === 'over-the-shoulder' ? seen.find(({ faces }) => faces === 'away') : undefined
  const behind = shoulder ? [`seen past the shoulder of ${name(shoulder)}`] : []
  return [`${standing.join(', ')}${eyes}`, ...behind]
}

/** Somebody alone has a side only where the scene has given them one. */
function alone({ x, faces }: ComposedFigure, name: string, { pose }: PanelPerson): string[] {
  if (Math.abs(x - 0.5) < 0.01) return []
  const verb = BEARING[pose] ?? 'is'
  const looking = faces === 'left' || faces === 'right' ? `, looking to the ${faces}` : ''
  return [`${name} ${verb} a little ${x < 0.5 ? 'left' : 'right'} of the middle${looking}`]
}
