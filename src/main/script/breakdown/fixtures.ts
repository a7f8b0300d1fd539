import type { Bible, Person, Place, ScriptPanel, ScriptScene } from '../../../shared/domain/index.ts'
import type { BreakdownContext } from './context.ts'

/** A person for tests: everything open that a test does not name. */
export function person(
  id: string,
  name: string,
  more: Partial<Omit<Person, 'aliases'>> & { aliases?: string[] } = {},
): Person {
  return {
    id,
    name,
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
    ...more,
    aliases: (more.aliases ?? [name]).map((text) => ({ text, fromYear: null, untilYear: null, chapter: null })),
  }
}

function place(id: string, name: string, zones: string[] = [], aliases: string[] = []): Place {
  return {
    id,
    name,
    aliases,
    zones: zones.map((zone) => ({ id: `${id}/${zone}`, name: zone.replace(/-/g, ' '), aliases: [] })),
    signature: '',
    light: '',
    indoors: null,
  }
}

/** A small cast whose names hide in other words on purpose. */
export const BIBLE: Bible = {
  people: [
    person('wei', 'Wei', { gender: 'male' }),
    person('max', 'Max', { gender: 'male' }),
    person('art', 'Art', { gender: 'male' }),
    person('may', 'May', { gender: 'female' }),
    person('ruth', 'Ruth Calder', { gender: 'female', aliases: ['Ruth', 'the doctor'] }),
    person('clara', 'Clara', { gender: 'female', referencedOnly: true }),
    person('rex', 'Rex', { kind: 'dog', aliases: ['Rex', 'the dog'] }),
  ],
  places: [place('mill', 'The Mill', ['loft', 'wheel-room', 'kitchen']), place('kettle', 'The Kettle', ['cave'])],
}

export function prose(text: string, more: Partial<ScriptScene> = {}): ScriptScene {
  const paragraphs = text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph, i) => ({ line: 1 + 2 * i, text: paragraph.trim().replace(/\s*\n\s*/g, ' ') }))
  return {
    number: 1,
    title: null,
    line: 1,
    words: text.split(/\s+/).filter((token) => /[\p{L}\p{N}]/u.test(token)).length,
    slug: null,
    paragraphs,
    panels: [],
    ...more,
  }
}

export const promptPanel = (prompt: string, more: Partial<ScriptPanel> = {}): ScriptPanel => ({
  line: 1,
  strip: '001',
  number: 1,
  prompt,
  shot: null,
  importance: null,
  lettering: [],
  problem: null,
  ...more,
})

export const context = (more: Partial<BreakdownContext> = {}): BreakdownContext => ({
  bible: BIBLE,
  chapter: { number: '1', title: 'One', year: 1950 },
  ...more,
})
