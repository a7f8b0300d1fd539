import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPageBook, type PageBook } from '../services/paging/page-book.case.ts'
import { COMMANDS } from './commands/index.ts'
import { runCli } from './run-cli.ts'

let book: PageBook
let folder: string
let clock: number

beforeEach(async () => {
  book = await openPageBook()
  folder = book.project.folder
  clock = Date.UTC(2026, 10, 20)
  // The commands open it themselves.
  book.project.close()
})
afterEach(() => book.close())

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const world = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
    signals: process,
    env: {},
    cwd: join(folder, '..'),
    now: () => clock++,
    version: '1.2.3',
  }
  const [verb, ...rest] = args
  const code = await runCli([verb!, 'Quay.panelwright', ...rest], world, COMMANDS)
  return { code, out, err }
}

const PANEL = ['--chapter', '1', '--scene', '1', '--panel']

describe('pages on the command line', () => {
  it('keep what layout was asked for, unless it is only tried', async () => {
    const tried = await run('layout', '--house-style', 'album', '--try')
    expect(tried.out).toContain('Asked for: house style European album, dial 0.35, as many pages as it takes.')
    expect(tried.out).toContain('Not kept')
    expect((await run('layout')).out).toContain('house style Comic book')
    expect((await run('layout', '--dial', '0.6', '--pages', 'x4')).out).toContain(
      'Kept with the book: dial 0.6, a multiple of 4 pages.',
    )
    expect((await run('layout')).out).toContain('house style Comic book, dial 0.6, a multiple of 4 pages')
    const json = (await run('layout', '--pages', 'free', '--json')).out.trim().split('\n')
    expect(JSON.parse(json.at(-1)!)).toMatchObject({ kept: { dial: 0.6, pageCount: 'free' }, changed: true })
    await run('undo')
    expect((await run('layout')).out).toContain('a multiple of 4 pages')
  })

  it('are decided on, listed, and undone in another run', async () => {
    expect((await run('page')).out).toContain('Nothing is decided about single pages: they flow.')
    expect((await run('page', 'fix', '2')).out).toBe('Page 2 fixed. No page looks otherwise.\n')
    expect((await run('page', 'fix', '2')).out).toBe('Page 2 fixed: it is so already.\n')
    const splash = await run('page', 'splash', ...PANEL, '1')
    expect(splash).toMatchObject({ code: 0, err: '' })
    expect(splash.out).toContain('Chapter 1, scene 1, panel 1 has a page to itself.')
    const list = (await run('page')).out
    expect(list).toMatch(/^ {2}1 {2}The page of \d panels from chapter 1, scene 1, panel \d+ on is fixed\. Page 3\.$/m)
    expect(list).toMatch(/^ {2}2 {2}Chapter 1, scene 1, panel 1 has a page to itself\. Page 1\.$/m)
    expect((await run('undo', '--list')).out.trimEnd().split('\n')).toEqual([
      'Last one first:',
      expect.stringMatching(/^ {2}undo {2}.*Chapter 1, scene 1, panel 1 has a page to itself$/),
      expect.stringMatching(/^ {2}undo {2}.*Page 2 fixed$/),
    ])
    expect((await run('undo')).out.replace(/\s+/g, ' ')).toContain(
      'Undone: Chapter 1, scene 1, panel 1 has a page to itself. ',
    )
    expect((await run('undo')).out).toBe('Undone: Page 2 fixed. No page looks otherwise.\n')
    expect((await run('undo')).out).toBe('Nothing is left to undo.\n')
    expect(JSON.parse((await run('redo', '--json')).out)).toMatchObject({ label: 'Page 2 fixed', pages: [] })
  })

  it('show slots and gutters by the numbers that merge and gutter take', async () => {
    const { out } = await run('page', 'show', '1')
    expect(out).toMatch(/^Page 1, right, chapter 1\n {2}1 {2}scene 1, panel 1 /)
    expect(out).toMatch(/^ {2}gutter 1 {2}between slots? /m)
    const { gutters } = JSON.parse((await run('page', 'show', '1', '--json')).out)
    expect(gutters[0]).toMatchObject({ gutter: 1, before: [1, expect.any(Number)] })
    expect((await run('page', 'gutter', '1', '--gutter', '1', '--by', '-4')).out).toContain(
      'Gutter 1 of page 1 moved by -4 mm. Page 1 changed.',
    )
  })

  it.each([
    [['page', 'fxi', '3'], 'There is no decision called "fxi". Did you mean fix?'],
    [['page', 'fix'], 'Which page? Give its number: panelwright page <project> fix 3'],
    [['page', 'fix', '99'], 'There is no page 99. Pages are numbered 1 to'],
    [['page', 'release', '1'], 'Page 1 is not fixed. No page is.'],
    [['page', 'withdraw', '1'], 'There is no decision 1. Nothing was decided about pages.'],
    [['page', 'gutter', '1', '--by', '5'], 'For gutter something is missing. Add --gutter with its number.'],
    [['page', 'gutter', '1', '--gutter', '1', '--by', 'far'], 'Give millimetres, such as 5 or -2.5.'],
    [['page', 'splash', '3'], 'For splash a panel is named, not a page.'],
    [['page', 'splash', '--chapter', '1', '--scene', '1'], 'Add --panel.'],
    [['page', 'swap', ...PANEL, '2'], 'Add --with and the other panel.'],
    [['page', 'swap', ...PANEL, '2', '--with', 'x'], 'Give a panel, such as 4'],
    [['page', 'swap', ...PANEL, '2', '--with', '3/1'], 'There is no scene 3 in chapter 1.'],
    [['page', 'break', ...PANEL, '70'], 'There is no panel 70 in chapter 1, scene 1.'],
    [['letter', '--at', '1,2'], 'Which text?'],
    [['letter', ...PANEL, '1'], 'What about the text?'],
    [['letter', ...PANEL, '1', '--lines', '2', '--withdraw'], 'contradict each other'],
    [['letter', ...PANEL, '1', '--at', 'here'], 'Give percent from the left and from the top'],
    [['letter', ...PANEL, '1', '--withdraw'], 'was not moved in all languages'],
  ])('answer %j with one line, and change nothing', async (args, line) => {
    const { code, out, err } = await run(...args)
    expect(err).toContain(line)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect([code, out]).toEqual([2, ''])
    expect((await run('undo')).out).toBe('Nothing is left to undo.\n')
  })

  it('have their texts moved, listed and placed again', async () => {
    expect((await run('letter')).out).toBe('No text was moved: the lettering places them.\n')
    const moved = await run('letter', ...PANEL, '4', '--at', '30,20', '--tail', '-5,110', '--lang', 'es')
    expect(moved.out.replace(/\s+/g, ' ')).toMatch(
      /^“Line 4 of hers\.” in es: at 30 % from the left, 20 % from the top of the panel, tail to -5 % from the left, 110 % from the top\. Chapter 1, scene 1, panel 4, page \d\. $/,
    )
    const [record] = (await run('letter', '--json')).out.trim().split('\n')
    expect(JSON.parse(record!)).toMatchObject({
      language: 'es',
      move: { at: { x: 0.3, y: 0.2 }, tailTo: { x: -0.05, y: 1.1 } },
      state: 'holds',
    })
    await run('letter', ...PANEL, '4', '--lang', 'es', '--withdraw')
    expect((await run('letter')).out).toContain('No text was moved')
    await run('undo')
    expect((await run('letter')).out).toContain('in es: at 30 %')
  })
})
