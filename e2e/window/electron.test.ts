import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelwright, records } from '../harness/command-line.ts'
import { missing, openWindowApp, type WindowApp } from '../harness/window-app.ts'

/** Main and preload as they are built, run by the stand-in: what of Electron's own it lacks is not tested here. */
describe.skipIf(missing('stand-in') !== null)('the window’s program', () => {
  let app: WindowApp
  beforeAll(async () => {
    app = await openWindowApp('stand-in')
    await app.page.getByRole('button', { name: 'Open the sample' }).waitFor()
  })
  afterAll(() => app?.close())

  test('gives its page three functions, and nothing of Electron or Node', async () => {
    expect(await app.page.evaluate('Object.keys(window.panelwright).sort()')).toEqual(['on', 'pathOf', 'request'])
    expect(await app.page.evaluate('Object.isFrozen(window.panelwright)')).toBe(true)
    expect(await app.page.evaluate('[typeof require, typeof process, typeof module]')).toEqual(
      Array(3).fill('undefined'),
    )
  })

  test('has the sandbox on before it is ready, and denies what pages do not need', async () => {
    const granted = await app.electron!.evaluate(async (electron) => {
      const { seen } = electron as unknown as typeof import('../harness/electron/stand-in.ts')
      const asked = ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'fullscreen']
      const answers = asked.map((permission) => {
        let answer: boolean | null = null
        seen.permissionRequest!(null, permission, (given) => {
          answer = given
        })
        return [permission, answer, seen.permissionCheck!(null, permission)]
      })
      return { sandboxEnabled: seen.sandboxEnabled, answers, menu: seen.menu.length }
    })
    expect(granted.sandboxEnabled).toBe(true)
    expect(granted.menu).toBeGreaterThan(2)
    expect(granted.answers).toEqual([
      ['media', false, false],
      ['geolocation', false, false],
      ['notifications', false, false],
      ['openExternal', false, false],
      ['clipboard-read', false, false],
      ['fullscreen', true, true],
    ])
  })

  test('lets its page open no window and go nowhere', async () => {
    const prevented = await app.electron!.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]! as unknown as {
        webContents: {
          emit(name: string, event: object): void
          getURL(): string
          windowOpenHandler(details: object): { action: string }
        }
      }
      const stopped = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'].map((name) => {
        let isPrevented = false
        webContents.emit(name, {
          url: 'https://example.com/',
          isMainFrame: true,
          preventDefault() {
            isPrevented = true
          },
        })
        return isPrevented
      })
      let isStopped = false
      webContents.emit('will-navigate', {
        url: webContents.getURL(),
        isMainFrame: true,
        preventDefault() {
          isStopped = true
        },
      })
      return { stopped, isStopped, opened: webContents.windowOpenHandler({ url: 'https://example.com' }).action }
    })
    expect(prevented).toEqual({ stopped: [true, true, true, true], isStopped: false, opened: 'deny' })
  })

  test('says no to what it does not know, without a word of itself', async () => {
    const reply = await app.page.evaluate(`window.panelwright.request('../../etc', { a: 1 })`)
    expect(reply).toMatchObject({ ok: false, error: { code: 'UNKNOWN_ROUTE' } })
  })

  test('is called like its book, and shows the page again after it died', async () => {
    await app.page.getByRole('button', { name: 'Open the sample' }).click()
    await app.page.getByRole('treeitem').first().waitFor()
    expect(await app.electron!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())).toBe(
      'Postage Due',
    )
    await app.electron!.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer()
    })
    // The driver holds on to the page that died; main is asked instead.
    await expect
      .poll(() =>
        app.electron!.evaluate(({ BrowserWindow }) => {
          const { webContents } = BrowserWindow.getAllWindows()[0]! as unknown as {
            webContents: { evaluate(expression: string): Promise<unknown> }
          }
          return webContents.evaluate(`document.querySelector('[role=tree]')?.innerText ?? document.body.innerText`)
        }),
      )
      .toContain('Four Days Left')
  })
})

describe.skipIf(missing('stand-in') !== null)('a book named at the start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-named-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('lies in the window, and is free again when that is closed', async () => {
    const book = join(folder, 'Tide.panelwright')
    expect(panelwright('new', book, '--title', 'The Tide').code).toBe(0)
    const app = await openWindowApp('stand-in', { books: [book] })
    await app.page.getByText('The Tide').waitFor()
    expect(panelwright('import', book, 'resources/sample').err).toContain('belongs to the window')
    expect(await app.electron!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())).toBe(
      'The Tide',
    )
    await app.close()
    expect(panelwright('import', book, 'resources/sample').code).toBe(0)
  })
})

describe.skipIf(missing('stand-in') !== null)('a window that is closed while pictures are under way', () => {
  test('asks, lets them come, and leaves the rest in the queue', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'panelwright-closing-'))
    const book = join(folder, 'Tide.panelwright')
    try {
      expect(panelwright('new', book, '--title', 'The Tide').code).toBe(0)
      expect(panelwright('import', book, 'resources/sample').code).toBe(0)
      const app = await openWindowApp('stand-in', { books: [book] })
      await app.page.getByRole('treeitem').first().waitFor()
      const begun = await app.page.evaluate(`window.panelwright.request('batch.generate', { styles: ['noir'] })`)
      expect(begun).toMatchObject({ ok: true, data: { working: 226 } })
      const ended = new Promise((resolve) => app.electron!.process().once('exit', resolve))
      const asked = await app.electron!.evaluate((electron) => {
        const { BrowserWindow, seen } = electron as unknown as typeof import('../harness/electron/stand-in.ts')
        BrowserWindow.getAllWindows()[0]!.close()
        return seen.messages.map(({ message }) => message)
      })
      expect(asked).toEqual([expect.stringMatching(/^\d+ pictures? (is|are) under way\.$/)])
      await ended
      await app.close()
      const [status] = records('status', book)
      expect(status).toMatchObject({ owner: null, jobs: { running: 0, unknown: 0, failed: 0 } })
      const { queued, done } = (status as { jobs: Record<string, number> }).jobs
      expect(queued! + done!).toBe(226)
      expect(queued).toBeGreaterThan(0)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
