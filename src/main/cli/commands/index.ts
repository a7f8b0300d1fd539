import type { DefineCommand } from '../command.ts'
import { doctorCommand } from './doctor.ts'
import { newCommand } from './new.ts'
import { statusCommand } from './status.ts'

/** Every verb, in the order of the work; the help lists them so. */
export const COMMANDS: readonly DefineCommand[] = [newCommand, statusCommand, doctorCommand]
