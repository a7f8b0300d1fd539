import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noisePicture } from '../images/sample-pictures.case.ts'
import { sharp } from '../images/sharp.ts'
import { COMMANDS } from './commands/index.ts'
import { runCli } from './run-cli.ts'

const BIBLE = `## People

### Ada Pell
- aliases: Ada, Miss Pell
- born: 1913
- always: narrow face, grey eyes
- look 1931: short black hair; navy coat
- look 1932-1935: hair to the shoulders; green dress

### Captain Rusk
- aliases: Rusk
- appearance: broad man of sixty

## Places

### The lighthouse
- zones: the stair, the lamp room
- signature: spiral iron stair
`
const SCRIPT = `# Chapter 1: The Lamp

## Scene 1: The lamp room, 15 August 1931

### Strip 001
Ada polishes the great lens.
`

const desk = mkdtempSync(join(tmpdir(), 'panelwright-desk-'))
afterAll(() => rmSync(desk, { recursive: true, force: true }))
beforeAll(async () => {
  const write = (name: string, content: Uint8Array | string) => writeFileSync(join(desk, name), content)
  mkdirSync(join(desk, 'portraits'))
  write('ada.png', await noisePicture(300, 400).png().toBuffer())
  write('portraits/1.jpg', await noisePicture(400, 300).jpeg().toBuffer())
  write('portraits/2.webp', await noisePicture(256, 256).webp().toBuffer())
  write('portraits/3.png', 'a note')
  write(
    'blurred.png',
    await sharp(await noisePicture(800, 800).png().toBuffer())
      .blur(10)
      .png()
      .toBuffer(),
  )
  write('ada.txt', 'grey eyes')
  write('bible.md', BIBLE)
  write('strips.txt', SCRIPT)
})

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const world = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text), columns: 120 },
    signals: process,
    env: {},
    cwd: desk,
    now: () => Date.UTC(2026, 10, 21),
    version: '1.2.3',
  }
  return { code: await runCli(args, world, COMMANDS), out, err }
}

const records = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
const stored = (folder = 'references') => readdirSync(join(desk, 'lamp.panelwright', folder))
const BOOK = 'lamp.panelwright'

beforeEach(async () => {
  await run('new', BOOK)
  expect((await run('import', BOOK, 'strips.txt', 'bible.md')).code).toBe(0)
})
afterEach(() => rmSync(join(desk, BOOK), { recursive: true, force: true }))

