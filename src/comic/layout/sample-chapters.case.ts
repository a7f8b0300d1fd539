import fc from 'fast-check'
import type { LayoutChapter, LayoutPanel } from './laid-out-page.ts'

/** A panel nobody has said anything about. */
export function panel(id: string, rest: Partial<LayoutPanel> = {}): LayoutPanel {
  return { id, aspect: 1.2, importance: 3, sceneStart: false, splash: false, ...rest }
}

/** A chapter of panels that differ as those of books do, the same every time. */
export function chapterOf(count: number, name = 'p'): LayoutChapter {
  const aspects = [1.9, 1.1, 0.95, 1.4, 0.75, 1.15, 1.05, 1.7, 1.35, 1]
  const panels = Array.from({ length: count }, (_, index) =>
    panel(`${name}${index}`, {
      aspect: aspects[(index * 7) % 10]!,
      importance: 1 + ((index * 3 + Math.floor(index / 5)) % 5),
      words: (index * 11) % 40,
      sceneStart: index % 9 === 0,
      reveal: index % 23 === 20,
      action: index % 7 < 2,
    }),
  )
  return { panels, headingHeightMm: 0 }
}

const panelShape = fc.record({
  aspect: fc.double({ min: 0.4, max: 2.6, noNaN: true }),
  importance: fc.integer({ min: 1, max: 5 }),
  words: fc.integer({ min: 0, max: 90 }),
  sceneStart: fc.boolean(),
  splash: fc.integer({ min: 0, max: 9 }).map((luck) => luck === 0),
  spread: fc.integer({ min: 0, max: 19 }).map((luck) => luck === 0),
  reveal: fc.boolean(),
  action: fc.boolean(),
})

/** Up to three chapters, some of them empty, with ids that name chapter and place. */
export const anyChapters = fc
  .array(fc.record({ panels: fc.array(panelShape, { maxLength: 24 }), headingHeightMm: fc.constantFrom(0, 22) }), {
    maxLength: 3,
  })
  .map((list): LayoutChapter[] =>
    list.map((chapter, at) => ({
      ...chapter,
      panels: chapter.panels.map((shape, index) => ({ ...shape, id: `${at}.${index}` })),
    })),
  )
