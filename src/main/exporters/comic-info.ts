import type { ExportBook } from './export-book.ts'

/**
 * `ComicInfo.xml` after schema 2.0, elements in the schema's order; a fact the book does not have is left out, since
 * an empty number is not valid.
 * @param pageBytes size of each page file, in page order
 */
export function comicInfoXml(book: ExportBook, pageBytes: readonly number[]): string {
  const elements: (string | null)[] = [
    element('Title', book.title),
    element('Series', book.series),
    element('Number', book.number),
    element('Summary', book.summary),
    element('Writer', book.author),
    element('PageCount', String(book.pages.length)),
    element('LanguageISO', book.language),
    element('Manga', book.direction === 'rtl' ? 'YesAndRightToLeft' : 'No'),
    `  <Pages>\n${book.pages.map((_, index) => pageElement(book, index, pageBytes[index]!)).join('\n')}\n  </Pages>`,
  ]
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<ComicInfo xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
    ...elements.filter((line) => line !== null),
    '</ComicInfo>',
    '',
  ].join('\n')
}

function element(name: string, value: string | null): string | null {
  return value === null || value.trim() === '' ? null : `  <${name}>${escapeXml(value)}</${name}>`
}

function pageElement(book: ExportBook, index: number, bytes: number): string {
  const page = book.pages[index]!
  const chapter = book.chapters.find(({ firstPage }) => firstPage === index)
  const attributes = [
    `Image="${index}"`,
    `Type="${page.kind === 'cover' ? 'FrontCover' : 'Story'}"`,
    `ImageSize="${bytes}"`,
    ...(chapter === undefined ? [] : [`Bookmark="${escapeXml(chapter.title)}"`]),
    `ImageWidth="${page.widthPx}"`,
    `ImageHeight="${page.heightPx}"`,
  ]
  return `    <Page ${attributes.join(' ')}/>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Also drops what XML 1.0 cannot hold in any form: control characters and halves of surrogate pairs. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are forbidden in XML 1.0
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (character) => ENTITIES[character]!)
  )
}
