import { expect, test } from 'vitest'
import { marks, score, wanted } from './matches.ts'

test('a sign at the start says among what to look', () => {
  expect(wanted('> undo')).toEqual({ among: 'commands', query: 'undo' })
  expect(wanted('#lamp')).toEqual({ among: 'panels', query: 'lamp' })
  expect(wanted(' @nell ')).toEqual({ among: 'cast', query: 'nell' })
  expect(wanted('lamp room')).toEqual({ among: 'all', query: 'lamp room' })
})

test('every word must begin a word, in any order, whatever its accents and case', () => {
  expect(score('Refresh stale panels', 'pan ref')).not.toBeNull()
  expect(score('Überblick der Kapitel', 'uber')).not.toBeNull()
  expect(score('Refresh stale panels', 'ale')).toBeNull()
  expect(score('灯台の夜', '夜')).not.toBeNull()
  expect(score('Refresh', '')).toBe(0)
})

test('what begins earlier answers better', () => {
  expect(score('Lamp room', 'lamp')!).toBeLessThan(score('The lamp room', 'lamp')!)
})

test('found parts are marked, never outside of the words', () => {
  expect(marks('The lamp room', 'la roo')).toEqual([
    [4, 6],
    [9, 12],
  ])
  expect(marks('Éclair', 'ecl')).toEqual([[0, 3]])
  expect(marks('가 end', 'end')).toEqual([])
})
