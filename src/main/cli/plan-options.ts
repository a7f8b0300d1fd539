import type { Command } from 'commander'
import type { PlanOptions } from '../services/planning.ts'
import { chapters, languages, wholeNumber, words } from './command.ts'

/** What `plan` and `generate` have in common on the command line. */
export interface PlanFlags {
  chapters?: string[]
  style?: string[]
  lang?: string[]
  images?: number
  provider?: string
  model?: string
  quality?: string
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
}

/** @param styles as given, or what stands in for them */
export async function planOptions(flags: PlanFlags, styles: readonly string[]): Promise<PlanOptions> {
  const { chooseProvider } = await import('../services/choose-provider.ts')
  return {
    chapters: flags.chapters,
    styles,
    languages: flags.lang,
    images: flags.images,
    provider: chooseProvider(flags.provider),
    model: flags.model,
    quality: flags.quality,
  }
}
