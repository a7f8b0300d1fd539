import { counted, grouped } from '../../shared/quantities.ts'
import type { ChapterReport, ImportReport } from '../services/importing.ts'
import { oneLine, table } from './terminal-text.ts'

/** What an import found, and what it changed. */
export function importView({ chapters, removedChapters, bible, stale }: ImportReport): string[] {
  const rows = chapters.map(({ chapter, title, scenes, panels, words, isRead: _, ...changes }) => [
    chapter,
    oneLine(title),
    counted(scenes, 'scene'),
    counted(panels, 'panel'),
    counted(words, 'word'),
    changeWords(changes),
  ])
  const sum = (of: (chapter: ChapterReport) => number) => chapters.reduce((total, chapter) => total + of(chapter), 0)
  const total = [
    counted(chapters.length, 'chapter'),
    counted(
      sum(({ scenes }) => scenes),
      'scene',
    ),
    counted(
      sum(({ panels }) => panels),
      'panel',
    ),
    counted(
      sum(({ words }) => words),
      'word',
    ),
  ]
  return [
    ...table(rows, [0, 2, 3, 4]),
    `${total.join(' · ')}.`,
    ...(bible === null
      ? []
      : [`The bible tells of ${counted(bible.people, 'person', 'people')} and ${counted(bible.places, 'place')}.`]),
    ...removedChapters.map(
      ({ chapter, title, panels }) =>
        `Chapter ${chapter}, “${oneLine(title)}”, is no longer in the script; its ${counted(panels, 'panel')} went to the trash.`,
    ),
    ...(stale > 0
      ? [`${counted(stale, 'panel')} with pictures older than the script; generate refreshes only these.`]
      : []),
  ]
}

/** Silent about a chapter that is all new or all as it was. */
function changeWords({
  isBack,
  added,
  changed,
  unchanged,
  removed,
}: Pick<ChapterReport, 'isBack' | 'added' | 'changed' | 'unchanged' | 'removed'>): string {
  if (isBack) return 'back from the trash'
  if (unchanged + changed === 0) return removed > 0 ? `${grouped(removed)} removed` : ''
  const parts = [
    [added, 'new'],
    [changed, 'changed'],
    [removed, 'removed'],
  ] as const
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${grouped(count)} ${word}`)
  return words.join(', ') || 'as before'
}
