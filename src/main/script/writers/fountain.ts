import { readFountain } from '../readers/fountain.ts'
import { flowing, labelOf, linesOf, shotWords, type WrittenBook, type WrittenLettering } from './written-book.ts'

/** Writes a book as a Fountain screenplay with its pages and panels as sections, as its reader takes it. */
export function writeFountain({ title, author, chapters }: WrittenBook): string {
  const lines: string[] = [`Title: ${unmarked(title)}`]
  if (author !== '') lines.push(`Author: ${unmarked(author)}`)
  for (const { number, title: chapterTitle, scenes } of chapters) {
    lines.push('', `# Chapter ${number}${chapterTitle === '' ? '' : `: ${unmarked(chapterTitle)}`}`)
    let panelNumber = 0
    for (const [index, scene] of scenes.entries()) {
      if (scene.title !== null) lines.push('', sceneHeading(unmarked(scene.title)))
      else if (scenes.length > 1) lines.push('', `## Scene ${index + 1}`)
      for (const panel of scene.panels) {
        if (panel.page !== null) {
          const { number: page, spread } = panel.page
          lines.push('', spread ? `## Pages ${page}-${page + 1} (Spread)` : `## Page ${page}`)
          panelNumber = 0
        }
        lines.push('', `### Panel ${++panelNumber}`)
        lines.push('', `[shot: ${shotWords(panel)}]`, '', `[importance: ${panel.importance}]`)
        lines.push(...linesOf(panel.what).flatMap((line) => ['', acting(unmarked(line))]))
        for (const line of panel.lettering) lines.push('', ...spoken(line))
      }
    }
  }
  return `${lines.join('\n')}\n`
}

/** Marks of notes and of what is taken out mean nothing in the words of a book. */
function unmarked(text: string): string {
  return flowing(text)
    .replace(/\[(?=\[)|\](?=\])/g, '$& ')
    .replace(/\/(?=\*)|\*(?=\/)/g, '$& ')
}

function sceneHeading(title: string): string {
  return /^(?:INT|EXT)\. /.test(title) ? title : `.${title}`
}

function spoken(line: WrittenLettering): string[] {
  const text = unmarked(line.text)
  const label = labelOf(line)
  // Words that are all in brackets would be how something is said, and those behind a tilde are sung.
  if (/^(?:\(.*\)$|~)/.test(text)) return [`${label}: ${text}`]
  return [/^[\p{Lu}\p{N}\s().'’&/-]+$/u.test(label) && /\p{Lu}{2}/u.test(label) ? label : `@${label}`, text]
}

/** A line of action; one that the reader would take for something else is marked as one. */
function acting(words: string): string {
  const line = words.replace(/[*_]/g, '\\$&')
  const { chapters } = readFountain(`# Page 1\n\n## Panel 1\n\n${line}\n\n## Panel 2\n\nNell.\n`, '')
  const panels = chapters[0]?.scenes[0]?.panels ?? []
  const isPlain = panels.length === 2 && panels[0]!.prompt === words && panels[0]!.lettering.length === 0
  return isPlain ? line : `!${line}`
}
