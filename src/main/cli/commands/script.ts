import { chapters, command, type DefineCommand, wholeNumber } from '../command.ts'
import { scriptView } from '../script-view.ts'
import { withProject } from '../with-project.ts'

interface ScriptFlags {
  chapters?: string[]
  scene?: number
  unsure?: boolean
}

export const scriptCommand: DefineCommand = (cli) =>
  command('script <project>', 'Show how the script is understood: scenes, panels, people, speakers, and why', [
    'script tide.panelwright --chapters 1 --scene 2',
    'script tide.panelwright --unsure',
  ])
    .option('--chapters <numbers...>', 'these chapters only: 1 3 5-7', chapters)
    .option('--scene <number>', 'this scene of each only', wholeNumber(1))
    .option('--unsure', 'only what may be read otherwise')
    .action((folder: string, flags: ScriptFlags) =>
      withProject(cli, folder, 'read', 'script', async (project) => {
        const { viewScript } = await import('../../services/script-view.ts')
        const { chapters, scene, unsure } = flags
        const scenes = viewScript(project, { chapters, scene, unsureOnly: unsure })
        for (const each of scenes) cli.output.record(each)
        cli.output.text(scriptView(scenes, cli.output.columns))
      }),
    )
