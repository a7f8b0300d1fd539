import type { Command } from 'commander'
import type { Tuning } from '../../shared/domain/generation.ts'
import type { PlanOptions } from '../services/planning.ts'
import { chapters, decimal, languages, pixels, wholeNumber, words } from './command.ts'

/** What `plan` and `generate` have in common on the command line. */
export interface PlanFlags {
  chapters?: string[]
  style?: string[]
  lang?: string[]
  images?: number
  provider?: string
  model?: string
  quality?: string
  size?: { width: number; height: number }
  steps?: number
  guidance?: number
  sampler?: string
  scheduler?: string
  denoise?: number
  referenceWeight?: number
  workflow?: string
}

const MOST_IMAGES = 16

export function addPlanOptions(command: Command): Command {
  return command
    .option('--chapters <numbers...>', 'these chapters only: 1 3 5-7', chapters)
    .option('--style <ids...>', 'art styles', words)
    .option('--lang <codes...>', 'languages of the prompts; otherwise the book’s own', languages)
    .option('--images <count>', 'pictures for each panel, style and language', wholeNumber(1, MOST_IMAGES))
    .option('--provider <id>', 'who draws; otherwise the built-in roughs')
    .option('--model <id>', 'one of the provider’s models; otherwise its first')
    .option('--quality <tier>', 'quality of the model; otherwise its lowest')
    .option('--size <pixels>', 'such as 1344x768; otherwise nearest to each panel’s place on its page', pixels)
    .option('--steps <count>', 'local servers: steps of the sampler', wholeNumber(1, 150))
    .option('--guidance <scale>', 'local servers: how closely the prompt is followed', decimal(0, 30))
    .option('--sampler <name>', 'local servers: as the server calls it')
    .option('--scheduler <name>', 'local servers: as the server calls it')
    .option('--denoise <share>', 'local servers: how far a first picture may change, 0 to 1', decimal(0, 1))
    .option('--reference-weight <factor>', 'local servers: weight of reference pictures, 0 to 2', decimal(0, 2))
    .option('--workflow <name>', 'ComfyUI: a workflow of your own; panelwright workflow lists them')
}

/** @param styles as given, or what stands in for them */
export async function planOptions(
  flags: PlanFlags,
  styles: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<PlanOptions> {
  const { chooseProvider } = await import('../services/choose-provider.ts')
  return {
    chapters: flags.chapters,
    styles,
    languages: flags.lang,
    images: flags.images,
    provider: chooseProvider(flags.provider, env),
    model: flags.model,
    quality: flags.quality,
    size: flags.size,
    tuning: tuningOf(flags),
    workflow: flags.workflow,
  }
}

/** Only what was said. */
function tuningOf({ steps, guidance, sampler, scheduler, denoise, referenceWeight }: PlanFlags): Tuning {
  const given = Object.entries({ steps, guidance, sampler, scheduler, denoise, referenceWeight })
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}
