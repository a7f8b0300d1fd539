import { afterEach, describe, expect, it } from 'vitest'
import { type BusyTestBook, minutesBeforeNoon, openBusyTestBook } from '../services/busy-test-book.ts'
import { bookStatus } from '../services/status.ts'
import { statusView } from './status-view.ts'
import { textWidth } from './terminal-text.ts'

let book: BusyTestBook
afterEach(() => book.close())

describe('statusView', () => {
  it('is a few calm lines for a book that is getting on', () => {
    book = openBusyTestBook('The Tide')
    const panels = book.addChapter('1', 3)
    book.addBatch('noir · en', 'noir', minutesBeforeNoon(60), panels, ['done', 'refused', 'done'])
    const status = { ...bookStatus(book.project), owner: null }
    expect(statusView(status, 'my books/tide.panelwright', 80).join('\n')).toMatchInlineSnapshot(`
      "The Tide (en, us-comic, ltr)
      Story     1 chapter · 1 scene · 3 panels
      Pictures  2 takes · 0 picked
      Queue     2 done · 1 refused
      Money     $0.08 spent

      Editions
        noir · en  2 of 3 panels

      Refused panels
        · chapter 1, scene 1, panel 2 (noir · en, openai): The provider refused the
          prompt under its content rules.

      Wants attention
        · 1 × refused: Reword the panel or its prompt and generate it, or choose
          another provider for it; retry --refused sends the same words again.

      Next: Reword the panels that were refused, then generate them.
        panelwright generate "my books/tide.panelwright" --style noir --provider openai --chapters 1"
    `)
  })

  it('keeps to the terminal’s width and to one line for each title, whatever the titles hold', () => {
    book = openBusyTestBook('A title\nof two lines '.repeat(5))
    const panels = book.addChapter('1', 2)
    book.addBatch('noir\u001b[2J', 'noir', minutesBeforeNoon(60), panels, ['unknown', 'waited'])
    const lines = statusView({ ...bookStatus(book.project), title: 'A\nB' }, 'tide', 60)
    expect(lines[0]).toBe('A B (en, us-comic, ltr)')
    const prose = lines.filter((line) => !line.includes('noir'))
    for (const line of prose) expect(textWidth(line)).toBeLessThanOrEqual(60)
  })
})
