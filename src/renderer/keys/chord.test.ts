import { expect, test } from 'vitest'
import { chordOf, chordWords, isTyped } from './chord.ts'

const NONE = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

test('a chord names what was pressed, the same on both kinds of computer', () => {
  expect(chordOf({ ...NONE, key: 'p', ctrlKey: true, shiftKey: true }, false)).toBe('Mod+Shift+P')
  expect(chordOf({ ...NONE, key: 'p', metaKey: true, shiftKey: true }, true)).toBe('Mod+Shift+P')
  expect(chordOf({ ...NONE, key: ' ' }, false)).toBe('Space')
  expect(chordOf({ ...NONE, key: 'Shift', shiftKey: true }, false)).toBeNull()
})

test('a sign is itself whether or not the keyboard needs Shift for it', () => {
  expect(chordOf({ ...NONE, key: '?', shiftKey: true }, false)).toBe('?')
  expect(chordOf({ ...NONE, key: '+' }, false)).toBe('+')
})

test('on a keyboard without Latin letters a letter goes by its place', () => {
  expect(chordOf({ ...NONE, key: 'ل', code: 'KeyG' }, false)).toBe('G')
  expect(chordOf({ ...NONE, key: 'к', code: 'KeyR' }, false)).toBe('R')
})

test('what a text field would take belongs to it', () => {
  expect(isTyped('K')).toBe(true)
  expect(isTyped('Shift+ArrowLeft')).toBe(true)
  expect(isTyped('Mod+K')).toBe(false)
  expect(isTyped('Escape')).toBe(false)
})

test('key caps say Ctrl or the sign of a Mac', () => {
  expect(chordWords('Mod+Shift+P', false)).toBe('Ctrl Shift P')
  expect(chordWords('Mod+Shift+P', true)).toBe('⌘ ⇧ P')
  expect(chordWords('Mod++', false)).toBe('Ctrl +')
})
