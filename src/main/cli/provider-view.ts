import { counted } from '../../shared/quantities.ts'
import type { ProviderAnswer, ProviderSetupView, SettingView } from '../services/provider-outlook.ts'
import { oneLine, table, tableWithin, wrap } from './terminal-text.ts'

/** One line a provider: id, name, what it costs, whether it is set up. */
export function providerTable(providers: readonly ProviderSetupView[]): string[] {
  return table(
    providers.map((provider) => [provider.id, provider.name, provider.free ? 'free' : 'paid', setUp(provider)]),
  )
}

function setUp({ settings, problems }: ProviderSetupView): string {
  if (problems.length > 0) return problems.map(oneLine).join(' ')
  const keys = settings.filter(({ secret, optional }) => secret && !optional)
  const set = keys.find(({ source }) => source !== null)
  if (set) return `key in ${set.name}`
  if (keys.length > 0) return `needs ${keys.map(({ name }) => name).join(' or ')}`
  const addresses = settings.filter(({ name }) => name.endsWith('_URL'))
  return addresses
    .map(({ name, value, usual }) => (value !== null ? oneLine(value) : (usual ?? `needs ${name}`)))
    .join(', ')
}

/** Settings with their values and where they come from, then what each model can do. */
export function providerLines(provider: ProviderSetupView, columns: number): string[] {
  return [
    `${provider.name} (${provider.id}), ${provider.free ? 'costs nothing' : 'paid'}`,
    ...(provider.settings.length === 0
      ? []
      : ['', 'Settings', ...tableWithin(columns, provider.settings.map(settingRow))]),
    ...provider.problems.flatMap((problem) => ['', ...wrap(oneLine(problem), columns)]),
    ...(provider.models.length === 0 ? [] : ['', modelsHeading(provider)]),
    ...tableWithin(columns, provider.models.map(modelRow)),
  ]
}

function modelsHeading({ onlyTheseModels }: ProviderSetupView): string {
  return onlyTheseModels ? 'Models' : 'Models, the default first; any other id may be named'
}

function settingRow({ name, means, secret, source, value }: SettingView): string[] {
  const state = source === null ? 'not set' : secret ? 'set' : oneLine(value ?? '')
  return [name, state, source === 'settings' ? 'kept' : (source ?? ''), means]
}

function modelRow({ id, qualities, references, seed, overnight, shutdownOn }: ProviderSetupView['models'][number]) {
  return [
    id,
    qualities.join(' '),
    references > 0 ? counted(references, 'reference') : 'no references',
    seed ? 'seed' : '',
    overnight ? 'overnight' : '',
    shutdownOn === null ? '' : `shut down on ${shutdownOn}`,
  ]
}

/** Models named in one line; the rest are counted. */
const MOST_MODELS = 8

export function answerLines({ id, name, state, message, action, outlook }: ProviderAnswer, columns: number): string[] {
  const mark = state === 'failing' ? '✗' : '✓'
  const head = `${mark} ${name} (${id})`
  if (state === 'silent') return [`${head}: built in, there is nothing to ask.`]
  if (state === 'failing') return [head, ...wrap(`${message ?? ''} ${action ?? ''}`.trim(), columns - 2)].map(under)
  const models = outlook?.models ?? []
  const named = models.slice(0, MOST_MODELS).map((model) => oneLine(model.id))
  const more = models.length - named.length
  const ending = models.filter(({ shutdownOn }) => shutdownOn !== null)
  return [
    `${head} is ready.`,
    ...(named.length > 0 ? wrap(`Models: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`, columns - 2) : []),
    ...ending.flatMap((model) => wrap(`${oneLine(model.id)} is shut down on ${model.shutdownOn}.`, columns - 2)),
    ...(outlook?.notes ?? []).flatMap((note) => wrap(oneLine(note), columns - 2)),
  ].map(under)
}

const under = (line: string, index: number) => (index === 0 ? line : `  ${line}`)
