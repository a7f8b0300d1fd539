import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { layOut } from './laying-out.ts'
import { openQuayBook, type QuayBook } from './quay-book.ts'

let book: QuayBook

beforeEach(async () => {
  book = await openQuayBook(4)
})
afterEach(() => book.close())

describe('layOut', () => {
  it('puts every panel of the script on a page, chapters on pages of their own', () => {
    const { pages, panels, chapters, notes } = layOut(book.project)
    expect(pages.flatMap((page) => page.panels.map(({ id }) => id))).toEqual([...panels.keys()])
    expect(new Set(pages.map(({ chapter }) => chapter)).size).toBe(chapters.length)
    expect(notes).toEqual([])
  })

  it('has the pages asked for, and says in words when it cannot', () => {
    expect(layOut(book.project, { pageCount: 8 }).pages).toHaveLength(8)
    const { pages, notes } = layOut(book.project, { pageCount: 100 })
    expect(pages).toHaveLength(12)
    expect(notes).toEqual(['The panels make 4 to 12 pages, and 100 was asked for. The book has 12.'])
  })

  it('knows its house styles', () => {
    expect(layOut(book.project, { houseStyle: 'album' }).pages.length).toBeGreaterThan(0)
    expect(() => layOut(book.project, { houseStyle: 'baroque' })).toThrow('There is no house style called baroque.')
  })
})
