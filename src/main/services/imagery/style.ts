import type { RoughLook } from '../../../shared/domain/art-style.ts'
import { listed } from '../../imagery/words.ts'
import { findStyle, listStyles } from '../styles.ts'

/** Words that end every prompt of a run. */
export interface ImageryStyle {
  text: string
  avoid: string[]
  /** How the built-in roughs draw. */
  rough: RoughLook | null
}

export const NO_STYLE: ImageryStyle = { text: '', avoid: [], rough: null }

/**
 * A style by its id, or the author's own words.
 *
 * @throws AppError WRONG_USE for one word that is no style's id
 */
export function readStyle(idOrWords: string): ImageryStyle {
  const words = idOrWords.trim()
  const isId = /^[a-z0-9-]+$/i.test(words) || listStyles(null).some(({ style }) => style.id === words)
  if (!isId) return { text: words, avoid: [], rough: null }
  const { prompt, negativePrompt, rough } = findStyle(null, words)
  return { text: `Style: ${prompt}.`, avoid: listed(negativePrompt), rough }
}

/** The look of roughs where no style says otherwise. */
export function roughLook(style: ImageryStyle): RoughLook {
  return style.rough ?? listStyles(null)[0]!.style.rough
}
