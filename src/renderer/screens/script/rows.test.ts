import { expect, test } from 'vitest'
import {
  guessedHeight,
  panelBefore,
  panelRows,
  proseRows,
  type SceneMeasure,
  type ScriptPage,
  scenesAmong,
} from './rows.ts'

const scene = (id: string, over: Partial<SceneMeasure> = {}): SceneMeasure => ({
  id,
  chapterId: 'c',
  chapter: '1',
  chapterTitle: '',
  scene: 1,
  title: null,
  place: null,
  words: 90,
  blocks: 2,
  panels: 1,
  lines: 0,
  unsure: 0,
  noteWords: 0,
  ...over,
})

const SCENES = [scene('a', { noteWords: 12 }), scene('b'), scene('c', { chapterId: 'd', panels: 0 })]

test('every scene has its head, its paragraphs and its notes', () => {
  const { rows, heads } = proseRows(SCENES)
  expect(rows.map(({ kind }) => kind)).toEqual([
    ...['scene', 'block', 'block', 'notes'],
    ...['scene', 'block', 'block'],
    ...['scene', 'block', 'block'],
  ])
  expect([...heads]).toEqual([
    ['a', 0],
    ['b', 4],
    ['c', 7],
  ])
})

test('the first scene of a chapter opens it', () => {
  const heads = panelRows(SCENES).rows.flatMap((row) => (row.kind === 'scene' ? [row.opensChapter] : []))
  expect(heads).toEqual([true, false, true])
})

test('panels have a row each, and notes none', () => {
  expect(panelRows(SCENES).rows.map(({ kind }) => kind)).toEqual(['scene', 'panel', 'scene', 'panel', 'scene'])
})

test('rows in sight name their scenes once', () => {
  expect(scenesAmong(proseRows(SCENES).rows, [1, 2, 3, 4, 99])).toEqual(['a', 'b'])
})

test('a long paragraph is given more room than a short one', () => {
  const height = (words: number) =>
    guessedHeight({ kind: 'block', scene: scene('a', { words, blocks: 1 }), at: 0 }, 'block')
  expect(height(200)).toBeGreaterThan(height(20) * 4)
})

test('a paragraph goes on in the panel that began before it', () => {
  const block = (...panelIds: string[]) => ({ starts: panelIds.map((panelId) => ({ panelId, at: 0 })) })
  const page = { blocks: [block('p1', 'p2'), block(), block('p3')] } as unknown as ScriptPage
  expect([0, 1, 2, 3].map((at) => panelBefore(page, at))).toEqual([null, 'p2', 'p2', 'p3'])
})
