import { describe, expect, test } from 'vitest'
import { bidiLevels, visualOrder } from './bidi-levels.ts'
import { prepareText } from './prepare-text.ts'

/** The text as it stands from left to right; brackets are not mirrored, that is the font's. */
function seen(language: string, raw: string): string {
  const prepared = prepareText(raw, { language, role: 'dialogue' })
  const levels = bidiLevels(prepared)
  const characters = [...prepared.text].map((character, at) => ({ character, level: levels[at]! }))
  return visualOrder(characters)
    .map(({ character }) => character)
    .join('')
}

describe('what is seen from left to right', () => {
  test.each([
    ['en', 'plain 12!', 'PLAIN 12!'],
    ['he', 'אבג דהו', 'והד גבא'],
    ['he', 'אבג 9:30!', '!9:30 גבא'],
    ['he', 'אבג (OK) דה', 'הד )OK( גבא'],
    ['he', 'אבג...', '...גבא'],
    ['ar', 'ابج 12 دهو', 'وهد 12 جبا'],
    ['ar', 'ابج ١٢٫٥ ده', 'هد ١٢٫٥ جبا'],
    ['en', 'say אבג now', 'SAY גבא NOW'],
    ['he', 'COMIC BOOK אבג', 'גבא COMIC BOOK'],
  ])('%s: %s', (language, raw, visual) => expect(seen(language, raw)).toBe(visual))
})

test('an override cannot turn words around', () => {
  expect(seen('en', '\u202eevil\u202c good')).toBe('EVIL GOOD')
})
