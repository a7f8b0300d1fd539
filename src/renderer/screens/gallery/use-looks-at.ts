import { useCallback } from 'react'
import { type Edition, useEdition } from '../../frame/book.tsx'
import { usePlace } from '../../place/use-place.ts'

/** Whether pictures of an edition are among those the gallery shows now, by its filters of style and language. */
export function useLooksAt(): (edition: Edition) => boolean {
  const { edition } = useEdition()
  const { params } = usePlace()
  return useCallback(
    ({ style, lang }) =>
      (params.style === 'any' || style === edition?.style) && (params.lang === 'any' || lang === edition?.lang),
    [edition, params.style, params.lang],
  )
}
