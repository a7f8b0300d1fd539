import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openTypeCase } from '../main/images/typefaces.ts'
import { describePage, headingHeight } from './describe-page.ts'
import { layOutBook } from './layout/lay-out-book.ts'
import { letterStyle } from './lettering/letter-style.ts'
import { findPageFormat } from './page-formats.ts'
import { parsePath, pathBounds } from './path.ts'

const TYPE_CASE = await openTypeCase(join(import.meta.dirname, '../../resources/fonts'), 'en', [
  { role: 'shout', text: 'A heading' },
  { role: 'caption', text: '1' },
])
const FORMAT = findPageFormat('us-comic')!
const LANGUAGE = { code: 'en', writing: 'horizontal', typeCase: TYPE_CASE } as const
const STYLE = letterStyle(FORMAT.trimMm, 'ltr')
const PANELS = ['a', 'b', 'c'].map((id) => ({ id, aspect: 1.3, importance: 3, sceneStart: false, splash: false }))
const HEADING = headingHeight(FORMAT.trimMm)
const [LAID_OUT] = layOutBook([{ panels: PANELS, headingHeightMm: HEADING }], FORMAT, 'ltr').pages

function picture(panelId: string) {
  return { panelId, path: `/art/${panelId}.png`, sha256: panelId, crop: { x: 0, y: 0, width: 1, height: 1 } }
}

describe('a page', () => {
  test('places every picture in its frame with a border around it', () => {
    const pictures = new Map(PANELS.map(({ id }) => [id, picture(id)]))
    const { page } = describePage(LAID_OUT!, { pictures, heading: null }, LANGUAGE, STYLE)
    expect(page.pictures.map(({ panelId, frame }) => ({ id: panelId, frame }))).toEqual(
      LAID_OUT!.panels.map(({ id, frame }) => ({ id, frame })),
    )
    const borders = page.shapes.filter(({ stroke }) => stroke !== null)
    expect(borders).toHaveLength(3)
    for (const [index, { path, fill }] of borders.entries()) {
      expect(fill).toBeNull()
      expect(pathBounds(parsePath(path))!.width).toBeCloseTo(LAID_OUT!.panels[index]!.frame.width, 2)
    }
  })

  test('shows a slot whose picture is missing as empty, not as nothing', () => {
    const { page } = describePage(
      LAID_OUT!,
      { pictures: new Map([['a', picture('a')]]), heading: null },
      LANGUAGE,
      STYLE,
    )
    expect(page.pictures).toHaveLength(1)
    expect(page.shapes.filter(({ fill, stroke }) => fill === '#e9e6df' && stroke === null)).toHaveLength(2)
    expect(page.shapes.filter(({ stroke }) => stroke !== null)).toHaveLength(3)
  })

  test('draws slanted panels along their corners, and no number where a picture runs over its place', () => {
    const [first, ...rest] = LAID_OUT!.panels
    const { x, y, width, height } = first!.frame
    const corners = [
      { x: x + 9, y },
      { x: x + width, y },
      { x: x + width - 9, y: y + height },
      { x, y: y + height },
    ]
    const bleeding = { ...rest.at(-1)!, bleedsTo: ['bottom' as const] }
    const laidOut = { ...LAID_OUT!, panels: [{ ...first!, corners }, ...rest.slice(0, -1), bleeding] }
    const content = { pictures: new Map([['a', picture('a')]]), heading: null }
    const { page } = describePage(laidOut, content, LANGUAGE, STYLE)
    const outline = page.pictures[0]!.outline!
    expect(
      parsePath(outline)
        .slice(0, 2)
        .map(({ points }) => points[0]),
    ).toEqual([expect.closeTo(x + 9, 2), expect.closeTo(x + width, 2)])
    expect(page.shapes.filter(({ path, stroke }) => path === outline && stroke !== null)).toHaveLength(1)
    expect(page.texts).toEqual([])
  })

  test('shows the part of a spread that lies on its page', () => {
    const whole = { ...picture('a'), crop: { x: 0.1, y: 0, width: 0.8, height: 1 } }
    const spread = { wholeMm: { width: 340, height: 260 }, from: 0.49, until: 1 }
    const laidOut = { ...LAID_OUT!, headingFrame: null, panels: [{ ...LAID_OUT!.panels[0]!, spread }] }
    const { page } = describePage(laidOut, { pictures: new Map([['a', whole]]), heading: null }, LANGUAGE, STYLE)
    const { crop } = page.pictures[0]!
    expect([crop.x, crop.width]).toEqual([expect.closeTo(0.492, 9), expect.closeTo(0.408, 9)])
  })

  test('sets the chapter heading above the panels and the number below them', () => {
    const { page, missing } = describePage(
      LAID_OUT!,
      { pictures: new Map(), heading: 'Down the Rabbit-Hole' },
      LANGUAGE,
      STYLE,
    )
    expect(missing).toEqual([])
    const text = page.shapes
      .filter(({ fill, stroke }) => stroke === null && fill !== '#e9e6df')
      .map(({ path }) => pathBounds(parsePath(path))!)
    const [heading, , folio] = text
    expect(heading!.y + heading!.height).toBeLessThan(LAID_OUT!.panels[0]!.frame.y)
    expect(folio!.y).toBeGreaterThan(page.boxes.safe.y + page.boxes.safe.height)
    expect(folio!.y + folio!.height).toBeLessThan(page.boxes.trim.height)
  })
})
