import { expect, test } from 'vitest'
import { hasScene, isWhole, type Outline, ofChapter, WHOLE, withChapter, withScene } from './choice.ts'

const chapter = (number: string, scenes: number): Outline['chapters'][number] => ({
  id: `chapter-${number}`,
  number,
  title: '',
  words: 0,
  loose: null,
  firstRow: 0,
  panels: 0,
  states: {},
  scenes: Array.from({ length: scenes }, (_, at) => ({
    id: `${number}.${at + 1}`,
    number: at + 1,
    title: null,
    place: null,
    timeOfDay: null,
    date: null,
    firstRow: 0,
    panels: 0,
    states: {},
  })),
})
const outline: Outline = { panels: 0, states: {}, chapters: [chapter('1', 2), chapter('2', 3)] }
const [one, two] = outline.chapters as [Outline['chapters'][number], Outline['chapters'][number]]

test('Nothing named is the whole book', () => {
  expect(isWhole(WHOLE)).toBe(true)
  expect(ofChapter(WHOLE, one)).toBe('all')
  expect(hasScene(WHOLE, two, '2.3')).toBe(true)
})

test('Taking a chapter out of the whole book leaves the others', () => {
  const rest = withChapter(WHOLE, outline, one, false)
  expect(rest).toEqual({ chapters: ['2'], sceneIds: [], panelIds: [] })
  expect(ofChapter(rest, one)).toBe('none')
})

test('Taking a scene out of a chapter leaves its other scenes', () => {
  const rest = withScene(WHOLE, outline, two, '2.2', false)
  expect(rest).toEqual({ chapters: ['1'], sceneIds: ['2.1', '2.3'], panelIds: [] })
  expect(ofChapter(rest, two)).toBe('some')
})

test('All scenes of a chapter are the chapter, and all chapters the book', () => {
  const rest = withScene(WHOLE, outline, two, '2.2', false)
  expect(withScene(rest, outline, two, '2.2', true)).toEqual(WHOLE)
  const scenes = withScene(
    withScene({ ...WHOLE, panelIds: ['p'] }, outline, one, '1.1', true),
    outline,
    one,
    '1.2',
    true,
  )
  expect(scenes).toEqual({ chapters: ['1'], sceneIds: [], panelIds: ['p'] })
})

test('The last part taken out is the whole book again', () => {
  expect(withChapter({ ...WHOLE, chapters: ['1'] }, outline, one, false)).toEqual(WHOLE)
})

test('Free prompts beside the book are chosen by themselves only', () => {
  const loose = { ...chapter('3', 1), loose: 'apart' as const }
  const all: Outline = { ...outline, chapters: [one, two, loose] }
  expect(ofChapter(WHOLE, loose)).toBe('none')
  const more = withChapter(WHOLE, all, loose, true)
  expect(more).toEqual({ ...WHOLE, chapters: ['1', '2', '3'] })
  expect(withChapter(more, all, loose, false)).toEqual(WHOLE)
  expect(withScene(WHOLE, all, loose, '3.1', true)).toEqual(more)
})
