import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importScript } from '../../src/main/services/importing.ts'
import { newBook } from '../../src/main/services/new-book.ts'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

const SCRIPT = `# Chapter 1: Quay
## Scene 1: The quay, day
### Strip 001
A woman waits on a stone quay.
---
A boat comes round the breakwater.
---
A gull takes off.
## Scene 2: The lamp room, night
### Strip 002
An old keeper climbs the stairs.
---
The lamp turns slowly.
# Chapter 2: Fair
## Scene 1: The fair, day
### Strip 003
A man sells apples.
`

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the tree in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in the tree, in ${target}, an author`, () => {
    let base: string
    let app: WindowApp
    const line = (name: string | RegExp) => app.page.getByRole('treeitem', { name })
    /** What the tree shows, from the top: the beginning of every line. */
    const shown = () =>
      app.page.evaluate(`[...document.querySelectorAll('[role=treeitem]')]
        .map((each) => [Number(each.dataset.row), each.getAttribute('aria-label').split(/[ ,]/).slice(0, 2).join(' ')])
        .sort(([a], [b]) => a - b)
        .map(([, name]) => name)`) as Promise<string[]>
    const showsAtLast = (names: string[]) => expect.poll(shown).toEqual(names)
    const press = async (...keys: string[]) => {
      for (const key of keys) await app.page.keyboard.press(key)
    }

    beforeAll(async () => {
      base = mkdtempSync(join(tmpdir(), 'panelwright-tree-'))
      writeFileSync(join(base, 'strips.txt'), SCRIPT)
      const project = newBook(join(base, 'Quay.panelwright'), {}, { what: 'a test' })
      await importScript(project, [join(base, 'strips.txt')])
      project.close()
      app = await openWindowApp(target, { books: [join(base, 'Quay.panelwright')] })
      await app.page.getByRole('button', { name: 'Gallery' }).first().click()
      await line(/Quay/).first().waitFor()
    })
    afterAll(async () => {
      await app?.close()
      rmSync(base, { recursive: true, force: true })
    })

    const WHOLE = [
      '1 ·',
      'The quay',
      'A woman',
      'A boat',
      'A gull',
      'The lamp',
      'An old',
      'The lamp',
      '2 ·',
      'The fair',
      'A man',
    ]

    test('opens everything by keys, and each line tells where it stands', async () => {
      await line(/Quay/).first().click()
      await press('*', 'ArrowRight', '*')
      await line('2 · Fair').or(line(/Fair/)).first().waitFor()
      await press('End', 'ArrowRight', 'Home')
      await showsAtLast(WHOLE)
      const gull = line(/^A gull/)
      expect(await gull.getAttribute('aria-level')).toBe('3')
      expect(await gull.getAttribute('aria-posinset')).toBe('3')
      expect(await gull.getAttribute('aria-setsize')).toBe('3')
      expect(await line(/The quay/).getAttribute('aria-expanded')).toBe('true')
    })

    test('drags panels to another scene by keys, and takes it back', async () => {
      await line(/^A woman/).click()
      await press('Shift+ArrowDown', 'Control+Shift+D')
      await app.page.getByText(/Enter drops, Esc puts back/).waitFor()
      // Behind the gull, then before and behind the keeper.
      await press('ArrowDown', 'ArrowDown', 'Enter')
      await showsAtLast([
        '1 ·',
        'The quay',
        'A gull',
        'The lamp',
        'An old',
        'A woman',
        'A boat',
        'The lamp',
        ...WHOLE.slice(8),
      ])
      await press('Control+z')
      await showsAtLast(WHOLE)
    })

    test('puts back what was picked up with Escape', async () => {
      await line(/^A woman/).click()
      await press('Control+Shift+D', 'End', 'Escape')
      await showsAtLast(WHOLE)
    })

    test('drags a panel by the pointer', async () => {
      const from = await line(/^A gull/).boundingBox()
      const to = await line(/^A woman/).boundingBox()
      const { mouse } = app.page
      await mouse.move(from!.x + 80, from!.y + 14)
      await mouse.down()
      await mouse.move(from!.x + 80, from!.y - 6, { steps: 3 })
      await mouse.move(to!.x + 80, to!.y + 4, { steps: 4 })
      await mouse.up()
      await showsAtLast(['1 ·', 'The quay', 'A gull', 'A woman', 'A boat', ...WHOLE.slice(5)])
      await press('Alt+ArrowDown', 'Alt+ArrowDown')
      await showsAtLast(WHOLE)
    })

    test('renames in place, by key and by a second click', async () => {
      await line(/^A gull/).click()
      await press('F2')
      await app.page.getByRole('textbox', { name: /New title/ }).fill('The bird')
      await press('Enter')
      await line(/^The bird/).waitFor()
      await line(/The quay/).click()
      await line(/The quay/)
        .getByText('The quay')
        .click()
      await app.page.getByRole('textbox', { name: /New title/ }).fill('Pier')
      await press('Enter')
      await line(/^Pier/).waitFor()
      await press('Control+z')
      await line(/The quay/).waitFor()
      await press('Control+z')
      await line(/^A gull/).waitFor()
      await press('Control+Shift+Z')
      await app.page.getByText('Done again: Rename panel').waitFor({ state: 'attached' })
      await line(/^The bird/).waitFor()
      await press('Control+z')
      await app.page.getByText('Undone: Rename panel').waitFor({ state: 'attached' })
      await showsAtLast(WHOLE)
    })

    test('duplicates and deletes, and takes what was deleted out of the trash', async () => {
      await line(/^A boat/).click()
      await press('Control+d')
      await expect.poll(async () => (await shown()).filter((name) => name === 'A boat').length).toBe(2)
      await press('Delete')
      await showsAtLast(WHOLE)
      await line(/The lamp room/).click()
      await press('Delete')
      await showsAtLast([...WHOLE.slice(0, 5), ...WHOLE.slice(8)])
      await app.page.getByRole('button', { name: /^Trash/ }).click()
      const dialog = app.page.getByRole('dialog', { name: 'Trash' })
      await dialog.getByText('Scene, chapter 1, scene 2 · 2 panels').waitFor()
      await dialog.getByRole('checkbox', { name: /lamp room/ }).click()
      await dialog.getByRole('button', { name: 'Restore 1 entry' }).click()
      await dialog.getByRole('checkbox', { name: /lamp room/ }).waitFor({ state: 'detached' })
      await press('Escape')
      await showsAtLast(WHOLE)
    })

    test('empties the trash only after a second yes', async () => {
      await app.page.getByRole('button', { name: /^Trash/ }).click()
      await app.page.getByRole('button', { name: 'Empty the trash' }).click()
      const sure = app.page.getByRole('dialog', { name: 'Empty the trash' })
      await sure.getByRole('button', { name: 'Delete 1 entry for good' }).click()
      await app.page.getByRole('dialog', { name: 'Trash' }).getByText('The trash is empty.').waitFor()
      await press('Escape')
      await showsAtLast(WHOLE)
    })

    test('filters by words and by state, and finds nothing only when there is nothing', async () => {
      const field = app.page.getByRole('textbox', { name: 'Filter panels' })
      await field.fill('lamp')
      await showsAtLast(['1 ·', 'The lamp', 'The lamp'])
      await field.fill('zeppelin')
      await app.page.getByText('No panel fits the filter.').waitFor()
      await app.page.getByRole('button', { name: 'Clear the filter' }).last().click()
      await showsAtLast(WHOLE)
      await app.page.getByRole('button', { name: 'Filter by state' }).click()
      await app.page.getByRole('checkbox', { name: 'failed' }).click()
      await app.page.getByText('No panel fits the filter.').waitFor()
      await app.page.getByRole('button', { name: 'Show all states' }).click()
      await press('Escape')
      await showsAtLast(WHOLE)
    })

    test('finds a panel by its first letters, and the place follows', async () => {
      await line(/Quay/).first().click()
      await press('a', ' ', 'm')
      await expect.poll(() => line(/^A man/).getAttribute('aria-selected')).toBe('true')
      expect(await app.page.evaluate('location.hash')).toContain('panel=')
    })

    test('has the focus back when a dialog is closed, and loses no letter typed right after it was opened', async () => {
      const hasFocus = async (role: string) => (await app.page.evaluate('document.activeElement.role')) === role
      await press('Control+k')
      await app.page.keyboard.type('zzz')
      await app.page.getByText('zzz').or(app.page.locator('input[value="zzz"]')).first().waitFor()
      await press('Escape')
      await expect.poll(() => hasFocus('tree')).toBe(true)
      await app.page.getByRole('button', { name: 'Trash' }).press('Enter')
      await app.page.getByRole('dialog', { name: 'Trash' }).waitFor()
      await press('Escape')
      await expect.poll(() => app.page.evaluate('document.activeElement.innerText')).toBe('Trash')
    })

    test('sees no complaint of the browser', () => {
      expect(app.complaints).toEqual([])
    })
  })
}
