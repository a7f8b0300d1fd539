import { redact } from '../../../shared/redact.ts'
import { ProviderError } from '../provider.ts'
import { pictureRefusal, promptRefusal } from './refusal.ts'
import { costIn } from './usage.ts'

/** The parts of an answer that matter here. It comes from outside: anything may be missing. */
interface ContentAnswer {
  candidates?: {
    content?: { parts?: { text?: unknown; thought?: unknown; inlineData?: { data?: unknown; mimeType?: unknown } }[] }
    finishReason?: unknown
    finishMessage?: unknown
    safetyRatings?: unknown
  }[]
  promptFeedback?: { blockReason?: unknown; safetyRatings?: unknown }
  usageMetadata?: unknown
  modelVersion?: unknown
  responseId?: unknown
}

export interface ReadAnswer {
  bytes: Uint8Array
  costUsd: number | null
  requestId: string | null
  /** What it says of itself: usage, version of the model. For `sent`. */
  says: Record<string, unknown>
}

const LONGEST_DETAIL = 1_000

/**
 * Reads an answer of status 200, in which there may be no picture all the same.
 *
 * @throws ProviderError `refused`, `no-image`, `corrupt`
 */
export function readAnswer(answer: unknown, call: { model: string; overnight?: boolean }): ReadAnswer {
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer))
    throw new ProviderError('corrupt', 'the reply is no object', { httpStatus: 200, maybeBilled: true })
  const read = answer as ContentAnswer
  const bytes = pictureIn(read)
  const costUsd = costIn(read.usageMetadata, { ...call, drew: bytes !== null })
  const requestId = typeof read.responseId === 'string' ? read.responseId : null
  if (bytes === null) throw withoutPicture(read, costUsd, requestId)
  const { usageMetadata = null, modelVersion } = read
  return { bytes, costUsd, requestId, says: { usage: usageMetadata, modelVersion } }
}

/** The last one counts: pictures before it are drafts, and those of thoughts are never meant. */
function pictureIn({ candidates }: ContentAnswer): Buffer | null {
  const pictures = partsOf(candidates)
    .filter(({ thought }) => thought !== true)
    .map(({ inlineData }) => inlineData?.data)
    .filter((data) => typeof data === 'string' && data !== '')
  const last = pictures.at(-1)
  return last === undefined ? null : Buffer.from(last as string, 'base64')
}

function withoutPicture(
  { candidates, promptFeedback }: ContentAnswer,
  costUsd: number | null,
  requestId: string | null,
): ProviderError {
  const facts = { httpStatus: 200, requestId, costUsd, maybeBilled: costUsd === null }
  const blocked = promptFeedback?.blockReason
  if (typeof blocked === 'string') {
    const says = promptRefusal(blocked, promptFeedback?.safetyRatings)
    return new ProviderError('refused', `blockReason ${blocked}`, { ...facts, says })
  }
  const { finishReason, finishMessage, safetyRatings } = list(candidates)[0] ?? {}
  const reason = typeof finishReason === 'string' ? finishReason : 'none'
  const words = [
    finishMessage,
    ...partsOf(candidates)
      .filter(({ thought }) => thought !== true)
      .map(({ text }) => text),
  ]
    .filter((one) => typeof one === 'string' && one !== '')
    .join(' ')
  const detail = redact(`finishReason ${reason}: ${words}`).slice(0, LONGEST_DETAIL)
  const says = pictureRefusal(reason, safetyRatings)
  return says === null
    ? new ProviderError('no-image', detail, facts)
    : new ProviderError('refused', detail, { ...facts, says })
}

function partsOf(candidates: ContentAnswer['candidates']) {
  return list(candidates).flatMap((candidate) => list(candidate?.content?.parts))
}

function list<T>(value: T[] | undefined): T[] {
  return Array.isArray(value) ? value : []
}
