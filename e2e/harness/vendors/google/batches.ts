import type { Answer, Seen } from '../vendor-server.ts'
import { googleError, invalidArgument } from './google-error.ts'

export type BatchState =
  | 'PENDING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELLED'
  | 'EXPIRED'
  | 'PARTIALLY_SUCCEEDED'

/** One request of a batch, and what came of it. */
export interface BatchItem {
  key: string | null
  request: Record<string, unknown>
  metadata: unknown
}

export interface GoogleBatch {
  name: string
  displayName: string
  model: string
  items: BatchItem[]
  inputFile: string | null
  state: BatchState
  createdAt: number
  endedAt: number | null
  /** Name of the file with the answers. */
  outputFile: string | null
  inlined: object[] | null
  done: number
  failed: number
  /** Why it was not taken as a whole. */
  error: { code: number; message: string } | null
}

const EXPIRES_MS = 48 * 3_600_000
const MAX_PAGE = 1_000

/** Batches in the order they came. They do nothing by themselves: the test says when one runs and how it ends. */
export class GoogleBatches {
  readonly #all = new Map<string, GoogleBatch>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  get names(): string[] {
    return [...this.#all.keys()]
  }

  /** As it stands now: one that waited for 48 hours has expired. */
  find(name: string): GoogleBatch | null {
    const batch = this.#all.get(name)
    if (!batch) return null
    const waits = batch.state === 'PENDING' || batch.state === 'RUNNING'
    if (waits && this.#now() - batch.createdAt >= EXPIRES_MS) {
      batch.state = 'EXPIRED'
      batch.endedAt = batch.createdAt + EXPIRES_MS
    }
    return batch
  }

  /**
   * Takes a batch in.
   *
   * @param input text of an uploaded file; null = there is none of that name
   */
  create(model: string, body: Record<string, unknown>, input: (file: string) => string | null): Answer {
    const { batch } = body as { batch?: { displayName?: unknown; inputConfig?: InputConfig } }
    const { displayName, inputConfig } = batch ?? {}
    if (typeof displayName !== 'string' || displayName === '') return invalidArgument('batch.display_name is required.')
    const fileName = inputConfig?.fileName
    const inlined = inputConfig?.requests?.requests
    if ((fileName === undefined) === (inlined === undefined))
      return invalidArgument('batch.input_config needs either a file or requests.')
    let items: BatchItem[] = (inlined ?? []).map(({ request, metadata }) => ({ key: null, request, metadata }))
    let error: GoogleBatch['error'] = null
    if (fileName !== undefined) {
      const text = input(fileName)
      if (text === null) return invalidArgument(`Input file ${fileName} is not found.`)
      const read = readLines(text)
      items = read.items
      error = read.error
    }
    if (items.length === 0 && !error) return invalidArgument('A batch needs at least one request.')
    const name = `batches/b${this.#all.size.toString(36).padStart(11, '0')}`
    this.#all.set(name, {
      name,
      displayName,
      model,
      items,
      inputFile: fileName ?? null,
      state: error ? 'FAILED' : 'PENDING',
      createdAt: this.#now(),
      endedAt: error ? this.#now() : null,
      outputFile: null,
      inlined: null,
      done: 0,
      failed: 0,
      error,
    })
    return { status: 200, body: this.#operation(this.#all.get(name)!) }
  }

  get(name: string): Answer {
    const batch = this.find(name)
    return batch ? { status: 200, body: this.#operation(batch) } : unknownBatch()
  }

  list({ query }: Seen): Answer {
    const pageSize = Math.min(MAX_PAGE, Number(query.get('pageSize') ?? 50) || 50)
    const from = Number(query.get('pageToken') ?? 0)
    // The newest first.
    const names = this.names.toReversed()
    const page = names.slice(from, from + pageSize)
    const next = from + page.length
    return {
      status: 200,
      body: {
        operations: page.map((name) => this.#operation(this.find(name)!)),
        ...(next < names.length ? { nextPageToken: String(next) } : {}),
      },
    }
  }

  cancel(name: string): Answer {
    const batch = this.find(name)
    if (!batch) return unknownBatch()
    if (batch.state === 'PENDING' || batch.state === 'RUNNING') {
      batch.state = 'CANCELLED'
      batch.endedAt = this.#now()
    }
    return { status: 200, body: {} }
  }

  delete(name: string): Answer {
    return this.#all.delete(name) ? { status: 200, body: {} } : unknownBatch()
  }

  #operation(batch: GoogleBatch): object {
    const { items, done, failed } = batch
    const output =
      batch.outputFile !== null
        ? { responsesFile: batch.outputFile }
        : batch.inlined
          ? { inlinedResponses: { inlinedResponses: batch.inlined } }
          : null
    const time = (at: number) => new Date(at).toISOString()
    return {
      name: batch.name,
      metadata: {
        '@type': 'type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch',
        model: `models/${batch.model}`,
        displayName: batch.displayName,
        ...(batch.inputFile === null ? {} : { inputConfig: { fileName: batch.inputFile } }),
        ...(output ? { output } : {}),
        createTime: time(batch.createdAt),
        updateTime: time(this.#now()),
        ...(batch.endedAt === null ? {} : { endTime: time(batch.endedAt) }),
        // 64-bit whole numbers are written as strings, and left out when they are 0.
        batchStats: {
          requestCount: String(items.length),
          ...(done > 0 ? { successfulRequestCount: String(done) } : {}),
          ...(failed > 0 ? { failedRequestCount: String(failed) } : {}),
          ...(items.length > done + failed ? { pendingRequestCount: String(items.length - done - failed) } : {}),
        },
        state: `BATCH_STATE_${batch.state}`,
        name: batch.name,
      },
      ...(batch.endedAt === null ? {} : { done: true }),
      ...(batch.error ? { error: batch.error } : {}),
      ...(batch.endedAt !== null && output ? { response: output } : {}),
    }
  }
}

interface InputConfig {
  fileName?: string
  requests?: { requests?: { request: Record<string, unknown>; metadata?: unknown }[] }
}

function readLines(text: string): Pick<GoogleBatch, 'items' | 'error'> {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const items: BatchItem[] = []
  for (const [at, line] of lines.entries())
    try {
      const { key, request } = JSON.parse(line) as { key?: unknown; request?: unknown }
      if (typeof key !== 'string' || key === '' || request === null || typeof request !== 'object') throw new Error()
      items.push({ key, request: request as Record<string, unknown>, metadata: undefined })
    } catch {
      return { items: [], error: { code: 3, message: `Line ${at + 1} of the input file is not a request with a key.` } }
    }
  if (items.length > 0) return { items, error: null }
  return { items, error: { code: 3, message: 'The input file has no requests.' } }
}

function unknownBatch(): Answer {
  return googleError(404, 'NOT_FOUND', 'Requested entity was not found.')
}
