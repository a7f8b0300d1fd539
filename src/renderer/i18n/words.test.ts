import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../keys/commands.ts'

const RENDERER = join(import.meta.dirname, '..')
const LOCALES = join(import.meta.dirname, 'locales')
const LANGUAGES = readdirSync(LOCALES)
/** What main says is not keyed by name (`messages.test.ts`). */
const MESSAGES = 'messages.json'
const NAMESPACES = partsOf('en').map((file) => file.replace('.json', ''))

function partsOf(language: string): string[] {
  return readdirSync(join(LOCALES, language)).filter((file) => file !== MESSAGES)
}

function flat(words: object, before = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[before + key, value]] : [...flat(value, `${before}${key}.`)],
    ),
  )
}

function words(language: string, namespace: string): Map<string, string> {
  return flat(JSON.parse(readFileSync(join(LOCALES, language, `${namespace}.json`), 'utf8')))
}

const PLURAL = /_(zero|one|two|few|many|other)$/

/** Keys without the form of their plural. */
function stems(keys: Iterable<string>): Set<string> {
  return new Set([...keys].map((key) => key.replace(PLURAL, '')))
}

const slots = (text: string) => [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name!).toSorted()

describe.each(LANGUAGES)('the window in %s', (language) => {
  test('has every part', () => {
    expect(partsOf(language).toSorted()).toEqual(NAMESPACES.map((name) => `${name}.json`).toSorted())
  })

  test.each(NAMESPACES)('says everything English says in %s, with the same things filled in', (namespace) => {
    const english = words('en', namespace)
    const own = words(language, namespace)
    expect([...stems(own.keys())].toSorted()).toEqual([...stems(english.keys())].toSorted())
    // The `many` of Spanish and French is for millions; nothing here is counted so far.
    const forms = new Intl.PluralRules(language)
      .resolvedOptions()
      .pluralCategories.filter((form) => form !== 'many' || language === 'ar')
    for (const [key, text] of own) {
      expect(text.trim(), key).not.toBe('')
      const stem = key.replace(PLURAL, '')
      const model = english.get(key) ?? english.get(`${stem}_other`) ?? ''
      // A plural may leave the number itself unsaid: “one picture”.
      const missing = slots(model).filter((name) => !slots(text).includes(name) && !['count', 'number'].includes(name))
      expect(missing, `${key} lacks`).toEqual([])
      expect(
        slots(text).filter((name) => !slots(model).includes(name)),
        `${key} has too much`,
      ).toEqual([])
      if (PLURAL.test(key)) for (const form of forms) expect(own.has(`${stem}_${form}`), `${stem}_${form}`).toBe(true)
    }
  })
})

describe('keys of words', () => {
  const sources = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(RENDERER, file), 'utf8'))
    .join('\n')

  test.each(NAMESPACES)('of %s are all used', (namespace) => {
    const commands = Object.keys((COMMANDS as Record<string, object>)[namespace] ?? {}).map((name) => `keys.${name}`)
    const unused = [...stems(words('en', namespace).keys())].filter((key) => {
      if (commands.includes(key)) return false
      if (new RegExp(`['"\`]${key.replaceAll('.', '\\.')}['"\`]`).test(sources)) return false
      // Families whose last part is a value of the code: words(`screens.${id}`).
      const family = key.split('.').slice(0, -1).join('.')
      return family === '' || !sources.includes(`\`${family}.\${`)
    })
    expect(unused).toEqual([])
  })

  test('of commands are all there', () => {
    for (const [scope, names] of Object.entries(COMMANDS))
      for (const name of Object.keys(names)) expect([...words('en', scope).keys()], scope).toContain(`keys.${name}`)
  })
})
