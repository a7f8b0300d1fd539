import { afterEach, describe, expect, it } from 'vitest'
import { readBudgets, setBudgets } from './budgets.ts'
import { type BusyTestBook, minutesBeforeNoon, openBusyTestBook } from './busy-test-book.ts'

const DAY = 24 * 60

let book: BusyTestBook
afterEach(() => book.close())

describe('the caps of a book', () => {
  it('are none in a new book, and nothing is spent', () => {
    book = openBusyTestBook()
    const none = { capUsd: null, spentUsd: 0, maybeUsd: 0, runningUsd: 0, unpricedCalls: 0, leftUsd: null }
    expect(readBudgets(book.project)).toEqual({ book: none, day: none })
  })

  it('stand beside what counts against them, the day’s from midnight on', () => {
    book = openBusyTestBook()
    const panels = book.addChapter('1', 2)
    book.addBatch('before', 'noir', minutesBeforeNoon(2 * DAY), panels, ['done', 'done'])
    book.addBatch('today', 'noir', minutesBeforeNoon(30), panels, ['done', 'unknown'])
    const { book: all, day } = setBudgets(book.project, { bookUsd: 1, dayUsd: 0.05 })
    expect(all).toMatchObject({
      capUsd: 1,
      spentUsd: expect.closeTo(0.12),
      maybeUsd: 0.05,
      leftUsd: expect.closeTo(0.83),
    })
    expect(day).toMatchObject({ capUsd: 0.05, spentUsd: expect.closeTo(0.04), maybeUsd: 0.05, leftUsd: 0 })
  })

  it('are changed one by one, taken away, and kept', () => {
    book = openBusyTestBook()
    setBudgets(book.project, { bookUsd: 40, dayUsd: 5 })
    setBudgets(book.project, { dayUsd: 0 })
    expect(readBudgets(book.project)).toMatchObject({ book: { capUsd: 40 }, day: { capUsd: 0, leftUsd: 0 } })
    setBudgets(book.project, { dayUsd: null })
    expect(readBudgets(book.project)).toMatchObject({ book: { capUsd: 40 }, day: { capUsd: null, leftUsd: null } })
  })
})
