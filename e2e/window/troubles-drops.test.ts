import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharp } from '../../src/main/images/sharp.ts'
import { demandOfMain } from '../harness/ask-main.ts'
import { drop } from '../harness/drop.ts'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

const MANY = 300
/** Each is handed over and looked at by itself. */
const MANY_PICTURES = 60
const ADDRESS = { 'text/uri-list': 'http://127.0.0.1:9/nell.png', 'text/plain': 'http://127.0.0.1:9/nell.png' }
const WORDS = { 'text/plain': 'She has copper plaits.' }

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: what is dropped in the wrong place in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, what cannot be meant is dropped`, () => {
    let app: WindowApp
    const file = (name: string) => join(app.home, 'desktop', name)
    const many = (ending: string) => Array.from({ length: MANY }, (_, at) => file(`many/${at}.${ending}`))
    const dropOn = (on: Locator, ...names: string[]) => drop(app.page, on, { paths: names.map(file) })
    const notices = () => app.page.getByRole('region', { name: 'Notices' })
    const open = async (hash: string) => {
      await app.page.evaluate(`location.hash = '#/${hash}'`)
    }

    beforeAll(async () => {
      app = await openWindowApp(target)
      mkdirSync(file('Pictures'), { recursive: true })
      mkdirSync(file('many'))
      const large = { width: 4_200, height: 4_000, channels: 3, background: '#c86432' } as const
      await sharp({ create: large }).tiff({ compression: 'none' }).toFile(file('scan.tif'))
      writeFileSync(file('Pictures/nell.png'), 'no picture')
      writeFileSync(file('notes.txt'), WORDS['text/plain'])
      writeFileSync(file('empty.txt'), '')
      writeFileSync(file('setup.exe'), Buffer.from(Array.from({ length: 600 }, (_, at) => (at * 7) % 256)))
      for (const path of many('png')) writeFileSync(path, 'no picture')
      for (const [at, path] of many('md').entries()) writeFileSync(path, `# Chapter ${at + 1}: Rain\n\nIt rains.\n`)
    })
    afterAll(() => app?.close())

    describe('on Start', () => {
      const room = () => app.page.getByRole('main')
      const dialog = () => app.page.getByRole('dialog', { name: 'Import into a new book' })
      const leave = async () => {
        await app.page.keyboard.press('Escape')
        await dialog().waitFor({ state: 'detached' })
      }

      test.each([
        ['scan.tif', 'a script may have 20 MB'],
        ['empty.txt', 'This file is empty.'],
        ['setup.exe', 'A script is plain text.'],
      ])('%s is refused with its reason, and no book is made', async (name, words) => {
        await room().waitFor()
        await dropOn(room(), name)
        await dialog().getByText(words).waitFor()
        await dialog().getByText(name).waitFor()
        expect(
          await dialog()
            .getByRole('button', { name: /^Import/ })
            .count(),
        ).toBe(0)
        await leave()
      })

      test('a folder without a script and an address are told', async () => {
        await dropOn(room(), 'Pictures')
        await notices().getByText('There was no script in what you dropped.').waitFor()
        await drop(app.page, room(), { words: ADDRESS })
        await notices().getByText('That was an address, not a file').waitFor()
        expect((await demandOfMain(app.page, 'book.current', {})).book).toBeNull()
      })

      test('words are read as a script, and so are three hundred files at once', async () => {
        await drop(app.page, room(), { words: WORDS })
        await dialog().getByRole('button', { name: 'Import 1 chapter as prose' }).waitFor()
        await leave()
        await drop(app.page, room(), { paths: many('md') })
        await dialog()
          .getByRole('button', { name: `Import ${MANY} chapters as prose` })
          .waitFor()
        await leave()
      })
    })

    describe('in a book', () => {
      beforeAll(async () => {
        await demandOfMain(app.page, 'book.create', { title: 'The Lamp' })
        await demandOfMain(app.page, 'cast.add-person', { name: 'Nell' })
      })

      test('where a script is asked for, it is told what is none', async () => {
        await open('script?import=new')
        const place = app.page.getByRole('region', { name: 'What to read' })
        await place.waitFor()
        await dropOn(place, 'Pictures')
        await place.getByText('There was no script in what you dropped.').waitFor()
        await dropOn(place, 'empty.txt')
        await app.page.getByText('This file is empty.').waitFor()
      })

      test('on a person, each is refused in its place and can be put aside', async () => {
        await open('cast')
        const pictures = app.page.getByRole('list', { name: 'Reference pictures' })
        await pictures.waitFor()
        await dropOn(pictures, 'Pictures', 'scan.tif', 'notes.txt', 'empty.txt', 'setup.exe')
        for (const [name, words] of [
          ['Pictures', 'This is a folder. Open it and drop the pictures in it.'],
          ['scan.tif', 'The file has 50 MB; 20 MB are the most.'],
          ['notes.txt', 'This is a text, not a PNG, JPEG or WebP picture.'],
          ['empty.txt', 'This is an empty file, not a PNG, JPEG or WebP picture.'],
          ['setup.exe', 'not a PNG, JPEG or WebP picture.'],
        ] as const)
          await pictures.getByRole('listitem').filter({ hasText: name }).getByText(words).waitFor()
        await drop(app.page, pictures, { words: WORDS })
        await pictures.getByText('This is text, not a picture.').waitFor()
        await app.page.getByRole('button', { name: 'Put all 6 aside' }).click()
        await expect.poll(() => pictures.getByRole('listitem').count()).toBe(1)
      })

      test('many files at once are each told, and put aside by one button', async () => {
        const pictures = app.page.getByRole('list', { name: 'Reference pictures' })
        await drop(app.page, pictures, { paths: many('png').slice(0, MANY_PICTURES) })
        await app.page.getByRole('button', { name: `Put all ${MANY_PICTURES} aside` }).click()
        await expect.poll(() => pictures.getByRole('listitem').count()).toBe(1)
        expect((await demandOfMain(app.page, 'reference.list', {})).references).toEqual([])
      })

      // Where nothing is asked for: Generate takes pictures, and fields take words.
      test.each([
        ['gallery', () => app.page.getByRole('main')],
        ['runs', () => app.page.getByRole('main')],
        ['settings', () => app.page.getByRole('heading', { name: 'Settings' })],
        ['script', () => app.page.getByRole('main')],
      ])('on %s nothing is taken, the window stays, and it says where what goes', async (screen, where) => {
        await open(screen)
        const main = where()
        await main.waitFor()
        const told = notices().getByText('Dropping does nothing here; nothing was taken.')
        for (const what of [{ paths: [file('Pictures'), file('scan.tif')] }, { words: ADDRESS }]) {
          await drop(app.page, main, what)
          await told.waitFor()
          await notices().getByRole('button', { name: 'Close this notice' }).last().click()
          await told.waitFor({ state: 'detached' })
        }
        expect(await app.page.evaluate('location.hash')).toBe(`#/${screen}`)
      })
    })

    test('without one complaint of the page', () => {
      expect(app.complaints).toEqual([])
    })
  })
}
