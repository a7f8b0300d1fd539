import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandOfMain, settled } from '../harness/ask-main.ts'
import { missing, openWindowApp, PAGE_TARGETS, type WindowApp } from '../harness/window-app.ts'

const SCRIPT = `# Chapter 1: Pier
## Scene 1: The pier
### Strip 001
A man fishes from the pier.
---
A gull steals the bait.
---
The man laughs.
`

for (const target of PAGE_TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the gallery in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, an author culls a small book`, () => {
    let app: WindowApp
    const card = (name: RegExp) => app.page.getByRole('gridcell', { name })
    const current = () => app.page.locator('[role=gridcell][data-current]')
    const edition = { style: 'noir', lang: 'en' }
    const takes = async () =>
      (await demandOfMain(app.page, 'takes.gallery', { edition })).panels.flatMap((panel) =>
        panel.takes.toSorted((a, b) => a.index - b.index),
      )

    beforeAll(async () => {
      app = await openWindowApp(target)
      await demandOfMain(app.page, 'book.create', { title: 'The Pier' })
      await demandOfMain(app.page, 'script.import', { sources: [{ text: SCRIPT, name: 'pier.txt' }] })
      const { book } = await demandOfMain(app.page, 'book.current', {})
      const memory = { [`edition ${book!.folder}`.slice(-200)]: JSON.stringify(edition) }
      await demandOfMain(app.page, 'app.change', { memory, language: 'en' })
      await app.page.evaluate(`location.hash = '#/gallery'`)
    })
    afterAll(() => app?.close())

    test('sees an empty gallery say what comes here', async () => {
      await app.page.getByRole('heading', { name: 'No takes yet' }).waitFor()
      await app.page.getByRole('button', { name: 'Go to Generate' }).waitFor()
    })

    test('sees pictures land, all of them selected', async () => {
      await demandOfMain(app.page, 'batch.generate', { styles: ['noir'], provider: 'roughs', images: 3 })
      await settled(app.page)
      await expect.poll(() => app.page.getByRole('gridcell').count()).toBe(9)
      await app.page.getByText('9 of 9 selected').waitFor()
      await expect.poll(() => card(/^Take 1, to look at/).count()).toBe(3)
      expect(await app.page.locator('[role=gridcell][aria-selected=true]').count()).toBe(9)
    })

    test('keeps, rejects and picks by key, in reading order, and takes it back', async () => {
      await app.page.getByRole('grid').focus()
      await app.page.keyboard.press('ArrowRight')
      await app.page.keyboard.press('k')
      // On to the next by itself.
      await app.page.keyboard.press('x')
      await app.page.keyboard.press('p')
      await expect
        .poll(async () => (await takes()).slice(0, 3).map(({ state, picked }) => [state, picked]))
        .toEqual([
          ['kept', false],
          ['rejected', false],
          ['kept', true],
        ])
      await app.page.getByText('2 kept, 1 picked').waitFor()
      await app.page.getByRole('button', { name: /^Undo: Pick/ }).waitFor()
      await app.page.keyboard.press('Control+z')
      await expect.poll(async () => (await takes())[2]!.picked).toBe(false)
      await app.page.getByText('1 kept', { exact: true }).waitFor()
      await app.page.keyboard.press('p')
      await app.page.keyboard.press('4')
      await expect.poll(async () => (await takes())[2]).toMatchObject({ picked: true, rating: 4 })
    })

    test('finds place, selection and verdicts again after the page was loaded anew', async () => {
      await app.page.keyboard.press('ArrowDown')
      await current()
        .and(card(/^Take 1, to look at/))
        .click()
      await app.page.getByText('8 of 9 selected').waitFor()
      await expect.poll(() => app.page.evaluate('location.hash')).toContain('at=0')
      const name = await current().getAttribute('id')
      await app.page.reload()
      await app.page.getByText('8 of 9 selected').waitFor()
      await app.page.getByText('2 kept, 1 picked').waitFor()
      await current().waitFor()
      expect(await current().getAttribute('id')).toBe(name)
    })

    test('looks at one as large as the window, goes on there, and is back where they were', async () => {
      await app.page.getByRole('grid').focus()
      await app.page.keyboard.press('Space')
      const lightbox = app.page.getByRole('dialog', { name: 'Picture enlarged' })
      await lightbox.waitFor()
      await app.page.keyboard.press('k')
      await lightbox.getByText('Take 2', { exact: true }).waitFor()
      await app.page.keyboard.press('z')
      await app.page.keyboard.press('Escape')
      await lightbox.waitFor({ state: 'detached' })
      await expect.poll(() => app.page.evaluate(`document.activeElement?.getAttribute('role')`)).toBe('grid')
      expect((await takes())[3]).toMatchObject({ state: 'kept' })
    })

    test('compares the pictures of a panel', async () => {
      await app.page.keyboard.press('c')
      const compare = app.page.getByRole('region', { name: 'Compare' })
      await compare.waitFor()
      await expect.poll(() => compare.locator('img').count()).toBeGreaterThanOrEqual(3)
      await app.page.keyboard.press('l')
      await compare.getByRole('slider', { name: 'Slider' }).waitFor()
      await app.page.keyboard.press('l')
      // The winner is said there, about the column that is chosen.
      await app.page.keyboard.press('2')
      await app.page.keyboard.press('p')
      await expect.poll(async () => (await takes())[4]).toMatchObject({ picked: true, state: 'kept' })
      await compare.getByRole('button', { name: 'Reject' }).first().click()
      await expect.poll(async () => (await takes())[3]!.state).toBe('rejected')
    })

    test('compares styles, and is told what using the other one for the scene comes to', async () => {
      const panelId = (await takes())[4]!.panelId
      await demandOfMain(app.page, 'batch.generate', { styles: ['gouache'], provider: 'roughs', panelIds: [panelId] })
      await settled(app.page)
      const compare = app.page.getByRole('region', { name: 'Compare' })
      await compare.getByText('Styles', { exact: true }).click()
      await expect.poll(() => compare.locator('img').count()).toBeGreaterThanOrEqual(2)
      await app.page.keyboard.press('2')
      await compare.getByRole('button', { name: /^Use Gouache/ }).click()
      const dialog = app.page.getByRole('dialog', { name: /^Use Gouache/ })
      await dialog.getByText('1 panel has a picture in it. 2 images are missing.').waitFor()
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await app.page.keyboard.press('Escape')
      await compare.waitFor({ state: 'detached' })
      // It came in a style that is not looked at: one button leads there. Where there is none, others are offered.
      await app.page.getByRole('button', { name: '1 new in Gouache' }).click()
      await app.page.getByRole('button', { name: /^Edition: .*Gouache/ }).click()
      await app.page.getByRole('menuitem', { name: 'Charcoal' }).click()
      await app.page.getByRole('heading', { name: 'No takes in Charcoal yet' }).waitFor()
      await app.page.getByRole('button', { name: 'Show Noir' }).click()
      await expect.poll(() => app.page.getByRole('button', { name: /new in/ }).count()).toBe(0)
      await expect.poll(() => app.page.getByRole('gridcell').count()).toBe(9)
    })

    test('draws a rectangle in the grid, too', async () => {
      await app.page.getByRole('button', { name: 'As a grid' }).click()
      await expect.poll(() => app.page.getByRole('rowheader').count()).toBe(0)
      const first = (await app.page.getByRole('gridcell').nth(0).boundingBox())!
      const second = (await app.page.getByRole('gridcell').nth(1).boundingBox())!
      await app.page.mouse.move(first.x + 30, first.y + 60)
      await app.page.mouse.down()
      await app.page.mouse.move(second.x + 30, second.y + 90, { steps: 3 })
      await app.page.mouse.up()
      await app.page.getByText('2 of 9 selected').waitFor()
      await app.page.getByRole('button', { name: 'By panel' }).click()
      await expect.poll(() => app.page.getByRole('rowheader').count()).toBe(3)
    })

    test('sends what is selected to the trash, knowing how much it is, and takes it back', async () => {
      await app.page.getByRole('button', { name: 'None', exact: true }).click()
      await card(/^Take 3/)
        .last()
        .click()
      await card(/^Take 2/)
        .last()
        .click()
      await app.page.getByText('2 of 9 selected').waitFor()
      await app.page.getByRole('button', { name: '2 selected' }).click()
      await app.page.getByRole('menuitem', { name: 'Move 2 takes to the trash…' }).click()
      const dialog = app.page.getByRole('dialog', { name: 'Move 2 takes to the trash?' })
      await dialog.getByText(/[kM]B in 1 panel\./).waitFor()
      await dialog.getByRole('button', { name: 'Move 2 to the trash' }).click()
      await expect.poll(() => app.page.getByRole('gridcell').count()).toBe(7)
      await app.page.getByText(/In the trash: 2 takes/).waitFor()
      await app.page.keyboard.press('Control+z')
      await expect.poll(() => app.page.getByRole('gridcell').count()).toBe(9)
    })

    test('filters, is told when nothing fits, and clears it', async () => {
      await app.page.evaluate(`location.hash = '#/gallery?rating=5'`)
      await app.page.getByRole('heading', { name: 'Nothing here matches the filters' }).waitFor()
      await app.page.getByRole('button', { name: 'Clear filters' }).click()
      await expect.poll(() => app.page.getByRole('gridcell').count()).toBe(9)
    })

    test('sees the rough of a panel where its picture waits', async () => {
      await demandOfMain(app.page, 'batch.generate', { styles: ['noir'], provider: 'roughs', images: 4, gate: 1 })
      await settled(app.page)
      await app.page.getByText(/2 more wait for your word/).waitFor()
      const roughs = app.page.locator('[role=gridcell][data-state=queued] img[src*="/asset/rough/"]')
      await expect.poll(() => roughs.count()).toBe(2)
      await expect
        .poll(() =>
          roughs.evaluateAll((all) =>
            all.every((one) => (one as unknown as { naturalWidth: number }).naturalWidth > 0),
          ),
        )
        .toBe(true)
      await demandOfMain(app.page, 'batch.cancel', {})
      await expect.poll(() => roughs.count()).toBe(0)
    })

    test('sees whose picture a panel shows, goes there, and gives it one of its own', async () => {
      const { book } = await demandOfMain(app.page, 'book.current', {})
      const [, second] = [...new Set((await takes()).map(({ panelId }) => panelId))]
      const [first] = (await takes()).map(({ panelId }) => panelId)
      writeFileSync(join(book!.folder, 'shared-pictures.json'), JSON.stringify({ [first!]: second }))
      const memory = { [`edition ${book!.folder}`.slice(-200)]: JSON.stringify({ style: 'gouache', lang: 'en' }) }
      await demandOfMain(app.page, 'app.change', { memory })
      const shared = app.page.getByRole('gridcell', { name: /Shows the picture of 1\.1\.2/ })
      await shared.click()
      await app.page.getByRole('button', { name: 'Give it a picture of its own' }).waitFor()
      await app.page.getByRole('button', { name: 'Go to 1.1.2' }).last().click()
      await app.page.getByText('1.1.2, take 1').waitFor()
      await app.page.getByRole('button', { name: '1.1.1', exact: true }).click()
      await app.page.getByRole('button', { name: 'Give it a picture of its own' }).click()
      await shared.waitFor({ state: 'detached' })
      await expect.poll(() => app.page.getByRole('gridcell').count()).toBe(1)
    })

    test('without one complaint of the page', () => {
      expect(app.complaints).toEqual([])
    })
  })
}
