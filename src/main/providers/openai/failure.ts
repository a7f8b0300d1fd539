import type { FailureKind } from '../../../shared/domain/job.ts'
import { said } from '../../../shared/said/said.ts'
import { ProviderError } from '../provider.ts'
import { type FailedReply, httpFailure } from '../wire/failure.ts'
import type { FailureContext } from './api-address.ts'
import { durationMs, restMs } from './limits.ts'
import { isRefusalCode, refusalOf } from './refusal.ts'

/** The `error` of a failed reply. */
export interface ErrorBody {
  message: string
  type: string | null
  /** A number with some servers. */
  code: string | null
  param: string | null
  /** As the reply has it, for fields of one kind of error. */
  fields: Record<string, unknown>
}

/** Reads `{"error":{…}}` and `{"error":"text"}`; null = it is something else. */
export function readErrorBody(body: string): ErrorBody | null {
  const error = errorOf(body)
  if (typeof error === 'string') return { message: error, type: null, code: null, param: null, fields: {} }
  if (error === null || typeof error !== 'object') return null
  const fields = error as Record<string, unknown>
  const text = (name: string) => {
    const value = fields[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null
  }
  return { message: text('message') ?? '', type: text('type'), code: text('code'), param: text('param'), fields }
}

function errorOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { error?: unknown } | null)?.error ?? null
  } catch {
    return null
  }
}

export function openAiFailure(reply: FailedReply, context: FailureContext, now?: number): ProviderError {
  return codedFailure('OpenAI', reply, context, now)
}

/**
 * What a failed reply in OpenAI's form means: by its code where it has one, since its words may name anything.
 *
 * @param who the author knows the server as
 */
export function codedFailure(
  who: string,
  reply: FailedReply,
  context: FailureContext,
  now: number = Date.now(),
): ProviderError {
  const elsewhere = addressFailure(reply, context)
  if (elsewhere) return elsewhere
  const usual = httpFailure(reply, now)
  const error = readErrorBody(reply.body)
  if (usual.kind === 'refused' && (!error || isRefusal(error))) {
    const { says, stage } = refusalOf(who, error?.fields ?? {}, error?.message ?? '')
    // A picture that was refused when it was finished has been made.
    return changed(usual, { says, maybeBilled: stage === 'output' })
  }
  if (!error) return reply.status === 403 ? changed(usual, { kind: 'forbidden' }) : usual
  const { kind, says = null } = meaningOf(who, reply.status, error, usual.kind, context)
  const wait = kind === 'rate-limited' ? (usual.retryAfterMs ?? waitIn(error.message) ?? restMs(reply.headers)) : null
  return changed(usual, { kind, says, retryAfterMs: wait ?? usual.retryAfterMs })
}

/** An error that names a parameter is about that parameter, also when it is called `moderation`. */
function isRefusal({ code, param }: ErrorBody): boolean {
  return isRefusalCode(code) || (code === null && param === null)
}

function meaningOf(
  who: string,
  status: number,
  { code, param, message }: ErrorBody,
  usual: FailureKind,
  { model }: FailureContext,
): { kind: FailureKind; says?: string } {
  if (code === 'rate_limit_exceeded') return { kind: 'rate-limited' }
  if (isClientError(status) && (code === 'model_not_found' || param === 'model'))
    return { kind: 'unsupported', says: said`This account has no model ${model ?? 'of that name'} with ${who}.` }
  if (status === 401 && /^mismatched_/.test(code ?? ''))
    return { kind: 'unauthorized', says: said`The key does not belong to OPENAI_ORG_ID or OPENAI_PROJECT_ID.` }
  if (status === 403 || (status === 401 && /insufficient permissions|missing scopes/i.test(message)))
    return { kind: 'forbidden', ...rightThatIsMissing(who, code, message, model) }
  if (usual === 'refused') return { kind: 'invalid' }
  if (usual === 'invalid' && param !== null && param in PARAMETERS)
    return { kind: 'invalid', says: said`${who} does not take ${PARAMETERS[param]} with ${model ?? 'this model'}.` }
  return { kind: usual }
}

const PARAMETERS: Record<string, string> = {
  size: said`this size`,
  quality: said`this quality`,
  prompt: said`this prompt`,
  image: said`these references`,
}

const isClientError = (status: number) => status >= 400 && status < 500

function rightThatIsMissing(
  who: string,
  code: string | null,
  message: string,
  model: string | null,
): { says?: string } {
  if (code === 'unsupported_country_region_territory')
    return { says: said`${who} does not serve the country that this computer is in.` }
  if (/must be verified|verify (?:your )?organi[sz]ation/i.test(message))
    return { says: said`${who} lets only organisations that have proved who they are use ${model ?? 'this model'}.` }
  if (/insufficient permissions|missing scopes/i.test(message))
    return { says: said`The key for ${who} is restricted, and has no right to do this.` }
  return {}
}

/** What answers, but is not this API: a redirect, or a server that does not know the path. Null = it may be the API. */
export function addressFailure({ status, headers, body }: FailedReply, { host }: FailureContext): ProviderError | null {
  const says = (() => {
    if (status >= 300 && status < 400) return said`${host} sends us on to another address. Set that one.`
    const isPage = headers.get('content-type')?.includes('html') ?? false
    if (status === 405 || (status === 404 && (isPage || !readErrorBody(body) || /invalid url/i.test(body))))
      return said`${host} knows no such path. The address has to end as the API’s does, in most cases with /v1.`
    if (status === 400 && isPage) return said`What answers at ${host} is a web page, not the API.`
    return null
  })()
  if (says === null) return null
  return changed(httpFailure({ status, headers, body }), { kind: 'wrong-address', says, retryAfterMs: null })
}

/** `Please try again in 1m2.5s.` @returns ms */
function waitIn(message: string): number | null {
  return durationMs(/try again in ([\d.hms]+?)\.?(?:\s|$)/i.exec(message)?.[1] ?? '')
}

/** The same failure, better understood. */
export function changed(
  { kind, detail, httpStatus, requestId, retryAfterMs, maybeBilled, says }: ProviderError,
  change: { kind?: FailureKind; says?: string | null; retryAfterMs?: number | null; maybeBilled?: boolean },
): ProviderError {
  const { kind: better = kind, ...rest } = change
  return new ProviderError(better, detail, { httpStatus, requestId, retryAfterMs, maybeBilled, says, ...rest })
}
