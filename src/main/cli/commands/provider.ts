import { command, type DefineCommand } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { EXIT } from '../exit-code.ts'
import { answerLines, providerLines, providerTable } from '../provider-view.ts'

export const providerCommand: DefineCommand = (cli) =>
  command('provider', 'List, set up and check who draws', [
    'provider list',
    'provider check openai',
    'provider set COMFYUI_URL http://192.168.1.20:8188',
  ])
    .addCommand(list(cli))
    .addCommand(show(cli))
    .addCommand(check(cli))
    .addCommand(set(cli))
    .addCommand(unset(cli))

const list: DefineCommand = (cli) =>
  command('list', 'List the providers and whether they are set up', ['provider list', 'provider list --json']).action(
    async () => {
      const { describeProviders } = await import('../../services/provider-outlook.ts')
      const providers = describeProviders(cli.env, today(cli.now()))
      for (const provider of providers) cli.output.record(provider)
      cli.output.text(providerTable(providers))
    },
  )

const show: DefineCommand = (cli) =>
  command('show <id>', 'Show the settings of a provider and what its models can do', [
    'provider show openai',
    'provider show comfyui --json',
  ]).action(async (id: string) => {
    const { describeProvider } = await import('../../services/provider-outlook.ts')
    const provider = describeProvider(id, cli.env, today(cli.now()))
    cli.output.record(provider)
    cli.output.text(providerLines(provider, cli.output.columns))
  })

const check: DefineCommand = (cli) =>
  command('check [ids...]', 'Ask providers whether they would work now; costs nothing', [
    'provider check',
    'provider check comfyui',
  ]).action(async (ids: string[]) => {
    const { askProvider } = await import('../../services/provider-outlook.ts')
    const { connectedProviders } = await import('../../services/provider-settings.ts')
    const { pickProviders } = await import('../../services/choose-provider.ts')
    const asked = await Promise.all(pickProviders(ids, connectedProviders(cli.env)).map((one) => askProvider(one)))
    for (const answer of asked) cli.output.record(answer)
    cli.output.text(asked.flatMap((answer) => answerLines(answer, cli.output.columns)))
    // Of all providers most are not set up, and need not be.
    if (ids.length > 0 && asked.some(({ state }) => state === 'failing')) cli.end(EXIT.someFailed)
  })

const set: DefineCommand = (cli) =>
  command('set <name> <value>', 'Keep a setting on this computer; keys go into the environment', [
    'provider set COMFYUI_URL http://127.0.0.1:8188',
    'provider set PANELWRIGHT_OPENAI_TIER 2',
  ]).action((name: string, value: string) => keep(cli, name, value))

const unset: DefineCommand = (cli) =>
  command('unset <name>', 'Take a setting out again', [
    'provider unset COMFYUI_URL',
    'provider unset PANELWRIGHT_OPENAI_TIER',
  ]).action((name: string) => keep(cli, name, null))

async function keep(cli: Parameters<DefineCommand>[0], name: string, value: string | null): Promise<void> {
  const { keepSetting } = await import('../../services/provider-settings.ts')
  const { file, wasKept } = keepSetting(name, value, cli.env)
  cli.output.record({ name, value, file })
  const where = displayPath(cli.cwd, file)
  const state = value !== null ? 'is kept' : wasKept ? 'is no longer kept' : 'was not kept'
  cli.output.text(`${name} ${state} in ${where}.`)
  if (value !== null && cli.env[name]?.trim() && cli.env[name] !== value)
    cli.output.note(`The environment says otherwise for now: ${name} is set there, and goes before.`)
}

function today(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}
