/** What no unit can be asked: that certain words stand in one place of the sources only, or in none. */
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const sources = globSync(['src/**/*.ts', 'src/**/*.tsx', 'src/**/*.html'])
  .filter((file) => !/\.(test|case)\.tsx?$/.test(file))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }))

const having = (words: RegExp) => sources.filter(({ text }) => words.test(text)).map(({ file }) => file)

describe('in the sources', () => {
  test('there is one door for pages', () => {
    expect(having(/\bipcMain\b/)).toEqual(['src/main/ipc/register.ts'])
    expect(having(/\bipcRenderer\b/)).toEqual(['src/preload/index.ts'])
  })

  test('windows are made in one place, sandboxed and isolated', () => {
    expect(having(/new (BrowserWindow|WebContentsView|BrowserView)\b/)).toEqual(['src/main/window/make-window.ts'])
    const made = sources.find(({ file }) => file.endsWith('make-window.ts'))!.text
    for (const line of [
      'sandbox: true',
      'contextIsolation: true',
      'nodeIntegration: false',
      'webSecurity: true',
      'webviewTag: false',
    ])
      expect(made).toContain(line)
    expect(having(/enableBlinkFeatures|disable-web-security|allowRunningInsecureContent: true/)).toEqual([])
  })

  test('nothing is opened outside, shown in a frame of another, or run from words', () => {
    expect(having(/openExternal/)).toEqual([])
    expect(having(/<webview|<iframe/i)).toEqual([])
    expect(
      having(/\beval\(|new Function\(|dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML|document\.write/),
    ).toEqual([])
    expect(having(/bypassCSP|corsEnabled/)).toEqual([])
  })

  test('nobody waits for ready at the top level of the entry', () => {
    const entry = sources.find(({ file }) => file === 'src/main/index.ts')!.text
    expect(entry).not.toMatch(/^await /m)
    expect(entry.indexOf('registerSchemesAsPrivileged')).toBeLessThan(entry.indexOf('whenReady'))
    expect(entry.indexOf('enableSandbox')).toBeLessThan(entry.indexOf('whenReady'))
  })

  test('a server listens on this computer only', () => {
    expect(having(/server\.listen\(/)).toEqual(['src/main/web/server.ts'])
    // The one place that names them says from where nothing is fetched.
    expect(having(/'0\.0\.0\.0'|"0\.0\.0\.0"|'::'/)).toEqual(['src/main/services/references/public-address.ts'])
    expect(having(/access-control-allow/i)).toEqual([])
  })
})

test('the packaged program cannot be run as Node, inspected, or loaded from elsewhere', () => {
  const { electronFuses, fileAssociations, npmRebuild } = JSON.parse(
    readFileSync('build/electron-builder.json', 'utf8'),
  )
  expect(electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  })
  expect(fileAssociations).toMatchObject([{ ext: 'panelwright', isPackage: true }])
  expect(npmRebuild).toBe(false)
})
