import { describe, expect, test } from 'vitest'
import { findPageFormat } from '../page-formats.ts'
import { moveSplit } from './edits.ts'
import { guttersOf } from './gutters.ts'
import { findHouseStyle } from './house-styles.ts'
import { layOutBook } from './lay-out-book.ts'
import { DEFAULT_WISH, type LayoutLock } from './layout-wish.ts'
import { pageRoom } from './page-room.ts'
import { chapterOf } from './sample-chapters.case.ts'
import { leavesOf } from './split-tree.ts'

const US_COMIC = findPageFormat('us-comic')!
const ROOM = pageRoom(US_COMIC, findHouseStyle('comic-book')!)
// Nothing slants, so that frames lie where the cuts do.
const still = chapterOf(80)
const CHAPTERS = [{ ...still, panels: still.panels.map((panel) => ({ ...panel, action: false, splash: false })) }]
const layOut = (locks: LayoutLock[] = []) => layOutBook(CHAPTERS, US_COMIC, 'ltr', { ...DEFAULT_WISH, locks }).pages

describe('gutters of a page', () => {
  test('are as many as slots less one, and lie between slots that follow each other', () => {
    for (const page of layOut()) {
      const gutters = guttersOf(page, ROOM)
      expect(gutters).toHaveLength(leavesOf(page.tree!) - 1)
      for (const { before, after } of gutters) expect(before[1] + 1).toBe(after[0])
    }
  })

  test('move by as many millimetres as their length says', () => {
    let moved = 0
    for (const page of layOut()) {
      for (const { path, gutter, lengthMm, runs, before } of guttersOf(page, ROOM)) {
        const lock = moveSplit(page, path, gutter, 3 / lengthMm)!
        const now = layOut([lock]).find(({ number }) => number === page.number)!
        const edge = (frame: { x: number; y: number; width: number; height: number }) =>
          runs === 'level' ? frame.y + frame.height : frame.x + frame.width
        // The last slot before a gutter ends at it, unless its own part is cut the other way.
        const ends = (panels: typeof page.panels) =>
          Math.max(...panels.slice(before[0], before[1] + 1).map(({ frame }) => edge(frame)))
        expect(ends(now.panels) - ends(page.panels)).toBeCloseTo(3, 6)
        moved++
      }
    }
    expect(moved).toBeGreaterThan(20)
  })
})
