import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

/** Asks main from within the page, over whatever way it has. */
const ASK = `async ([name, input]) => {
  if (window.panelwright) return window.panelwright.request(name, input)
  const socket = new WebSocket('ws://' + location.host + '/socket')
  await new Promise((open) => { socket.onopen = open })
  const reply = new Promise((resolve) => {
    socket.onmessage = ({ data }) => { const m = JSON.parse(data); if (m.reply) resolve(m.reply) }
  })
  socket.send(JSON.stringify({ id: 1, name, input }))
  const answer = await reply
  socket.close()
  return answer
}`

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the window in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, an author`, () => {
    let app: WindowApp
    const ask = (name: string, input: object) =>
      app.page.evaluate(`(${ASK})(${JSON.stringify([name, input])})`) as Promise<{
        ok: boolean
        data: Record<string, unknown>
      }>

    beforeAll(async () => {
      app = await openWindowApp(target)
    })
    afterAll(() => app?.close())

    test('opens the sample, sees its panels, and scrolls to the last', async () => {
      await app.page.getByRole('button', { name: 'Open the sample' }).click()
      const rows = app.page.getByRole('treeitem')
      await rows.first().waitFor()
      const total = Number(await rows.first().getAttribute('aria-setsize'))
      expect(total).toBeGreaterThan(100)
      // However long the book, only what is in sight is drawn.
      expect(await rows.count()).toBeLessThan(60)
      await app.page.evaluate(
        `{ const tree = document.querySelector('.tree-scroll'); tree.scrollTop = tree.scrollHeight }`,
      )
      await app.page.locator(`[aria-posinset="${total}"]:not([disabled])`).waitFor()
    })

    test('has pictures made up to a gate, sees them come, and goes on', async () => {
      await app.page.evaluate(`document.querySelector('.tree-scroll').scrollTop = 0`)
      expect(await ask('batch.generate', { styles: ['noir'], chapters: ['1'], maxJobs: 6, gate: 3 })).toMatchObject({
        ok: true,
        data: { working: 3, behindGate: 3 },
      })
      await app.page.getByText('3 of 6 pictures').waitFor()
      await app.page.getByRole('button', { name: 'Go on' }).click()
      await app.page.getByText('6 of 6 pictures').waitFor()
    })

    test('looks at one, decoded and in its place', async () => {
      await app.page.getByRole('treeitem').first().click()
      const picture = app.page.locator('.work-picture')
      await picture.waitFor()
      await expect
        .poll(() => app.page.evaluate(`document.querySelector('.work-picture').naturalWidth`))
        .toBeGreaterThan(300)
    })

    test('finds the book again after the page was loaded anew', async () => {
      await app.page.reload()
      await app.page.getByRole('treeitem').first().waitFor()
      await app.page.getByText('6 of 6 pictures').waitFor()
    })

    test('hands a script over', async () => {
      const { upload } = (await app.page.evaluate(`fetch('/upload?name=pier.txt', {
        method: 'POST',
        body: '# Chapter 9: Pier\\n## Scene 1: The pier\\n### Strip 001\\nA man fishes.\\n',
      }).then((answer) => answer.json())`)) as { upload: string }
      expect(await ask('script.import', { sources: [{ upload }] })).toMatchObject({
        data: { chapters: [{ chapter: '9' }] },
      })
    })

    test('sees no complaint of the page', () => {
      expect(app.complaints).toEqual([])
    })
  })
}
