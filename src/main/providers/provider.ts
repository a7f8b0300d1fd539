import type { GenerationRequest, PictureRegions, TuningName } from '../../shared/domain/generation.ts'
import type { FailureKind } from '../../shared/domain/job.ts'

/** What a model of a provider can do. Checked before enqueue, so that an impossible request costs nothing. */
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
  /** Which settings of `request.tuning` have an effect. */
  tuning: readonly TuningName[]
}

export type SizeRule =
  | {
      kind: 'list'
      sizes: { width: number; height: number }[]
      /** Factor on both sides by quality, for vendors whose tiers are resolutions; absent = 1. */
      scale?: Record<string, number>
    }
  | {
      kind: 'free'
      multipleOf: number
      minPixels: number
      maxPixels: number
      minRatio: number
      maxRatio: number
      /** Longest side; absent = no limit of its own. */
      maxSide?: number
    }

/** Where to start from with an account, until its replies tell better. */
export interface StartingPace {
  /** Calls at once. */
  concurrency: number
  /** Calls a minute; null = unlimited. */
  requestsPerMinute: number | null
}

export interface ImageProvider {
  /** Stable id, e.g. `roughs`. */
  readonly id: string
  readonly name: string
  /** Model ids on offer, default first. */
  readonly models: string[]
  /** There are no models but these; left out = an author may name any that the vendor has. */
  readonly onlyTheseModels?: true
  /** Shows a picture while it is drawn; left out = it does not. */
  readonly previews?: true
  /** Calls cost nothing, so an interrupted one is simply made again. */
  readonly free: boolean
  /** Data, without asking anybody: also for a model id nobody has looked up. */
  capabilities(model: string): Capabilities
  pace(model: string): StartingPace
  /** How long one request may take, ms; left out = 300,000. */
  timeoutMs?(request: GenerationRequest): number
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
  reconcile?(
    remoteTaskId: string,
    io: ProviderIo,
    request: GenerationRequest,
  ): Promise<ProviderReply | 'running' | 'lost'>
  /** Asks the vendor, for nothing, whether it would work: key, address, models. Left out = nothing to ask. */
  lookAround?(signal: AbortSignal): Promise<ProviderOutlook>
  /** The vendor's lane for batches that may take a night; left out = none. */
  readonly overnight?: OvernightLane
}

/** What a vendor says about itself and the account. */
export interface ProviderOutlook {
  /** Models the account can use now; empty = the vendor does not say. */
  models: { id: string; shutdownOn: string | null }[]
  /** Sentences for the author, in our words: version, free memory, missing parts. */
  notes: string[]
}

export interface ProviderIo {
  signal: AbortSignal
  /** The project folder, absolute: the paths of references and workflows start there. */
  folder: string
  /** Stores what is needed to find the call again. Resolves when it is on disk; await it before waiting for the picture. */
  remember(remoteTaskId: string): Promise<void>
  /** How far the picture is, 0 to 1, and a first look at it where the vendor sends one. */
  progress?(fraction: number, preview?: Uint8Array): void
  /**
   * Waits until a reply of so many bytes may be in memory. Called when a reply is about to be read, with the length its
   * headers say; a call holds its largest reply. It is given back when the picture is stored or the call has failed.
   *
   * @throws the signal's reason when the call is stopped meanwhile
   */
  hold?(bytes: number): Promise<void>
}

export interface ProviderReply {
  bytes: Uint8Array
  /** What the provider charged; null = it did not say, and the catalogue has no price. */
  costUsd: number | null
  /** The provider's name for the call, for its support desk. */
  requestId: string | null
  /**
   * What was really sent (size, quality, seed, references with their roles), and what the reply said of it (usage, the
   * seed that was used). No secrets, no picture bytes.
   */
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
  /**
   * One sentence for the author in our own words, where the kind alone says too little: which host, which checkpoint,
   * which categories of a refusal. Stands in for the kind's message. Null = the kind says it all.
   */
  readonly says: string | null
  readonly httpStatus: number | null
  readonly requestId: string | null
  /** True when the call may have been billed although it failed. */
  readonly maybeBilled: boolean
  /** What a reply without a picture cost for certain; null = nothing, or nobody knows. */
  readonly costUsd: number | null

