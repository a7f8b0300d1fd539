import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { formatUsd } from '../../shared/quantities.ts'
import { said } from '../../shared/said/said.ts'
import type { VisionEstimate, VisionModel, VisionQuestion } from '../checks/vision/vision-model.ts'
import { LOOKED_AT_PX } from '../checks/vision/vision-prices.ts'
import { checkPicture } from '../images/check-picture.ts'
import { smallPicture } from '../images/small-picture.ts'
import type { Project } from '../open-project.ts'
import { ProviderError } from '../providers/provider.ts'
import { REMEDIES } from '../queue/remedies.ts'
import { assertAffordable } from './checking/affordable.ts'
import { chooseVision } from './checking/choose-vision.ts'
import { paid } from './checking/look-call.ts'

/** What is to be written: the prompt of a picture, or a prompt that is there, changed. */
export type Wish = { picture: string } | { prompt: string; direction: string }

/** Who would write it, and for how much. */
export interface DescribingQuote extends VisionEstimate {
  provider: string
  model: string
}

export interface Described {
  prompt: string
  /** Null = the model has no known price. */
  costUsd: number | null
}

/** Somebody waits for it. */
const TIMEOUT_MS = 120_000
/** Of a prompt, in characters: what the strictest provider takes. */
const MOST_CHARACTERS = 4_000
const MOST_DIRECTION = 500

/**
 * @param env keys
 * @param provider who is to look; absent = whoever there is a key for
 * @throws AppError UNAVAILABLE without a key
 */
export function quoteDescribing(
  project: Project,
  env: NodeJS.ProcessEnv,
  wish: Wish,
  provider?: string,
): DescribingQuote {
  const model = chooseVision(env, { provider, now: project.now })
  return { provider: model.provider, model: model.model, ...estimateOf(project, model, wish) }
}

/**
 * Has a model that sees write a prompt, in one paid call that stands in the book's ledger. Nothing of the book changes:
 * the words are the author's to use.
 *
 * @param wish `picture` is a PNG, JPEG or WebP file
 * @param agreedUsd what the author saw it may cost at most
 * @throws AppError UNAVAILABLE without a key, or when the provider does not answer; BAD_INPUT for what is no picture;
 *   BUDGET when it costs more than was agreed, or than a cap leaves
 */
export async function describe(
  project: Project,
  env: NodeJS.ProcessEnv,
  wish: Wish,
  { provider, agreedUsd }: { provider?: string | undefined; agreedUsd: number },
): Promise<Described> {
  if (project.readOnly) throw project.readOnly
  const model = chooseVision(env, { provider, now: project.now })
  const { untilUsd } = estimateOf(project, model, wish)
  assertAgreed(untilUsd, agreedUsd)
  assertAffordable(project, untilUsd, {
    book: said`Raise the cap of the book.`,
    day: said`Raise the cap of the day.`,
  })
  const pictures = 'picture' in wish ? [await readPicture(wish.picture)] : []
  const patience = AbortSignal.timeout(TIMEOUT_MS)
  const money = { spentUsd: 0, runningUsd: 0, unpriced: 0 }
  try {
    const { answers, costUsd } = await paid({ project, model, money }, untilUsd, () =>
      model.look(pictures, [questionOf(wish)], patience),
    )
    const answer = answers.get(PROMPT)
    const prompt = answer?.kind === 'words' ? tidied(answer.words) : ''
    if (prompt === '') throw new ProviderError('corrupt', 'no words')
    return { prompt, costUsd }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { message, remedy } = REMEDIES[patience.aborted ? 'timeout' : error.kind]
    throw new AppError('UNAVAILABLE', error.says ?? message, { remedy, cause: error })
  }
}

/** What no wish of its kind costs more than: its price is told before the words are there. */
export function longestWish(of: 'picture' | 'prompt'): Wish {
  return of === 'picture'
    ? { picture: '' }
    : { prompt: '"'.repeat(MOST_CHARACTERS), direction: '"'.repeat(MOST_DIRECTION) }
}

const PROMPT = 'prompt'

function questionOf(wish: Wish): VisionQuestion {
  const asks =
    'picture' in wish
      ? 'write the prompt from which an image generator would make picture 1, in at most 120 words of plain English: who ' +
        'and what is seen, what they do, where, the light, how it is framed, the medium and the manner of drawing. Name ' +
        'no artist and nobody who lives, and do not say that it is a picture. The prompt alone, in one paragraph.'
      : 'rewrite a prompt for an image generator, in English, in one paragraph; what is not to change stays word for ' +
        `word. The prompt: ${tidied(wish.prompt)} Change it so: ${tidied(wish.direction)}`
  return { name: PROMPT, kind: 'words', asks }
}

/** One paragraph without anything that a screen or a file would take for more than words. */
function tidied(words: string): string {
  return words
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS)
}

function estimateOf(project: Project, model: VisionModel, wish: Wish): VisionEstimate {
  const on = new Date(project.now()).toISOString().slice(0, 10)
  return model.estimate('picture' in wish ? 1 : 0, [questionOf(wish)], on)
}

async function readPicture(path: string): Promise<{ bytes: Uint8Array; format: 'jpeg' }> {
  const place = { file: basename(path) }
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new AppError('BAD_INPUT', said`The picture cannot be read.`, { place, cause })
  })
  const checked = await checkPicture(bytes)
  if (!checked.ok) throw new AppError('BAD_INPUT', checked.message, { place })
  return { bytes: await smallPicture(bytes, LOOKED_AT_PX), format: 'jpeg' }
}

function assertAgreed(neededUsd: number, agreedUsd: number): void {
  if (neededUsd <= agreedUsd) return
  throw new AppError(
    'BUDGET',
    said`The look may cost ${formatUsd(neededUsd)}; ${formatUsd(agreedUsd)} was agreed to.`,
    {
      remedy: said`Look at the price once more.`,
    },
  )
}
