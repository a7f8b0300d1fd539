import { expect, test } from 'vitest'
import { type CastList, listRows, movedBy, neighbour } from './list-rows.ts'

const entry = { panels: 1, references: 0, referenceId: null }
const LIST: CastList = {
  people: [
    {
      ...entry,
      id: 'nell',
      name: 'Nell Marrick',
      aliases: ['the girl'],
      role: 'keeper’s daughter',
      kind: 'person',
      looks: 2,
    },
    { ...entry, id: 'ines', name: 'Inês Duarte', aliases: [], role: '', kind: 'person', looks: 0 },
  ],
  places: [{ ...entry, id: 'stack', name: 'Gannet Stack', aliases: ['lamp room'], zones: 1 }],
  walkOns: [{ id: 'ferryman', name: 'a ferryman', panels: 3 }],
}
const names = (filter: string) =>
  listRows(LIST, filter).map((row) => (row.kind === 'heading' ? `${row.group} ${row.count}` : row.kind))

test('people, places and walk-ons stand under headings; a group of nobody has none', () => {
  expect(names('')).toEqual(['people 2', 'person', 'person', 'places 1', 'place', 'walkOns 1', 'walkOn'])
  expect(names('lamp')).toEqual(['places 1', 'place'])
})

test.each([
  ['NELL', 1],
  ['ines', 1],
  ['girl', 1],
  ['daughter keep', 1],
  ['arrick', 0],
  ['  ', 4],
])('a filter finds words by their start, whatever case and accents: %s', (filter, found) => {
  expect(listRows(LIST, filter).filter(({ kind }) => kind !== 'heading')).toHaveLength(found)
})

test('keys move over headings and stop at the ends', () => {
  const rows = listRows(LIST, '')
  const ines = { kind: 'person', id: 'ines' } as const
  expect(movedBy('ArrowDown', rows, ines)).toEqual({ kind: 'place', id: 'stack' })
  expect(movedBy('PageDown', rows, ines)).toEqual({ kind: 'walkOn', id: 'ferryman' })
  expect(movedBy('Home', rows, ines)).toEqual({ kind: 'person', id: 'nell' })
  expect(movedBy('End', rows, null)).toMatchObject({ id: 'nell' })
  expect(movedBy('x', rows, ines)).toBeNull()
  expect(neighbour([], null, 1)).toBeNull()
})
