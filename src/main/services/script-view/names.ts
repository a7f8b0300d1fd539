import type { Bible } from '../../../shared/domain/bible.ts'
import type { PanelContent, PanelPerson } from '../../../shared/domain/panel.ts'
import { walkOnOf } from '../../prompts/walk-on.ts'

/** What people are called to somebody who reads on. */
export type NameOf = (personId: string) => string

/**
 * Names of the cast; whoever has no entry in the bible is called as the script calls them.
 * @param panels where these others are described
 */
export function namesOf(bible: Bible, panels: readonly { content: Pick<PanelContent, 'people'> }[]): NameOf {
  const names = new Map<string, string>()
  for (const person of walkOnsIn(panels).values()) names.set(person.personId, walkOnOf(person).name)
  for (const { id, name } of bible.people) names.set(id, name)
  return (personId) => names.get(personId) ?? walkOnOf({ personId }).name
}

/** People of these panels whom the script describes, by id. */
export function walkOnsIn(
  panels: readonly { content: Pick<PanelContent, 'people'> }[],
): Map<string, Pick<PanelPerson, 'personId' | 'description'>> {
  const people = panels.flatMap(({ content }) => content.people).filter(({ description }) => description !== undefined)
  return new Map(people.map((person) => [person.personId, person]))
}
