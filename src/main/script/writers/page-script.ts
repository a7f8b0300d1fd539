import { readPageScript } from '../readers/page-script.ts'
import { readCue, readLabelled, withDelivery } from '../readers/script-lettering.ts'
import {
  flowing,
  labelOf,
  linesOf,
  shotWords,
  type WrittenBook,
  type WrittenLettering,
  type WrittenPage,
} from './written-book.ts'

/** Longer chapter lines are headings only with a mark before them. */
const LONGEST_BARE_HEADING = 100

/** Writes a book as a script of pages and panels, as its reader takes it. */
export function writePageScript({ title, author, chapters }: WrittenBook): string {
  const lines: string[] = [flowing(title).toUpperCase()]
  if (author !== '') lines.push(`Script by ${flowing(author)}`)
  for (const { number, title: chapterTitle, scenes } of chapters) {
    const heading = `CHAPTER ${number}${chapterTitle === '' ? '' : `: ${flowing(chapterTitle)}`}`
    lines.push('', '', heading.length > LONGEST_BARE_HEADING ? `# ${heading}` : heading)
    let panelNumber = 0
    for (const [index, scene] of scenes.entries()) {
      const opens = scene.title !== null || scenes.length > 1 ? sceneLine(index + 1, scene.title) : null
      // A scene that begins with a page stands below its heading.
      if (opens !== null && scene.panels[0]?.page == null) lines.push('', opens)
      for (const [at, panel] of scene.panels.entries()) {
        if (panel.page !== null) {
          lines.push('', '', pageLine(panel.page))
          panelNumber = 0
        }
        if (at === 0 && opens !== null && panel.page !== null) lines.push('', opens)
        lines.push('', `Panel ${++panelNumber}`)
        lines.push(`[shot: ${shotWords(panel)}]`, `[importance: ${panel.importance}]`)
        const described = linesOf(panel.what).map(describing)
        lines.push(...described)
        for (const [place, line] of panel.lettering.entries())
          lines.push('', spoken(line, place + 1, place + described.length > 0))
      }
    }
  }
  return `${lines.join('\n')}\n`
}

function pageLine({ number, panels, spread }: WrittenPage): string {
  if (spread) return `PAGES ${number}-${number + 1} (DOUBLE-PAGE SPREAD)`
  return panels === 1 ? `PAGE ${number} (SPLASH)` : `PAGE ${number} (${panels} PANELS)`
}

function sceneLine(number: number, title: string | null): string {
  return title === null ? `SCENE ${number}` : `SCENE ${number}: ${flowing(title)}`
}

/** `NELL: words`; `2. SIGN: words` where only the number of the balloon says that it is one. */
function spoken(line: WrittenLettering, number: number, isDescribed: boolean): string {
  const text = flowing(line.text)
  const label = `${readLabelled(`${labelOf(line)}: ${text}`, isDescribed) === null ? `${number}. ` : ''}${labelOf(line)}:`
  const read = readLabelled(`${label} ${text}`)
  // What begins as if it told how the words are said stands below the name.
  return read !== null && withDelivery(read, text).text !== text ? `${label}\n${text}` : `${label} ${text}`
}

/** A line of description; one that the reader would take for something else is marked as one. */
function describing(line: string): string {
  const { chapters, diagnostics } = readPageScript(`PAGE 1\n\nPanel 1\n${line}\n\nPanel 2\nNell.\n`, '')
  const panel = chapters[0]?.scenes[0]?.panels[0]
  const isPlain =
    diagnostics.length === 0 && panel?.prompt === line && panel.lettering.length === 0 && readCue(line) === null
  return isPlain ? line : `!${line}`
}
