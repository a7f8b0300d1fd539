import { clearSheet, saveSheet, showSheet, undoClearing } from '../../services/sheet/drafting.ts'
import { generateSheet } from '../../services/sheet/generating-sheet.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function sheetHandlers(desk: Desk): Part<'sheet'> {
  const usualPacing = () => desk.household.settings.read().pacing
  const project = () => desk.book().project
  /** Two clicks are one after the other, so that the second finds what the first has made. */
  let turn: Promise<unknown> = Promise.resolve()
  return {
    'sheet.show': () => showSheet(project()),
    'sheet.save': (changes) => saveSheet(project(), changes),
    'sheet.clear': (clearing) => clearSheet(project(), clearing),
    'sheet.undo': () => undoClearing(project()),
    'sheet.check': async ({ offset, limit }) => {
      const { revision, problems } = await desk.book().planner.ask('sheet-check', null)
      const errors = problems.filter(({ severity }) => severity === 'error')
      return {
        revision,
        total: problems.length,
        errors: errors.length,
        held: new Set(errors.flatMap(({ boxId }) => boxId ?? [])).size,
        problems: problems.slice(offset, offset + limit),
      }
    },
    'sheet.panels': () => desk.book().planner.ask('sheet-panels', null),
    'sheet.quote': () => desk.book().planner.ask('sheet-quote', { pacing: usualPacing() }),
    'sheet.sent': async (asked) => {
      const { planner, roughs } = desk.book()
      const boxes = await planner.ask('sheet-sent', asked)
      for (const { rough } of boxes) if (rough) roughs.note(rough)
      return { boxes: boxes.map(({ sent }) => sent) }
    },
    'sheet.generate': (asked) => {
      const { project, planner, work, night } = desk.book()
      const begun = turn.then(() => generateSheet(project, planner, work, night, asked, usualPacing()))
      turn = begun.catch(() => {})
      return begun
    },
  }
}
