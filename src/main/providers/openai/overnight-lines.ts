import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { said } from '../../../shared/said/said.ts'
import { findModel } from '../catalogue/catalogue.ts'
import { type OvernightAnswer, ProviderError, type ProviderReply } from '../provider.ts'
import { openAiFailure } from './failure.ts'
import { readPictureReply } from './reply.ts'
import { askedOf, generationBody, sentOf } from './request.ts'
import { costIn, usageOf } from './usage.ts'

/** One request of an input file: the same body as a live call has, with references named by their files. */
export function overnightLine(
  id: string,
  url: string,
  request: GenerationRequest,
  uploaded: ReadonlyMap<string, string>,
): string {
  const images = request.references.map(({ hash }) => ({ file_id: uploaded.get(hash) }))
  const body = images.length > 0 ? { ...askedOf(request), images } : generationBody(request)
  return JSON.stringify({ custom_id: id, method: 'POST', url, body })
}

/** A line of an output or error file. `response` is null for a request that was never answered. */
interface OutputLine {
  custom_id: string
  response: { status_code: number; request_id: string | null; body: unknown } | null
  error: { code: string; message: string } | null
}

/**
 * What a line of an output says, in the words of a live call.
 *
 * @throws ProviderError `corrupt` for what is no such line
 */
export function readOvernightLine(line: string, requestOf: (id: string) => GenerationRequest | null): OvernightAnswer {
  const { custom_id: id, response, error } = parse(line)
  if (!response) return { id, ok: false, error: neverAnswered(error) }
  const request = requestOf(id)
  if (!request) return { id, ok: false, error: new ProviderError('unexpected', 'an answer to a request of others') }
  const { status_code: status, request_id: requestId, body } = response
  try {
    if (status === 200) return { id, ok: true, reply: replyIn(request, body, requestId) }
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? '')
    const headers = new Headers(requestId === null ? {} : { 'x-request-id': requestId })
    const failure = openAiFailure({ status, headers, body: text }, { host: 'OpenAI', model: request.providerModel })
    const lost = request.references.length > 0 && isLostFile(text)
    return { id, ok: false, error: failure, ...(lost ? { lostReferences: true } : {}) }
  } catch (thrown) {
    if (thrown instanceof ProviderError) return { id, ok: false, error: thrown }
    throw thrown
  }
}

function parse(text: string): OutputLine {
  try {
    const line = JSON.parse(text) as OutputLine | null
    if (typeof line?.custom_id === 'string' && typeof line.response === 'object') return line
  } catch {
    // Said below.
  }
  throw new ProviderError('corrupt', `not a line of an output: ${text.slice(0, 200)}`)
}

function replyIn(request: GenerationRequest, body: unknown, requestId: string | null): ProviderReply {
  const model = request.providerModel
  const cost = (usage: unknown) => costIn(model, usage, true)
  const { bytes, usage, says } = readPictureReply(body, { requestId }, cost)
  return {
    bytes,
    costUsd: cost(usage),
    requestId,
    // A model nobody has looked up has the catalogue's last row.
    sent: { ...sentOf(request, findModel('openai', model)!.can!), overnight: true, usage: usageOf(usage), reply: says },
    regions: null,
    pace: null,
  }
}

const NIGHT_OVER = said`The night was over before OpenAI came to this picture; nothing was charged for it.`

function neverAnswered(error: OutputLine['error']): ProviderError {
  const detail = `${error?.code ?? 'no response'}: ${error?.message ?? ''}`
  // Expired and cancelled requests were not worked on.
  if (/^batch_(?:expired|cancelled)$/.test(error?.code ?? ''))
    return new ProviderError('cancelled', detail, { says: NIGHT_OVER })
  return new ProviderError('unexpected', detail)
}

/** A file that has expired, or was deleted in the account. */
function isLostFile(body: string): boolean {
  return /no such file object|file[^.]{0,80}(?:not found|expired|was deleted|does not exist)/i.test(body)
}
