import { OWN_PICTURE_CALLS, SHOT_DIFFERENCES } from '../../../shared/domain/shot.ts'
import { AppError } from '../../../shared/errors.ts'
import { counted } from '../../../shared/quantities.ts'
import { chapters, command, type DefineCommand, oneOf, wholeNumber } from '../command.ts'
import { reuseLines, reuseRecord } from '../reuse-view.ts'
import { withProject } from '../with-project.ts'

interface ReuseFlags {
  chapters?: string[]
  most?: number
  back?: number
  despite?: Overlooked[]
  apply?: boolean
  withdraw?: boolean
}

const OVERLOOKED = [...SHOT_DIFFERENCES, ...OWN_PICTURE_CALLS] as const
type Overlooked = (typeof OVERLOOKED)[number]

function overlooked(value: string, previous: Overlooked[] | undefined): Overlooked[] {
  return [...(previous ?? []), oneOf(value, OVERLOOKED) as Overlooked]
}

export const reuseCommand: DefineCommand = (cli) =>
  command('reuse <project>', 'Which panels could show the picture of another, why, and what it saves', [
    'reuse tide.panelwright',
    'reuse tide.panelwright --chapters 2 --apply',
    'reuse tide.panelwright --withdraw',
  ])
    .option('--chapters <numbers...>', 'these chapters only: 1 3 5-7', chapters)
    .option('--most <times>', 'a picture is shown so many times at most; otherwise 3', wholeNumber(2, 20))
    .option('--back <panels>', 'it may be so many panels back at most; otherwise 6', wholeNumber(1, 50))
    .option('--despite <differences...>', `differences you overlook: ${OVERLOOKED.join(', ')}`, overlooked)
    .option('--apply', 'let them share, save those that have a picture of their own')
    .option('--withdraw', 'give them pictures of their own again')
    .action((folder: string, flags: ReuseFlags) => {
      if (flags.apply && flags.withdraw)
        throw new AppError('WRONG_USE', '--apply and --withdraw say the opposite.', { remedy: 'Give one of them.' })
      const changes = flags.apply === true || flags.withdraw === true
      return withProject(cli, folder, changes ? 'own' : 'read', 'reuse', async (project) => {
        const { applyReuse, reuseMap, withdrawReuse } = await import('../../services/reusing.ts')
        const options = {
          chapters: flags.chapters,
          ...(flags.most === undefined ? {} : { most: flags.most }),
          ...(flags.back === undefined ? {} : { back: flags.back }),
          ...(flags.despite === undefined ? {} : { despite: flags.despite }),
        }
        if (!changes) {
          const map = reuseMap(project, options)
          for (const panel of map.panels) cli.output.record(reuseRecord(panel))
          const { couldShare, share, panels } = map
          cli.output.record({ type: 'summary', panels: panels.length, couldShare, share })
          cli.output.text(reuseLines(map, cli.output.columns))
          return
        }
        const { changed, own, share } = flags.apply ? applyReuse(project, options) : withdrawReuse(project, options)
        cli.output.record({ type: 'summary', changed, own, share })
        cli.output.text([
          flags.apply
            ? `${counted(changed, 'panel shows', 'panels show')} the picture of another from now on.`
            : `${counted(changed, 'panel has', 'panels have')} a picture of ${changed === 1 ? 'its' : 'their'} own again; plan and generate ask for ${changed === 1 ? 'it' : 'them'}.`,
          ...(own > 0
            ? [`${counted(own, 'panel keeps', 'panels keep')} the picture of ${own === 1 ? 'its' : 'their'} own.`]
            : []),
        ])
      })
    })
