import type { FailureKind } from '../../../shared/domain/job.ts'
import { redact } from '../../../shared/redact.ts'
import { said } from '../../../shared/said/said.ts'
import { ProviderError } from '../provider.ts'

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

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
])
const TIMED_OUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])
/** OpenSSL's and Node's names for certificates that are not trusted, and for a server that speaks no TLS. */
const INSECURE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH/
const PROXY_REFUSED = /proxy response \((\d+)\)/i

/** Names the kind of what `fetch` threw, before a reply or in the middle of it. SDKs wrap it; the causes are looked through. */
export function transportFailure(error: unknown, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError) return error
  if (signal.aborted) return new ProviderError('cancelled', 'the call was stopped', { cause: error, maybeBilled: true })
  const trouble = innermost(error)
  const { code, text } = trouble
  const detail = redact(text)
  // Nothing was sent in all of these, so nothing can have been billed.
  const says = proxyTrouble(trouble)
  if (says !== null) return new ProviderError('proxy', detail, { cause: error, says })
  if (INSECURE.test(code))
    return new ProviderError('insecure', detail, { cause: error, says: insecureTrouble(trouble) })
  if (UNREACHABLE.has(code))
    return new ProviderError('unreachable', detail, { cause: error, says: unreachableTrouble(trouble) })
  const kind = TIMED_OUT.has(code) ? 'timeout' : 'network'
  return new ProviderError(kind, detail, { cause: error, maybeBilled: true })
}

interface Trouble {
  code: string
  text: string
  /** `api.example.com`, `127.0.0.1:8188`; null where the error does not say. */
  host: string | null
}

function unreachableTrouble({ code, host }: Trouble): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return said`There is no way to ${host ?? 'the provider'}: this computer is offline, or the name is wrong.`
  if (code === 'ECONNREFUSED') return said`Nothing answers at ${host ?? 'the address'}.`
  return said`${host ?? 'The provider'} cannot be reached.`
}

function insecureTrouble({ code, host }: Trouble): string {
  const where = host ?? 'the provider'
  if (code === 'EPROTO' || code.startsWith('ERR_SSL'))
    return said`${where} speaks no TLS: its address begins with http, not https.`
  return said`The connection to ${where} is not secure: its certificate is not trusted (${code}).`
}

function proxyTrouble({ text, host }: Trouble): string | null {
  const status = PROXY_REFUSED.exec(text)?.[1]
  if (status === '407') return said`The proxy asks for a name and a password.`
  if (status !== undefined) return said`The proxy does not let the connection through (${status}).`
  return host !== null && proxyHosts().includes(host) ? said`The proxy at ${host} does not answer.` : null
}

function proxyHosts(): string[] {
  return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].flatMap((name) => {
    const url = URL.parse(process.env[name] ?? '')
    return url ? [`${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`] : []
  })
}

/** `fetch failed` says nothing; its causes do. */
function innermost(error: unknown): Trouble {
  let code = ''
  let text = String(error)
  let host: string | null = null
  for (let at = error; at instanceof Error; at = firstOf(at)) {
    const {
      code: own,
      hostname,
      address,
      port,
    } = at as NodeJS.ErrnoException & {
      hostname?: string
      address?: string
      port?: number
    }
    code = own ?? code
    text = at.message || text
    host = hostname ?? (address === undefined ? host : `${address}:${port}`)
  }
  return { code, text: code ? `${code}: ${text}` : text, host }
}

/** A name with several addresses fails with one error for each. */
function firstOf(error: Error): unknown {
  return error instanceof AggregateError ? (error.errors[0] ?? error.cause) : error.cause
}
