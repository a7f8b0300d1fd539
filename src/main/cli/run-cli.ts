import { Command, CommanderError } from 'commander'
import { unknownWord } from '../../shared/closest.ts'
import { AppError } from '../../shared/errors.ts'
import type { Cli, DefineCommand } from './command.ts'
import { EXIT, type ExitCode, exitCodeOf } from './exit-code.ts'
import type { SignalSource } from './interrupts.ts'
import { logUnexpected } from './log-unexpected.ts'
import { createOutput, type Output, type Streams } from './output.ts'
import { problemOfError } from './problem-line.ts'

export interface CliWorld extends Streams {
  signals: SignalSource
  env: NodeJS.ProcessEnv
  cwd: string
  now(): number
  version: string
}

const SUMMARY =
  'From script to finished comic book: panels from your story, pictures in bulk, pages, and the files for print and screen.'

/**
 * Runs one command line and returns its exit code. Everything that can go wrong ends in one line here; nothing is
 * thrown.
 *
 * @param args without the program's own name
 */
export async function runCli(
  args: readonly string[],
  world: CliWorld,
  commands: readonly DefineCommand[],
): Promise<number> {
  const output = createOutput(world, asksForJson(args))
  let exitCode: ExitCode = EXIT.done
  const cli: Cli = {
    output,
    signals: world.signals,
    env: world.env,
    cwd: world.cwd,
    now: world.now,
    end(code) {
      exitCode = code
    },
  }
  const program = new Command('panelwright').description(SUMMARY).version(world.version, '-V, --version')
  for (const define of commands) program.addCommand(define(cli))
  program.addHelpText('after', '\nHelp with examples for each command: panelwright help <command>')
  prepare(program, world)
  try {
    assertHelpIsKnown(program, args)
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    return report(error, output, args, world)
  }
}

/** Asked about a command that does not exist, commander shows the whole help and not a word of that. */
function assertHelpIsKnown(program: Command, args: readonly string[]): void {
  const [verb, asked] = args.filter((arg) => !arg.startsWith('-'))
  const known = program.commands.map((each) => each.name())
  if (verb === 'help' && asked !== undefined && ![...known, 'help'].includes(asked))
    throw unknownWord('command', asked, known)
}

function prepare(each: Command, world: CliWorld): void {
  each.exitOverride().configureOutput({
    writeOut: (text) => world.out.write(text),
    writeErr: (text) => world.err.write(text),
    // Said by `report`, in the one shape that all problems have.
    outputError: () => {},
  })
  for (const sub of each.commands) prepare(sub, world)
}

function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end < 0 ? args : args.slice(0, end)).includes('--json')
}

function report(error: unknown, output: Output, args: readonly string[], world: CliWorld): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done
    // Without a command, commander has shown the whole help already.
    if (error.code !== 'commander.help') output.fail(problemOfError(wrongUse(error, args)))
    return EXIT.wrongUse
  }
  if (error instanceof AppError) {
    output.fail(problemOfError(error))
    return exitCodeOf(error.code)
  }
  const log = logUnexpected(error, args, new Date(world.now()))
  output.fail({
    code: 'UNEXPECTED',
    message: `Something went wrong that should not have: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: log ? `The details are in ${log}; what was done before is safe.` : 'What was done before is safe.',
  })
  return EXIT.someFailed
}

/** `error: unknown option '--stlye'\n(Did you mean --style?)` as a sentence with its remedy. */
function wrongUse(error: CommanderError, args: readonly string[]): AppError {
  const [, message = '', suggestion] = /^(?:error: )?(.*?)(?:\n\((.*)\))?$/s.exec(error.message.trim()) ?? []
  const verb = args.find((arg) => /^[a-z]+$/.test(arg))
  const help = `panelwright help${verb && error.code !== 'commander.unknownCommand' ? ` ${verb}` : ''}`
  return new AppError('WRONG_USE', `${sentence(message)}`, { remedy: suggestion ?? `See: ${help}` })
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.?!]$/.test(capital) ? capital : `${capital}.`
}
