import type { ArtStyle } from '../../shared/domain/art-style.ts'
import type { Composition } from '../../shared/domain/composition.ts'
import type { Stage } from '../../shared/domain/generation.ts'
import type { BibleIndex, ResolvedPanel } from './parts.ts'
import { walkOnOf } from './walk-on.ts'

/** The resolved panel as a drawing provider stages it. Descriptions keep the bible's words, negations included. */
export function stageOf(
  { panel, people, place }: ResolvedPanel,
  composition: Composition,
  bible: BibleIndex,
  style: ArtStyle,
): Stage {
  const { evidence: _evidence, lettering: _lettering, source: _source, line: _line, ...content } = panel
  return {
    panel: { ...content, people: panel.people.map((person) => ({ ...person, evidence: [] })) },
    people: people.map((resolved, at) => {
      const person = bible.people.get(resolved.personId) ?? walkOnOf(panel.people[at]!)
      return {
        personId: resolved.personId,
        name: resolved.name,
        kind: person.kind,
        gender: person.gender,
        age: resolved.age,
        appearance: resolved.appearance.join(', '),
        outfit: resolved.outfit.join(', '),
      }
    }),
    composition,
    place: place && {
      id: place.id,
      name: place.name,
      signature: place.signature.flat().join(', '),
      light: place.light.join(', '),
      indoors: place.indoors,
    },
    look: style.rough,
  }
}
