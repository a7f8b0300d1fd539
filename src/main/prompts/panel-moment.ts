import type { PanelContent } from '../../shared/domain/panel.ts'
import type { PhraseContext } from './dated-phrases.ts'
import type { StoryMoment } from './look-at.ts'

/** Where in the story a panel stands: all that decides which looks and which qualified phrases hold. */
export type PanelMoment = StoryMoment & PhraseContext

/** What a panel says of its place in the book. */
export interface PanelPosition {
  /** Chapter number as in the script: `3.5`. */
  chapter: string
  strip: string | null
  /** Date of its scene. */
  date: string | null
}

export function momentOf({ what, placeName }: PanelContent, { chapter, strip, date }: PanelPosition): PanelMoment {
  return { chapter, strip, date, around: `${what} ${placeName ?? ''}` }
}
