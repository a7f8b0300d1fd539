import { expect, test } from 'vitest'
import { importPlan } from './import-plan.ts'

const file = (name: string, kind: string, chapters: number, people = 0) => ({
  name,
  kind,
  chapters: Array.from({ length: chapters }, (_, at) => ({ number: String(at + 1), title: '', scenes: 2, words: 100 })),
  people,
  places: 0,
})

test('adds up what all files bring', () => {
  const plan = importPlan(
    { files: [file('the-tide.docx', 'prose', 4), file('bible.md', 'bible', 0, 3)], diagnostics: [] },
    ['the-tide.docx', 'bible.md'],
  )
  expect(plan).toEqual({
    kind: 'prose',
    chapters: 4,
    scenes: 8,
    words: 400,
    people: 3,
    places: 0,
    title: 'The tide',
    isEmpty: false,
  })
})

test('files of several kinds are mixed, and a bible alone is one', () => {
  expect(importPlan({ files: [file('a', 'prose', 1), file('b', 'strips', 1)], diagnostics: [] }, []).kind).toBe('mixed')
  expect(importPlan({ files: [file('a', 'bible', 0, 2)], diagnostics: [] }, [])).toMatchObject({
    kind: 'bible',
    isEmpty: false,
  })
  expect(importPlan({ files: [], diagnostics: [] }, []).isEmpty).toBe(true)
})

test('a name that says what the file is gives the book no title', () => {
  const title = (name: string) => importPlan({ files: [file(name, 'prose', 1)], diagnostics: [] }, [name]).title
  expect([title('chapter-01.md'), title('script.txt'), title('/home/me/last ferry_home.md')]).toEqual([
    '',
    '',
    'Last ferry home',
  ])
})
