import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text.ts'

const decode = (bytes: Uint8Array, repair = false) => decodeText(bytes, 'one.md', repair)
const utf8 = (text: string) => Buffer.from(text)

describe('decodeText', () => {
  it('takes byte order marks and foreign line ends off', () => {
    expect(decode(utf8('\uFEFFone\r\ntwo\rthree\n')).text).toBe('one\ntwo\nthree\n')
  })

  it('reads UTF-16 in either byte order by its mark', () => {
    const wide = Buffer.from('\uFEFFInês\n', 'utf16le')
    expect(decode(wide).text).toBe('Inês\n')
    expect(decode(Buffer.from(wide).swap16()).text).toBe('Inês\n')
  })

  it.each([
    ['nothing', utf8(''), 'file-empty', 0],
    ['white space', utf8(' \n\t\n'), 'file-empty', 0],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), 'file-not-text', 0],
    ['bytes that are no UTF-8', Buffer.from('one\r\ntwo\r\nthr\xe9e', 'latin1'), 'encoding-invalid', 3],
    ['half a UTF-16 character', Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42]), 'encoding-invalid', 1],
    ['more than any book', new Uint8Array(33 * 1024 * 1024).fill(65), 'file-too-large', 0],
  ])('refuses %s with the line and what to do', (_, bytes, code, line) => {
    const { text, diagnostics } = decode(bytes)
    expect(text).toBeNull()
    expect(diagnostics).toMatchObject([{ severity: 'error', code, line, file: 'one.md', remedy: expect.any(String) }])
  })

  it('reads Windows-1252 when repair is asked for, and says so', () => {
    const { text, diagnostics } = decode(
      Buffer.from('“Ros\xe1rio” \x96 caf\xe9'.replace(/[“”]/g, '\x93'), 'latin1'),
      true,
    )
    expect(text).toBe('“Rosário“ – café')
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'encoding-read-as-cp1252' }])
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, repair) => {
        const { text, diagnostics } = decode(bytes, repair)
        expect(text !== null || diagnostics.length === 1).toBe(true)
      }),
    )
  })
})
