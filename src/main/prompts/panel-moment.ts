import type { PanelContent } from '../../shared/domain/panel.ts'
import type { PhraseContext } from './dated-phrases.ts'
import type { StoryMoment } from './look-at.ts'
import { spoken } from './phrases.ts'

/** Where in the story a panel stands: all that decides which looks and which qualified phrases hold. */
export type PanelMoment = StoryMoment & PhraseContext

export function momentOf(
  { what, placeId, placeName }: PanelContent,
  { date, chapter, ages }: StoryMoment,
): PanelMoment {
  return { date, chapter, ages, around: `${what} ${placeName ?? ''} ${spoken((placeId ?? '').replace('/', ' '))}` }
}
