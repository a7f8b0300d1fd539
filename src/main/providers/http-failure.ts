import type { FailureKind } from '../../shared/domain/job.ts'
import { redact } from '../../shared/redact.ts'
import { ProviderError } from './provider.ts'

/** A reply that is not a picture, as far as it is needed to tell why. */
export interface FailedReply {
  status: number
  headers: Headers
  /** As text, at most the first few kilobytes. */
  body: string
}

/** Codes of vendors for an account that is out of quota, however the HTTP status calls it. */
const QUOTA = /insufficient_quota|quota_exceeded|exceeded_quota|out_of_credits|insufficient_credits/i
const BILLING = /billing_[a-z_]+|billing (?:hard )?limit|payment_required|account_deactivated|spend(?:ing)?_limit/i
const UNAUTHORIZED = /invalid_api_key|api_key_invalid|authentication_error|permission_denied|unauthenticated/i
/** Codes, and the words where a vendor has none: a refusal may come as nothing but a sentence. */
const REFUSAL =
  /moderation|content_policy|content policy|safety system|safety_violation|rejected by (?:the |our )?(?:safety|content)|prohibited_content|content_filter|nsfw|usage polic/i

/** The gateway gave up while the work behind it may have gone on, and been billed. */
const GATEWAY_STATUS = new Set([502, 504, 520, 522, 524])

/** Names one of the closed set of kinds for an HTTP reply that failed; vendors correct it where they mean otherwise. */
export function httpFailure(reply: FailedReply, now: number = Date.now()): ProviderError {
  return new ProviderError(kindOf(reply), redact(reply.body.trim() || `HTTP ${reply.status}`), {
    retryAfterMs: retryAfterMs(reply.headers, now),
    httpStatus: reply.status,
    requestId: requestIdOf(reply.headers),
    maybeBilled: GATEWAY_STATUS.has(reply.status),
  })
}

function kindOf({ status, body }: FailedReply): FailureKind {
  if (status === 401) return 'unauthorized'
  if (status === 402) return 'billing'
  if (status === 429) return QUOTA.test(body) ? 'quota' : BILLING.test(body) ? 'billing' : 'rate-limited'
  if (status === 403) return REFUSAL.test(body) ? 'refused' : 'unauthorized'
  if (status === 451) return 'refused'
  if (status === 408 || status >= 500) return 'overloaded'
  if (status >= 400) {
    if (BILLING.test(body)) return 'billing'
    if (QUOTA.test(body)) return 'quota'
    if (UNAUTHORIZED.test(body)) return 'unauthorized'
    return REFUSAL.test(body) ? 'refused' : 'invalid'
  }
  return 'unexpected'
}

/**
 * What the headers ask to wait: `retry-after-ms`, or `retry-after` in seconds or as an HTTP date.
 *
 * @returns ms, never negative; null when absent or not readable
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const exact = seconds(headers.get('retry-after-ms'))
  if (exact !== null) return exact
  const text = headers.get('retry-after')
  const counted = seconds(text)
  if (counted !== null) return counted * 1000
  // A date begins with the day's name; Date.parse alone would take many other things for one.
  const date = text && /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

function seconds(text: string | null): number | null {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : null
}

function requestIdOf(headers: Headers): string | null {
  return headers.get('x-request-id') ?? headers.get('request-id')
}

/** The call never reached the provider, so nothing can have been billed. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
])
const TIMED_OUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])

/** Names the kind of what `fetch` threw, before a reply or in the middle of it. */
export function transportFailure(error: unknown, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError) return error
  if (signal.aborted) return new ProviderError('cancelled', 'the call was stopped', { cause: error, maybeBilled: true })
  const { code, text } = innermost(error)
  const kind = TIMED_OUT.has(code) ? 'timeout' : 'network'
  return new ProviderError(kind, redact(text), { cause: error, maybeBilled: !NOT_SENT.has(code) })
}

/** `fetch failed` says nothing; its causes do. */
function innermost(error: unknown): { code: string; text: string } {
  let code = ''
  let text = String(error)
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    code = (at as NodeJS.ErrnoException).code ?? code
    text = at.message
  }
  return { code, text: code ? `${code}: ${text}` : text }
}
