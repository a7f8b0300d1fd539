import type { Person } from '../../shared/domain/bible.ts'
import type { RequestReference } from '../../shared/domain/generation.ts'
import type { PromptPart } from '../../shared/domain/prompt.ts'

/** One picture that goes along, with everything it is there for. */
export interface ShownImage {
  reference: RequestReference
  things: ShownThing[]
}

export type ShownThing =
  /** `called`: as the rest of the prompt calls them. `atThisAge`: it shows the look that holds, hair and all. */
  | { kind: 'face'; person: Pick<Person, 'gender' | 'kind' | 'count'>; called: string; atThisAge: boolean }
  | { kind: 'outfit'; called: string }
  | { kind: 'place'; name: string }
  | { kind: 'style' }

/** Which image is who, and what must be kept of it; null without images. */
export function describeReferences(images: readonly ShownImage[]): PromptPart | null {
  if (images.length === 0) return null
  const sentences = images.map(({ things }, at) => {
    const shown = things.map(shows).join(' and ')
    return `Image ${at + 1} shows ${shown}; ${things.map(keep).join(', ')}`
  })
  const rest = `Take nothing else from ${images.length === 1 ? 'this image' : 'these images'}`
  return {
    id: 'references',
    kind: 'references',
    text: [...sentences, rest].join('. '),
    avoid: [],
    weight: 100,
    mandatory: true,
  }
}

function shows(thing: ShownThing): string {
  switch (thing.kind) {
    case 'face':
      return thing.person.kind === 'person' ? `the face of ${thing.called}` : thing.called
    case 'outfit':
      return `the clothes of ${thing.called}`
    case 'place':
      return `the place, ${thing.name}`
    case 'style':
      return 'the drawing style'
  }
}

function keep(thing: ShownThing): string {
  switch (thing.kind) {
    case 'face':
      return keepFace(thing)
    case 'outfit':
      return 'keep every garment and its colours exactly'
    case 'place':
      return 'keep its layout and materials'
    case 'style':
      return 'keep its line, colours and technique'
  }
}

function keepFace({ person, atThisAge }: Extract<ShownThing, { kind: 'face' }>): string {
  const whose = possessive(person)
  if (person.kind !== 'person') return `keep ${whose} shape and markings exactly`
  return atThisAge
    ? `keep ${whose} face and hair exactly`
    : `keep ${whose} features exactly, with the age and hair described`
}

function possessive({ gender, kind, count }: Pick<Person, 'gender' | 'kind' | 'count'>): string {
  if (count > 1) return 'their'
  if (gender === 'female') return 'her'
  if (gender === 'male') return 'his'
  return kind === 'person' ? 'their' : 'its'
}
