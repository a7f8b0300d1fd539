import { InvalidArgumentError } from 'commander'
import { AppError } from '../../../shared/errors.ts'
import { command, type DefineCommand, language, oneChapter, wholeNumber } from '../command.ts'
import { letteringDecisionLines, letteringLines } from '../decision-view.ts'
import { withProject } from '../with-project.ts'

interface Place {
  x: number
  y: number
}

interface LetterFlags {
  chapter?: string
  scene?: number
  panel?: number
  line?: string
  lang?: string
  at?: Place
  lines?: number
  tail?: Place | null
  withdraw?: boolean
}

export const letterCommand: DefineCommand = (cli) =>
  command('letter <project>', 'Move balloons, captions and tails; without options, show what was moved', [
    'letter tide.panelwright',
    'letter tide.panelwright --chapter 1 --scene 2 --line "Who is there?" --at 30,20',
    'letter tide.panelwright --chapter 1 --scene 2 --panel 3 --lines 2 --tail 60,110',
    'letter tide.panelwright --chapter 1 --scene 2 --panel 3 --at 50,15 --lang es',
    'letter tide.panelwright --chapter 1 --scene 2 --panel 3 --withdraw',
  ])
    .option('--chapter <number>', 'chapter of the text', oneChapter)
    .option('--scene <number>', 'its scene within the chapter', wholeNumber(1))
    .option('--panel <number>', 'the panel it stands in', wholeNumber(1))
    .option('--line <words>', 'some words of it, where there are several')
    .option('--lang <code>', 'in this language only; otherwise in all', language)
    .option('--at <left,top>', 'middle of the balloon, in percent of the panel', place)
    .option('--lines <number>', 'how many lines the text stands in', wholeNumber(1))
    .option('--tail <left,top>', 'where its tail aims, or none', tail)
    .option('--withdraw', 'let the lettering place it again')
    .action((folder: string, flags: LetterFlags) => {
      const { chapter, scene, panel, line, lang, withdraw = false, at, lines, tail } = flags
      const move = {
        ...(at === undefined ? {} : { at }),
        ...(lines === undefined ? {} : { lines }),
        ...(tail === undefined ? {} : { tailTo: tail }),
      }
      const moves = Object.keys(move).length > 0
      const isAsked = moves || withdraw || [chapter, scene, panel, line, lang].some((given) => given !== undefined)
      if (!isAsked) {
        return withProject(cli, folder, 'read', 'letter', async (project) => {
          const { listDecisions } = await import('../../services/paging/list-decisions.ts')
          const decisions = listDecisions(project)
          for (const moved of decisions.lettering) cli.output.record(moved)
          cli.output.text(letteringDecisionLines(decisions, cli.output.columns))
        })
      }
      if (chapter === undefined || scene === undefined) throw whichText()
      if (moves === withdraw) throw whatOfIt(moves)
      return withProject(cli, folder, 'own', 'letter', async (project) => {
        const { moveLettering, withdrawLettering } = await import('../../services/paging/lettering-edits.ts')
        const name = { chapter, scene, panel, line, language: lang }
        const report = withdraw ? withdrawLettering(project, name) : moveLettering(project, name, move)
        cli.output.record(report)
        cli.output.text(letteringLines(report, cli.output.columns))
      })
    })

function whichText(): AppError {
  return new AppError('WRONG_USE', 'Which text?', {
    remedy: 'Give --chapter and --scene, and --panel or --line where there are several.',
  })
}

function whatOfIt(both: boolean): AppError {
  return both
    ? new AppError('WRONG_USE', 'A move and --withdraw contradict each other.', { remedy: 'Give one of the two.' })
    : new AppError('WRONG_USE', 'What about the text?', {
        remedy: 'Give --at, --lines or --tail, or --withdraw to take a move back.',
      })
}

/** `30,20` in percent as fractions. */
function place(value: string): Place {
  const [, left, top] = /^(-?\d+(?:\.\d+)?)\s*%?\s*,\s*(-?\d+(?:\.\d+)?)\s*%?$/.exec(value.trim()) ?? []
  if (left === undefined || top === undefined) {
    throw new InvalidArgumentError('Give percent from the left and from the top of the panel, such as 30,20.')
  }
  return { x: Number(left) / 100, y: Number(top) / 100 }
}

function tail(value: string): Place | null {
  return value === 'none' ? null : place(value)
}
