import type { Answer } from '../vendor-server.ts'

/** An error as the API words it. */
export function googleError(
  status: number,
  code: string,
  message: string,
  more: { details?: object[]; headers?: Record<string, string> } = {},
): Answer {
  const error = { code: status, message, status: code, ...(more.details ? { details: more.details } : {}) }
  return { status, headers: more.headers ?? {}, body: { error } }
}

export const invalidArgument = (message: string): Answer => googleError(400, 'INVALID_ARGUMENT', message)

/** @param retry seconds */
export function exhausted(
  message: string,
  quotaId: string,
  more: { quotaValue?: string; retry?: number } = {},
): Answer {
  const quota = {
    '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
    violations: [
      {
        quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests',
        quotaId,
        quotaDimensions: { location: 'global', model: 'gemini-nano-banana-2.1' },
        ...(more.quotaValue === undefined ? {} : { quotaValue: more.quotaValue }),
      },
    ],
  }
  const help = {
    '@type': 'type.googleapis.com/google.rpc.Help',
    links: [{ description: 'Learn more', url: 'https://ai.google.dev/gemini-api/docs/rate-limits' }],
  }
  const wait =
    more.retry === undefined
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${more.retry}s` }]
  return googleError(429, 'RESOURCE_EXHAUSTED', message, { details: [quota, help, ...wait] })
}

export function errorInfo(reason: string): object {
  return {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason,
    domain: 'googleapis.com',
    metadata: { service: 'generativelanguage.googleapis.com', consumer: 'projects/1234567890' },
  }
}
