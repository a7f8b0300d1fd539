import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { saidTemplates } from '../../../tools/said-templates.ts'
import { recogniser } from '../../shared/said/recognise.ts'
import { fill, formsOf, parseTemplate } from '../../shared/said/template.ts'
import { type Catalogue, tellerOf } from './told.ts'

const LOCALES = join(import.meta.dirname, 'locales')
const OTHERS = readdirSync(LOCALES).filter((language) => language !== 'en')
const said = saidTemplates(join(import.meta.dirname, '../../..'))
const templates = [...new Set(said.map(({ template }) => template))].toSorted()

const catalogue = (language: string): Catalogue =>
  JSON.parse(readFileSync(join(LOCALES, language, 'messages.json'), 'utf8'))

/** Numbers of what is filled in. */
const slots = (template: string) =>
  [...new Set(parseTemplate(template).flatMap((part) => (typeof part === 'string' ? [] : [part.value])))].toSorted()

/** A command line has nothing to say in a window. */
const COMMAND_LINE = /(^|\s)--(?!no-half-vae|api)[a-z]|(?<![.\w])panelwright [a-z]|<project>/

describe.each(OTHERS)('messages in %s', (language) => {
  const own = catalogue(language)

  test('are all there, and none too many', () => {
    expect(templates.filter((template) => !(template in own))).toEqual([])
    expect(Object.keys(own).filter((template) => !templates.includes(template))).toEqual([])
  })

  test('say what English says', () => {
    for (const [template, text] of Object.entries(own)) {
      expect(text.trim(), template).not.toBe('')
      expect(text, template).not.toMatch(COMMAND_LINE)
      // Words that go with a count need not show it.
      const needed = new Set(
        parseTemplate(template).flatMap((part) => (typeof part === 'string' || part.forms ? [] : [part.value])),
      )
      expect(
        slots(text).filter((slot) => !slots(template).includes(slot)),
        template,
      ).toEqual([])
      expect(
        [...needed].filter((slot) => !slots(text).includes(slot)),
        template,
      ).toEqual([])
    }
  })

  test('have every form of a count', () => {
    for (const text of Object.values(own))
      for (const part of parseTemplate(text))
        if (typeof part !== 'string' && part.forms) expect(part.forms, text).toHaveLength(formsOf(language).length)
  })
})

describe('messages in English', () => {
  const own = catalogue('en')

  test('are said otherwise only where a window has none of what they name', () => {
    for (const [template, text] of Object.entries(own)) {
      expect(templates).toContain(template)
      expect(slots(text).filter((slot) => !slots(template).includes(slot))).toEqual([])
      expect(text).not.toMatch(COMMAND_LINE)
    }
    expect(templates.filter((template) => COMMAND_LINE.test(template) && !(template in own))).toEqual([])
  })
})

describe('what main says', () => {
  const recognise = recogniser(templates)

  test.each(['1', '12'])('is known again, with a count of %s', (count) => {
    for (const template of templates) {
      const values = slots(template).map((slot) => (isCount(template, slot) ? count : `Value ${slot}`))
      const text = fill(template, values, 'en')
      const found = recognise(text)
      // Another template may say the very same in other parts; then both lead to the same words.
      expect(found && fill(found.template, found.values, 'en'), template).toBe(text)
      if (found?.template !== template) expect(found!.weight, template).toBeGreaterThanOrEqual(weightOf(template))
    }
  })

  function isCount(template: string, slot: number): boolean {
    return parseTemplate(template).some((part) => typeof part !== 'string' && part.value === slot && part.forms)
  }

  function weightOf(template: string): number {
    return (
      recogniser([template])(
        fill(
          template,
          slots(template).map(() => '7'),
          'en',
        ),
      )?.weight ?? 0
    )
  }
})

