import { expect, test } from 'vitest'
import { menuTemplate } from './menu.ts'
import { nativeWords } from './native-words.ts'

const words = nativeWords('en')
const actions = { newBook() {}, openBook() {}, openRecent() {} }

test('the menu names recent books that are there, and takes no sign of theirs for a key', () => {
  const recent = [
    { title: 'Salt & Iron', folder: '/a', exists: true },
    { title: 'Gone', folder: '/b', exists: false },
  ]
  const file = menuTemplate('linux', recent, actions, words)[0]!
  const entries = (file.submenu as { label?: string; submenu?: { label: string }[] }[]).find(
    ({ label }) => label === words.openRecent,
  )!
  expect(entries.submenu!.map(({ label }) => label)).toEqual(['Salt && Iron'])
})

test('a Mac has its own first menu, and closes windows where others quit', () => {
  expect(menuTemplate('darwin', [], actions, words)[0]).toEqual({ role: 'appMenu' })
  expect(JSON.stringify(menuTemplate('darwin', [], actions, words))).not.toContain('"role":"quit"')
  expect(JSON.stringify(menuTemplate('win32', [], actions, words))).toContain('"role":"quit"')
})
