import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ScriptChapter } from '../../../shared/domain/script.ts'
import { said } from '../../../shared/said/said.ts'
import { looksLikeTitle } from './prose-headings.ts'

const TIMES_LONGER = 2

/**
 * Warns when the last of at least three scenes is more than twice as long as the longest other one: most often notes
 * that no heading of the list opens. Names the first line in it that looks like a heading.
 */
export function checkLastScene(chapter: ScriptChapter, file: string): Diagnostic[] {
  const last = chapter.scenes.at(-1)
  const fellows = chapter.scenes.slice(0, -1)
  if (last === undefined || fellows.length < 2) return []
  const longest = fellows.reduce((most, scene) => Math.max(most, scene.words), 0)
  if (last.words <= longest * TIMES_LONGER) return []
  const heading = last.paragraphs.slice(1).find((paragraph) => looksLikeTitle(paragraph.text))
  return [
    {
      severity: 'warning',
      code: 'last-scene-long',
      file,
      line: heading?.line ?? last.line,
      message: said`The last scene of chapter ${chapter.number} has ${last.words} words; no other has more than ${longest}. Notes may stand at its end.`,
      remedy:
        heading === undefined
          ? said`Look at the end of the chapter; name the heading of your notes, or add a scene break.`
          : said`If notes begin at “${heading.text}”, name that heading as one of your notes headings.`,
    },
  ]
}