  constructor(
    kind: FailureKind,
    detail: string,
    options: {
      retryAfterMs?: number | null
      says?: string | null
      httpStatus?: number | null
      requestId?: string | null
      maybeBilled?: boolean
      costUsd?: number | null
      cause?: unknown
    } = {},
  ) {
    super(`${kind}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.kind = kind
    this.detail = detail
    this.retryAfterMs = options.retryAfterMs ?? null
    this.says = options.says ?? null
    this.httpStatus = options.httpStatus ?? null
    this.requestId = options.requestId ?? null
    this.maybeBilled = options.maybeBilled ?? false
    this.costUsd = options.costUsd ?? null
  }
}

/**
 * A vendor's batch service: many requests handed over as one file, answers within a day, at half the price. All state
 * that must survive is kept by the caller; every method may be called again after a kill.
 *
 * @throws every method ProviderError only
 */
export interface OvernightLane {
  /** Requests and bytes of one input file, at most. */
  readonly maxRequests: number
  readonly maxInputBytes: number
  /** How long the vendor keeps an uploaded reference, ms; null = until it is deleted. */
  readonly referencesKeptMs: number | null
  /** Requests of the same answer may go into one batch, others may not: by model, or by endpoint and model. */
  batchOf(request: GenerationRequest): string
  /**
   * One line of the input file, without line break.
   *
   * @param id the job's id; comes back with the answer
   * @param uploaded vendor's ids of the request's references by their hash
   */
  line(id: string, request: GenerationRequest, uploaded: ReadonlyMap<string, string>): string
  /** Uploads a reference picture. @returns the vendor's id of it */
  uploadReference(file: string, signal: AbortSignal): Promise<string>
  /** Uploads an input file. @returns the vendor's id of it */
  uploadInput(file: string, signal: AbortSignal): Promise<string>
  /**
   * Hands the batch over.
   *
   * @param name our own, unique: `find` finds the batch by it when the answer was lost
   * @param group what `batchOf` says of its requests
   * @returns the vendor's id of the batch
   */
  submit(inputId: string, name: string, group: string, signal: AbortSignal): Promise<string>
  /** The vendor's id of the batch of that name; null = it never arrived. */
  find(name: string, signal: AbortSignal): Promise<string | null>
  look(remoteId: string, signal: AbortSignal): Promise<RemoteBatch>
  /** An output as lines, in whatever order. Streams: never the whole file in memory. */
  download(output: string, signal: AbortSignal): AsyncIterable<Uint8Array>
  /**
   * What a line of an output says. Prices are those of the batch lane.
   *
   * @throws ProviderError `corrupt` for a line that cannot be read as an answer to anything
   */
  read(line: string, requestOf: (id: string) => GenerationRequest | null): OvernightAnswer
  cancel(remoteId: string, signal: AbortSignal): Promise<void>
}

export interface RemoteBatch {
  /**
   * - working: not begun, or under way
   * - ended: nothing more will come; `outputs` has what there is, all or a part
   * - rejected: the vendor did not take the batch as a whole; `message` says why
   */
  state: 'working' | 'ended' | 'rejected'
  /** The vendor's own word for the state: `in_progress`, `expired`, `JOB_STATE_SUCCEEDED`. */
  word: string
  /** Requests answered, failed and in all, as far as the vendor says. */
  done: number
  failed: number
  total: number
  /** Names of files with answers, for `download`. */
  outputs: string[]
  /** The vendor's words, redacted; for the journal. */
  message: string | null
}

/** One answer of a batch: a picture, or why there is none. */
export type OvernightAnswer = { id: string } & (
  | { ok: true; reply: ProviderReply }
  /** `lostReferences`: the vendor no longer has a picture that went along; uploaded anew, the request may do. */
  | { ok: false; error: ProviderError; lostReferences?: true }
)
