import { expect, test } from 'vitest'
import { placeInPanel } from './breaks.ts'
import type { ScriptPage } from './rows.ts'

const block = (text: string, ...starts: { panelId: string; at: number }[]) => ({ text, starts })
const PAGE = {
  id: 's',
  blocks: [
    block('Rain fell. Nell ran.', { panelId: 'a', at: 0 }, { panelId: 'b', at: 11 }),
    block('She fell.'),
    block('Dark.', { panelId: 'c', at: 0 }),
  ],
} as unknown as ScriptPage
const SOURCE = 'Nell ran.\n\nShe fell.'
const spot = (n: number, at: number) => ({ sceneId: 's', block: n, at })

test('a spot is found in the words of its panel, over paragraphs', () => {
  expect(SOURCE.slice(placeInPanel(PAGE, 'b', SOURCE, spot(0, 16))!)).toBe('ran.\n\nShe fell.')
  expect(SOURCE.slice(placeInPanel(PAGE, 'b', SOURCE, spot(1, 4))!)).toBe('fell.')
  expect(placeInPanel(PAGE, 'b', SOURCE, spot(0, 11))).toBe(0)
})

test('before its panel and past its words there is none', () => {
  expect(placeInPanel(PAGE, 'b', SOURCE, spot(0, 3))).toBeNull()
  expect(placeInPanel(PAGE, 'b', SOURCE, spot(2, 0))).toBeNull()
  expect(placeInPanel(PAGE, 'gone', SOURCE, spot(0, 3))).toBeNull()
})
