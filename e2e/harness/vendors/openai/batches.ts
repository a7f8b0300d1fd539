import { randomBytes } from 'node:crypto'
import { type Answer, jsonOf, type Seen } from '../vendor-server.ts'
import { answerLine, type BatchLine, batchErrors, readLines } from './batch-lines.ts'
import { checkedExpiry, dropExpired, keepFile } from './files.ts'
import { openAiError } from './openai-error.ts'
import type { OpenAiServer } from './openai-server.ts'
import { badParameter } from './parameters.ts'
import { noSuchFile } from './reference-images.ts'
import type { RouteGroup } from './routes.ts'

export type BatchStatus =
  | 'validating'
  | 'failed'
  | 'in_progress'
  | 'finalizing'
  | 'completed'
  | 'expired'
  | 'cancelling'
  | 'cancelled'

export interface OpenAiBatch {
  id: string
  endpoint: string
  inputFileId: string
  metadata: Record<string, string>
  status: BatchStatus
  createdAt: number
  outputKeptS: number | null
  lines: BatchLine[]
  /** Answers so far, in the order they were made: with status 200, and with any other. */
  answers: { ok: boolean; line: object }[]
  errors: object[]
  outputFileId: string | null
  errorFileId: string | null
}

const ENDPOINTS = ['/v1/responses', '/v1/chat/completions', '/v1/images/generations', '/v1/images/edits']
const MOST_LISTED = 100
const WORKING: readonly BatchStatus[] = ['validating', 'in_progress', 'finalizing', 'cancelling']

/** Batches in the order they came. They do nothing by themselves: the test says when one is worked on and how it ends. */
export class BatchDesk {
  readonly all: OpenAiBatch[] = []
  readonly #server: OpenAiServer
  #number = 0
  /** Batches are worked on one after the other, however often it is asked for. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(server: OpenAiServer) {
    this.#server = server
  }

  /** Batches that are not over. */
  get open(): OpenAiBatch[] {
    return this.all.filter(({ status }) => WORKING.includes(status))
  }

  /** @throws Answer 404 */
  find(id: string): OpenAiBatch {
    const batch = this.all.find((one) => one.id === id)
    if (!batch) throw openAiError(404, 'invalid_request_error', null, `No batch found with id '${id}'.`)
    return batch
  }

  create(body: Record<string, unknown>): OpenAiBatch {
    const { input_file_id, endpoint, completion_window, metadata, output_expires_after, ...more } = body
    for (const name of Object.keys(more)) throw badParameter(name, 'unknown_parameter', `Unknown parameter: '${name}'.`)
    if (!ENDPOINTS.includes(String(endpoint)))
      throw badParameter('endpoint', 'invalid_value', `Invalid value: '${String(endpoint)}'.`)
    if (completion_window !== '24h')
      throw badParameter('completion_window', 'invalid_value', "The only supported value is '24h'.")
    checkMetadata(metadata)
    dropExpired(this.#server)
    const input = this.#server.files.get(String(input_file_id))
    if (!input) throw noSuchFile(String(input_file_id))
    if (input.purpose !== 'batch')
      throw badParameter('input_file_id', 'invalid_value', `Invalid purpose of the input file: '${input.purpose}'.`)
    const batch: OpenAiBatch = {
      id: `batch_${(++this.#number).toString(36)}${randomBytes(12).toString('hex')}`,
      endpoint: String(endpoint),
      inputFileId: input.id,
      metadata: (metadata ?? {}) as Record<string, string>,
      status: 'validating',
      createdAt: this.#server.now(),
      outputKeptS: output_expires_after === undefined ? null : checkedExpiry(output_expires_after),
      lines: [],
      answers: [],
      errors: [],
      outputFileId: null,
      errorFileId: null,
    }
    this.all.push(batch)
    return batch
  }

  cancel(id: string): OpenAiBatch {
    const batch = this.find(id)
    if (batch.status === 'cancelling' || batch.status === 'cancelled') return batch
    if (!WORKING.includes(batch.status))
      throw openAiError(409, 'invalid_request_error', null, `Cannot cancel a batch with status '${batch.status}'.`)
    batch.status = 'cancelling'
    return batch
  }

  /** Looks the input over: a batch with one bad line is not taken at all. */
  begin(batch: OpenAiBatch): void {
    if (batch.status !== 'validating') return
    dropExpired(this.#server)
    const input = this.#server.files.get(batch.inputFileId)
    const read = readLines(input?.bytes ?? null, batch.endpoint)
    batch.lines = read.lines
    batch.errors = read.errors
    batch.status = read.errors.length > 0 ? 'failed' : 'in_progress'
  }

  /** Answers some of its requests, the first that have none yet. */
  work(batch: OpenAiBatch, count = Number.POSITIVE_INFINITY): Promise<void> {
    return this.#inTurn(() => this.#work(batch, count))
  }

  async #work(batch: OpenAiBatch, count: number): Promise<void> {
    this.begin(batch)
    if (batch.status !== 'in_progress') return
    dropExpired(this.#server)
    const from = batch.answers.length
    for (const line of batch.lines.slice(from, from + count))
      batch.answers.push(await answerLine(this.#server, batch.endpoint, line))
  }

  /** Brings it to an end with what was answered so far. */
  end(batch: OpenAiBatch, status: 'completed' | 'expired' | 'cancelled'): void {
    const left = batch.lines.slice(batch.answers.length)
    const unanswered = status === 'expired' ? left.map(({ customId }) => batchErrors.expired(customId)) : []
    const shuffled = batch.answers.toReversed()
    batch.outputFileId = this.#write(
      batch,
      'output',
      shuffled.filter(({ ok }) => ok).map(({ line }) => line),
    )
    batch.errorFileId = this.#write(batch, 'error', [
      ...shuffled.filter(({ ok }) => !ok).map(({ line }) => line),
      ...unanswered,
    ])
    batch.status = status
  }

  /** From wherever it stands to its end. */
  run(batch: OpenAiBatch): Promise<void> {
    return this.#inTurn(async () => {
      if (batch.status !== 'cancelling') await this.#work(batch, Number.POSITIVE_INFINITY)
      if (batch.status === 'in_progress') this.end(batch, 'completed')
      if (batch.status === 'cancelling') this.end(batch, 'cancelled')
    })
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => {})
    return done
  }

  async runAll(): Promise<void> {
    for (const batch of this.open) await this.run(batch)
  }

  #write({ id, outputKeptS }: OpenAiBatch, what: 'output' | 'error', lines: readonly object[]): string | null {
    if (lines.length === 0) return null
    const bytes = Buffer.concat(lines.map((line) => Buffer.from(`${JSON.stringify(line)}\n`)))
    return keepFile(this.#server, {
      filename: `${id}_${what}.jsonl`,
      purpose: 'batch_output',
      bytes,
      keptS: outputKeptS,
    })
  }
}

