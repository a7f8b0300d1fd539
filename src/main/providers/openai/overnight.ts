import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Batch } from 'openai/resources/batches'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { redact } from '../../../shared/redact.ts'
import { type OvernightLane, ProviderError, type RemoteBatch } from '../provider.ts'
import type { Setting } from '../setup.ts'
import { transportFailure } from '../wire/failure.ts'
import { openAiAddress } from './account.ts'
import { ask } from './client.ts'
import { overnightLine, readOvernightLine } from './overnight-lines.ts'

/** The longest a file can be asked to be kept: pictures are fetched long before, and nothing gathers in the account. */
const KEPT_S = 30 * 24 * 3600
const KEPT = { anchor: 'created_at', seconds: KEPT_S } as const
/** Under this name a batch carries ours. */
const NAME = 'panelwright'
const PAGE = 100
const WORKING: readonly Batch['status'][] = ['validating', 'in_progress', 'finalizing', 'cancelling']

/** OpenAI's Batch API: one endpoint and one model to a batch, answers within a day, at half the price. */
export function openAiOvernight(setting: Setting): OvernightLane {
  const address = () => openAiAddress(setting)

  return {
    maxRequests: 50_000,
    maxInputBytes: 200_000_000,
    referencesKeptMs: KEPT_S * 1000,
    batchOf: (request) => `${endpointOf(request)} ${request.providerModel}`,
    line: (id, request, uploaded) => overnightLine(id, endpointOf(request), request, uploaded),
    uploadReference: (file, signal) => upload(file, 'vision', signal),
    uploadInput: (file, signal) => upload(file, 'batch', signal),

    async submit(inputId, name, group, signal) {
      const { data } = await ask(address(), { signal }, ({ batches }, options) =>
        batches.create(
          {
            input_file_id: inputId,
            endpoint: group.split(' ')[0] as Endpoint,
            completion_window: '24h',
            metadata: { [NAME]: name },
            output_expires_after: KEPT,
          },
          options,
        ),
      )
      return data.id
    },

    async find(name, signal) {
      for (let after: string | undefined; ; ) {
        const query = { limit: PAGE, ...(after === undefined ? {} : { after }) }
        const { data: page } = await ask(address(), { signal }, ({ batches }, options) => batches.list(query, options))
        const found = page.data.find(({ metadata }) => metadata?.[NAME] === name)
        if (found) return found.id
        after = page.data.at(-1)?.id
        if (!page.has_more || after === undefined) return null
      }
    },

    async look(remoteId, signal) {
      const { data } = await ask(address(), { signal }, ({ batches }, options) => batches.retrieve(remoteId, options))
      return standingOf(data)
    },

    async *download(output, signal) {
      const { data } = await ask(address(), { signal }, ({ files }, options) => files.content(output, options))
      try {
        for await (const part of data.body ?? []) yield part
      } catch (error) {
        throw transportFailure(error, signal)
      }
    },

    read: readOvernightLine,

    async cancel(remoteId, signal) {
      try {
        await ask(address(), { signal }, ({ batches }, options) => batches.cancel(remoteId, options))
      } catch (error) {
        // It is over already, which is what was wanted.
        if (!(error instanceof ProviderError && error.httpStatus === 409)) throw error
      }
    },
  }

  async function upload(path: string, purpose: 'batch' | 'vision', signal: AbortSignal): Promise<string> {
    const { toStreamingFile } = await import('openai')
    const content = createReadStream(path)
    // A file that cannot be read is this computer's trouble, and must not be taken for a broken connection.
    let unreadable: unknown = null
    content.on('error', (error) => {
      unreadable = error
    })
    try {
      const file = toStreamingFile(content, basename(path))
      const { data } = await ask(address(), { signal }, ({ files }, options) =>
        files.create({ file, purpose, expires_after: KEPT }, options),
      )
      return data.id
    } catch (error) {
      if (unreadable === null) throw error
      throw new ProviderError('local', String(unreadable), { cause: unreadable })
    } finally {
      content.destroy()
    }
  }
}

type Endpoint = '/v1/images/edits' | '/v1/images/generations'

function endpointOf({ references }: Pick<GenerationRequest, 'references'>): Endpoint {
  return references.length > 0 ? '/v1/images/edits' : '/v1/images/generations'
}

function standingOf(batch: Batch): RemoteBatch {
  const { status, request_counts: counts, output_file_id, error_file_id, errors } = batch
  return {
    state: WORKING.includes(status) ? 'working' : status === 'failed' ? 'rejected' : 'ended',
    word: status,
    done: counts?.completed ?? 0,
    failed: counts?.failed ?? 0,
    total: counts?.total ?? 0,
    outputs: [output_file_id, error_file_id].filter((id): id is string => typeof id === 'string' && id !== ''),
    message: messageIn(errors),
  }
}

/** Of a file with a thousand bad lines the first ones say enough. */
const SHOWN_ERRORS = 3

function messageIn(errors: Batch['errors']): string | null {
  const texts = (errors?.data ?? [])
    .slice(0, SHOWN_ERRORS)
    .map(({ code, line, message }) => [line ? `line ${line}` : null, code, message].filter(Boolean).join(': '))
  return texts.length > 0 ? redact(texts.join('; ')) : null
}
