import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openTypeCase } from '../main/images/typefaces.ts'
import { type CoverContent, describeCover } from './cover.ts'
import type { RectMm } from './geometry.ts'
import { findPageFormat } from './page-formats.ts'
import { parsePath, pathBounds } from './path.ts'

const TYPE_CASE = await openTypeCase(join(import.meta.dirname, '../../resources/fonts'), 'en', [
  { role: 'shout', text: 'A cover' },
  { role: 'caption', text: 'A name' },
])
const FORMAT = findPageFormat('us-comic')!

const CONTENT: CoverContent = {
  title: 'The Keeper of Gannet Stack',
  subtitle: 'A story of the light',
  author: 'Nell Marrick',
  description: 'A lighthouse at dusk.',
  picture: { panelId: 'p1', path: '/art/p1.png', sha256: 'ab', crop: { x: 0, y: 0, width: 1, height: 1 } },
  faces: [],
  palette: { light: '#fff6e0', accent: '#f2ac36', ink: '#14110f' },
}

function titleBounds(content: Partial<CoverContent>): RectMm {
  const { page } = describeCover({ ...CONTENT, subtitle: null, author: null, ...content }, FORMAT, 'ltr', TYPE_CASE)
  return pathBounds(parsePath(page.shapes.at(-1)!.path))!
}

describe('the cover', () => {
  test('shows the picture out to the bleed', () => {
    const { page } = describeCover(CONTENT, FORMAT, 'ltr', TYPE_CASE)
    expect(page.kind).toBe('cover')
    expect(page.pictures[0]!.frame).toEqual(page.boxes.bleed)
  })

  test.each(['It', 'The Keeper of Gannet Stack', 'An Extraordinarily Long Title That Goes On and On and On and On'])(
    'keeps the letters of "%s" inside the safe area',
    (title) => {
      const { page } = describeCover({ ...CONTENT, title }, FORMAT, 'ltr', TYPE_CASE)
      const { safe } = page.boxes
      const letters = page.shapes.filter(({ fill, stroke }) => fill === CONTENT.palette.light && stroke === null)
      expect(letters).toHaveLength(2)
      for (const { path } of letters) {
        const bounds = pathBounds(parsePath(path))!
        expect(bounds.x).toBeGreaterThanOrEqual(safe.x)
        expect(bounds.y).toBeGreaterThanOrEqual(safe.y)
        expect(bounds.x + bounds.width).toBeLessThanOrEqual(safe.x + safe.width)
        expect(bounds.y + bounds.height).toBeLessThanOrEqual(safe.y + safe.height + 0.001)
      }
    },
  )

  test('sets the title at the top, and at the foot where it would hide a face', () => {
    expect(titleBounds({}).y).toBeLessThan(60)
    expect(titleBounds({ faces: [{ x: 60, y: 30, width: 40, height: 40 }] }).y).toBeGreaterThan(130)
  })

  test('is drawn without a picture too', () => {
    const { page } = describeCover({ ...CONTENT, picture: null }, FORMAT, 'ltr', TYPE_CASE)
    expect(page.pictures).toEqual([])
    expect(page.shapes.length).toBeGreaterThan(3)
  })

  test('names the characters that no font has', () => {
    const { missing } = describeCover({ ...CONTENT, title: '灯台', author: '灯' }, FORMAT, 'ltr', TYPE_CASE)
    expect(missing).toEqual(['灯', '台'])
  })
})
