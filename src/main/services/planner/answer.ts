import { SHEET_LIMITS } from '../../../shared/sheet/limits.ts'
import type { Project } from '../../open-project.ts'
import { chooseProvider } from '../choose-provider.ts'
import { panelRoughs } from '../panel-roughs.ts'
import { type PlanBook, readPlanBook } from '../plan/plan-book.ts'
import { chosenPanels, type PlanOptions, planBatch } from '../planning.ts'
import { currentSheet } from '../sheet/drafting.ts'
import { sentFor } from '../sheet/sent.ts'
import { orderSheet } from '../sheet/sheet-order.ts'
import { sheetProblems } from '../sheet/sheet-plan.ts'
import { quoteSheet, selectionOptions } from '../sheet/sheet-quote.ts'
import type { Answer, Asked, AskedPlan, TaskName } from './tasks.ts'

/** Answers that are kept; the oldest gives way. */
const MOST_ANSWERS = 40
/** What one keeps is small but for whole plans, and those are asked for once. */
const KEPT: ReadonlySet<TaskName> = new Set(['quote', 'sheet-quote', 'sheet-check'])

/** Plans for one book, and remembers what it read and answered until it is told that the book has changed. */
export interface Planning {
  answer<Name extends TaskName>(name: Name, asked: Asked<Name>, version: number): Answer<Name>
}

export function planning(project: Project): Planning {
  let known = -1
  let book: PlanBook | null = null
  let answers = new Map<string, unknown>()

  function read(): PlanBook {
    book ??= readPlanBook(project)
    return book
  }

  return {
    answer(name, asked, version) {
      if (version !== known) {
        known = version
        book = null
        answers = new Map()
      }
      if (!KEPT.has(name)) return TASKS[name](project, asked, read)
      const key = JSON.stringify([name, asked, revisionFor(name, project)])
      const before = answers.get(key)
      if (before !== undefined) return before as Answer<typeof name>
      const answer = TASKS[name](project, asked, read)
      if (answers.size >= MOST_ANSWERS) answers.delete(answers.keys().next().value!)
      answers.set(key, answer)
      return answer
    },
  }
}

/** The draft is saved while it is typed: that makes other answers about it, and leaves all else that was read standing. */
function revisionFor(name: TaskName, project: Project): number {
  return name === 'quote' ? 0 : currentSheet(project).revision
}

const TASKS: {
  [Name in TaskName]: (project: Project, asked: Asked<Name>, book: () => PlanBook) => Answer<Name>
} = {
  quote(project, asked, book) {
    const { quote, settings, diagnostics } = planBatch(project, planOptions(project, asked), book())
    const { provider, model, quality } = settings
    return { quote, provider, model, quality, diagnostics }
  },
  plan: (project, asked, book) => planBatch(project, planOptions(project, asked), book()),
  'sheet-check'(project) {
    const sheet = currentSheet(project)
    return { revision: sheet.revision, problems: sheetProblems(project, sheet, providerOf(project)) }
  },
  'sheet-quote': (project, { pacing }, book) =>
    quoteSheet(project, currentSheet(project), chosenProvider(project), pacing, book()),
  'sheet-order': (project, { boxIds }, book) =>
    orderSheet(project, currentSheet(project), chosenProvider(project), boxIds, book()),
  'sheet-panels'(project, _, book) {
    const { selection } = currentSheet(project)
    const panels = chosenPanels(book(), selectionOptions(selection))
    const shown = panels.slice(0, SHEET_LIMITS.boxes)
    return { total: panels.length, panels: shown.map(({ id, content }) => ({ panelId: id, text: content.what })) }
  },
  roughs: (project, asked, book) => panelRoughs(project, asked, book()),
  'sheet-sent': (project, asked, book) => sentFor(project, asked, book()),
}

/** @throws AppError WRONG_USE */
function chosenProvider(project: Project) {
  return chooseProvider(currentSheet(project).settings.provider ?? undefined, project.env)
}

function providerOf(project: Project) {
  try {
    return chosenProvider(project)
  } catch {
    // The checks tell that there is no such provider.
    return null
  }
}

/** @throws AppError WRONG_USE, BAD_INPUT */
export function planOptions({ env }: Pick<Project, 'env'>, { provider, tuning, ...rest }: AskedPlan): PlanOptions {
  return { ...rest, provider: chooseProvider(provider, env), tuning: tuning && withoutGaps(tuning) }
}

/** What is not said must not be there: it would be another key. */
function withoutGaps<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never
}
