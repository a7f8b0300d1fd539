import type { useWords } from '../i18n/words.ts'
import type { TreeRow } from './rows.ts'
import type { PanelLine } from './use-panels.ts'

const TIMES = {
  dawn: 'time.dawn',
  morning: 'time.morning',
  day: 'time.day',
  afternoon: 'time.afternoon',
  dusk: 'time.dusk',
  evening: 'time.evening',
  night: 'time.night',
} as const

/** What an entry is called; null for a panel whose words are not here yet. */
export function nameOf(
  words: ReturnType<typeof useWords<'tree'>>,
  row: TreeRow,
  line: PanelLine | undefined,
): string | null {
  if (row.kind === 'chapter') {
    const { number, title } = row.chapter
    return title === '' ? words('chapter', { number }) : words('titledChapter', { number, title })
  }
  if (row.kind === 'panel') return line === undefined ? null : (line.title ?? line.words)
  const { title, place, timeOfDay, number } = row.scene
  if (title !== null && title !== '') return title
  const time = timeOfDay !== null && timeOfDay in TIMES ? words(TIMES[timeOfDay as keyof typeof TIMES]) : null
  if (place === null) return words('scene', { number })
  return time === null ? place : words('placeAndTime', { place, time })
}

/** What stands in the field when an entry is renamed. */
export function titleToEdit(row: TreeRow, line: PanelLine | undefined): string {
  if (row.kind === 'chapter') return row.chapter.title
  if (row.kind === 'scene') return row.scene.title ?? ''
  return line?.title ?? ''
}
