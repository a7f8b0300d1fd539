import type { EditionLanguage } from '../../comic/edition-language.ts'
import { counted } from '../../shared/quantities.ts'
import type { LanguageProgress } from '../services/languages/book-languages.ts'
import type { EditionCheck } from '../services/languages/check-edition.ts'
import type { TakenIn } from '../services/languages/take-in-table.ts'
import { table } from './terminal-text.ts'

const DIRECTIONS = { ltr: 'read from the left', rtl: 'read from the right', vertical: 'a strip to scroll' } as const
const NAMES = new Intl.DisplayNames('en', { type: 'language' })

/** `ar  Arabic, read from the right, page numbers in arab digits` */
export function settingsLine({ code, readingDirection, writing, digits }: EditionLanguage): string {
  const parts = [`${NAMES.of(code)}`, DIRECTIONS[readingDirection]]
  if (writing === 'vertical') parts.push('written in columns')
  if (digits !== 'latn') parts.push(`page numbers in ${digits} digits`)
  return `${code}  ${parts.join(', ')}`
}

/** @param book the project folder, as a command would name it */
export function listView(entries: readonly LanguageProgress[], book: string): string[] {
  const rows = entries.map(({ code, isOwn, settings, texts, ...progress }) => [
    code,
    settingsLine(settings).slice(code.length + 2),
    isOwn ? `${counted(texts, 'text')}, the book’s own` : progressWords(texts, progress),
  ])
  if (entries.length > 1) return table(rows)
  return [...table(rows), `Add another: panelwright language add ${book} es`]
}

function progressWords(
  texts: number,
  { stale, missing, machine }: Pick<LanguageProgress, 'stale' | 'missing' | 'machine'>,
): string {
  const open = [
    ...(missing > 0 ? [`${missing} missing`] : []),
    ...(stale > 0 ? [`${stale} stale`] : []),
    ...(machine > 0 ? [`${machine} by a machine`] : []),
  ]
  const done = `${texts - missing} of ${texts} translated`
  return open.length === 0 ? `all ${counted(texts, 'text')} translated` : `${done}: ${open.join(', ')}`
}

export function checkedLine({ language, readingDirection, pages, texts, moved, crowded }: EditionCheck): string {
  const places =
    moved === null
      ? `placed afresh, since its pages are ${DIRECTIONS[readingDirection as keyof typeof DIRECTIONS]}`
      : `${moved} of them not where they stand in the book’s own language`
  const fit = crowded === 0 ? 'all fit as well as the book’s own' : `${crowded} do not fit`
  return `${language}: ${counted(pages, 'page')}, ${counted(texts, 'text')}, ${places}; ${fit}.`
}

export function takenInView({ changed, confirmed, unchanged, stale, empty }: TakenIn): string {
  const open = [...empty.values()].reduce((sum, count) => sum + count, 0)
  return [
    `${counted(changed, 'text')} taken over`,
    ...(confirmed > 0 ? [`${confirmed} confirmed`] : []),
    `${unchanged} unchanged`,
    ...(stale > 0 ? [`${stale} for words that have changed`] : []),
    ...(open > 0 ? [`${counted(open, 'cell')} empty`] : []),
  ]
    .join(', ')
    .concat('.')
}