describe('told', () => {
  const tell = tellerOf(
    {
      'There is no file {0}.': 'لا وجود للملف {0}.',
      'Move {0}': 'نقل {0}',
      '{0|panel|# panels}': '{0|لوحة|لوحتين|# لوحات|# لوحة}',
      '“{0}” cannot be undone.': 'يتعذر التراجع عن «{0}».',
    },
    'ar',
  )
  const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '')

  test('keeps what is filled in apart from a line that runs the other way', () => {
    expect(tell('There is no file nell.png.')).toBe('لا وجود للملف \u2068nell.png\u2069.')
  })

  test('tells what is said within, and one after another', () => {
    expect(plain(tell('“Move 3 panels” cannot be undone.'))).toBe('يتعذر التراجع عن «نقل 3 لوحات».')
    expect(plain(tell('There is no file a. There is no file b.'))).toBe('لا وجود للملف a. لا وجود للملف b.')
  })

  test('tells messages of several sentences, one after another', () => {
    const german = tellerOf(
      {
        '“{0}” is no ability.': '„{0}“ ist keine Fähigkeit.',
        'There are: {0}.': 'Es gibt: {0}.',
        'There are: {0}. Separate them with commas.': 'Es gibt: {0}. Trennen Sie sie durch Kommas.',
      },
      'de',
    )
    expect(german('“fly” is no ability. There are: edits, seed. Separate them with commas.')).toBe(
      '„fly“ ist keine Fähigkeit. Es gibt: edits, seed. Trennen Sie sie durch Kommas.',
    )
    expect(german('“fly” is no ability. There are: edits. “run” is no ability.')).toBe(
      '„fly“ ist keine Fähigkeit. Es gibt: edits. „run“ ist keine Fähigkeit.',
    )
    expect(german('“fly” is no ability. Nobody knows this one.')).toBe('“fly” is no ability. Nobody knows this one.')
  })

  test('tells what is said in a list', () => {
    const german = tellerOf(
      {
        'It may refuse {0} ({1}).': 'Abgelehnt wird vielleicht {0} ({1}).',
        'chapter {0}, panel {1}': 'Kapitel {0}, Panel {1}',
        '{0} and {1} more': '{0} und {1} weitere',
        seed: 'Seed',
        quality: 'Qualität',
      },
      'de',
    )
    expect(german('It may refuse “gun” (chapter 1, panel 3; chapter 2, panel 4 and 2 more).')).toBe(
      'Abgelehnt wird vielleicht “gun” (Kapitel 1, Panel 3; Kapitel 2, Panel 4 und 2 weitere).',
    )
    expect(german('It may refuse seed, quality (chapter 1, panel 3).')).toBe(
      'Abgelehnt wird vielleicht Seed, Qualität (Kapitel 1, Panel 3).',
    )
    // Of names of the author's nothing is told, unless all of them are known.
    expect(german('It may refuse seed, Nell (chapter 1, panel 3).')).toBe(
      'Abgelehnt wird vielleicht seed, Nell (Kapitel 1, Panel 3).',
    )
  })

  test('tells a list around names of settings, which are the same in every language', () => {
    const arabic = tellerOf({ 'They have no effect: {0}.': 'لا أثر لها: {0}.', seed: 'البذرة' }, 'ar')
    expect(plain(arabic('They have no effect: seed, steps, referenceWeight.'))).toBe(
      'لا أثر لها: البذرة، steps، referenceWeight.',
    )
    // Alone they are as they are.
    expect(plain(arabic('They have no effect: steps, guidance.'))).toBe('لا أثر لها: steps, guidance.')
  })

  test('knows the title of a batch by the numbers of its chapters', () => {
    const german = tellerOf({ '{0} · chapter {1}': '{0} · Kapitel {1}' }, 'de')
    expect(german('noir + manga · en · chapter 2, 3')).toBe('noir + manga · en · Kapitel 2, 3')
    expect(german('A day · chapter of accidents')).toBe('A day · chapter of accidents')
  })

  test('knows a short template by the quotes around what is filled in', () => {
    expect(tellerOf({ 'the text "{0}"': 'der Text „{0}“' }, 'de')('the text "big"')).toBe('der Text „big“')
  })

  test('leaves what it does not know as it is, as one piece', () => {
    expect(tell('Move on.')).toBe('\u2068Move on.\u2069')
    expect(tellerOf({}, 'de')('Move on.')).toBe('Move on.')
  })
})
