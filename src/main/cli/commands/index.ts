import type { DefineCommand } from '../command.ts'
import { batchCommand } from './batch.ts'
import { budgetCommand } from './budget.ts'
import { callCommand } from './call.ts'
import { castCommand } from './cast.ts'
import { checkCommand } from './check.ts'
import { correctCommand } from './correct.ts'
import { describeCommand } from './describe.ts'
import { doctorCommand } from './doctor.ts'
import { exportCommand } from './export.ts'
import { fontCommand } from './font.ts'
import { generateCommand } from './generate.ts'
import { imageryCommand } from './imagery.ts'
import { importCommand } from './import.ts'
import { languageCommand } from './language.ts'
import { layoutCommand } from './layout.ts'
import { letterCommand } from './letter.ts'
import { letteringCommand } from './lettering.ts'
import { newCommand } from './new.ts'
import { orphansCommand } from './orphans.ts'
import { pageCommand } from './page.ts'
import { planCommand } from './plan.ts'
import { promptsCommand } from './prompts.ts'
import { providerCommand } from './provider.ts'
import { cancelCommand, pauseCommand, resumeCommand } from './queue-control.ts'
import { referenceCommand } from './reference.ts'
import { reportCommand } from './report.ts'
import { retryCommand } from './retry.ts'
import { reuseCommand } from './reuse.ts'
import { scenesCommand } from './scenes.ts'
import { scriptCommand } from './script.ts'
import { serveCommand } from './serve.ts'
import { statusCommand } from './status.ts'
import { styleCommand } from './style.ts'
import { redoCommand, undoCommand } from './undo.ts'
import { workflowCommand } from './workflow.ts'

/** Every verb, in the order of the work; the help lists them so. */
export const COMMANDS: readonly DefineCommand[] = [
  newCommand,
  importCommand,
  scriptCommand,
  correctCommand,
  castCommand,
  reuseCommand,
  planCommand,
  generateCommand,
  budgetCommand,
  retryCommand,
  checkCommand,
  describeCommand,
  pauseCommand,
  resumeCommand,
  cancelCommand,
  statusCommand,
  reportCommand,
  styleCommand,
  referenceCommand,
  workflowCommand,
  promptsCommand,
  fontCommand,
  languageCommand,
  letteringCommand,
  layoutCommand,
  pageCommand,
  letterCommand,
  undoCommand,
  redoCommand,
  exportCommand,
  batchCommand,
  serveCommand,
  callCommand,
  scenesCommand,
  imageryCommand,
  providerCommand,
  orphansCommand,
  doctorCommand,
]
