import type { FailureKind } from '../../../shared/domain/job.ts'
import { said } from '../../../shared/said/said.ts'
import type { FailureContext } from '../openai/api-address.ts'
import { addressFailure, changed, codedFailure, readErrorBody } from '../openai/failure.ts'
import type { ProviderError } from '../provider.ts'
import type { FailedReply } from '../wire/failure.ts'

const OUT_OF_MEMORY = /out of memory|out_?of_?(?:device_?)?memory|allocation failed|failed to allocate/i
/** sd-server says no more than this when the library failed, for whatever reason. */
const NO_RESULTS = /returned no results/i
const NOT_THIS_MODEL = /unsupported (?:generation )?mode|does not support|not supported|not implemented/i

/** What a failed reply means of a server that speaks OpenAI's API after its own fashion. */
export function endpointFailure(reply: FailedReply, context: FailureContext, hasKey: boolean): ProviderError {
  const elsewhere = addressFailure(reply, context)
  if (elsewhere) return elsewhere
  const usual = codedFailure(context.host, reply, context)
  if (usual.kind === 'refused' || usual.kind === 'unsupported') return usual
  const better = ownMeaning(reply, context, hasKey)
  return better ? changed(usual, better) : usual
}

function ownMeaning(
  { status, body }: FailedReply,
  { host, model }: FailureContext,
  hasKey: boolean,
): { kind: FailureKind; says: string | null } | null {
  if (status === 401 && !hasKey)
    return { kind: 'no-key', says: said`${host} asks for a key: PANELWRIGHT_ENDPOINT_KEY is not set.` }
  if (OUT_OF_MEMORY.test(body)) return { kind: 'out-of-memory', says: said`${host} ran out of memory.` }
  if (NO_RESULTS.test(body)) return { kind: 'no-image', says: said`${host} could not finish the picture.` }
  if (status === 501 || (status < 500 && NOT_THIS_MODEL.test(body)))
    return { kind: 'unsupported', says: said`${host} cannot do this with the model it has loaded.` }
  if (status === 404 && /model/i.test(readErrorBody(body)?.message ?? ''))
    return { kind: 'unsupported', says: said`${host} has no model ${model ?? 'of that name'}.` }
  if (status === 404)
    return { kind: 'wrong-address', says: said`${host} knows no such path: it may not take references at all.` }
  return null
}
