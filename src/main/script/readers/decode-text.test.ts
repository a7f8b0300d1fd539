import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { decodeText, LARGEST_SCRIPT, refuseLargeScript } from './decode-text.ts'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))))

function refusal(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('nothing was refused')
}

describe('decoding a script', () => {
  it('reads UTF-8 and gives every line end as one line feed', () => {
    expect(decodeText(bytes('a\r\nb\rc\nñ'), 'x').text).toBe('a\nb\nc\nñ')
  })

  it('takes byte order marks away, also where files were joined', () => {
    expect(decodeText(bytes([0xef, 0xbb, 0xbf], 'a\n', [0xef, 0xbb, 0xbf], '# b'), 'x').text).toBe('a\n# b')
  })

  it('reads UTF-16 with its mark in both orders', () => {
    const little = Buffer.from('\ufeffInês\r\n灯', 'utf16le')
    expect(decodeText(little, 'x')).toMatchObject({ text: 'Inês\n灯', encoding: 'utf-16le' })
    expect(decodeText(Buffer.from(little).swap16(), 'x')).toMatchObject({ text: 'Inês\n灯', encoding: 'utf-16be' })
  })

  it('refuses UTF-16 that breaks off inside a character', () => {
    expect(refusal(() => decodeText(Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x3d, 0xd8]), 'x')).code).toBe('BAD_INPUT')
  })

  it('names the first byte and line that are no UTF-8 and suggests Windows-1252', () => {
    const error = refusal(() => decodeText(bytes('one\r\ntwo caf', [0xe9], ' \nand ', [0xe8]), 'old.txt'))
    expect(error.message).toBe('This is not valid UTF-8: 2 places are damaged, first at byte 12 (0xe9) in line 2.')
    expect(error.remedy).toContain('Windows-1252')
    expect(error.place).toEqual({ file: 'old.txt', line: 2 })
  })

  it('reads it as Windows-1252 when asked to repair', () => {
    const decoded = decodeText(bytes('caf', [0xe9, 0x20, 0x93], 'so', [0x94, 0x85]), 'x', { repair: true })
    expect(decoded).toEqual({ text: 'café “so”…', encoding: 'cp1252', isLossy: false })
  })

  it('keeps the good part of damaged UTF-8 when asked to repair', () => {
    const decoded = decodeText(bytes('é ñ ü ', [0xc3], ' ö'), 'x', { repair: true })
    expect(decoded).toEqual({ text: 'é ñ ü \ufffd ö', encoding: 'utf-8', isLossy: true })
  })

  it.each([
    ['a PDF', bytes('%PDF-1.7\n')],
    ['a Word, OpenDocument or zip file', bytes('PK', [3, 4, 20])],
    ['a PNG picture', bytes([0x89], 'PNG\r\n')],
    ['an RTF file', bytes('{\\rtf1 hello}')],
    ['binary: byte 3 is zero', bytes('abc', [0], 'def, and a good deal more of text')],
    ['UTF-16 without its mark', Buffer.from('A story.', 'utf16le')],
  ])('refuses %s by name', (name, content) => {
    const error = refusal(() => decodeText(content, 'x.txt'))
    expect(error.code).toBe('BAD_INPUT')
    expect(error.message).toContain(name)
    expect(error.remedy).toBeTruthy()
  })

  it('refuses what is larger than a script can be, naming size and limit', () => {
    expect(refusal(() => refuseLargeScript(50 * 1024 * 1024, 'big.txt')).message).toBe(
      'This has 50.0 MB; a script may have 20 MB.',
    )
    expect(() => refuseLargeScript(LARGEST_SCRIPT, 'x')).not.toThrow()
  })

  it('gives back any text and refuses bytes exactly when a strict decoder does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (content) => {
        const strict = () => new TextDecoder('utf-8', { fatal: true }).decode(content)
        let wanted: string | null = null
        try {
          wanted = strict()
        } catch {
          wanted = null
        }
        let got: string | null = null
        try {
          got = decodeText(content, 'x').text
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
        if (content.includes(0) || got === null) return
        if (content[0] !== 0xff && content[0] !== 0xfe) expect(wanted).not.toBeNull()
      }),
    )
  })
})
