import { describe, expect, test } from 'vitest'
import { isOwnAddress, mayAsk, mayHave } from './policy.ts'

const ORIGIN = 'app://0123abcd'

describe('addresses', () => {
  test.each(['app://0123abcd/', 'app://0123abcd/index.html#script', 'app://0123abcd'])(
    '%s is the window’s own',
    (address) => {
      expect(isOwnAddress(address, ORIGIN)).toBe(true)
    },
  )

  test.each([
    'app://0123abcd.evil.example/',
    'app://0123abc/',
    'app://other/',
    'app:///0123abcd',
    'app:0123abcd',
    'app://user@0123abcd/',
    'app://0123abcd@evil/',
    'app://0123abcd:80/',
    'https://0123abcd/',
    'http://0123abcd/',
    'file:///0123abcd',
    'file://0123abcd/etc/passwd',
    'data:text/html,<script>1</script>',
    'javascript:alert(1)//app://0123abcd/',
    'blob:app://0123abcd/x',
    'about:blank',
    'chrome://settings',
    'devtools://devtools',
    'view-source:app://0123abcd/',
    'https://ok.com.evil',
    'https://xn--pple-43d.com',
    '//0123abcd/',
    ' ',
    '',
  ])('%j is not', (address) => {
    expect(isOwnAddress(address, ORIGIN)).toBe(false)
  })
})

describe('who may ask', () => {
  test('is the window’s own page', () => {
    expect(mayAsk({ url: `${ORIGIN}/`, isMainFrame: true }, ORIGIN)).toBe(true)
  })

  test.each([
    ['a frame in it', { url: `${ORIGIN}/`, isMainFrame: false }],
    ['another window', { url: 'app://other/', isMainFrame: true }],
    ['a page that came in its place', { url: 'https://evil.example/', isMainFrame: true }],
    ['a frame that is gone', { url: null, isMainFrame: true }],
  ])('is not %s', (_, sender) => {
    expect(mayAsk(sender, ORIGIN)).toBe(false)
  })
})

test('of all that Electron can permit, pages get two', () => {
  const permissions =
    `clipboard-read clipboard-sanitized-write display-capture fullscreen geolocation idle-detection media mediaKeySystem
     midi midiSysex notifications pointerLock keyboardLock openExternal speaker-selection storage-access
     top-level-storage-access window-management unknown fileSystem hid serial usb deprecated-sync-clipboard-read`.split(
      /\s+/,
    )
  expect(permissions.filter(mayHave)).toEqual(['clipboard-sanitized-write', 'fullscreen'])
})
