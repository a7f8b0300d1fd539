import type { FailureKind } from '../../../shared/domain/job.ts'
import { redact } from '../../../shared/redact.ts'
import { said } from '../../../shared/said/said.ts'
import { ProviderError } from '../provider.ts'
import { type FailedReply, httpFailure } from '../wire/failure.ts'
import type { A1111Host } from './servers.ts'

interface Reason {
  kind: FailureKind
  says: string | null
}

/** What these programs' own errors mean: all of them come as 404, 422 or 500 with the words of a Python exception. */
const REASONS: { words: RegExp; reason(host: string): Reason }[] = [
  {
    words: /out of memory|OutOfMemory|OutOfDeviceMemory|not enough memory|failed to allocate|memory allocation failed/i,
    reason: () => ({ kind: 'out-of-memory', says: null }),
  },
  {
    words: /NansException|tensor with (?:all )?NaNs/i,
    reason: (host) => ({
      kind: 'invalid',
      says: said`The numbers of the model ran over on ${host}. Start the server with --no-half-vae, or use a VAE made for half precision.`,
    }),
  },
  {
    words: /sampler not found/i,
    reason: (host) => ({ kind: 'missing-part', says: said`${host} does not know the sampler.` }),
  },
  {
    words: /script '?controlnet'? not found|always on script controlnet/i,
    reason: (host) => ({ kind: 'missing-part', says: said`${host} has no ControlNet any more.` }),
  },
  {
    words: /(?:preprocessor|module) .{0,80}(?:not found|not available)|"model not found: /i,
    reason: (host) => ({
      kind: 'missing-part',
      says: said`ControlNet on ${host} lacks the model or the preprocessor of the IP-Adapter.`,
    }),
  },
  {
    words: /(?:model|checkpoint) .{0,200}not found/i,
    reason: (host) => ({ kind: 'missing-part', says: said`${host} does not have the checkpoint any more.` }),
  },
  {
    words: /mat1 and mat2 shapes cannot be multiplied|size mismatch for|Sizes of tensors must match/i,
    reason: (host) => ({
      kind: 'missing-part',
      says: said`Two parts on ${host} do not fit each other: an IP-Adapter, LoRA or VAE is made for another kind of checkpoint than the one in use.`,
    }),
  },
  { words: /returned no results/i, reason: () => ({ kind: 'no-image', says: null }) },
]

/** Names the kind of a reply that failed. */
export function serverFailure(
  reply: FailedReply,
  server: Pick<A1111Host, 'host' | 'authorization' | 'secrets'>,
): ProviderError {
  const general = httpFailure(reply)
  const { kind, says } = reasonOf(reply, server) ?? { kind: general.kind, says: null }
  return new ProviderError(kind, redact(general.detail, server.secrets), {
    says,
    httpStatus: reply.status,
    retryAfterMs: general.retryAfterMs,
  })
}

function reasonOf(
  { status, body }: FailedReply,
  { host, authorization }: Pick<A1111Host, 'host' | 'authorization'>,
): Reason | null {
  if (status === 401 || status === 403)
    return authorization === null
      ? {
          kind: 'no-key',
          says: said`${host} asks for a name and a password: put them into A1111_AUTH as name:password.`,
        }
      : { kind: 'unauthorized', says: said`${host} does not accept the name and password in A1111_AUTH.` }
  const known = REASONS.find(({ words }) => words.test(body))
  if (known) return known.reason(host)
  if (status === 404 || status === 405) return noApi(host)
  // An exception of the server's own, as JSON: it will most likely come again.
  return status === 500 && body.trimStart().startsWith('{') ? { kind: 'unexpected', says: null } : null
}

export function noApi(host: string): Reason {
  return {
    kind: 'wrong-address',
    says: said`Something answers at ${host}, but not at /sdapi/v1: start the server with --api, or correct A1111_URL.`,
  }
}
