import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { command, type DefineCommand, wholeNumber } from './command.ts'
import { COMMANDS } from './commands/index.ts'
import { EXIT } from './exit-code.ts'
import { runCli } from './run-cli.ts'

/** Runs a command line in this process and gives what it wrote. */
async function run(args: string[], commands: readonly DefineCommand[] = COMMANDS) {
  let out = ''
  let err = ''
  const code = await runCli(
    args,
    {
      out: { write: (text) => (out += text) },
      err: { write: (text) => (err += text) },
      signals: process,
      env: {},
      cwd: '/nowhere',
      now: () => 0,
      version: '1.2.3',
    },
    commands,
  )
  return { code, out, err }
}

/** A command whose action does what the test says. */
function verb(act: Parameters<ReturnType<typeof command>['action']>[0]): DefineCommand {
  return () =>
    command('try <thing>', 'Tries a thing', ['try a', 'try b']).option('--gate <n>', '', wholeNumber(1)).action(act)
}

describe('the command line', () => {
  it.each([
    [['staus', 'x'], "panelwright: Unknown command 'staus'. Did you mean status?\n"],
    [['new', 'x', '--pge', 'a4'], "panelwright: Unknown option '--pge'. Did you mean --page?\n"],
    [['help', 'exprot'], 'panelwright: There is no command "exprot". Did you mean export?\n'],
    [['new'], "panelwright: Missing required argument 'project'. See: panelwright help new\n"],
    [['style', 'lst'], "panelwright: Unknown command 'lst'. Did you mean list?\n"],
    [['provider', 'set', 'COMFYUI_URL'], "Missing required argument 'value'. See: panelwright help provider set\n"],
    [['help', 'provider', 'st'], 'There is no command of provider "st". Did you mean set?'],
    [['new', 'x', '--page', 'us-comix'], 'Did you mean us-comic?'],
    [['generate', 'x', '--gate', 'ten'], 'Give a whole number of 1 or more.'],
    [['generate', 'x', '--lang', 'spanish'], 'Did you mean es?'],
    [['status', 'a', 'b'], 'Too many arguments'],
    [['correct', 'x', 'sdpeaker', 'Nell', '--chapter', '1', '--scene', '2'], 'Did you mean speaker?'],
    [['correct', 'x', 'pov', '--chapter', '1', '--scene', '2'], 'What is the pov instead?'],
    [['correct', 'x', 'pov', 'Nell', '--chapter', '1', '--scene', '2', '--withdraw'], 'contradict each other'],
    [['correct', 'x', 'pov', 'Nell', '--chapter', '1-3', '--scene', '2'], 'Give one chapter number.'],
    [['batch', 'strips.txt', '--style', 'noir'], "'--output <folder>' not specified"],
  ])('answers %j with one line and exit code 2', async (args, line) => {
    const { code, out, err } = await run(args)
    expect(err).toContain(line)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  it('shows its help and exits with 2 when no command is given', async () => {
    const { code, err } = await run([])
    expect(err).toContain('Usage: panelwright')
    expect(code).toBe(2)
  })

  it('shows the help of a command of a command', async () => {
    const { code, out } = await run(['help', 'provider', 'set'])
    expect(out).toContain('Usage: panelwright provider set [options] <name> <value>')
    expect(code).toBe(0)
  })

  it('keeps its help within 80 columns', async () => {
    const { out } = await run(['--help'])
    const verbs = [...out.matchAll(/^ {2}([a-z]+) /gm)].map(([, verb]) => verb!)
    for (const args of [['--help'], ...verbs.map((verb) => [verb, '--help'])]) {
      const help = (await run(args)).out.split('\nExamples:')[0]!
      expect([args, help.split('\n').filter((line) => line.length > 80)]).toEqual([args, []])
    }
  })

  it('shows its version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' })
  })

  it('has help with at least two examples of itself for every command', async () => {
    const names = COMMANDS.map((define) => define(undefined as never)).flatMap((each) =>
      each.commands.length > 0 ? each.commands.map((sub) => [each.name(), sub.name()]) : [[each.name()]],
    )
    expect(names.length).toBeGreaterThan(COMMANDS.length)
    for (const name of names) {
      const { code, out } = await run([...name, '--help'])
      const [, examples = ''] = out.split('Examples:\n')
      const own = examples.split('\n').filter((line) => line.startsWith(`  panelwright ${name.join(' ')}`))
      expect([name, own.length >= 2, code]).toEqual([name, true, 0])
    }
  })

  it('turns an error of the author’s into one line, with --json also into an object, and its exit code', async () => {
    const failing = verb(() => {
      throw new AppError('BAD_INPUT', 'No panel.', { remedy: 'Write one.', place: { file: 'a\u001b[2J.txt', line: 3 } })
    })
    expect(await run(['try', 'x'], [failing])).toEqual({
      code: 2,
      out: '',
      err: 'a\\u{1b}[2J.txt:3: No panel. Write one.\n',
    })
    const { out } = await run(['try', 'x', '--json'], [failing])
    expect(JSON.parse(out)).toEqual({
      error: { code: 'BAD_INPUT', message: 'No panel.', remedy: 'Write one.', file: 'a\u001b[2J.txt', line: 3 },
    })
  })

  it.each([
    ['CANCELLED', 130],
    ['BUDGET', 3],
    ['PROJECT_LOCKED', 2],
    ['DISK_FULL', 2],
  ] as const)('ends with the exit code of %s', async (code, exitCode) => {
    const failing = verb(() => {
      throw new AppError(code, 'So it is.')
    })
    expect((await run(['try', 'x'], [failing])).code).toBe(exitCode)
  })

  it('keeps the stack of a fault of ours off the screen, and says where it is', async () => {
    const failing = verb(() => {
      throw new TypeError('x is not a function')
    })
    const { code, err } = await run(['try', 'x'], [failing])
    const [, file = ''] = /The details are in (\S+\.log);/.exec(err) ?? []
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(err).not.toContain('    at ')
    expect(code).toBe(1)
    rmSync(file)
  })

  it('ends with the code a command sets', async () => {
    const paused: DefineCommand = (cli) => command('try', '', ['try', 'try']).action(() => cli.end(EXIT.paused))
    expect((await run(['try'], [paused])).code).toBe(3)
  })

  it('prints objects alone with --json, and text alone without', async () => {
    const both: DefineCommand = (cli) =>
      command('try', '', ['try', 'try']).action(() => {
        cli.output.record({ value: 'two\nlines\u009b' })
        cli.output.text('for people')
        cli.output.note('beside the point')
      })
    expect(await run(['try', '--json'], [both])).toEqual({
      code: 0,
      out: '{"value":"two\\nlines\\u009b"}\n',
      err: 'beside the point\n',
    })
    expect(await run(['try'], [both])).toEqual({ code: 0, out: 'for people\n', err: 'beside the point\n' })
  })
})
