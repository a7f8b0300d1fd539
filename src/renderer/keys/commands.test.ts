import { expect, test } from 'vitest'
import { allCommands, clashes } from './commands.ts'

test('no two commands answer to the same key', () => {
  expect([...clashes(allCommands({}))]).toEqual([])
})

test("an author's own key replaces the usual ones, and shows when it clashes", () => {
  const commands = allCommands({ 'frame.palette': ['Mod+Z'] })
  expect(commands.find(({ id }) => id === 'frame.palette')?.keys).toEqual(['Mod+Z'])
  expect(clashes(commands).get('frame.palette')).toEqual(['frame.undo'])
})