describe('panelwright reference', () => {
  test('takes a picture in, lists it, and plan draws nothing after it with a model that takes none', async () => {
    const added = await run('reference', 'add', BOOK, 'Ada', 'ada.png', '--look', '1931', '--preferred')
    expect(added).toMatchObject({ code: 0, err: '' })
    expect(added.out).toMatch(/^Added: ada\.png, face of Ada Pell \([0-9a-f]{8}, look 1931, preferred\)\.\n$/)
    expect(stored()).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.png$/)])
    const { out } = await run('reference', 'list', BOOK)
    expect(out).toMatch(
      /^Ada Pell \(person ada-pell\)\n {3}[0-9a-f]{8} {2}face {2}300 × 400 {2}ada\.png {2}look 1931, preferred\n$/,
    )
    expect((await run('plan', BOOK, '--style', 'noir')).err).toMatch(
      /roughs-1 takes no reference pictures: 1 reference has/,
    )
  })

  test('takes the pictures of a folder, names what it left out, and ends with 1', async () => {
    const { code, out, err } = await run('reference', 'add', BOOK, 'the lamp room', 'portraits', 'blurred.png')
    expect(out).toMatch(
      /^Added: portraits\/1\.jpg, The lighthouse, the lamp room .*\nAdded: portraits\/2\.webp.*\n2 pictures left out\.\n$/,
    )
    expect(err).toMatch(
      /^portraits\/3\.png: This is a text, not a PNG.*\nblurred\.png: The picture is blurred .* --anyway\.\n$/,
    )
    expect(code).toBe(1)
  })

  test('takes a blurred picture when told to, and says so', async () => {
    expect((await run('reference', 'add', BOOK, 'Ada', 'blurred.png', '--anyway')).out).toMatch(/, blurred\)\.\n$/)
    expect((await run('reference', 'list', BOOK, 'Ada')).out).toMatch(/blurred\.png {2}blurred\n$/)
  })

  test('says what an outfit that is bound to no look goes along with', async () => {
    const { err } = await run('reference', 'add', BOOK, 'Ada', 'ada.png', '--role', 'outfit')
    expect(err).toMatch(
      /Ada Pell has 2 looks, and this outfit goes along with all of them\. .*--look .*1931; 1932-1935/,
    )
  })

  test.each([
    [['add', BOOK, 'Adda', 'ada.png'], 'Nobody and nothing in the book is called “Adda”. Did you mean Ada?'],
    [['add', BOOK, 'Ada', 'ada.png', '--role', 'fase'], 'Did you mean face?'],
    [['add', BOOK, 'Ada', 'ada.png', '--look', '1941'], 'no look “1941” for Ada Pell'],
    [['add', BOOK, 'Rusk', 'ada.png', '--role', 'place'], 'Captain Rusk is a person, and a person has no place.'],
    [['add', BOOK, 'Ada', 'ada.txt'], 'ada.txt: This is a text, not a PNG, JPEG or WebP picture.'],
    [['add', BOOK, 'Ada', 'gone.png'], 'gone.png: There is no such file.'],
    [['remove', BOOK, 'ada.png'], 'There is no reference “ada.png”.'],
    [['list', BOOK, 'Nobody'], 'Nobody and nothing in the book is called “Nobody”.'],
  ])('refuses %j in one line with exit code 2, and changes nothing', async (args, line) => {
    const { code, out, err } = await run('reference', ...args)
    expect(err).toContain(line)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(out).toBe('')
    expect(code).toBe(2)
    expect(stored()).toEqual([])
  })

  test('removes a picture and says how to have it back, which works', async () => {
    await run('reference', 'add', BOOK, 'Ada', 'ada.png')
    const { out } = await run('reference', 'remove', BOOK, 'ada.png')
    const [, back = ''] = /^Back with: panelwright (.*)$/m.exec(out) ?? []
    expect(stored()).toEqual([])
    expect((await run('reference', 'list', BOOK)).out).toMatch(/^No references\. Add one: /)
    expect((await run(...back.split(' '))).out).toMatch(/^Back from the trash: .*, face of Ada Pell/)
    expect((await run('reference', 'list', BOOK)).out).toContain('ada.png')
  })

  test('prefers one, and no longer', async () => {
    await run('reference', 'add', BOOK, 'Ada', 'ada.png', 'portraits/1.jpg')
    expect((await run('reference', 'prefer', BOOK, 'ada.png')).out).toMatch(
      /ada\.png, face of Ada Pell .* before others\./,
    )
    expect((await run('reference', 'prefer', BOOK, 'ada.png', '--not')).out).toMatch(/no longer preferred/)
  })

  test('checks pictures without a project', async () => {
    const { code, out } = await run('reference', 'check', 'ada.png', 'blurred.png', 'ada.txt')
    expect(out).toMatch(
      /^✓ ada\.png: 300 × 400, PNG, .*sharpness 0\.\d\d\n! blurred\.png: [^✗]*--anyway\.\n✗ ada\.txt\n.*This is a text/,
    )
    expect(code).toBe(1)
    expect(await run('reference', 'check', 'ada.png')).toMatchObject({ code: 0 })
    expect(records((await run('reference', 'check', 'ada.png', 'ada.txt', '--json')).out)).toMatchObject([
      { file: 'ada.png', verdict: 'good', width: 300, height: 400, format: 'png', problems: [] },
      { file: 'ada.txt', verdict: 'refused', problems: [{ code: 'reference-wrong-type' }] },
    ])
  })

  test('speaks JSON', async () => {
    const [added] = records((await run('reference', 'add', BOOK, 'Ada', 'ada.png', '--json')).out)
    expect(added).toMatchObject({ file: 'ada.png', state: 'added', of: 'ada-pell', role: 'face', problems: [] })
    const [listed] = records((await run('reference', 'list', BOOK, '--json')).out)
    expect(listed).toMatchObject({ ...added.reference, ofName: 'Ada Pell', problem: null })
    rmSync(join(desk, BOOK, added.reference.path))
    expect(records((await run('reference', 'list', BOOK, '--json')).out)).toMatchObject([
      { problem: { code: 'reference-missing', message: expect.stringMatching(/missing on disk/) } },
    ])
    const [removed] = records((await run('reference', 'remove', BOOK, 'ada.png', '--json')).out)
    expect(removed).toMatchObject({ id: added.reference.id, removed: true, stillNeeded: false })
    expect(existsSync(join(desk, BOOK, added.reference.path))).toBe(false)
  })
})
