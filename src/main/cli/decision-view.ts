import { counted } from '../../shared/quantities.ts'
import type { DecisionReport } from '../services/paging/decide.ts'
import type { LetteringReport } from '../services/paging/lettering-edits.ts'
import type { Decisions, Holding } from '../services/paging/list-decisions.ts'
import type { UndoReport } from '../services/paging/undoing.ts'
import type { PageView } from '../services/paging/view-page.ts'
import { wishWords } from '../services/paging/wish-words.ts'
import { oneLine, table, tableWithin, wrap } from './terminal-text.ts'

/** What a decision about pages came to. */
export function decisionLines(report: DecisionReport, columns: number): string[] {
  if (!report.changed) return wrap(`${report.done}: it is so already.`, columns)
  return [
    ...wrap(`${report.done}. ${pagesWords(report)}`, columns),
    ...report.replaced.flatMap((gone) => wrap(`Gave way: ${gone}`, columns)),
  ]
}

/** What a move of a text came to. */
export function letteringLines({ done, changed, pages, place }: LetteringReport, columns: number): string[] {
  if (!changed) return wrap(oneLine(`${done}: it is so already.`), columns)
  return wrap(oneLine(`${done}. ${capital(place)}, ${onPages(pages)}.`), columns)
}

/** What undo or redo came to. */
export function undoLines(verb: 'Undone' | 'Done again', report: UndoReport, columns: number): string[] {
  if (report.label === null) return [verb === 'Undone' ? 'Nothing is left to undo.' : 'Nothing is left to do again.']
  return wrap(oneLine(`${verb}: ${report.label}. ${pagesWords(report)}`), columns)
}

/** `Pages 3 and 5–7 changed; the book has 12 now, 11 before.` */
function pagesWords({ pages, count }: Pick<DecisionReport, 'pages' | 'count'>): string {
  const total =
    count.before === count.now ? '' : `; the book has ${counted(count.now, 'page')} now, ${count.before} before`
  if (pages.length === 0) return `No page looks otherwise${total}.`
  return `${pages.length === 1 ? 'Page' : 'Pages'} ${ranges(pages)} changed${total}.`
}

function onPages(pages: readonly number[]): string {
  return pages.length === 0 ? 'on no page' : `${pages.length === 1 ? 'page' : 'pages'} ${ranges(pages)}`
}

/** Ascending numbers, those in a row together: `3, 5–7`. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
    .map(([from, until]) => (from === until ? from : until === from + 1 ? `${from}, ${until}` : `${from}–${until}`))
    .join(', ')
}

const STATE: Readonly<Record<Holding, string>> = {
  holds: '',
  waits: ' Waits: its panels are in the trash.',
  lost: ' Does not hold: its panels no longer stand so.',
}

/** All that was decided about pages. */
export function pageDecisionLines(decisions: Decisions, columns: number): string[] {
  const { wish, pages, lettering, undo, redo } = decisions
  return [
    ...wrap(`Asked for: ${wishWords(wish)}.`, columns),
    ...(pages.length === 0
      ? ['Nothing is decided about single pages: they flow.']
      : pages.flatMap(({ number, sentence, state, pages: own }) =>
          numbered(String(number), `${sentence}${STATE[state] || ` ${capital(onPages(own))}.`}`, columns),
        )),
    ...(lettering.length === 0 ? [] : [`${counted(lettering.length, 'text')} moved: panelwright letter <project>`]),
    ...(undo === null ? [] : wrap(oneLine(`Undo takes back: ${undo.label}.`), columns)),
    ...(redo === null ? [] : wrap(oneLine(`Redo does again: ${redo.label}.`), columns)),
  ]
}

const LETTERING_STATE: Readonly<Record<Holding, string>> = {
  holds: '',
  waits: ' Waits: its panel is in the trash.',
  lost: ' Does not hold: the text is no longer in its panel.',
}

/** All texts that were moved. */
export function letteringDecisionLines({ lettering }: Pick<Decisions, 'lettering'>, columns: number): string[] {
  if (lettering.length === 0) return ['No text was moved: the lettering places them.']
  return lettering.flatMap(({ place, sentence, state, pages }) => [
    ...wrap(oneLine(`${capital(place)}, ${onPages(pages)}`), columns),
    ...wrap(oneLine(`${sentence}${LETTERING_STATE[state]}`), columns - 2).map((line) => `  ${line}`),
  ])
}

/** A page with its slots and gutters numbered. */
export function pageLines(view: PageView, columns: number): string[] {
  const rows = view.panels.map((panel) => [
    String(panel.slot ?? 'inset'),
    `scene ${panel.scene}, panel ${panel.panel}`,
    `${panel.widthMm} × ${panel.heightMm} mm`,
    oneLine(panel.what),
  ])
  const gutters = view.gutters.map(({ gutter, runs, before, after }) => [
    `  gutter ${gutter}`,
    `between ${slots(before)} and ${slots(after)}`,
    runs === 'level' ? 'moves up and down' : 'moves along the line of reading',
  ])
  return [
    `Page ${view.page}, ${view.side}, chapter ${view.chapter}${view.fixed ? ', fixed' : ''}`,
    ...tableWithin(columns, rows),
    ...table(gutters),
  ]
}

function slots([from, until]: [number, number]): string {
  return from === until ? `slot ${from}` : `slots ${from}–${until}`
}

function numbered(number: string, text: string, columns: number): string[] {
  const indent = ' '.repeat(number.length + 4)
  return wrap(oneLine(text), columns - indent.length).map((line, at) => `${at === 0 ? `  ${number}  ` : indent}${line}`)
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
