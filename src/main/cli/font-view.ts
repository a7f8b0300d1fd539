import { codeOf } from '../../shared/code-point.ts'
import type { FontReport, FontsInBook } from '../services/fonts.ts'
import { oneLine, table } from './terminal-text.ts'

/** How many characters are named before the rest is counted. */
const NAMED = 30

export function addedView({
  font,
  roles,
  replaced,
}: {
  font: FontReport
  roles: readonly string[]
  replaced: boolean
}): string[] {
  return [`${replaced ? 'Changed' : 'Added'}: ${titleOf(font)}, for ${roles.join(', ')}.`, ...details(font)]
}

export function checkedView(font: FontReport): string[] {
  return [`${titleOf(font)}`, ...details(font)]
}

/** @param book the project folder, as a command would name it */
export function listView({ fonts, missing, language }: FontsInBook, book: string): string[] {
  const own =
    fonts.length === 0
      ? ['The book has no fonts of its own; it is lettered in those that ship with Panelwright.']
      : fonts.flatMap(({ report, roles }) => [`${titleOf(report)}, for ${roles.join(', ')}`, ...details(report)])
  if (missing.length === 0) return [...own, `Every character of the book in ${language} is in a font.`]
  return [
    ...own,
    `No font has these characters of the book in ${language}:`,
    ...table(
      missing
        .slice(0, NAMED)
        .map(({ character, panel, texts }) => [
          `  ${character}`,
          codeOf(character),
          panel === null ? 'a title' : `chapter ${panel.chapter}, scene ${panel.scene}, panel ${panel.number}`,
          texts === 1 ? '' : `and in ${texts - 1} more`,
        ]),
    ),
    ...(missing.length > NAMED ? [`  and ${missing.length - NAMED} more`] : []),
    `Add a font that has them: panelwright font add ${book} <file>`,
  ]
}

export function missingRecord({ character, panel, texts }: FontsInBook['missing'][number], language: string) {
  const place = panel === null ? null : { chapter: panel.chapter, scene: panel.scene, panel: panel.number }
  return { type: 'missing', character, codePoint: codeOf(character), language, ...place, texts }
}

function titleOf({ file, family, format }: FontReport): string {
  const name = oneLine(family)
  return name === '' ? `${file} (${format})` : `${file} (${name}, ${format})`
}

function details({ coverage, book, restricted }: FontReport): string[] {
  const lines = table(
    coverage.map(({ name, has, of }) => [
      `  ${name}`,
      has === of ? 'all' : `${has} of ${of}`,
      has === of ? String(of) : '',
    ]),
  )
  if (book !== null) lines.push(bookLine(book))
  if (restricted) {
    lines.push('  Its maker marked it as not to be embedded: look into its licence before you publish.')
  }
  return lines
}

function bookLine({ has, of, missing }: NonNullable<FontReport['book']>): string {
  if (of === 0) return '  The book has no text yet.'
  if (missing.length === 0) return `  The book’s own text: all of its ${of} characters.`
  const named = missing.slice(0, NAMED).join(' ')
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ''
  return `  The book’s own text: ${has} of its ${of} characters; other fonts stand in for ${named}${more}`
}
