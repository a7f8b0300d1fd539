import { unknownWord } from '../../../shared/closest.ts'
import { OVERRIDE_SUBJECTS } from '../../../shared/domain/override.ts'
import { AppError } from '../../../shared/errors.ts'
import { command, type DefineCommand, oneChapter, wholeNumber } from '../command.ts'
import { correctionView, subjectWord } from '../correction-view.ts'
import { withProject } from '../with-project.ts'

type Subject = (typeof OVERRIDE_SUBJECTS)[number]

interface CorrectFlags {
  chapter: string
  scene: number
  panel?: number
  line?: string
  person?: string
  withdraw?: boolean
}

export const correctCommand: DefineCommand = (cli) =>
  command(
    'correct <project> <what> [value]',
    'Set right what was read out of the script; every later import keeps it',
    [
      'correct tide.panelwright speaker Nell --chapter 1 --scene 2 --line "Who is there?"',
      'correct tide.panelwright place "lamp room" --chapter 1 --scene 2',
      'correct tide.panelwright role mentioned --person Art --chapter 1 --scene 2',
      'correct tide.panelwright time --chapter 1 --scene 2 --withdraw',
    ],
  )
    .addHelpText('before', HELP)
    .requiredOption('--chapter <number>', 'chapter of the scene', oneChapter)
    .requiredOption('--scene <number>', 'scene within the chapter', wholeNumber(1))
    .option('--panel <number>', 'for speaker: the panel of the line', wholeNumber(1))
    .option('--line <words>', 'for speaker: some words of the line')
    .option('--person <name>', 'for role: whose')
    .option('--withdraw', 'take the correction back: the script is read as before')
    .action((folder: string, what: string, value: string | undefined, flags: CorrectFlags) => {
      const about = subject(what)
      const { withdraw = false, ...place } = flags
      if (withdraw === (value !== undefined)) throw valueAndWithdraw(what, withdraw)
      return withProject(cli, folder, 'own', 'correct', async (project) => {
        const { correctScript } = await import('../../services/correcting.ts')
        const report = await correctScript(project, { about, value: value ?? null, ...place })
        cli.output.record(report)
        cli.output.text(correctionView(report, cli.output.columns))
      })
    })

const HELP = `What can be corrected:
  speaker   who says a line: a name, or nobody
  role      of a person: acting, passive, mentioned, absent
  pov       through whose eyes: a name, or nobody
  place     a place of the bible or a room in it, or nowhere
  time, weather, mood, date   of the scene
`

/** @throws AppError WRONG_USE */
function subject(what: string): Subject {
  if (what === 'time') return 'time-of-day'
  const known = OVERRIDE_SUBJECTS.find((name) => name === what)
  if (known) return known
  throw unknownWord('correction of', what, OVERRIDE_SUBJECTS.map(subjectWord))
}

function valueAndWithdraw(what: string, withdraw: boolean): AppError {
  return withdraw
    ? new AppError('WRONG_USE', 'A value and --withdraw contradict each other.', { remedy: 'Give one of the two.' })
    : new AppError('WRONG_USE', `What is the ${what} instead?`, {
        remedy: 'Give it behind the word, or --withdraw to take a correction back.',
      })
}
