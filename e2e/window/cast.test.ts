import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noisePicture } from '../../src/main/images/sample-pictures.case.ts'
import { sharp } from '../../src/main/images/sharp.ts'
import { demandOfMain } from '../harness/ask-main.ts'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

const HTML = '<img src=x onerror="window.broken=1"> <b>Nell</b> </script>'

/** What is dropped: a file by its name and bytes, or words of a type. */
type Drop = { name: string; type: string; base64: string } | { format: string; words: string }

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: cast and places in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`cast and places in ${target}`, () => {
    let app: WindowApp
    let portrait: string
    let blurred: string
    beforeAll(async () => {
      const picture = await noisePicture(400, 500).png().toBuffer()
      portrait = picture.toString('base64')
      blurred = (await sharp(picture).blur(9).png().toBuffer()).toString('base64')
      app = await openWindowApp(target)
      await demandOfMain(app.page, 'book.create', { title: 'The Lamp' })
      await app.page.evaluate(`location.hash = '#/cast'`)
    })
    afterAll(() => app?.close())

    const drop = async (what: Drop) => {
      await app.page.locator('#cast-pictures').waitFor()
      await app.page.evaluate(`(() => {
        const what = ${JSON.stringify(what)}
        const transfer = new DataTransfer()
        if (what.format) transfer.setData(what.format, what.words)
        else {
          const bytes = Uint8Array.from(atob(what.base64), (letter) => letter.charCodeAt(0))
          transfer.items.add(new File([bytes], what.name, { type: what.type }))
        }
        const on = document.querySelector('#cast-pictures')
        for (const type of ['dragenter', 'dragover', 'drop'])
          on.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }))
      })()`)
    }
    const pictures = () => app.page.getByRole('list', { name: 'Reference pictures' }).getByRole('listitem')
    const aside = (name: string) => app.page.getByRole('button', { name: `Put aside ${name}` }).click()
    const undo = () => app.page.getByRole('button', { name: /^Undo: / }).click()

    test('an empty book says what belongs here, and takes a first person', async () => {
      await app.page.getByText('Who is in the story').waitFor()
      await app.page.getByRole('button', { name: 'Add a person or a place' }).click()
      await app.page.getByRole('textbox', { name: 'Name' }).fill('Nell Marrick')
      await app.page.getByRole('button', { name: 'Add the person' }).click()
      await app.page.getByRole('option', { name: /Nell Marrick/ }).waitFor()
    })

    test('what is no picture is refused in its place, with what to do', async () => {
      await drop({ name: 'notes.png', type: 'image/png', base64: btoa('Dear Maren,') })
      await app.page.getByText('not a PNG, JPEG or WebP picture').waitFor()
      await aside('notes.png')
      await drop({ format: 'text/plain', words: 'She has copper plaits.' })
      await app.page.getByText('This is text, not a picture.').waitFor()
      await aside('She has copper plaits.')
    })

    test('a file too heavy is not even handed over', async () => {
      await app.page.evaluate(`(() => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([new Uint8Array(50_000_000)], 'scan.tif', { type: 'image/tiff' }))
        document.querySelector('#cast-pictures')
          .dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
      })()`)
      await app.page.getByText('The file has 50 MB; 20 MB are the most.').waitFor()
      await aside('scan.tif')
    })

    test('an address is asked about first, and one of this computer is never fetched', async () => {
      await drop({ format: 'text/uri-list', words: 'http://127.0.0.1:9/nell.png' })
      await app.page.getByText('Fetch this picture from 127.0.0.1:9?').waitFor()
      await app.page.getByRole('button', { name: 'Fetch', exact: true }).click()
      await app.page.getByText('lies on this computer or its own network').waitFor()
      await aside('127.0.0.1:9')
    })

    test('a blurred picture is left out until the author takes it anyway', async () => {
      await drop({ name: 'blurred.png', type: 'image/png', base64: blurred })
      await app.page.getByText('The picture is blurred.').waitFor()
      await app.page.getByRole('button', { name: 'Take it anyway' }).click()
      await app.page.getByText('Blurred, large enough').waitFor()
    })

    test('a good one is told what was found; removed, it comes back by undo', async () => {
      await drop({ name: 'portrait.png', type: 'image/png', base64: portrait })
      await app.page.getByText('Sharp, large enough').waitFor()
      // Two pictures, and the place for another.
      expect(await pictures().count()).toBe(3)
      await pictures().filter({ hasText: 'portrait.png' }).hover()
      await app.page.getByRole('button', { name: 'Remove portrait.png' }).click()
      await app.page.getByText('Sharp, large enough').waitFor({ state: 'detached' })
      await undo()
      await app.page.getByText('Sharp, large enough').waitFor()
    })

    test('what is typed is saved by leaving the field, and taken back by undo', async () => {
      const always = app.page.getByRole('textbox', { name: 'Looks at every age' })
      await always.fill('copper plaits')
      await always.blur()
      await app.page.getByRole('button', { name: 'Undo: Nell Marrick: lasting features changed' }).waitFor()
      expect(await demandOfMain(app.page, 'cast.person', { personId: 'nell-marrick' })).toMatchObject({
        always: 'copper plaits',
      })
      await undo()
      await expect.poll(() => always.inputValue()).toBe('')
    })

    test('what is typed is not lost by going elsewhere at once', async () => {
      await app.page.getByRole('textbox', { name: 'Who they are in the story' }).fill('the keeper’s daughter')
      await app.page.evaluate(`location.hash = '#/runs'`)
      await app.page.evaluate(`location.hash = '#/cast'`)
      const role = app.page.getByRole('textbox', { name: 'Who they are in the story' })
      await expect.poll(() => role.inputValue()).toBe('the keeper’s daughter')
    })

    test('HTML in every field is words', async () => {
      for (const name of ['Looks at every age', 'Who they are in the story']) {
        const field = app.page.getByRole('textbox', { name })
        await field.fill(HTML)
        await field.blur()
      }
      const alias = app.page.getByRole('textbox', { name: 'Add a name' })
      await alias.fill(HTML)
      await alias.press('Enter')
      await app.page.getByRole('button', { name: 'Add a look' }).click()
      for (const name of ['Name of the look', 'Appearance', 'Outfit']) {
        const field = app.page.getByRole('textbox', { name, exact: true })
        await field.fill(HTML)
        await field.blur()
      }
      const title = app.page.getByRole('textbox', { name: 'Name', exact: true })
      await title.fill(HTML)
      await title.press('Enter')
      await app.page.getByRole('option').getByTitle(HTML, { exact: true }).waitFor()
      await expect
        .poll(() => demandOfMain(app.page, 'cast.person', { personId: 'nell-marrick' }))
        .toMatchObject({
          name: HTML,
          always: HTML,
          role: HTML,
          looks: [{ label: HTML, appearance: HTML, outfit: HTML }],
        })
      expect(await app.page.evaluate('window.broken')).toBeUndefined()
    })

    test('sees no complaint of the page', () => {
      expect(app.complaints).toEqual([])
    })
  })
}
