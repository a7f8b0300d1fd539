import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LaidOutPage } from '../../../comic/layout/laid-out-page.ts'
import { AppError } from '../../../shared/errors.ts'
import { layOut } from '../laying-out.ts'
import { keepWish } from './book-wish.ts'
import { listDecisions, withdrawDecision } from './list-decisions.ts'
import { openPageBook, type PageBook, STORY } from './page-book.case.ts'
import {
  breakPage,
  fixOnePage,
  insetPanel,
  mergeTwoSlots,
  moveGutter,
  releaseOnePage,
  standAlone,
  swapPanels,
} from './page-edits.ts'
import { redoLast, undoLast } from './undoing.ts'
import { viewPage } from './view-page.ts'

let book: PageBook

beforeEach(async () => {
  book = await openPageBook()
})
afterEach(() => book.close())

const pages = () => layOut(book.project).pages
const ids = (page: LaidOutPage | undefined) => page?.panels.map(({ id }) => id) ?? []
const frames = (page: LaidOutPage | undefined) =>
  page?.panels.map(({ frame }) => Object.values(frame).map((mm) => Number(mm.toFixed(3))))
const at = (panel: number, chapter = '1') => ({ chapter, scene: 1, panel })
const idOf = (panel: number) => book.project.script.panelIds({ chapters: ['1'] })[panel - 1]!
const pageWith = (panel: number) => pages().find((page) => ids(page).includes(idOf(panel)))!
/** A page of the first chapter with a gutter between two slots that follow each other. */
const pageToMerge = () => {
  for (const { number } of pages()) {
    const gutter = viewPage(book.project, number).gutters.find(
      ({ before, after }) => before[0] === before[1] && after[0] === after[1],
    )
    if (gutter) return { page: number, slot: gutter.before[0] }
  }
  throw new Error('No page has two slots beside each other')
}

