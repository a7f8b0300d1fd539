import { expect, test } from 'vitest'
import { canChoose, editFor, type ReuseRow, sharing, withAll } from './reuse-choice.ts'

const at = (panelId: string) => ({ panelId, panel: 1, words: panelId })
const row = (panelId: string, more: Partial<ReuseRow> = {}): ReuseRow => ({
  ...at(panelId),
  ...{ chapter: '1', scene: 1, source: null, despite: [], shows: null, apart: [], hasOwn: false },
  ...more,
})
const rows = [
  row('could', { source: at('first') }),
  row('owns', { source: at('first'), hasOwn: true }),
  row('does', { source: at('first'), shows: at('first') }),
  row('apart', { shows: at('first'), apart: ['pose'] }),
]

test('who has a picture of its own has nothing to share', () => {
  expect(rows.map(canChoose)).toEqual([true, false, true, true])
  expect([...sharing(rows)]).toEqual(['does', 'apart'])
  expect([...withAll(rows)]).toEqual(['could', 'does', 'apart'])
})

test('only what the ticks change is sent', () => {
  expect(editFor(rows, sharing(rows))).toEqual({ pairs: [], added: [], removed: [] })
  expect(editFor(rows, new Set(['could', 'does']))).toEqual({
    pairs: [
      { panelId: 'could', showsId: 'first' },
      { panelId: 'apart', showsId: null },
    ],
    added: ['could'],
    removed: ['apart'],
  })
})

test('nobody shows the picture of one that shows another', () => {
  const chain = [row('second', { shows: at('first') }), row('third', { source: at('second') })]
  expect(editFor(chain, new Set(['second', 'third'])).pairs).toEqual([{ panelId: 'third', showsId: 'first' }])
  const circle = [row('a', { source: at('b') }), row('b', { source: at('a') })]
  expect(editFor(circle, new Set(['a', 'b'])).pairs).toEqual([])
})
