import { useWindowLanguage, useWords } from '../i18n/words.ts'
import { type Format, formatFor } from './format.ts'

/** Making one takes a millisecond: there is one for all who ask. */
let made: { language: string; unknown: string; format: Format } | null = null

/** Numbers, money and times as the window's language writes them; the same object as long as that stays. */
export function useFormat(): Format {
  const language = useWindowLanguage()
  const unknown = useWords('common')('priceUnknown')
  if (made?.language !== language || made.unknown !== unknown)
    made = { language, unknown, format: formatFor(language, unknown) }
  return made.format
}
