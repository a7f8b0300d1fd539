import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ArtStyle } from '../../shared/domain/art-style.ts'
import { AppError } from '../../shared/errors.ts'
import { namedArtists } from '../prompts/artist-names.ts'
import { openTestStore } from '../store/open-test-store.ts'
import { styleRepository } from '../store/styles.ts'
import { addStyle, exportStyle, findStyle, listStyles } from './styles.ts'

let folder: string
let book: Parameters<typeof addStyle>[0]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-styles-'))
  book = { styles: styleRepository(openTestStore()), now: () => 1, readOnly: null }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const MINE: ArtStyle = {
  id: 'chalk',
  name: 'Chalk',
  version: 1,
  description: '',
  prompt: 'Chalk on slate',
  negativePrompt: '',
  rough: { technique: 'pencil', screentone: false, colour: 'grey', tint: '#888888', tintStrength: 0, lineWeight: 1 },
}
function file(content: unknown, name = 'chalk.json'): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  return path
}
function refusal(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('shipped styles', () => {
  const shipped = listStyles(null).map(({ style }) => style)

  test('are those the guide speaks of, and more', () => {
    expect(shipped.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'noir',
        'manga',
        'watercolor',
        'cyberpunk',
        'classic-comic',
        'ligne-claire',
        'rough',
        'gouache',
      ]),
    )
    const folderNames = readdirSync('resources/styles').map((name) => name.replace('.json', ''))
    expect(shipped.map(({ id }) => id)).toEqual(folderNames.sort())
  })

  test.each(shipped)('$id says what to draw and to avoid, names nobody, and leaves text to the lettering', (style) => {
    expect(style.prompt.split(', ').length).toBeGreaterThanOrEqual(4)
    expect(style.prompt.length).toBeLessThan(300)
    expect(style.negativePrompt).toContain('photograph')
    expect(style.description).toMatch(/\.$/)
    // No name of a person can stand where no two words in a row are capitalised and nothing is "by" or "in the style of".
    expect(namedArtists(style.prompt)).toEqual([])
    expect(style.prompt).not.toMatch(/\p{Lu}\p{L}+ \p{Lu}\p{L}+|\b(?:by|style of|-style|inspired)\b/u)
    expect(`${style.prompt} ${style.negativePrompt}`).not.toMatch(/\b(?:text|balloons?|lettering)\b/)
  })

  test('all look different as roughs', () => {
    expect(new Set(shipped.map(({ rough }) => JSON.stringify(rough))).size).toBe(shipped.length)
  })
})

describe('a style of the author’s', () => {
  test('is added from its file and listed with the others', () => {
    expect(addStyle(book, file(MINE))).toEqual({ style: MINE, replaced: false, diagnostics: [] })
    expect(listStyles(book).find(({ style }) => style.id === 'chalk')?.origin).toBe('added')
    expect(findStyle(book, 'chalk')).toEqual(MINE)
  })

  test('takes the place of a preset in this book only, under the next version', () => {
    const preset = findStyle(null, 'noir')
    addStyle(book, file({ ...preset, prompt: 'Darker' }))
    expect(listStyles(book).find(({ style }) => style.id === 'noir')).toMatchObject({
      origin: 'changed',
      style: { prompt: 'Darker', version: preset.version + 1 },
    })
    expect(findStyle(null, 'noir')).toEqual(preset)
  })

  test('keeps its version when nothing changed, and never goes back', () => {
    addStyle(book, file(MINE))
    expect(addStyle(book, file(MINE)).style.version).toBe(1)
    expect(addStyle(book, file({ ...MINE, prompt: 'Wet chalk' })).style.version).toBe(2)
    expect(addStyle(book, file({ ...MINE, prompt: 'Dry chalk', version: 9 })).style.version).toBe(9)
  })

  test('comes out of the book as it went in', () => {
    addStyle(book, file(MINE))
    exportStyle(book, 'chalk', join(folder, 'out.json'))
    expect(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'))).toEqual(MINE)
  })

  test('that names an artist is added with a warning', () => {
    const path = file({ ...MINE, prompt: 'Chalk in the style of Jonas Vermeulen' })
    expect(addStyle(book, path).diagnostics).toEqual([expect.objectContaining({ code: 'artist-named', line: 6 })])
  })
})

describe('a style file that cannot be used', () => {
  const with_ = (from: string, to: string) => JSON.stringify(MINE, null, 2).replace(from, to)
  test.each<[what: string, content: string, line: number, message: RegExp]>([
    ['is no JSON', '{\n  "id": "chalk",\n  name\n}', 3, /JSON/],
    ['ends too soon', '{\n  "id": "chalk",\n', 3, /JSON/],
    ['is a list', '[]', 1, /one style/],
    ['has an id with a space', with_('"chalk"', '"my chalk"'), 2, /"id" must be small letters/],
    ['has a wrong technique', with_('"pencil"', '"crayon"'), 9, /"rough.technique" must be one of pencil/],
    ['has a colour that is none', with_('#888888', 'grey'), 12, /"rough.tint" must be a colour/],
    ['has a line weight out of range', with_('"lineWeight": 1', '"lineWeight": 5'), 14, /0.5 to 2/],
    ['lacks the prompt', with_('"prompt": "Chalk on slate",', ''), 1, /"prompt" is missing/],
    ['lacks part of the rough', with_('"screentone": false,', ''), 8, /"rough.screentone" is missing/],
    ['has a key too many', with_('"name"', '"titel": 1,\n  "name"'), 3, /no "titel"/],
  ])('because it %s is refused with its line', (_, content, line, message) => {
    const error = refusal(() => addStyle(book, file(content)))
    expect(error).toMatchObject({ code: 'BAD_INPUT', place: { file: join(folder, 'chalk.json'), line } })
    expect(error.message).toMatch(message)
    expect(book.styles.all()).toEqual([])
  })

  test('because it is not there is refused', () => {
    expect(refusal(() => addStyle(book, join(folder, 'none.json')))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('an unknown style is refused with the one that was probably meant', () => {
  expect(refusal(() => findStyle(book, 'watercolour'))).toMatchObject({
    code: 'WRONG_USE',
    remedy: 'Did you mean watercolor?',
  })
})
