import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'

export interface DecodedText {
  /** With `\n` line ends and without a byte order mark; null when it is no text that can be used. */
  text: string | null
  diagnostics: Diagnostic[]
}

/** More than any book; guards against a file picked by mistake. */
const MAX_BYTES = 32 * 1024 * 1024
/** A text has no zero bytes; this much of the beginning tells. */
const SNIFFED_BYTES = 8192

/**
 * Bytes of a file as text: UTF-8 or UTF-16 with or without their mark. What is neither is refused with the line of the
 * first bad byte or, with `repair`, read as Windows-1252, which old editors wrote.
 */
export function decodeText(bytes: Uint8Array, file: string, repair: boolean): DecodedText {
  const refuse = (code: string, message: string, remedy: string, line = 0): DecodedText => ({
    text: null,
    diagnostics: [{ severity: 'error', code, file, line, message, remedy }],
  })
  if (bytes.length > MAX_BYTES) {
    const size = `${Math.round(bytes.length / 1_000_000)} MB`
    return refuse(
      'file-too-large',
      `The file is too large for a script (${size}).`,
      'Divide it into chapters, one file each.',
    )
  }
  const wide = wideEncoding(bytes)
  if (wide === null && bytes.subarray(0, SNIFFED_BYTES).includes(0)) {
    return refuse('file-not-text', 'This is not a text file.', 'Save the script as plain text or Markdown (UTF-8).')
  }
  const plain = new TextDecoder(wide ?? 'utf-8').decode(bytes)
  const text = unifyLineEnds(plain)
  if (text.trim() === '') return refuse('file-empty', 'The file is empty.', 'Write something in it, or leave it out.')
  if (isValid(bytes, wide ?? 'utf-8')) return { text, diagnostics: [] }

  const line = text.slice(0, text.indexOf('\uFFFD')).split('\n').length
  if (wide !== null || !repair) {
    return refuse(
      'encoding-invalid',
      `The file is not valid ${wide === null ? 'UTF-8' : 'UTF-16'}.`,
      wide === null
        ? 'Save it as UTF-8, or import with --repair to read it as Windows-1252.'
        : 'Save it as UTF-8 in your editor.',
      line,
    )
  }
  return {
    text: unifyLineEnds(new TextDecoder('windows-1252').decode(bytes)),
    diagnostics: [
      {
        severity: 'warning',
        code: 'encoding-read-as-cp1252',
        file,
        line,
        message: 'The file is not valid UTF-8 and was read as Windows-1252.',
        remedy: 'Look at accents and quotation marks; save the file as UTF-8 to be sure.',
      },
    ],
  }
}

function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function unifyLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}
