const MOST_BYTES = 120

/** Device names that Windows takes for the device whatever the extension. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i

/** Separators, wildcards and quotes of the file systems in use. */
const FORBIDDEN = /[/\\:*?"<>|]/gu

/** Control characters, and those that are not seen but reorder or split a name: marks of direction, zero widths. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu

/**
 * A file name for an export, made from a title: one name in any folder on any system, at most 120 bytes, nothing in
 * it that a file system forbids or a reader cannot see.
 * @param title in any script; may be hostile
 * @param extension without the dot
 * @returns e.g. `What is it - a tale.pdf`; `book.pdf` for a title of which nothing is left
 */
export function exportName(title: string, extension: string): string {
  const cleaned = title
    .toWellFormed()
    .replace(/[\t\n\r]/g, ' ')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(FORBIDDEN, '-')
    .replace(/\s+/gu, ' ')
  const safe = RESERVED.test(trimEnds(cleaned)) ? `_${trimEnds(cleaned)}` : trimEnds(cleaned)
  const stem = trimEnds(shorten(safe, MOST_BYTES - Buffer.byteLength(extension) - 1))
  return `${stem === '' ? 'book' : stem}.${extension}`
}

/** Windows drops dots and spaces at the end of a name; a dot in front hides the file elsewhere. */
function trimEnds(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, '')
}

/** Cuts between what a reader sees as characters, never inside one. */
function shorten(name: string, mostBytes: number): string {
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(kept + segment) > mostBytes) break
    kept += segment
  }
  return kept
}
