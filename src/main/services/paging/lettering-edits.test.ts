import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { letterStyle } from '../../../comic/lettering/letter-style.ts'
import type { PlacedLettering } from '../../../comic/lettering/lettering.ts'
import { letterBook } from '../book-pages/letter-book.ts'
import { bookTexts, openBookTypeCase } from '../fonts/book-type-case.ts'
import { layOut } from '../laying-out.ts'
import { moveLettering, withdrawLettering } from './lettering-edits.ts'
import { letteringLocks } from './lettering-locks.ts'
import { listDecisions } from './list-decisions.ts'
import { openPageBook, type PageBook, STORY } from './page-book.case.ts'
import { undoLast } from './undoing.ts'

let book: PageBook

beforeEach(async () => {
  book = await openPageBook()
})
afterEach(() => book.close())

const panels = () => layOut(book.project).panels
const panelAt = (number: number) =>
  [...panels().values()].find((panel) => panel.chapter === '1' && panel.number === number)!
const lineId = (number: number) => panelAt(number).letteringIds[0]!
const locks = (language = 'en') => letteringLocks(book.project, panels(), language)

/** The text of a panel as it is placed on its page. */
async function balloon(panel: number): Promise<PlacedLettering> {
  const { project } = book
  const layout = layOut(project)
  const texts = bookTexts(project, layout.chapters, layout.panels.values())
  const { typeCase } = await openBookTypeCase(project, 'en', texts)
  const language = { code: 'en', writing: 'horizontal', typeCase } as const
  const style = letterStyle(layout.format.trimMm, 'ltr')
  const { previews } = project.paths
  const { pages } = await letterBook(layout, new Map(), new Map(), language, style, 'ltr', previews, { locks: locks() })
  return pages.flatMap((page) => page.get(panelAt(panel).id)?.placed ?? [])[0]!
}

const LINE = { chapter: '1', scene: 1, line: 'line 4' }

describe('moves of lettering', () => {
  it('are kept for the line, add up, and are undone one by one', async () => {
    const report = moveLettering(book.project, LINE, { at: { x: 0.3, y: 0.2 } })
    expect(report).toMatchObject({
      done: '“Line 4 of hers.”: at 30 % from the left, 20 % from the top of the panel',
      place: 'chapter 1, scene 1, panel 4',
      changed: true,
      pages: [expect.any(Number)],
    })
    moveLettering(book.project, LINE, { tailTo: null })
    book.restart()
    expect([...locks()]).toEqual([[lineId(4), { at: { x: 0.3, y: 0.2 }, tailTo: null }]])
    expect(await undoLast(book.project)).toMatchObject({ pages: report.pages })
    expect(locks().get(lineId(4))).toEqual({ at: { x: 0.3, y: 0.2 } })
    withdrawLettering(book.project, LINE)
    expect(locks().size).toBe(0)
    expect(() => withdrawLettering(book.project, LINE)).toThrow('“Line 4 of hers.” was not moved in all languages.')
  })

  it('decide where a balloon stands on its page', async () => {
    const LONG = STORY.with(
      3,
      STORY[3]!.replace('Line 4 of hers.', 'One, two, three, four, five, six, seven and eight.'),
    )
    await book.rewrite(LONG)
    const line = { ...LINE, line: 'one, two' }
    const free = await balloon(4)
    moveLettering(book.project, line, { at: { x: 0.4, y: 0.6 }, lines: 5, tailTo: null })
    const moved = await balloon(4)
    const { frame } = layOut(book.project)
      .pages.flatMap((page) => page.panels)
      .find(({ id }) => id === panelAt(4).id)!
    expect(moved.lines).toBe(5)
    expect(moved.tail).toBeNull()
    expect((moved.body.centre.x - frame.x) / frame.width).toBeCloseTo(0.4, 6)
    expect((moved.body.centre.y - frame.y) / frame.height).toBeCloseTo(0.6, 6)
    expect(free.lines).not.toBe(5)
    await undoLast(book.project)
    expect(await balloon(4)).toEqual(free)
  })

  it('hold for all languages or for one, word for word', () => {
    moveLettering(book.project, LINE, { at: { x: 0.3, y: 0.2 }, lines: 2 })
    moveLettering(book.project, { ...LINE, language: 'es' }, { lines: 4 })
    expect(locks('en').get(lineId(4))).toEqual({ at: { x: 0.3, y: 0.2 }, lines: 2 })
    expect(locks('es').get(lineId(4))).toEqual({ at: { x: 0.3, y: 0.2 }, lines: 4 })
  })

  it('stay with their line when the script is read again: rewritten, joined by others, or moved along', async () => {
    moveLettering(book.project, LINE, { lines: 2 })
    const id = lineId(4)
    const withTwo = STORY.with(3, `${STORY[3]!.replace('Line 4 of hers.', 'Quite another text.')}\nSFX: THUD`)
    await book.rewrite([STORY[0]!, 'A gull lands on a bollard.', ...withTwo.slice(1)])
    const moved = panelAt(5)
    expect(moved.content.lettering.map(({ text }) => text)).toEqual(['Quite another text.', 'THUD'])
    expect([...locks()]).toEqual([[moved.letteringIds[0], { lines: 2 }]])
    expect(moved.letteringIds[0]).toBe(id)
  })

  it('wait for a panel in the trash and come back with it', async () => {
    moveLettering(book.project, LINE, { lines: 2 })
    await book.rewrite(STORY.toSpliced(3, 1))
    expect(locks().size).toBe(0)
    expect(listDecisions(book.project).lettering).toMatchObject([{ state: 'waits', words: 'Line 4 of hers.' }])
    await book.rewrite(STORY)
    expect([...locks()]).toEqual([[lineId(4), { lines: 2 }]])
  })

  it('know a line by its words that left the script and came back', async () => {
    moveLettering(book.project, LINE, { lines: 2 })
    const id = lineId(4)
    await book.rewrite(STORY.with(3, STORY[3]!.split('\n')[0]!))
    expect(listDecisions(book.project).lettering).toMatchObject([{ state: 'lost' }])
    await book.rewrite(STORY)
    expect(lineId(4)).not.toBe(id)
    expect([...locks()]).toEqual([[lineId(4), { lines: 2 }]])
    moveLettering(book.project, LINE, { tailTo: { x: 0.5, y: 1.2 } })
    expect([...locks()]).toEqual([[lineId(4), { lines: 2, tailTo: { x: 0.5, y: 1.2 } }]])
    expect(listDecisions(book.project).lettering).toHaveLength(1)
  })

  it.each([
    [{ ...LINE, line: 'hers' }, '6 texts could be meant'],
    [{ ...LINE, line: 'nothing of the kind' }, 'No text there has the words'],
    [{ chapter: '1', scene: 1, panel: 2 }, 'Nothing is written there.'],
    [{ chapter: '1', scene: 1, panel: 40 }, 'There is no panel 40'],
    [{ chapter: '7', scene: 1 }, 'There is no chapter 7.'],
  ])('are refused for %j', (name, message) => {
    expect(() => moveLettering(book.project, name, { lines: 2 })).toThrow(message)
    expect(listDecisions(book.project).lettering).toEqual([])
  })

  it('are refused out of reach', () => {
    expect(() => moveLettering(book.project, LINE, { at: { x: 1.5, y: 0 } })).toThrow(
      'out of reach at 150 % from the left',
    )
    expect(() => moveLettering(book.project, LINE, { tailTo: { x: 0, y: 9 } })).toThrow('out of reach')
    expect(() => moveLettering(book.project, LINE, { lines: 0 })).toThrow('cannot stand in 0 lines')
  })
})
