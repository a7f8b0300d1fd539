import { resolve } from 'node:path'
import { counted } from '../../../shared/quantities.ts'
import { command, type DefineCommand } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { printDiagnostics } from '../output.ts'
import { addPlanOptions, type PlanFlags, planOptions } from '../plan-options.ts'
import { withProject } from '../with-project.ts'
import { requireStyles } from './plan.ts'

export const promptsCommand: DefineCommand = (cli) =>
  command('prompts', 'Write the prompts to files, and read them back after you edited them', [
    'prompts export tide.panelwright prompts/ --style noir',
    'prompts import tide.panelwright prompts/',
  ])
    .addCommand(exportPromptsCommand(cli))
    .addCommand(importPromptsCommand(cli))

const exportPromptsCommand: DefineCommand = (cli) =>
  addPlanOptions(
    command('export <project> <folder>', 'Write one text file a prompt', [
      'prompts export tide.panelwright prompts/ --style noir',
      'prompts export tide.panelwright prompts/ --style noir --chapters 2 --lang es',
    ]),
  ).action((folder: string, target: string, flags: PlanFlags) =>
    withProject(cli, folder, 'read', 'prompts export', async (project) => {
      const { planBatch } = await import('../../services/planning.ts')
      const { exportPrompts } = await import('../../services/prompt-files.ts')
      const path = resolve(cli.cwd, target)
      const exported = exportPrompts(planBatch(project, await planOptions(flags, requireStyles(flags), cli.env)), path)
      cli.output.record({ ...exported, folder: path })
      cli.output.text(
        `${counted(exported.written, 'prompt')} in ${displayPath(cli.cwd, path)}, ${exported.edited} of them in your own words.`,
      )
    }),
  )

const importPromptsCommand: DefineCommand = (cli) =>
  command('import <project> <folder>', 'Read edited prompts back; a deleted file goes back to the composed prompt', [
    'prompts import tide.panelwright prompts/',
    'prompts import tide.panelwright prompts/ --json',
  ]).action((folder: string, source: string) =>
    withProject(cli, folder, 'own', 'prompts import', async (project) => {
      const { readPrompts } = await import('../../services/prompt-files.ts')
      const { diagnostics, ...read } = readPrompts(project, resolve(cli.cwd, source))
      cli.output.record({ type: 'summary', ...read })
      cli.output.text(
        `${counted(read.edited, 'prompt')} in your own words, ${read.withdrawn} composed again, ${read.unchanged} unchanged.`,
      )
      printDiagnostics(cli.output, diagnostics)
    }),
  )
