import type { FailureKind } from '../../../shared/domain/job.ts'
import { redact } from '../../../shared/redact.ts'
import { said } from '../../../shared/said/said.ts'
import { ProviderError } from '../provider.ts'
import { type FailedReply, httpFailure } from '../wire/failure.ts'

/** What a call was about, for the words of its failure. */
export interface FailureContext {
  /** `generativelanguage.googleapis.com` */
  host: string
  /** The model that was asked; null = the call is about none. */
  model: string | null
}

/** The `error` of a failed reply, or of one line of a batch. */
interface ErrorBody {
  /** `RESOURCE_EXHAUSTED` */
  status: string
  message: string
  details: Detail[]
}

interface Detail {
  '@type'?: unknown
  reason?: unknown
  retryDelay?: unknown
  violations?: { quotaId?: unknown; quotaValue?: unknown }[]
}

interface Meaning {
  kind: FailureKind
  says?: string
}

const WAITS: ReadonlySet<FailureKind> = new Set(['rate-limited', 'overloaded'])

/** What a failed reply means: by its status and its details, and by its words only where it has nothing else. */
export function googleFailure(reply: FailedReply, context: FailureContext, now: number = Date.now()): ProviderError {
  const usual = httpFailure(reply, now)
  const error = readErrorBody(reply.body)
  const { kind, says = null } = error
    ? meaningOf(error, usual.kind, context.model)
    : strangerAt(reply, usual.kind, context)
  return new ProviderError(kind, usual.detail, {
    says,
    // The body knows better than the header, which proxies write as well. A wait of seconds ends no quota of a day.
    retryAfterMs: WAITS.has(kind) ? (retryDelayMs(error?.details ?? []) ?? usual.retryAfterMs) : null,
    httpStatus: reply.status,
    requestId: usual.requestId,
    maybeBilled: usual.maybeBilled,
  })
}

/** Names for the codes of gRPC, which stand in the lines of a batch. */
const GRPC: Record<number, string> = {
  1: 'CANCELLED',
  3: 'INVALID_ARGUMENT',
  4: 'DEADLINE_EXCEEDED',
  5: 'NOT_FOUND',
  7: 'PERMISSION_DENIED',
  8: 'RESOURCE_EXHAUSTED',
  9: 'FAILED_PRECONDITION',
  13: 'INTERNAL',
  14: 'UNAVAILABLE',
  16: 'UNAUTHENTICATED',
}

/** What the error of one line of a batch means. Nothing is charged for it. */
export function lineFailure(error: unknown, model: string): ProviderError {
  const { code, message, details } = (error ?? {}) as { code?: unknown; message?: unknown; details?: unknown }
  const body: ErrorBody = {
    status: GRPC[Number(code)] ?? '',
    message: typeof message === 'string' ? message : '',
    details: Array.isArray(details) ? details : [],
  }
  const { kind, says = null } = meaningOf(body, 'unexpected', model)
  return new ProviderError(kind, redact(`${body.status || code}: ${body.message}`), { says })
}

/** Reads `{"error":{…}}`; null = it is something else. */
function readErrorBody(body: string): ErrorBody | null {
  try {
    const { error } = JSON.parse(body) as { error?: { status?: unknown; message?: unknown; details?: unknown } }
    if (typeof error?.status !== 'string') return null
    return {
      status: error.status,
      message: typeof error.message === 'string' ? error.message : '',
      details: Array.isArray(error.details) ? error.details : [],
    }
  } catch {
    return null
  }
}

