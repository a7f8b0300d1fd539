import { useMemo } from 'react'
import type { Format } from '../../format/format.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'

/**
 * Words and numbers for cards: asked for once and handed down, since a card that follows the language by itself costs
 * more than all else in it. The same object as long as the language stays.
 */
export interface Say {
  words: ReturnType<typeof useWords<'gallery'>>
  common: ReturnType<typeof useWords<'common'>>
  format: Format
}

export function useSay(): Say {
  const words = useWords('gallery')
  const common = useWords('common')
  const format = useFormat()
  return useMemo(() => ({ words, common, format }), [words, common, format])
}
