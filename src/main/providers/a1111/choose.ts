import { closest } from '../../../shared/closest.ts'
import type { Tuning } from '../../../shared/domain/generation.ts'
import { said } from '../../../shared/said/said.ts'
import { ProviderError } from '../provider.ts'
import type { Checkpoint, Named, Stock } from './stock.ts'

/** Model id that stands for whatever checkpoint the server has in memory. */
export const LOADED = 'loaded'

const USUAL = { steps: 30, guidance: 7, sampler: 'DPM++ 2M', scheduler: 'Karras' }
/** Names shown of what there is. */
const SHOWN = 12

/** How a picture is made; null = as the server has it. */
export interface Settings {
  steps: number | null
  guidance: number | null
  sampler: string | null
  scheduler: string | null
  /** Title of the checkpoint to load. */
  checkpoint: string | null
}

/**
 * Settings as a server calls them. What nobody asked for is left out where the server does not have it.
 *
 * @throws ProviderError `missing-part` for what was asked for and is not there
 */
export function chooseSettings(model: string, tuning: Tuning, stock: Stock, host: string): Settings {
  const usual = stock.ownDefaults ? { steps: null, guidance: null } : USUAL
  return {
    steps: tuning.steps ?? usual.steps,
    guidance: tuning.guidance ?? usual.guidance,
    ...chooseSampler(tuning, stock, host),
    checkpoint: model === LOADED ? null : chooseCheckpoint(model, stock.checkpoints, host),
  }
}

function chooseSampler(
  { sampler, scheduler }: Tuning,
  { samplers, schedulers, ownDefaults }: Stock,
  host: string,
): Pick<Settings, 'sampler' | 'scheduler'> {
  const listed = schedulers ?? []
  const missing = (noun: string, wanted: string, known: readonly Named[]) =>
    missingPart(
      noun,
      wanted,
      known.map(({ name }) => name),
      host,
    )
  const asked = scheduler === undefined ? null : find(scheduler, listed)
  if (scheduler !== undefined && asked === null) throw missing('scheduler', scheduler, listed)

  if (sampler !== undefined) {
    const found = find(sampler, samplers)
    const split = found === null ? splitOff(sampler, listed) : null
    const name = found ?? (split && find(split.sampler, samplers))
    if (name === null) throw missing('sampler', sampler, samplers)
    // Named with its schedule, or with none, which leaves it to the server.
    return { sampler: name, scheduler: asked ?? split?.scheduler ?? null }
  }
  if (ownDefaults) return { sampler: null, scheduler: asked }
  const usualSchedule = asked ?? find(USUAL.scheduler, listed)
  // Before there were schedulers, their names were part of the samplers' names.
  const usual =
    (schedulers === null ? find(`${USUAL.sampler} ${USUAL.scheduler}`, samplers) : null) ??
    find(USUAL.sampler, samplers)
  return { sampler: usual, scheduler: usualSchedule }
}

/** `DPM++ 2M Karras` in its two parts. */
function splitOff(text: string, schedulers: readonly Named[]): { sampler: string; scheduler: string } | null {
  for (const { name, aliases } of schedulers)
    for (const ending of [name, ...aliases])
      if (text.toLowerCase().endsWith(` ${ending.toLowerCase()}`))
        return { sampler: text.slice(0, -ending.length - 1), scheduler: name }
  return null
}

function chooseCheckpoint(wanted: string, checkpoints: readonly Checkpoint[], host: string): string {
  const names = ({ title, aliases }: Checkpoint) => [title, ...aliases].map((name) => name.toLowerCase())
  const found = checkpoints.find((one) => names(one).includes(wanted.toLowerCase()))
  if (found) return found.title
  throw missingPart(
    'checkpoint',
    wanted,
    checkpoints.map(({ title, aliases }) => aliases[0] ?? title),
    host,
  )
}

/** A name as the server writes it; `dpmpp_2m`, `k_dpmpp_2m` and `DPM++ 2M` are the same. Null = it has none of that name. */
function find(wanted: string, known: readonly Named[]): string | null {
  const meant = plain(wanted)
  return known.find(({ name, aliases }) => [name, ...aliases].some((one) => plain(one) === meant))?.name ?? null
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^k_/, '')
    .replace(/ancestral/, 'a')
    .replace(/dpmpp/, 'dpm++')
    .replace(/[\s_.-]+/g, '')
}

/** An error that says what there is instead, nearest first. */
function missingPart(noun: string, wanted: string, known: readonly string[], host: string): ProviderError {
  const near = closest(wanted, known)
  const sorted = near === null ? known : [near, ...known.filter((one) => one !== near)]
  const more = sorted.length - SHOWN
  const list = `${sorted.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  const there = known.length === 0 ? said`It lists no ${noun}s.` : said`It has: ${list}.`
  const says = said`${host} has no ${noun} “${wanted}”. ${there}`
  return new ProviderError('missing-part', says, { says })
}