describe('decisions about pages', () => {
  it('are kept: a fixed page stays as it is through restarts and another house style', () => {
    const before = pages()[1]!
    const report = fixOnePage(book.project, 2)
    expect(report).toMatchObject({ done: 'Page 2 fixed', changed: true, replaced: [], pages: [] })
    book.restart()
    keepWish(book.project, { houseStyle: 'album', dial: 1 })
    const now = pages().find((page) => ids(page)[0] === ids(before)[0])
    expect(ids(now)).toEqual(ids(before))
    expect(listDecisions(book.project).pages).toMatchObject([{ number: 1, kind: 'page', state: 'holds' }])
  })

  it('are not kept twice', async () => {
    fixOnePage(book.project, 2)
    expect(fixOnePage(book.project, 2)).toMatchObject({ changed: false, pages: [] })
    expect(listDecisions(book.project).pages).toHaveLength(1)
    await undoLast(book.project)
    expect((await undoLast(book.project)).label).toBeNull()
  })

  it('let a page flow again, and say which are fixed where the one named is not', () => {
    fixOnePage(book.project, 2)
    expect(() => releaseOnePage(book.project, 1)).toThrow(
      expect.objectContaining({ message: 'Page 1 is not fixed.', remedy: 'Fixed: 2.' }),
    )
    releaseOnePage(book.project, 2)
    expect(listDecisions(book.project).pages).toEqual([])
  })

  it('move a gutter by millimetres on paper, and no other page', () => {
    const [gutter] = viewPage(book.project, 1).gutters
    const before = viewPage(book.project, 1).panels
    const report = moveGutter(book.project, { page: 1, gutter: 1, byMm: -4 })
    expect(report).toMatchObject({ done: 'Gutter 1 of page 1 moved by -4 mm', pages: [1] })
    const now = viewPage(book.project, 1)
    const size = gutter!.runs === 'level' ? 'heightMm' : 'widthMm'
    expect(now.fixed).toBe(true)
    expect(now.panels[0]![size] - before[0]![size]).toBeCloseTo(-4, 0)
    const farther = moveGutter(book.project, { page: 1, gutter: 1, byMm: -4000 })
    expect(farther).toMatchObject({ done: expect.stringContaining('as far as it goes'), replaced: [] })
    expect(() => moveGutter(book.project, { page: 1, gutter: 1, byMm: -1 })).toThrow('goes no further that way')
    expect(() => moveGutter(book.project, { page: 1, gutter: 99, byMm: 1 })).toThrow('Page 1 has no gutter 99.')
    expect(() => moveGutter(book.project, { page: 99, gutter: 1, byMm: 1 })).toThrow('There is no page 99.')
  })

  it('give a panel the slot beside it too, and the page one panel less', () => {
    const { page, slot } = pageToMerge()
    const before = ids(pages()[page - 1])
    expect(mergeTwoSlots(book.project, page, slot).pages).toContain(page)
    expect(ids(pages()[page - 1])).toEqual(before.slice(0, -1))
    const last = ids(pages()[0]).length
    expect(() => mergeTwoSlots(book.project, 1, last)).toThrow(`Page 1 has no slots ${last} and ${last + 1}.`)
  })

  it('refuse to make one slot of two that do not share a side', () => {
    // Two tiers, the first of two panels: slots 2 and 3 lie around the corner from each other.
    const [a, b, c] = [idOf(1), idOf(2), idOf(3)]
    book.project.edits.record('Cut', 1, (rows) =>
      book.project.layoutLocks.replace(
        rows,
        [],
        [
          {
            kind: 'page',
            panels: [a, b, c],
            tree: { cut: 'tiers', parts: [{ cut: 'columns', parts: ['panel', 'panel'] }, 'panel'] },
          },
        ],
        1,
      ),
    )
    expect(() => mergeTwoSlots(book.project, 1, 2)).toThrow('Slots 2 and 3 of page 1 do not share a whole side.')
  })

  it('let two panels change places, also on a fixed page, and back', async () => {
    fixOnePage(book.project, pageWith(2).number)
    const before = ids(pageWith(2))
    const page = pageWith(2).number
    const report = swapPanels(book.project, at(2), at(14))
    expect(report).toMatchObject({
      done: 'Chapter 1, scene 1, panel 2 and chapter 1, scene 1, panel 14 changed places',
    })
    expect(report.replaced).toEqual([])
    expect(ids(pages()[page - 1])).toEqual(before.map((id) => (id === idOf(2) ? idOf(14) : id)))
    expect(listDecisions(book.project).pages.map(({ state }) => state)).toEqual(['holds', 'holds'])
    swapPanels(book.project, at(14), at(2))
    expect(ids(pages()[page - 1])).toEqual(before)
    expect(listDecisions(book.project).pages.map(({ kind }) => kind)).toEqual(['page'])
    await undoLast(book.project)
    expect(ids(pages()[page - 1])).toContain(idOf(14))
    withdrawDecision(book.project, 2)
    expect(ids(pages()[page - 1])).toEqual(before)
    standAlone(book.project, at(7), 'splash')
    fixOnePage(book.project, pageWith(7).number)
    // The page was for panel 7 alone, and goes on with panel 9; the panel itself keeps a page wherever it stands.
    expect(swapPanels(book.project, at(7), at(9)).replaced).toEqual([])
    expect(() => swapPanels(book.project, at(1), at(1, '2'))).toThrow('not in the same chapter')
    expect(() => swapPanels(book.project, at(1), at(99))).toThrow('There is no panel 99 in chapter 1, scene 1.')
  })

  it('give a panel a page or two to itself, and take that away', () => {
    standAlone(book.project, at(7), 'splash')
    expect(ids(pageWith(7))).toEqual([idOf(7)])
    const report = standAlone(book.project, at(7), 'spread')
    expect(report.replaced).toEqual(['Chapter 1, scene 1, panel 7 has a page to itself.'])
    expect(pages().filter((page) => ids(page).includes(idOf(7)))).toHaveLength(2)
    standAlone(book.project, at(7), 'flow')
    expect(ids(pageWith(7)).length).toBeGreaterThan(1)
    expect(listDecisions(book.project).pages.map(({ sentence }) => sentence)).toEqual([
      'Chapter 1, scene 1, panel 7 shares a page with others.',
    ])
  })

  it('begin a page; an earlier decision this contradicts gives way, and comes back with undo', async () => {
    const page = pages().find(({ panels }) => panels.length > 2)!
    fixOnePage(book.project, page.number)
    const second = book.project.script.panelIds().indexOf(ids(page)[1]!) + 1
    const report = breakPage(book.project, at(second))
    expect(ids(pageWith(second))[0]).toBe(idOf(second))
    expect(report.replaced).toHaveLength(1)
    expect(report.replaced[0]).toMatch(/^The page of \d panels from chapter 1, scene 1, panel \d+ on is fixed\.$/)
    expect(report.notes).toEqual([])
    expect(await undoLast(book.project)).toMatchObject({ label: report.done, count: { now: report.count.before } })
    expect(frames(pages()[page.number - 1])).toEqual(frames(page))
    expect(listDecisions(book.project).pages).toMatchObject([{ kind: 'page', state: 'holds' }])
  })

  it('stand a panel within the one before it; the first of a chapter has none before it', () => {
    insetPanel(book.project, at(5), true)
    const inset = pageWith(5).panels.find(({ id }) => id === idOf(5))
    expect(inset?.inset).toBe(true)
    expect(viewPage(book.project, pageWith(5).number).panels.find(({ panel }) => panel === 5)?.slot).toBeNull()
    insetPanel(book.project, at(5), false)
    expect(pageWith(5).panels.some(({ inset }) => inset)).toBe(false)
    expect(() => insetPanel(book.project, at(1), true)).toThrow(
      'This cannot be: chapter 1, scene 1, panel 1 stands within',
    )
    expect(listDecisions(book.project).pages).toHaveLength(1)
  })

  it('are undone and done again across restarts, in the order they were made', async () => {
    const free = pages().map(frames)
    keepWish(book.project, { houseStyle: 'manga' })
    fixOnePage(book.project, 1)
    standAlone(book.project, at(7), 'splash')
    const after = pages().map(frames)
    book.restart()
    const undone: (string | null)[] = []
    for (let at = 0; at < 3; at++) undone.push((await undoLast(book.project)).label)
    expect(undone).toEqual([
      'Chapter 1, scene 1, panel 7 has a page to itself',
      'Page 1 fixed',
      'Pages: house style Manga',
    ])
    expect(pages().map(frames)).toEqual(free)
    book.restart()
    for (let at = 0; at < 3; at++) await redoLast(book.project)
    expect(await redoLast(book.project)).toMatchObject({ label: null, pages: [] })
    expect(pages().map(frames)).toEqual(after)
  })

  it('leave nothing behind, whatever was decided, once all is undone; and all is back once it is done again', async () => {
    const number = fc.integer({ min: 1, max: 4 })
    const panel = fc.integer({ min: 1, max: STORY.length }).map((each) => at(each))
    const decision = fc.oneof(
      number.map((page) => () => fixOnePage(book.project, page)),
      number.map((page) => () => releaseOnePage(book.project, page)),
      fc.tuple(number, number, fc.integer({ min: -30, max: 30 })).map(
        ([page, gutter, byMm]) =>
          () =>
            moveGutter(book.project, { page, gutter, byMm }),
      ),
      fc.tuple(number, number).map(
        ([page, slot]) =>
          () =>
            mergeTwoSlots(book.project, page, slot),
      ),
      fc.tuple(panel, panel).map(
        ([one, other]) =>
          () =>
            swapPanels(book.project, one, other),
      ),
      fc.tuple(panel, fc.constantFrom('splash', 'spread', 'flow')).map(
        ([of, as]) =>
          () =>
            standAlone(book.project, of, as),
      ),
      panel.map((of) => () => breakPage(book.project, of)),
      fc.tuple(panel, fc.boolean()).map(
        ([of, on]) =>
          () =>
            insetPanel(book.project, of, on),
      ),
    )
    const state = () => JSON.stringify([pages(), book.project.layoutLocks.all()])
    const free = state()
    await fc.assert(
      fc.asyncProperty(fc.array(decision, { minLength: 2, maxLength: 6 }), async (decisions) => {
        for (const decide of decisions) {
          const before = state()
          try {
            decide()
            // What an author has just said holds: no decision that stands beside it is lost.
            expect(listDecisions(book.project).pages.filter((each) => each.state !== 'holds')).toEqual([])
          } catch (error) {
            if (!(error instanceof AppError)) throw error
            expect(state()).toBe(before)
          }
        }
        const decided = state()
        let steps = 0
        while ((await undoLast(book.project)).label !== null) steps++
        expect(state()).toBe(free)
        for (let step = 0; step < steps; step++) await redoLast(book.project)
        expect(state()).toBe(decided)
        while ((await undoLast(book.project)).label !== null);
      }),
      { numRuns: 15 },
    )
  })

  it('move a gutter on in reading order, in books read from the right to the left', async () => {
    const manga = await openPageBook('rtl')
    const upright = layOut(manga.project)
      .pages.flatMap(({ number }) => viewPage(manga.project, number).gutters.map((gutter) => ({ ...gutter, number })))
      .find(({ runs, before }) => runs === 'upright' && before[0] === before[1])!
    const framesOf = () => layOut(manga.project).pages[upright.number - 1]!.panels.map(({ frame }) => frame)
    const before = framesOf()[upright.before[0] - 1]!
    moveGutter(manga.project, { page: upright.number, gutter: upright.gutter, byMm: 5 })
    const now = framesOf()[upright.before[0] - 1]!
    expect([now.width - before.width, now.x - before.x].map((mm) => Math.round(mm * 100) / 100)).toEqual([5, -5])
    manga.close()
  })

  it('wait while their panels are in the trash, and hold again when these come back', async () => {
    const page = pageWith(1)
    fixOnePage(book.project, page.number)
    standAlone(book.project, at(18), 'splash')
    await book.rewrite(STORY.slice(ids(page).length, -1))
    expect(listDecisions(book.project).pages.map(({ state }) => state)).toEqual(['waits', 'waits'])
    expect(layOut(book.project).notes).toEqual([])
    await book.rewrite(STORY)
    expect(listDecisions(book.project).pages.map(({ state }) => state)).toEqual(['holds', 'holds'])
    expect(ids(pages()[0])).toEqual(ids(page))
    expect(frames(pages()[0])).toEqual(frames(page))
  })

  it('are a note where only some of their panels are left', async () => {
    const page = pageWith(1)
    fixOnePage(book.project, page.number)
    await book.rewrite(STORY.slice(1))
    expect(layOut(book.project).notes).toEqual([
      expect.stringMatching(/^This cannot be kept: the page of \d panels from a panel in the trash on is fixed\./),
    ])
    expect(listDecisions(book.project).pages).toMatchObject([{ state: 'lost' }])
    await book.rewrite(STORY)
    expect(layOut(book.project).notes).toEqual([])
  })

  it('are none of a strip to scroll', async () => {
    const strip = await openPageBook('vertical')
    expect(() => fixOnePage(strip.project, 1)).toThrow('a strip to scroll')
    strip.close()
  })
})

describe('the wish of a book', () => {
  it('is what layouts go by, unless one asks otherwise for itself', () => {
    const report = keepWish(book.project, { pageCount: 8, dial: 0.6 })
    expect(report).toMatchObject({ done: 'dial 0.6, 8 pages', changed: true, count: { now: 8 } })
    expect(pages()).toHaveLength(8)
    expect(layOut(book.project, { pageCount: 6 }).pages).toHaveLength(6)
    expect(pages()).toHaveLength(8)
    expect(keepWish(book.project, { dial: 0.6 })).toMatchObject({ changed: false, pages: [] })
    keepWish(book.project, { pageCount: 'free' })
    expect(listDecisions(book.project)).toMatchObject({ wish: { pageCount: 'free', dial: 0.6 }, said: ['dial'] })
    expect(() => keepWish(book.project, { houseStyle: 'baroque' })).toThrow('There is no house style called baroque.')
  })
})
