import { isOvernight } from '../queue/index.ts'
import { IMAGERY_STYLE } from './imagery/plan-task.ts'
import type { EditionPictures } from './pictures-on-disk.ts'
import type { RefusedPanel } from './refused-panels.ts'
import type { BookStatus } from './status.ts'

/** What to do next, and the verb that does it. Screens make a button of it, the command line a command. */
export interface NextStep {
  what: string
  verb: 'import' | 'resume' | 'retry' | 'generate' | 'imagery all' | 'export'
  /** Options of the verb, as on the command line. */
  options: string[]
}

/** The one thing that brings the book on, most pressing first. */
export function nextStep(status: Omit<BookStatus, 'next'>): NextStep {
  const step = stepOf(status)
  // Pictures of imagery files are in no art style: their own command makes them.
  if (step.verb !== 'generate' || !step.options.includes(IMAGERY_STYLE.id)) return step
  return { ...step, verb: 'imagery all', options: [] }
}

function stepOf(status: Omit<BookStatus, 'next'>): NextStep {
  if (status.panels === 0) return { what: 'Import a script.', verb: 'import', options: [] }
  const halted = status.lanes.find((lane) => lane.state === 'halted')
  if (halted)
    return { what: `${halted.message} ${halted.action}`, verb: 'resume', options: ['--provider', halted.lane] }
  if (status.batches.length > 0 && status.batches.every((batch) => batch.paused))
    return { what: 'The waiting batches are paused.', verb: 'resume', options: [] }
  const forNight = status.lanes.reduce((sum, { lane, queued }) => sum + (isOvernight(lane) ? queued : 0), 0)
  if (status.jobs.queued > forNight) return { what: 'Go on with the waiting panels.', verb: 'generate', options: [] }
  if (status.overnight.length > 0)
    return { what: 'Collect what the overnight service has made.', verb: 'generate', options: ['--overnight'] }
  if (forNight > 0)
    return {
      what: 'Hand the waiting panels over to the overnight service.',
      verb: 'generate',
      options: ['--overnight'],
    }
  if (status.jobs.running > 0) return { what: 'Go on with the waiting panels.', verb: 'generate', options: [] }
  if (status.jobs.failed > 0) return { what: 'Retry the panels that failed.', verb: 'retry', options: [] }
  const [refused] = status.refused
  if (refused)
    return {
      what: 'Reword the panels that were refused, then generate them.',
      verb: 'generate',
      options: [...optionsOf(refused, status), ...refused.asked, '--chapters', ...chaptersOf(refused, status)],
    }
  const torn = status.editions.find(({ lost }) => lost > 0)
  if (torn)
    return {
      what: 'Make the pictures again whose files are missing or changed.',
      verb: 'generate',
      options: [...optionsOf(torn, status), ...torn.asked],
    }
  const furthest = status.editions[0]
  if (!furthest) return { what: 'Generate the pictures.', verb: 'generate', options: ['--style', 'noir'] }
  const edition = optionsOf(furthest, status)
  const more = [...edition, ...furthest.asked]
  if (status.stalePanels > 0)
    return { what: 'Make the pictures again whose script changed.', verb: 'generate', options: more }
  if (furthest.panels < status.panels)
    return { what: 'Generate the panels that have no picture yet.', verb: 'generate', options: more }
  return { what: 'Export the book.', verb: 'export', options: [...edition, '--format', 'pdf', 'cbz'] }
}

/** Chapters with panels that were refused when asked for in the same way. */
function chaptersOf({ style, lang, asked }: RefusedPanel, { refused }: Pick<BookStatus, 'refused'>): string[] {
  const alike = refused.filter((one) => one.style === style && one.lang === lang && String(one.asked) === String(asked))
  return [...new Set(alike.map(({ chapter }) => chapter))]
}

function optionsOf({ style, lang }: Pick<EditionPictures, 'style' | 'lang'>, book: { language: string }): string[] {
  return ['--style', style, ...(lang === book.language ? [] : ['--lang', lang])]
}
