import type { GenerationRequest, PictureRegions } from '../../shared/domain/generation.ts'
import type { FailureKind } from '../../shared/domain/job.ts'

/** What a provider can do. Checked before enqueue, so that an impossible request costs nothing. */
export interface Capabilities {
  sizes: SizeRule
  /** Quality tiers, best last; empty = none. */
  qualities: string[]
  seed: boolean
  negativePrompt: boolean
  /** How many reference pictures a request takes; 0 = none. */
  references: number
  /** Draws from `request.stage` instead of reading the prompt. */
  staged: boolean
  /** Calls cost nothing, so an interrupted one is simply made again. */
  free: boolean
}

export type SizeRule =
  | { kind: 'list'; sizes: { width: number; height: number }[] }
  | { kind: 'free'; multipleOf: number; minPixels: number; maxPixels: number; minRatio: number; maxRatio: number }

export interface ImageProvider {
  /** Stable id, e.g. `roughs`. */
  readonly id: string
  readonly name: string
  /** Model ids on offer, default first. */
  readonly models: string[]
  /** There are no models but these; left out = an author may name any that the vendor has. */
  readonly onlyTheseModels?: true
  readonly capabilities: Capabilities
  /** How many calls at once to start from. */
  readonly concurrency: number
  /** Calls a minute the account allows as far as known; left out = unlimited until its reply headers say otherwise. */
  readonly requestsPerMinute?: number
  /**
   * Makes one image. Must stop promptly on `io.signal`. Returned bytes are PNG, JPEG or WebP.
   *
   * @throws ProviderError only.
   */
  generate(request: GenerationRequest, io: ProviderIo): Promise<ProviderReply>
  /**
   * What became of a call whose end we did not see. Absent where the vendor offers no way to ask.
   * `lost`: the vendor knows of no such call, it may be made again.
   */
  reconcile?(remoteTaskId: string, io: ProviderIo): Promise<ProviderReply | 'running' | 'lost'>
}

export interface ProviderIo {
  signal: AbortSignal
  /** Stores what is needed to find the call again. Resolves when it is on disk; await it before waiting for the picture. */
  remember(remoteTaskId: string): Promise<void>
}

export interface ProviderReply {
  bytes: Uint8Array
  /** What the provider charged; null = it did not say. */
  costUsd: number | null
  /** The provider's name for the call, for its support desk. */
  requestId: string | null
  /** What was really sent: size, quality, seed, references. No secrets, no picture bytes. */
  sent: Record<string, unknown>
  regions: PictureRegions | null
  /** What the reply's headers say about the account's limits. */
  pace: Pace | null
}

/** Limits of a provider account as its replies tell them. */
export interface Pace {
  requestsPerMinute: number | null
  remaining: number | null
  resetMs: number | null
}

/** The only thing a provider throws. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly kind: FailureKind
  /** From Retry-After or the body; wins over our own backoff. */
  readonly retryAfterMs: number | null
  /** The provider's own words, redacted by the caller; for the journal, never for the screen. */
  readonly detail: string
  readonly httpStatus: number | null
  readonly requestId: string | null
  /** True when the call may have been billed although it failed. */
  readonly maybeBilled: boolean

  constructor(
    kind: FailureKind,
    detail: string,
    options: {
      retryAfterMs?: number | null
      httpStatus?: number | null
      requestId?: string | null
      maybeBilled?: boolean
      cause?: unknown
    } = {},
  ) {
    super(`${kind}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.kind = kind
    this.detail = detail
    this.retryAfterMs = options.retryAfterMs ?? null
    this.httpStatus = options.httpStatus ?? null
    this.requestId = options.requestId ?? null
    this.maybeBilled = options.maybeBilled ?? false
  }
}
