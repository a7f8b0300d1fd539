import type { ArtStyle } from '../../shared/domain/art-style.ts'
import type { Look, Person, Place } from '../../shared/domain/bible.ts'
import type { PanelContent, PanelPerson } from '../../shared/domain/panel.ts'

/** Fixtures for tests: a small book of their own. */
export function look(outfit: string, over: Partial<Look> = {}): Look {
  return { label: '', from: null, until: null, chapters: [], appearance: '', outfit, ...over }
}

export function person(id: string, over: Partial<Person> = {}): Person {
  const name = over.name ?? id.replace(/^./, (letter) => letter.toUpperCase())
  return {
    id,
    name,
    aliases: [{ text: name, fromYear: null, untilYear: null, chapter: null }],
    gender: 'unknown',
    kind: 'person',
    born: null,
    died: null,
    age: null,
    role: '',
    always: '',
    looks: [],
    referencedOnly: false,
    count: 1,
    ...over,
  }
}

export function place(id: string, over: Partial<Place> = {}): Place {
  return { id, name: id, aliases: [], zones: [], signature: '', light: '', indoors: null, ...over }
}

export function inPanel(personId: string, over: Partial<PanelPerson> = {}): PanelPerson {
  return { personId, role: 'acting', expression: 'neutral', pose: 'stand', evidence: [], ...over }
}

export function panelContent(over: Partial<PanelContent> = {}): PanelContent {
  return {
    what: 'A door stands open.',
    source: 'The door stood open.',
    line: 1,
    people: [],
    placeId: null,
    placeName: null,
    timeOfDay: null,
    weather: null,
    mood: null,
    shot: 'medium',
    angle: 'eye-level',
    importance: 3,
    props: [],
    lettering: [],
    flags: { sceneStart: false, reveal: false, action: false, splash: false },
    evidence: [],
    ...over,
  }
}

export const INK: ArtStyle = {
  id: 'ink',
  name: 'Ink',
  version: 1,
  description: '',
  prompt: 'Ink drawing, crisp lines, much white',
  negativePrompt: 'colour, photograph',
  rough: { technique: 'ink', screentone: false, colour: 'grey', tint: '#000000', tintStrength: 0, lineWeight: 1 },
}

export const MAREN = person('maren', {
  name: 'Marianne "Maren" Holt',
  aliases: [
    { text: 'Maren', fromYear: null, untilYear: null, chapter: null },
    { text: 'the ferrywoman', fromYear: 1960, untilYear: null, chapter: null },
    { text: 'his sister', fromYear: null, untilYear: null, chapter: null },
  ],
  gender: 'female',
  born: 1940,
  always: 'red hair, long nose',
  looks: [
    look('yellow oilskin, no hat', { from: '1952', until: '1958', appearance: 'two braids' }),
    look('grey ferry coat, brass whistle', { from: '1959', until: null, appearance: 'cropped hair' }),
  ],
})

export const OTTO = person('otto', {
  gender: 'male',
  born: 1935,
  always: 'broad, pale lashes',
  looks: [look('brown corduroy suit, green hat')],
})

export const RIVER = place('the-river', {
  name: 'The River',
  zones: [
    { id: 'the-river/ferry', name: 'ferry', aliases: [] },
    { id: 'the-river/boat-house', name: 'boat-house', aliases: [] },
    { id: 'the-river/ticket-office', name: 'ticket-office', aliases: [] },
  ],
  signature:
    'wide brown water between poplars; a cable across it, hung with rags; the ticket office has a stuffed pike; from 1960 a concrete bridge',
  light: 'flat grey light; by night one green lamp; pink at dawn',
})
