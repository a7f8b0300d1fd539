import { describe, expect, it } from 'vitest'
import type { ChapterReport } from '../services/importing.ts'
import { importView } from './import-view.ts'

const chapter = (over: Partial<ChapterReport>): ChapterReport => ({
  chapter: '1',
  title: 'The Lamp',
  scenes: 2,
  panels: 6,
  words: 150,
  isRead: true,
  isBack: false,
  added: 0,
  changed: 0,
  unchanged: 0,
  removed: 0,
  ...over,
})
const rowOf = (over: Partial<ChapterReport>) =>
  importView({ chapters: [chapter(over)], removedChapters: [], bible: null, stale: 0, diagnostics: [] })[0]

describe('what an import says of a chapter', () => {
  it.each([
    ['nothing when it is new', { added: 6 }, /150 words$/],
    ['that it is as before', { unchanged: 6 }, /as before$/],
    ['what became of its panels', { added: 1, changed: 2, unchanged: 3, removed: 4 }, /1 new, 2 changed, 4 removed$/],
    ['that it is back from the trash', { added: 6, isBack: true }, /back from the trash$/],
  ])('is %s', (_, over, words) => {
    expect(rowOf(over)).toMatch(words)
  })
})
