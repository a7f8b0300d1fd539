import { useWords } from '../i18n/words.ts'

/** Qualities that vendors call by a word; others are sizes, such as `2K`, and the same in every language. */
const QUALITY_WORDS = {
  low: 'quality.low',
  medium: 'quality.medium',
  high: 'quality.high',
  standard: 'quality.standard',
} as const

/** Names a quality by its id. */
export function useQualityName(): (id: string) => string {
  const words = useWords('common')
  return (id) => (Object.hasOwn(QUALITY_WORDS, id) ? words(QUALITY_WORDS[id as keyof typeof QUALITY_WORDS]) : id)
}
