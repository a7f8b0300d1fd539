import { Command, CommanderError } from 'commander'
import { unknownWord } from '../../shared/closest.ts'
import { AppError } from '../../shared/errors.ts'
import { logUnexpected } from '../log-unexpected.ts'
import type { Cli, DefineCommand } from './command.ts'
import { EXIT, type ExitCode, exitCodeOf } from './exit-code.ts'
import type { SignalSource } from './interrupts.ts'
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
    await program.parseAsync(ofTheVerbAsked(program, args), { from: 'user' })
    return exitCode
  } catch (error) {
    return report(error, output, args, program, world)
  }
}

/** Asked about a command that does not exist, commander shows the whole help and not a word of that. */
function assertHelpIsKnown(program: Command, args: readonly string[]): void {
  const [verb, asked] = args.filter((arg) => !arg.startsWith('-'))
  const known = program.commands.map((each) => each.name())
  if (verb === 'help' && asked !== undefined && ![...known, 'help'].includes(asked))
    throw unknownWord('command', asked, known)
}

/** `help provider set` is about `set`, of which commander would show no more than its name. */
function ofTheVerbAsked(program: Command, args: readonly string[]): string[] {
  const [help, verb, sub] = args
  const known = program.commands.find((each) => each.name() === verb)?.commands.map((each) => each.name()) ?? []
  if (help !== 'help' || verb === undefined || sub === undefined || known.length === 0) return [...args]
  if (!known.includes(sub)) throw unknownWord(`command of ${verb}`, sub, known)
  return [verb, sub, '--help']
}

/** Below so many columns for what it does, commander would not wrap a line, and run over the edge. */
const LEAST_HELP_COLUMNS = 20

function prepare(each: Command, world: CliWorld): void {
  each.configureHelp({ minWidthToWrap: LEAST_HELP_COLUMNS })
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

function report(error: unknown, output: Output, args: readonly string[], program: Command, world: CliWorld): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done
    // Without a command, commander has shown the whole help already.
    if (error.code !== 'commander.help') output.fail(problemOfError(wrongUse(error, args, program)))
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
function wrongUse(error: CommanderError, args: readonly string[], program: Command): AppError {
  const [, message = '', suggestion] = /^(?:error: )?(.*?)(?:\n\((.*)\))?$/s.exec(error.message.trim()) ?? []
  const verb = args.find((arg) => /^[a-z]+$/.test(arg))
  const sub = args[args.indexOf(verb ?? '') + 1]
  const known = program.commands.find((each) => each.name() === verb)?.commands.some((each) => each.name() === sub)
  const asked = error.code === 'commander.unknownCommand' ? [] : known ? [verb, sub] : verb ? [verb] : []
  const help = ['panelwright help', ...asked].join(' ')
  return new AppError('WRONG_USE', `${sentence(message)}`, { remedy: suggestion ?? `See: ${help}` })
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.?!]$/.test(capital) ? capital : `${capital}.`
}
