import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelwright } from '../harness/command-line.ts'
import { missing, openWindowApp, type WindowApp } from '../harness/window-app.ts'

/** What would run if any of it were taken for more than words. */
const PAYLOADS = [
  '<img src=x onerror="window.ran=1">',
  '<script>window.ran=1</script>',
  '"><svg onload=window.ran=1>',
  'javascript:window.ran=1',
  '{{window.ran=1}}',
]

const inline = (page: Page) =>
  page.evaluate(`(() => {
    const script = document.createElement('script')
    script.textContent = 'window.inline = true'
    document.head.append(script)
    // From a timer: what the driver itself evaluates is let through.
    return new Promise((tell) => {
      setTimeout('window.evaluated = true')
      setTimeout(() => setTimeout(() => tell({ inline: window.inline === true, evaluated: window.evaluated === true })))
    })
  })()`)

describe.skipIf(missing('browser') !== null)('in a browser', () => {
  let app: WindowApp
  beforeAll(async () => {
    app = await openWindowApp('browser')
    await app.page.getByRole('button', { name: 'Open the sample' }).waitFor()
  })
  afterAll(() => app?.close())

  test('the link is gone from the address, and gives nobody else anything', async () => {
    expect(new URL(app.page.url()).search).toBe('')
    expect(await app.page.evaluate('document.cookie')).toBe('')
  })

  test('no inline script runs, and no words are run as one', async () => {
    expect(await inline(app.page)).toEqual({ inline: false, evaluated: false })
    const refused = await app.page.evaluate(`fetch('http://127.0.0.1:1/').then(() => 'sent', () => 'refused')`)
    expect(refused).toBe('refused')
  })

  test('what a script says is words, whatever it looks like', async () => {
    const book = join(app.home, 'Words.panelwright')
    const script = join(app.home, 'words.txt')
    writeFileSync(
      script,
      `# Chapter 1: ${PAYLOADS[0]}\n## Scene 1: ${PAYLOADS[1]}\n${PAYLOADS.map((words, at) => `### Strip 00${at}\nA man says ${words} loudly.\n`).join('')}`,
    )
    expect(panelwright('new', book, '--title', PAYLOADS[2]!).code).toBe(0)
    expect(panelwright('import', book, script, '--as', 'strips').code).toBe(0)
    const other = await app.another()
    await other.evaluate(`new Promise((done) => {
      const socket = new WebSocket('ws://' + location.host + '/socket')
      socket.onopen = () => socket.send(JSON.stringify({ id: 1, name: 'book.open', input: { folder: ${JSON.stringify(book)} } }))
      socket.onmessage = ({ data }) => { if (JSON.parse(data).reply) done() }
    })`)
    // Both clients show the book that one of them opened.
    for (const page of [app.page, other]) {
      await page.getByRole('treeitem').first().waitFor()
      await page.getByRole('treeitem').first().click()
      await page.getByText(PAYLOADS[0]!).first().waitFor()
      expect(await page.evaluate('window.ran')).toBeUndefined()
    }
  })
})
