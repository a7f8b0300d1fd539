/** Longest file name we make, in bytes of UTF-8: leaves room for an ending, a number and a cloud drive's additions. */
const MAX_BYTES = 120
/** Names that Windows keeps for devices, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i
/** Separators and signs that Windows refuses, control characters, and signs that turn or hide text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNSAFE = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/**
 * A title as a file name that every system takes: stays in its folder, at most 120 bytes, composed accents,
 * nothing invisible. Never empty; `fallback` stands in for a title that leaves nothing.
 */
export function safeFileName(title: string, fallback = 'untitled'): string {
  const plain = trim(title.normalize('NFC').toWellFormed().replace(UNSAFE, ' ').replace(/\s+/g, ' '))
  const name = trim(shorten(RESERVED.test(plain) ? `_${plain}` : plain))
  return name === '' ? fallback : name
}

/** Windows drops dots and spaces at the end; a leading dot hides a file elsewhere. */
function trim(text: string): string {
  return text.replace(/^[\s.]+|[\s.]+$/g, '')
}

/** Cuts between characters, never inside one. */
function shorten(text: string): string {
  const encoder = new TextEncoder()
  if (encoder.encode(text).length <= MAX_BYTES) return text
  let bytes = 0
  let kept = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    bytes += encoder.encode(segment).length
    if (bytes > MAX_BYTES) break
    kept += segment
  }
  return kept
}
