import { expect, test } from 'vitest'
import { allCommands, clashes } from './commands.ts'

test('no two commands answer to the same key', () => {
  expect([...clashes(allCommands({}, false))]).toEqual([])
})

test("an author's own key replaces the usual ones, and shows when it clashes", () => {
  const commands = allCommands({ 'frame.palette': ['Mod+Z'] }, false)
  expect(commands.find(({ id }) => id === 'frame.palette')?.keys).toEqual(['Mod+Z'])
  expect(clashes(commands).get('frame.palette')).toEqual(['frame.undo'])
})

test('in a mirrored window arrows keep their direction on the screen, and keys of the author are theirs', () => {
  const keysOf = (own: Record<string, string[]>, name: string) =>
    allCommands(own, true).find(({ id }) => id === name)?.keys
  expect([keysOf({}, 'gallery.next'), keysOf({}, 'gallery.previous')]).toEqual([['ArrowLeft'], ['ArrowRight']])
  expect(keysOf({}, 'gallery.nextPanel')).toEqual(['ArrowDown'])
  expect(keysOf({ 'gallery.next': ['ArrowRight'] }, 'gallery.next')).toEqual(['ArrowRight'])
})
