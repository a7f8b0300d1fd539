import type { ArtStyle } from '../../shared/domain/art-style.ts'
import type { Bible } from '../../shared/domain/bible.ts'
import type { Composition } from '../../shared/domain/composition.ts'
import type { PanelContent, PanelPerson } from '../../shared/domain/panel.ts'
import type { PromptLimits, PromptPart } from '../../shared/domain/prompt.ts'
import { cameraPart } from './camera-part.ts'
import type { StoryMoment } from './look-at.ts'
import { mergeAvoided, positiveSentence } from './negations.ts'
import { momentOf, type PanelMoment } from './panel-moment.ts'
import { personParts, type ResolvedPerson, resolvePerson } from './person-parts.ts'
import { capitalised, tidy } from './phrases.ts'
import { NO_TEXT } from './picture-words.ts'
import { placeParts, type ResolvedPlace, resolvePlace } from './place-parts.ts'
import { stagingPart } from './staging-part.ts'

/** A panel with its looks and its place resolved to the moment it plays in. */
export interface ResolvedPanel {
  panel: PanelContent
  people: ResolvedPerson[]
  place: ResolvedPlace | null
  moment: PanelMoment
}

/** Who is only spoken of, in this panel or in the whole book, is not drawn; acting people come first. */
export function resolvePanel(content: PanelContent, at: StoryMoment, bible: BibleIndex): ResolvedPanel {
  const moment = momentOf(content, at)
  const people = drawnPeople(content.people, bible)
  const { placeId, timeOfDay } = content
  const place = placeId === null ? undefined : bible.places.get(placeId.split('/')[0]!)
  return {
    panel: { ...content, people },
    people: people.map((inPanel) => resolvePerson(inPanel, bible.people.get(inPanel.personId) ?? null, moment)),
    place: placeId !== null && place ? resolvePlace(placeId, place, timeOfDay, moment) : null,
    moment,
  }
}

export function drawnPeople(people: readonly PanelPerson[], bible: BibleIndex): PanelPerson[] {
  const seen = new Set<string>()
  return people
    .filter(({ personId, role }) => role !== 'mentioned' && !bible.people.get(personId)?.referencedOnly)
    .filter(({ personId }) => !seen.has(personId) && seen.add(personId))
    .sort((a, b) => Number(a.role !== 'acting') - Number(b.role !== 'acting'))
}

export interface BibleIndex {
  people: ReadonlyMap<string, Bible['people'][number]>
  places: ReadonlyMap<string, Bible['places'][number]>
}

export function indexBible(bible: Bible): BibleIndex {
  return {
    people: new Map(bible.people.map((person) => [person.id, person])),
    places: new Map(bible.places.map((place) => [place.id, place])),
  }
}

/**
 * What a panel's prompt says before any art style, in the order it is written: the place and what makes it
 * recognisable, each person with their clothes (acting ones first), the action, the camera, where people stand.
 * @param reads where people stand is said in sentences only: words that just add up cannot say it
 */
export function sceneParts(
  resolved: ResolvedPanel,
  composition: Composition,
  bible: BibleIndex,
  reads: PromptLimits['reads'],
): PromptPart[] {
  const { panel, people, place, moment } = resolved
  const cast = panel.people.flatMap((inPanel, at) =>
    personParts(inPanel, bible.people.get(inPanel.personId) ?? null, people[at]!, panel.what, moment),
  )
  const { text, avoid } = positiveSentence(tidy(panel.what))
  const action: PromptPart = {
    id: 'panel',
    kind: 'panel',
    text: capitalised(text),
    avoid,
    weight: 100,
    mandatory: true,
  }
  const camera = cameraPart(panel)
  const staging = reads === 'sentences' ? stagingPart(resolved, composition, bible) : null
  return [...placeParts(panel, place), ...cast, action, ...(camera ? [camera] : []), ...(staging ? [staging] : [])]
}

/** How an art style is asked for: its name-giving first phrase, the rest of its words, what it keeps away. */
export function styleParts(style: ArtStyle): PromptPart[] {
  const [lead = '', ...rest] = style.prompt.split(/,\s+/)
  const part = (id: string, text: string, avoid: string[], weight: number): PromptPart => ({
    id,
    kind: 'style',
    text: capitalised(tidy(text)),
    avoid,
    weight,
    mandatory: false,
  })
  const parts = [part('style', lead, [], 90)]
  if (rest.length > 0) parts.push(part('style-words', rest.join(', '), [], 50))
  const avoid = mergeAvoided([[style.negativePrompt]])
  if (avoid.length > 0) parts.push(part('style-avoid', '', avoid, 20))
  return parts
}

/** Closes every prompt: lettering is set over the picture later and must not be drawn into it. */
export const NO_TEXT_PART: PromptPart = {
  id: 'no-text',
  kind: 'no-text',
  text: '',
  avoid: [...NO_TEXT],
  weight: 100,
  mandatory: true,
}
