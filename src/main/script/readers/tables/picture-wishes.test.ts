import { expect, test } from 'vitest'
import { readWishes } from './picture-wishes.ts'
import { readPromptTable } from './prompt-table.ts'

const EMPTY = { negative: '', style: '', size: '', model: '', seed: '' }

test.each([
  ['1344x768', { size: { width: 1344, height: 768 } }],
  ['1024 × 1024 px', { size: { width: 1024, height: 1024 } }],
  ['16:9', { aspect: 16 / 9 }],
  ['2 / 3', { aspect: 2 / 3 }],
  ['Landscape', { aspect: 1.5 }],
  ['4x3', { aspect: 4 / 3 }],
  ['', {}],
])('a size of %j is kept', (size, wishes) => {
  expect(readWishes({ ...EMPTY, size })).toEqual({ wishes, problems: [] })
})

test.each([
  ['size', 'big', 'size-unknown'],
  ['size', '16:900', 'size-unknown'],
  ['size', '99999x99999', 'size-unknown'],
  ['size', '0:0', 'size-unknown'],
  ['seed', '-1', 'seed-unknown'],
  ['seed', '2147483648', 'seed-unknown'],
  ['seed', '1.5', 'seed-unknown'],
])('a %s of %j is told and left open', (column, cell, code) => {
  expect(readWishes({ ...EMPTY, [column]: cell })).toMatchObject({ wishes: {}, problems: [{ column, code }] })
})

test('what is to be kept out is a list, without its own “no”', () => {
  expect(readWishes({ ...EMPTY, negative: 'no hat, blur; without text\nrain' }).wishes).toEqual({
    avoid: ['hat', 'blur', 'text', 'rain'],
  })
})

test('columns are found by their names; a wrong cell is told by row and column, and the row is kept', () => {
  const { chapters, diagnostics } = readPromptTable(
    [
      { row: 1, cells: ['Prompt', 'Negative prompt', 'Art style', 'Aspect ratio', 'Model', 'Seed'] },
      { row: 2, cells: ['A quay', 'people', 'thin washes', '3:2', 'gpt-image-2', '7'] },
      { row: 3, cells: ['A boat', '', '', 'wide', '', 'x'] },
    ],
    'a.csv',
  )
  const [quay, boat] = chapters[0]!.scenes[0]!.panels
  expect(quay!.wishes).toEqual({ avoid: ['people'], style: 'thin washes', aspect: 1.5, model: 'gpt-image-2', seed: 7 })
  expect(boat).not.toHaveProperty('wishes')
  expect(diagnostics.map(({ code, line, message }) => [code, line, message.split(':')[0]])).toEqual([
    ['size-unknown', 3, 'Row 3, column “Aspect ratio”'],
    ['seed-unknown', 3, 'Row 3, column “Seed”'],
  ])
})
