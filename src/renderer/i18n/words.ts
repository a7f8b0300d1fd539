import i18next, { type FormatterModule } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Namespace } from './namespaces.ts'
import { tellIn } from './told.ts'

/** Languages of the window's own words; what a book is written in is another matter. */
export const WINDOW_LANGUAGES = ['en', 'es', 'de', 'fr', 'ja', 'ar'] as const
export type WindowLanguage = (typeof WINDOW_LANGUAGES)[number]

const RIGHT_TO_LEFT: readonly string[] = ['ar']

// Main's messages are many; each language's are loaded when it is spoken (`told.ts`).
const files = import.meta.glob<Record<string, unknown>>(['./locales/*/*.json', '!./locales/*/messages.json'], {
  eager: true,
  import: 'default',
})

/** language → namespace → words */
function resources(): Record<string, Record<string, Record<string, unknown>>> {
  const all: Record<string, Record<string, Record<string, unknown>>> = {}
  for (const [path, words] of Object.entries(files)) {
    const [language, namespace] = path.replace('./locales/', '').replace('.json', '').split('/') as [string, string]
    all[language] ??= {}
    all[language][namespace] = words
  }
  return all
}

void i18next
  .use(initReactI18next)
  .use(grouping())
  .init({
    resources: resources() as never,
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    initAsync: false,
    // React writes text nodes, so nothing is escaped for HTML; names in a line that runs the other way are isolated.
    interpolation: { escapeValue: true, escape: isolate, alwaysFormat: true },
  })

/** Numbers as people write them: 5,000. What was formatted before comes as text. */
function grouping(): FormatterModule {
  return {
    type: 'formatter',
    init() {},
    add() {},
    addCached() {},
    format: (value, _format, language) =>
      typeof value === 'number' ? new Intl.NumberFormat(`${language ?? 'en'}-u-nu-latn`).format(value) : String(value),
  }
}

/** What is filled in keeps its own direction in a right-to-left sentence: U+2068 … U+2069. */
function isolate(value: string): string {
  return RIGHT_TO_LEFT.includes(i18next.language) ? `\u2068${value}\u2069` : value
}

/** The window's language nearest to what was asked for; null = as the system has it. */
export function windowLanguage(asked: string | null, system: readonly string[]): WindowLanguage {
  for (const tag of [...(asked === null ? [] : [asked]), ...system]) {
    const base = tag.toLowerCase().split('-')[0]
    const found = WINDOW_LANGUAGES.find((language) => language === base)
    if (found) return found
  }
  return 'en'
}

export function isRightToLeft(language: string): boolean {
  return RIGHT_TO_LEFT.includes(language.split('-')[0] ?? '')
}

let asked: WindowLanguage = 'en'

/** Speaks it as soon as main's messages are here in it, so that a page never speaks two languages. */
export function speak(language: WindowLanguage): void {
  asked = language
  void tellIn(language, () => asked === language).then(() => {
    if (asked === language) void i18next.changeLanguage(language)
  })
}

/** The words of one part of the window. Keys are written out where they are used, so that missing and unused ones show. */
export function useWords<Name extends Namespace>(namespace: Name) {
  return useTranslation(namespace).t
}

/** The language the window speaks now. */
export function useWindowLanguage(): WindowLanguage {
  return useTranslation().i18n.language as WindowLanguage
}