/** /v1/batches and what is below it. */
export const batchRoutes: RouteGroup = (server) => [
  {
    method: 'POST',
    path: /^\/v1\/batches$/,
    handle: async (seen, _, response) => {
      const batch = server.batches.create(jsonOf(seen, noJson))
      if (server.batchAfterMs !== null) setTimeout(() => server.batches.run(batch), server.batchAfterMs).unref()
      return server.deliver(server.troubleAt('create'), response, answerOf(batch), () => {})
    },
  },
  { method: 'GET', path: /^\/v1\/batches$/, handle: (seen) => list(server.batches, seen) },
  {
    method: 'GET',
    path: /^\/v1\/batches\/([^/]+)$/,
    handle: (_, [, id = ''], response) =>
      server.deliver(server.troubleAt('look'), response, answerOf(server.batches.find(id)), () => {}),
  },
  {
    method: 'POST',
    path: /^\/v1\/batches\/([^/]+)\/cancel$/,
    handle: async (_, [, id = ''], response) => {
      const batch = server.batches.cancel(id)
      if (server.batchAfterMs !== null) setTimeout(() => server.batches.run(batch), server.batchAfterMs).unref()
      return server.deliver(server.troubleAt('cancel'), response, answerOf(batch), () => {})
    },
  },
]

function list(desk: BatchDesk, { query }: Seen): Answer {
  const limit = Number(query.get('limit') ?? 20)
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED)
    throw badParameter('limit', 'invalid_value', `Expected a number from 1 to ${MOST_LISTED}.`)
  const newestFirst = desk.all.toReversed()
  const after = query.get('after')
  const from = after === null ? 0 : newestFirst.indexOf(desk.find(after)) + 1
  const page = newestFirst.slice(from, from + limit)
  return {
    status: 200,
    body: {
      object: 'list',
      data: page.map((batch) => answerOf(batch).body),
      first_id: page[0]?.id ?? null,
      last_id: page.at(-1)?.id ?? null,
      has_more: from + page.length < newestFirst.length,
    },
  }
}

function answerOf(batch: OpenAiBatch): Answer {
  const completed = batch.answers.filter(({ ok }) => ok).length
  return {
    status: 200,
    body: {
      id: batch.id,
      object: 'batch',
      endpoint: batch.endpoint,
      ...(batch.errors.length > 0 ? { errors: { object: 'list', data: batch.errors } } : {}),
      input_file_id: batch.inputFileId,
      completion_window: '24h',
      status: batch.status,
      ...(batch.outputFileId === null ? {} : { output_file_id: batch.outputFileId }),
      ...(batch.errorFileId === null ? {} : { error_file_id: batch.errorFileId }),
      created_at: Math.floor(batch.createdAt / 1000),
      expires_at: Math.floor(batch.createdAt / 1000) + 24 * 3600,
      request_counts: { total: batch.lines.length, completed, failed: batch.answers.length - completed },
      metadata: batch.metadata,
    },
  }
}

function checkMetadata(metadata: unknown): void {
  if (metadata === undefined || metadata === null) return
  const entries = Object.entries(metadata as object)
  const fine = ([key, value]: [string, unknown]) => key.length <= 64 && typeof value === 'string' && value.length <= 512
  if (entries.length > 16 || !entries.every(fine))
    throw badParameter('metadata', 'invalid_value', 'Metadata is at most 16 pairs of text, 64 and 512 characters long.')
}

const noJson = (message: string) => openAiError(400, 'invalid_request_error', null, message)
