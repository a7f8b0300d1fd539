import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { exportName } from './export-name.ts'

const folder = mkdtempSync(join(tmpdir(), 'names-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '..',
        '/',
        '\\',
        ':',
        'CON',
        'nul',
        'COM1',
        'LPT9',
        '.',
        ' ',
        '\u202e',
        '\u2066',
        '\u200b',
        '\u200d',
        '\0',
        '\n',
        'e\u0301',
        'é',
        '灯台',
        '👩‍🚒',
        '\ud800',
        '*',
        '?',
        '"',
        '<',
        '>',
        '|',
        'a'.repeat(90),
        '-',
        '~',
        '$',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
)

const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i

describe('a file name made from a title', () => {
  test('stays in its folder, is short, and means the same on every system, whatever the title', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('pdf', 'cbz', 'epub'), (title, extension) => {
        const name = exportName(title, extension)
        expect(dirname(resolve(folder, name))).toBe(folder)
        expect(name.endsWith(`.${extension}`)).toBe(true)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120)
        expect(name).not.toMatch(/[/\\:*?"<>|]|\p{Cc}|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u)
        expect(name).not.toMatch(/^[\s.]/)
        expect(name.isWellFormed()).toBe(true)
        expect(name.normalize('NFC')).toBe(name)
        const stem = name.slice(0, -extension.length - 1)
        expect(stem).not.toMatch(/[\s.]$/)
        expect(stem.split('.')[0]).not.toMatch(WINDOWS_DEVICE)
        expect(exportName(stem, extension)).toBe(name)
      }),
      { numRuns: 1000 },
    )
  })

  test('can be written and is found again under the same name', () => {
    fc.assert(
      fc.property(hostile, (title) => {
        const name = exportName(title, 'pdf')
        writeFileSync(join(folder, name), '')
        expect(readdirSync(folder)).toContain(name)
        rmSync(join(folder, name))
      }),
      { numRuns: 100 },
    )
  })

  test.each([
    ['The Keeper of Gannet Stack', 'The Keeper of Gannet Stack.pdf'],
    ['Who is it? A/B: "yes"', 'Who is it- A-B- -yes-.pdf'],
    ['  …Und dann… ', '…Und dann….pdf'],
    ['CON', '_CON.pdf'],
    ['nul.txt', '_nul.txt.pdf'],
    ['../../etc/passwd', '-..-etc-passwd.pdf'],
    ['e\u0301te\u0301', 'été.pdf'],
    ['\u202egnp.exe', 'gnp.exe.pdf'],
    ['...', 'book.pdf'],
    ['灯台守', '灯台守.pdf'],
  ])('%j becomes %j', (title, name) => {
    expect(exportName(title, 'pdf')).toBe(name)
  })

  test('is never cut inside a character', () => {
    expect(exportName('👩‍🚒'.repeat(60), 'pdf')).toMatch(/^(👩🚒)+👩?\.pdf$/u)
    expect(exportName('é'.repeat(200), 'pdf')).toMatch(/^é+\.pdf$/)
  })
})
