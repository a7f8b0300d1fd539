import type { Lettering } from '../shared/domain/lettering.ts'
import type { PanelPerson } from '../shared/domain/panel.ts'

/**
 * Who says a line, by id. Somebody without an entry in the bible is in the panel by the words the script calls them:
 * `the man`, `man`. Null when nobody of the panel is called that.
 */
export function speakerOf(
  { speakerId, speakerName }: Pick<Lettering, 'speakerId' | 'speakerName'>,
  people: readonly PanelPerson[],
): string | null {
  if (speakerId !== null || speakerName === null) return speakerId
  const words: readonly string[] = speakerName.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return null
  const known = people.find(({ personId }) => {
    const called = personId.split('-')
    return called.every((word) => words.includes(word)) || words.every((word) => called.includes(word))
  })
  return known?.personId ?? null
}
