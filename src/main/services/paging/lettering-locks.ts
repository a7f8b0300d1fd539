import type { LetteringLock } from '../../../comic/lettering/lettering.ts'
import { plainWords } from '../../../shared/domain/override.ts'
import type { Project } from '../../open-project.ts'
import type { StoredLetteringLock } from '../../store/lettering-locks.ts'
import type { StoredPanel } from '../../store/script.ts'

/**
 * Moves of the author that hold in a language, by id of the line. What was said for this language alone goes before what
 * was said for all, word for word: a place for all languages and a number of lines for one add up.
 */
export function letteringLocks(
  project: Project,
  panels: ReadonlyMap<string, StoredPanel>,
  language: string,
): Map<string, LetteringLock> {
  const locks = new Map<string, LetteringLock>()
  const stored = project.letteringLocks.all().filter((lock) => lock.language === null || lock.language === language)
  for (const lock of [...stored.filter(isForAll), ...stored.filter((one) => !isForAll(one))]) {
    const line = lineOf(lock, panels)
    if (line !== null) locks.set(line, { ...locks.get(line), ...lock.move })
  }
  return locks
}

const isForAll = ({ language }: StoredLetteringLock) => language === null

/**
 * Id of the line that a move is for; null while it is not in the book. A line that left the script and came back has
 * another id, and is known by its words.
 */
export function lineOf(
  { letteringId, panelId, words }: Pick<StoredLetteringLock, 'letteringId' | 'panelId' | 'words'>,
  panels: ReadonlyMap<string, StoredPanel>,
): string | null {
  const panel = panels.get(panelId)
  if (panel === undefined) return null
  if (panel.letteringIds.includes(letteringId)) return letteringId
  const at = panel.content.lettering.findIndex(({ text }) => plainWords(text) === plainWords(words))
  return panel.letteringIds[at] ?? null
}
