import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelwright } from '../harness/command-line.ts'
import { missing, openWindowApp, PAGE_TARGETS, type WindowApp } from '../harness/window-app.ts'

const STORY = `# Chapter 1: The Lamp

Nell set the lantern down on the sill and looked out over the water. Thomas stood at the crank and waited.

“You are late,” said Nell.

“I know.”

“So was the boat,” said Thomas. He wiped his hands on a rag.

# Chapter 2: The Quay

Nell ran down the steps to the quay. A boat came in under the wall, and Thomas threw a rope.

## CRAFT NOTES

Mind the rope.
`
const CHANGED = STORY.replace('set the lantern down on the sill', 'dropped the lantern on the stairs')

for (const target of PAGE_TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the script in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, an author`, () => {
    const home = mkdtempSync(join(tmpdir(), 'panelwright-script-'))
    let app: WindowApp
    const give = (text: string) =>
      app.page
        .locator('input[type=file]')
        .setInputFiles({ name: 'story.md', mimeType: 'text/markdown', buffer: Buffer.from(text) })
    const speaker = (line: string) =>
      app.page.getByRole('region', { name: 'Panels' }).getByRole('button', { name: new RegExp(`: ${line}$`) })

    beforeAll(async () => {
      const book = join(home, 'Lamp.panelwright')
      panelwright('new', book, '--title', 'Lamp')
      app = await openWindowApp(target, { books: [book] })
    })
    afterAll(async () => {
      await app?.close()
      rmSync(home, { recursive: true, force: true })
    })

    test('brings a story into an empty book, having seen what it is', async () => {
      const { page } = app
      await page.getByRole('button', { name: 'Import a script' }).click()
      await give(STORY)
      await page.getByText('story.md').first().waitFor()
      await page.getByText('Chapter 1: The Lamp').waitFor()
      // What was left out is told with its place.
      await page.getByText('story.md:15').waitFor()
      await page.getByRole('button', { name: 'Import 2 chapters' }).click()
      await page.getByRole('button', { name: 'To the script', exact: true }).click()
      await page.getByRole('article').first().waitFor()
      await page.getByRole('button', { name: 'Panel 1 begins here' }).first().waitFor()
    })

    test('sets a speaker right where the line stands, and it is so', async () => {
      const { page } = app
      await speaker('I know.').click()
      const question = page.getByRole('group', { name: 'Who says “I know.”?' })
      await question.waitFor()
      // Enter takes the first answer.
      expect(await question.locator('button:focus').innerText()).toBe('Nell is right')
      await question.getByRole('button', { name: 'Thomas', exact: true }).click()
      await question.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Thomas: I know.' }).waitFor()
      // Asked again, it knows whose answer it is.
      await speaker('I know.').click()
      await question.getByText('This is your own answer.').waitFor()
      await page.keyboard.press('Escape')
      await question.waitFor({ state: 'detached' })
      await page.locator('button:focus', { hasText: 'Thomas' }).waitFor()
    })

    test('writes anew what is seen, and gives a panel another shot', async () => {
      const { page } = app
      const card = page.getByRole('article').first()
      await card.getByRole('button', { name: /^Shot:/ }).click()
      await page.getByRole('menuitem', { name: 'Long', exact: true }).click()
      await card.getByRole('button', { name: 'Shot: Long' }).waitFor()
      const second = page.getByRole('article').nth(1)
      await second.getByText('2', { exact: true }).click()
      await second
        .getByRole('button', { name: /\(edit\)$/ })
        .first()
        .click()
      await second.getByRole('textbox', { name: 'What is seen' }).fill('Two hands on a brass crank.')
      await page.keyboard.press('Enter')
      await second.getByText('Two hands on a brass crank.').waitFor()
    })

    test('sets lines right where they stand, adds one, and takes it back', async () => {
      const { page } = app
      const card = page.getByRole('article').filter({ hasText: 'I know' })
      // By key: the card above may still be giving its lines up, and what is clicked must not have moved away.
      await card.getByRole('button', { name: 'Speech “I know.”' }).press('Enter')
      await page.getByRole('menuitem', { name: 'Thought', exact: true }).click()
      await card.getByRole('button', { name: 'Thought “I know.”' }).waitFor()
      await card.getByRole('button', { name: 'I know. (edit)' }).focus()
      await page.keyboard.press('Enter')
      await card.getByRole('textbox', { name: 'Words of the line' }).fill('I know it well.')
      await page.keyboard.press('Enter')
      await card.getByRole('button', { name: 'Thought “I know it well.”' }).waitFor()
      await card.click({ position: { x: 8, y: 8 } })
      await card.getByRole('button', { name: 'Add a line' }).click()
      await page.getByRole('menuitem', { name: 'Sound', exact: true }).click()
      await card.getByRole('textbox', { name: 'Words of the line' }).fill('Creak')
      await page.keyboard.press('Enter')
      await card.getByRole('button', { name: 'Sound “Creak”' }).waitFor()
      await page.getByRole('button', { name: 'Undo: Edit lettering' }).click()
      await card.getByRole('button', { name: 'Sound “Creak”' }).waitFor({ state: 'detached' })
    })

    test('drags where a panel begins, and moves it back by keys', async () => {
      const { page } = app
      const chip = page.getByRole('button', { name: 'Panel 2 begins here' }).first()
      const words = page.getByText('Nell set the lantern down').first()
      const startsAt = async () => {
        const [of, from] = [await words.boundingBox(), await chip.boundingBox()]
        return Math.round(from!.y - of!.y)
      }
      const before = await startsAt()
      const { height } = (await words.boundingBox())!
      // Over the last line of the panel before: its last sentence goes.
      await chip.dragTo(words, { targetPosition: { x: 40, y: height - 10 } })
      await page.getByRole('button', { name: 'Undo: Move break' }).waitFor()
      await expect.poll(startsAt).toBeLessThan(before)
      await chip.focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Alt+ArrowDown')
      await expect.poll(startsAt).toBe(before)
      // Both come back, and the script has these panels again.
      await page.keyboard.press('Control+z')
      await expect.poll(startsAt).toBeLessThan(before)
      await page.keyboard.press('Control+z')
      await expect.poll(startsAt).toBe(before)
    })

    test('sees what a changed story would change before it does', async () => {
      const { page } = app
      await page.getByRole('button', { name: 'Import again' }).click()
      await give(CHANGED)
      const compared = page.getByRole('region', { name: 'What would change' })
      await compared.waitFor()
      await compared.getByText('Chapter 1: The Lamp').waitFor()
      await compared.getByText('1 correction of yours stays.').waitFor()
      await compared.getByText('1 other chapter stays as it is.').waitFor()
      expect(await compared.getByText('dropped the lantern').count()).toBe(0)
      await compared
        .getByText(/drops the lantern/)
        .first()
        .waitFor()
      // Nothing was written yet.
      await page.getByRole('button', { name: 'Back to the script' }).click()
      await page.getByText('set the lantern down').first().waitFor()
    })

    test('does it, and the correction stands', async () => {
      const { page } = app
      await page.getByRole('button', { name: 'Import again' }).click()
      await give(CHANGED)
      await page.getByRole('button', { name: /^Import and change \d+ panels?$/ }).click()
      await page.getByRole('button', { name: 'To the script', exact: true }).click()
      await page.getByText('dropped the lantern').first().waitFor()
      await page.getByRole('button', { name: 'Thomas: I know it well.' }).waitFor()
      await page.getByRole('button', { name: 'Thought “I know it well.”' }).waitFor()
      await page.getByRole('article').first().getByRole('button', { name: 'Shot: Long' }).waitFor()
      await page.getByRole('article').nth(1).getByText('Two hands on a brass crank.').waitFor()
      // Undo does not reach beyond the import without a word.
      await page.keyboard.press('Control+z')
      await page
        .getByRole('region', { name: 'Notices' })
        .getByText('“Script imported” is not taken back by undo.')
        .waitFor()
    })

    test('opens the notes that were left out', async () => {
      const { page } = app
      await page.getByRole('button', { name: '5 words of notes left out' }).first().click()
      await page.getByRole('dialog').getByText('Mind the rope.').waitFor()
      await page.keyboard.press('Escape')
      expect(app.complaints).toEqual([])
    })
  })
}
