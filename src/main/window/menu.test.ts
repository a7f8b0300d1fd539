import { expect, test } from 'vitest'
import { menuTemplate } from './menu.ts'

const actions = { newBook() {}, openBook() {}, openRecent() {} }

test('the menu names recent books that are there, and takes no sign of theirs for a key', () => {
  const recent = [
    { title: 'Salt & Iron', folder: '/a', exists: true },
    { title: 'Gone', folder: '/b', exists: false },
  ]
  const file = menuTemplate('linux', recent, actions)[0]!
  const entries = (file.submenu as { label?: string; submenu?: { label: string }[] }[]).find(
    ({ label }) => label === 'Open recent',
  )!
  expect(entries.submenu!.map(({ label }) => label)).toEqual(['Salt && Iron'])
})

test('a Mac has its own first menu, and closes windows where others quit', () => {
  expect(menuTemplate('darwin', [], actions)[0]).toEqual({ role: 'appMenu' })
  expect(JSON.stringify(menuTemplate('darwin', [], actions))).toContain('"role":"close"')
  expect(JSON.stringify(menuTemplate('win32', [], actions))).toContain('"role":"quit"')
})
