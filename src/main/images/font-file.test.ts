import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { SHIPPED_FONTS } from '../../comic/text/font-list.ts'
import { AppError } from '../../shared/errors.ts'
import { openFont, readFontFile } from './font-file.ts'

const FONTS = join(import.meta.dirname, '../../../resources/fonts')
const HAND = readFileSync(join(FONTS, SHIPPED_FONTS.comicRelief.file))
const desk = mkdtempSync(join(tmpdir(), 'panelwright-fonts-'))
afterAll(() => rmSync(desk, { recursive: true, force: true }))

/** A copy with one of its tables under another name. */
function without(table: string): Buffer {
  const bytes = Buffer.from(HAND)
  for (let at = 12; at < 12 + bytes.readUInt16BE(4) * 16; at += 16)
    if (bytes.toString('latin1', at, at + 4) === table) bytes.write('none', at, 'latin1')
  return bytes
}

test.each(Object.entries(SHIPPED_FONTS))('%s is a font', async (_, { file }) => {
  const font = await readFontFile(join(FONTS, file))
  expect(font.format).toBe('TTF')
  expect(font.face.family).not.toBe('')
  expect(font.restricted).toBe(false)
})

describe('what is no font is refused with what is wrong', () => {
  test.each([
    ['a note', Buffer.from('Dear diary'), 'is no font'],
    ['nothing', Buffer.alloc(0), 'is no font'],
    ['a picture', Buffer.from('\u0089PNG\r\n\u001a\n0000', 'latin1'), 'is no font'],
    ['a web font', Buffer.from('wOF2aaaaaaaaaaaa'), 'WOFF2'],
    ['a collection', Buffer.from('ttcfaaaaaaaaaaaa'), 'several fonts'],
    ['an archive', Buffer.from('PK\u0003\u0004aaaaaaaa'), 'ZIP'],
    ['half a font', HAND.subarray(0, HAND.length / 2), 'cut short'],
    ['only a head', HAND.subarray(0, 20), 'cut short'],
    ['a font without characters', without('cmap'), 'cmap'],
    ['a font without outlines', without('glyf'), 'no outlines'],
  ])('%s', (_, bytes, words) => {
    expect(() => openFont(bytes, 'my.ttf')).toThrow(words)
    expect(() => openFont(bytes, 'my.ttf')).toThrow(AppError)
  })

  test('a folder, and nothing at all', async () => {
    mkdirSync(join(desk, 'folder.ttf'))
    await expect(readFontFile(join(desk, 'folder.ttf'))).rejects.toMatchObject({ code: 'BAD_INPUT' })
    await expect(readFontFile(join(desk, 'absent.ttf'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    writeFileSync(join(desk, 'note.ttf'), 'a note')
    await expect(readFontFile(join(desk, 'note.ttf'))).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
})

test('a font with damaged bytes is refused or set, never an exception of another kind', () => {
  const damage = fc.array(fc.tuple(fc.nat(HAND.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(damage, fc.boolean(), (changes, nearHead) => {
      const bytes = Buffer.from(HAND)
      for (const [at, value] of changes) bytes[nearHead ? at % 4000 : at] = value
      try {
        const { face } = openFont(bytes, 'my.ttf')
        for (const { id } of face.shape('Light, HOUSE?', { direction: 'ltr', language: 'en' }).glyphs)
          face.glyphOutline(id)
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
      }
    }),
    { numRuns: 150 },
  )
})

test('a font that may not be embedded says so', () => {
  const bytes = Buffer.from(HAND)
  for (let at = 12; at < 12 + bytes.readUInt16BE(4) * 16; at += 16)
    if (bytes.toString('latin1', at, at + 4) === 'OS/2') bytes.writeUInt16BE(0x0002, bytes.readUInt32BE(at + 8) + 8)
  expect(openFont(bytes, 'my.ttf').restricted).toBe(true)
})
