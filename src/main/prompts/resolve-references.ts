import type { Person } from '../../shared/domain/bible.ts'
import type { ReferenceRole, RequestReference } from '../../shared/domain/generation.ts'
import type { PromptPart } from '../../shared/domain/prompt.ts'
import type { Reference, ReferenceSubject } from '../../shared/domain/reference.ts'
import { lookAt } from './look-at.ts'
import type { BibleIndex, ResolvedPanel } from './parts.ts'
import { callName } from './person-parts.ts'
import { describeReferences, type ShownImage, type ShownThing } from './reference-part.ts'

/** References by what they show, best first. */
export type ReferenceIndex = ReadonlyMap<string, readonly Reference[]>

/** The pictures that go along with a panel, and what is said about them. */
export interface ResolvedReferences {
  /** In the order they are sent. Every picture once, whatever it shows. */
  references: RequestReference[]
  /** Which image is who, for models that read sentences; null without references. */
  part: PromptPart | null
  /** What the model takes no more pictures for, in words, heaviest first: `reference of Ada’s outfit`. */
  leftOut: string[]
}

const keyOf = (subject: ReferenceSubject, of: string, role: ReferenceRole) => `${subject} ${role} ${of}`

/** @param references those whose files are whole and whose subjects the book has */
export function indexReferences(references: readonly Reference[]): ReferenceIndex {
  const best = references.toSorted(
    (a, b) =>
      Number(b.preferred) - Number(a.preferred) ||
      // One that was made for the look tells more than one that is to do for all.
      Number(b.look !== null) - Number(a.look !== null) ||
      b.addedAt - a.addedAt ||
      (a.sha256 < b.sha256 ? -1 : 1),
  )
  return Map.groupBy(best, ({ subject, of, role }) => keyOf(subject, of, role))
}

/**
 * References of one panel in one art style: for each person who is drawn, by weight, a face and an outfit, of the look
 * that holds then or of none; the place, its zone rather than the whole; the style. At most one of a kind: two outfits
 * of one person would be mixed.
 *
 * @param most how many the model takes
 * @param chosen a picture the author sends along whatever the panel shows; comes first
 */
export function resolveReferences(
  resolved: ResolvedPanel,
  bible: BibleIndex,
  style: { id: string; name: string },
  index: ReferenceIndex,
  most: number,
  chosen: Reference | null = null,
): ResolvedReferences {
  if (most === 0 || (index.size === 0 && chosen === null)) return { references: [], part: null, leftOut: [] }
  const images: ShownImage[] = []
  const leftOut: string[] = []
  const others = wanted(resolved, bible, style, index).filter(({ reference }) => reference.id !== chosen?.id)
  for (const { reference, thing, words } of [...(chosen ? [asChosen(chosen, resolved, bible)] : []), ...others]) {
    const same = images.find((image) => image.reference.hash === reference.sha256)
    if (same) same.things.push(thing)
    else if (images.length < most) images.push({ reference: asSent(reference), things: [thing] })
    else leftOut.push(`reference of ${words}`)
  }
  return {
    references: images.map(({ reference }) => reference),
    part: describeReferences(images),
    leftOut,
  }
}

const asSent = ({ sha256, role, path, of }: Reference): RequestReference => ({ hash: sha256, role, path, of })

interface Wanted {
  reference: Reference
  thing: ShownThing
  /** For the author: `Ada Pell’s outfit`. */
  words: string
}

function wanted(
  resolved: ResolvedPanel,
  bible: BibleIndex,
  style: { id: string; name: string },
  index: ReferenceIndex,
): Wanted[] {
  const ofStyle = index.get(keyOf('style', style.id, 'style'))?.[0]
  return [
    ...resolved.people.flatMap(({ personId }, at) => ofPerson(resolved, at, bible.people.get(personId), index)),
    ...ofPlace(resolved, bible, index),
    ...(ofStyle ? [{ reference: ofStyle, thing: { kind: 'style' as const }, words: `the style ${style.name}` }] : []),
  ]
}

/** What a picture that the author chose is there for: it shows somebody or something, in this panel or not. */
function asChosen(reference: Reference, { panel, people, moment }: ResolvedPanel, bible: BibleIndex): Wanted {
  const { subject, of, role, name } = reference
  if (subject === 'style') return { reference, thing: { kind: 'style' }, words: 'the chosen style' }
  if (subject === 'place') {
    const place = bible.places.get(of.split('/')[0]!)?.name ?? name
    return { reference, thing: { kind: 'place', name: place }, words: place }
  }
  const person = bible.people.get(of)
  const inPanel = people.find(({ personId }) => personId === of)
  const called = person && inPanel ? callName(person, inPanel, panel.what, moment) : (person?.name ?? name)
  if (role === 'outfit') return { reference, thing: { kind: 'outfit', called }, words: `${called}’s outfit` }
  const who = person ?? ({ gender: 'unknown', kind: 'person', count: 1 } as const)
  return { reference, thing: { kind: 'face', person: who, called, atThisAge: true }, words: `${called}’s face` }
}

function ofPerson(
  { panel, people, moment }: ResolvedPanel,
  at: number,
  person: Person | undefined,
  index: ReferenceIndex,
): Wanted[] {
  if (!person) return []
  const label = lookAt(person, moment)?.label ?? null
  const best = (role: ReferenceRole) =>
    index.get(keyOf('person', person.id, role))?.find(({ look }) => look === null || look === label)
  const called = callName(person, people[at]!, panel.what, moment)
  const face = best('face')
  const outfit = best('outfit')
  const looks = new Set(person.looks.map((look) => look.label)).size
  return [
    ...(face
      ? [
          {
            reference: face,
            thing: { kind: 'face' as const, person, called, atThisAge: face.look !== null || looks <= 1 },
            words: `${person.name}’s face`,
          },
        ]
      : []),
    ...(outfit
      ? [{ reference: outfit, thing: { kind: 'outfit' as const, called }, words: `${person.name}’s outfit` }]
      : []),
  ]
}

function ofPlace({ panel, place }: ResolvedPanel, bible: BibleIndex, index: ReferenceIndex): Wanted[] {
  const { placeId } = panel
  if (placeId === null || place === null) return []
  const whole = bible.places.get(placeId.split('/')[0]!)!
  const best = (of: string) => index.get(keyOf('place', of, 'place'))?.[0]
  const zone = best(placeId)
  const reference = zone ?? best(whole.id)
  const name = zone ? place.name : whole.name
  return reference ? [{ reference, thing: { kind: 'place', name }, words: name }] : []
}
