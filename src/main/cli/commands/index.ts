import type { DefineCommand } from '../command.ts'
import { doctorCommand } from './doctor.ts'
import { exportCommand } from './export.ts'
import { layoutCommand } from './layout.ts'
import { newCommand } from './new.ts'
import { reportCommand } from './report.ts'
import { statusCommand } from './status.ts'
import { styleCommand } from './style.ts'

/** Every verb, in the order of the work; the help lists them so. */
export const COMMANDS: readonly DefineCommand[] = [
  newCommand,
  styleCommand,
  statusCommand,
  reportCommand,
  layoutCommand,
  exportCommand,
  doctorCommand,
]
