import { useMemo } from 'react'
import { useWindowLanguage, useWords } from '../i18n/words.ts'
import { type Format, formatFor } from './format.ts'

/** Numbers, money and times as the window's language writes them. */
export function useFormat(): Format {
  const language = useWindowLanguage()
  const unknown = useWords('common')('priceUnknown')
  return useMemo(() => formatFor(language, unknown), [language, unknown])
}