function meaningOf(error: ErrorBody, usual: FailureKind, model: string | null): Meaning {
  const { status, message, details } = error
  const reason = details.map((one) => one?.reason).find((one) => typeof one === 'string')
  if (reason === 'API_KEY_INVALID' || reason === 'API_KEY_EXPIRED' || status === 'UNAUTHENTICATED')
    return { kind: 'unauthorized' }
  // An upload is kept for two days only, and may be in the making: both pass by themselves.
  if (saysFileIsGone(error))
    return {
      kind: 'unexpected',
      says: said`Google no longer has a file that was uploaded or written before: it keeps them for two days.`,
    }
  if (/not in an ACTIVE state/i.test(message)) return { kind: 'overloaded' }
  if (/payload size exceeds/i.test(message))
    return { kind: 'invalid', says: said`The references together are more than Google takes with one request.` }
  switch (status) {
    case 'RESOURCE_EXHAUSTED':
      return exhausted(error)
    case 'PERMISSION_DENIED':
      return denied(message, reason)
    case 'FAILED_PRECONDITION':
      return notServed(message)
    case 'NOT_FOUND':
      return model === null
        ? { kind: 'unsupported', says: said`Google no longer has what was asked for.` }
        : { kind: 'unsupported', says: said`Google has no model ${model} for this key.` }
    case 'INVALID_ARGUMENT':
    case 'OUT_OF_RANGE':
      return { kind: 'invalid' }
    case 'INTERNAL':
    case 'UNAVAILABLE':
    case 'DEADLINE_EXCEEDED':
    case 'CANCELLED':
    case 'ABORTED':
      return { kind: 'overloaded' }
    default:
      return { kind: usual }
  }
}

/** Whether an error is about an upload that is no longer there. */
export function saysFileIsGone(error: unknown): boolean {
  const { message } = (error ?? {}) as { message?: unknown }
  return typeof message === 'string' && /\bFile \S+ or it may not exist/i.test(message)
}

function exhausted({ message, details }: ErrorBody): Meaning {
  const ids = details
    .flatMap((one) => (Array.isArray(one?.violations) ? one.violations : []))
    .map((one) => String(one?.quotaId ?? ''))
  // Every such message names billing; only this one is about it.
  if (/spend(?:ing)?[ -](?:cap|limit)/i.test(message))
    return { kind: 'billing', says: said`The account’s spending cap with Google is reached.` }
  if (ids.some((id) => /FreeTier/i.test(id)) && /limit: 0\b/.test(message))
    return {
      kind: 'billing',
      says: said`This model is not part of Google’s free tier: the account needs billing for it.`,
    }
  if (ids.some((id) => /PerDay/i.test(id)))
    return {
      kind: 'quota',
      says: said`The account’s quota for the day with Google is used up until midnight Pacific time.`,
    }
  return { kind: 'rate-limited' }
}

function denied(message: string, reason: unknown): Meaning {
  if (/reported as leaked/i.test(message))
    return {
      kind: 'unauthorized',
      says: said`Google has shut off this key, because it was found in public. Make another.`,
    }
  if (/unregistered callers/i.test(message)) return { kind: 'unauthorized' }
  if (reason === 'BILLING_DISABLED') return { kind: 'billing' }
  if (reason === 'SERVICE_DISABLED')
    return { kind: 'forbidden', says: said`The Gemini API is not switched on for the project this key belongs to.` }
  if (typeof reason === 'string' && /^API_KEY_.*BLOCKED$/.test(reason))
    return { kind: 'forbidden', says: said`The key is restricted, and may not be used for the Gemini API from here.` }
  return { kind: 'forbidden' }
}

function notServed(message: string): Meaning {
  if (/location|region|country/i.test(message) && !/billing/i.test(message))
    return { kind: 'forbidden', says: said`Google does not offer Gemini where this computer is.` }
  if (/billing/i.test(message))
    return {
      kind: 'billing',
      says: said`Google asks for billing to be switched on for the project this key belongs to.`,
    }
  return { kind: 'forbidden' }
}

/** The API words every error in its own way: whatever else answers is a proxy, or somebody else. */
function strangerAt({ status, headers }: FailedReply, usual: FailureKind, { host }: FailureContext): Meaning {
  if (status >= 300 && status < 400)
    return { kind: 'wrong-address', says: said`${host} sends us on to another address. Set that one.` }
  if (status === 404 || status === 405)
    return { kind: 'wrong-address', says: said`${host} knows no such path. The address has to end before /v1.` }
  if (status === 400 && headers.get('content-type')?.includes('html'))
    return { kind: 'wrong-address', says: said`What answers at ${host} is a web page, not the API.` }
  return status === 403 ? { kind: 'forbidden' } : { kind: usual }
}

/** `37s`, `1.5s` @returns ms */
function retryDelayMs(details: readonly Detail[]): number | null {
  const delay = details.find((one) => String(one?.['@type']).endsWith('google.rpc.RetryInfo'))?.retryDelay
  const seconds = typeof delay === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(delay)?.[1] : undefined
  return seconds === undefined ? null : Math.ceil(Number(seconds) * 1000)
}
