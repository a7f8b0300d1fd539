import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Namespace } from './namespaces.ts'

/** Languages of the window's own words; what a book is written in is another matter. */
export const WINDOW_LANGUAGES = ['en', 'es', 'de', 'fr', 'ja', 'ar'] as const
export type WindowLanguage = (typeof WINDOW_LANGUAGES)[number]

const RIGHT_TO_LEFT: readonly string[] = ['ar']

const files = import.meta.glob<Record<string, unknown>>('./locales/*/*.json', { eager: true, import: 'default' })

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

void i18next.use(initReactI18next).init({
  resources: resources() as never,
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'common',
  initAsync: false,
  // React writes text nodes, so nothing is escaped for HTML; names in a line that runs the other way are isolated.
  interpolation: { escapeValue: true, escape: isolate, alwaysFormat: true, format: grouped },
})

/** Numbers as people write them: 5,000. What was formatted before comes as text. */
function grouped(value: unknown, _format: string | undefined, language: string | undefined): string {
  return typeof value === 'number'
    ? new Intl.NumberFormat(`${language ?? 'en'}-u-nu-latn`).format(value)
    : String(value)
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

export function speak(language: WindowLanguage): void {
  void i18next.changeLanguage(language)
}

/** The words of one part of the window. Keys are written out where they are used, so that missing and unused ones show. */
export function useWords<Name extends Namespace>(namespace: Name) {
  return useTranslation(namespace).t
}

/** The language the window speaks now. */
export function useWindowLanguage(): WindowLanguage {
  return useTranslation().i18n.language as WindowLanguage
}
