import type { Bible } from '../../../shared/domain/bible.ts'
import type { Lettering } from '../../../shared/domain/lettering.ts'
import type { Override } from '../../../shared/domain/override.ts'
import type { PanelContent, PanelPerson } from '../../../shared/domain/panel.ts'
import { walkOnOf } from '../../prompts/walk-on.ts'
import { placeNameOf } from '../../script/breakdown/place.ts'

/** What people are called to somebody who reads on. */
export type NameOf = (personId: string) => string

/** Words for a correction that sets nobody, nowhere or nothing in the place of a guess, by what it is about. */
export const NOTHING: Record<Override['about'], string> = {
  pov: 'nobody',
  speaker: 'nobody',
  role: 'absent',
  place: 'nowhere',
  'time-of-day': 'none',
  weather: 'none',
  mood: 'none',
  date: 'none',
}

/** The value of a correction as the author would say it. */
export function valueInWords(
  { about, value }: Pick<Override, 'about' | 'value'>,
  nameOf: NameOf,
  bible: Bible,
): string {
  if (value === '') return NOTHING[about]
  if (about === 'pov' || about === 'speaker') return nameOf(value)
  return about === 'place' ? (placeNameOf(bible, value) ?? value) : value
}

/** Whom a line belongs to, also where only the script knows their name: the id such people have in panels. */
export function voiceOf({ speakerId, speakerName }: Pick<Lettering, 'speakerId' | 'speakerName'>): string | null {
  return speakerId ?? speakerName?.toLowerCase().replace(/\s+/g, '-') ?? null
}

/**
 * Names of the cast; whoever has no entry in the bible is called as the script calls them.
 * @param panels where these others are described
 */
export function namesOf(
  bible: Bible,
  panels: readonly { content: Pick<PanelContent, 'people' | 'lettering'> }[],
): NameOf {
  const names = new Map<string, string>()
  for (const person of walkOnsIn(panels).values()) names.set(person.personId, walkOnOf(person).name)
  // The script's own words tell the first guard from the second, and McAvoy from Mcavoy.
  for (const line of panels.flatMap(({ content }) => content.lettering))
    if (line.speakerId === null && line.speakerName !== null) names.set(voiceOf(line)!, line.speakerName)
  for (const { id, name } of bible.people) names.set(id, everydayName(name))
  return (personId) => names.get(personId) ?? walkOnOf({ personId }).name
}

/** `Eleanor "Nell" Marrick` as people say it: `Nell Marrick`. */
export function everydayName(name: string): string {
  return name.replace(/^[^"“«]*["“«]([^"”»]+)["”»]/, '$1').trim()
}

/** People of these panels whom the script describes, by id. */
export function walkOnsIn(
  panels: readonly { content: Pick<PanelContent, 'people'> }[],
): Map<string, Pick<PanelPerson, 'personId' | 'description'>> {
  const people = panels.flatMap(({ content }) => content.people).filter(({ description }) => description !== undefined)
  return new Map(people.map((person) => [person.personId, person]))
}
