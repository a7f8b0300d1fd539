import { ProviderError } from '../provider.ts'

/** What a reply with pictures says, once it is read. */
export interface PictureReply {
  bytes: Uint8Array
  /** Where the picture lies, when the reply has no bytes of it; `bytes` is empty then. */
  url: string | null
  usage: unknown
  /** Size, quality and format as the server says they are; only what it says. */
  says: Record<string, string>
}

/**
 * Reads `{"data":[{"b64_json":…}],"usage":…}`.
 *
 * @param facts of the call, for the failure
 * @param costOf what the call cost by its usage: a reply without a picture is paid too
 * @throws ProviderError `no-image` when there is none, `corrupt` when the reply is something else
 */
export function readPictureReply(
  reply: unknown,
  facts: { requestId: string | null },
  costOf: (usage: unknown) => number | null = () => null,
): PictureReply {
  if (reply === null || typeof reply !== 'object' || Array.isArray(reply))
    throw new ProviderError('corrupt', 'the reply is no object', { ...facts, httpStatus: 200, maybeBilled: true })
  const { data, usage = null, ...rest } = reply as Record<string, unknown>
  const first = (Array.isArray(data) ? data[0] : null) as { b64_json?: unknown; url?: unknown } | null | undefined
  const bytes = typeof first?.b64_json === 'string' ? Buffer.from(first.b64_json, 'base64') : Buffer.alloc(0)
  const url = typeof first?.url === 'string' ? first.url : null
  if (bytes.byteLength === 0 && url === null) {
    const costUsd = costOf(usage)
    throw new ProviderError('no-image', 'the reply has no picture', {
      ...facts,
      httpStatus: 200,
      maybeBilled: costUsd === null,
      costUsd,
    })
  }
  return { bytes, url, usage, says: sayings(rest) }
}

function sayings(reply: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    ['size', 'quality', 'output_format'].flatMap((name) => {
      const value = reply[name]
      return typeof value === 'string' ? [[name, value.slice(0, 40)]] : []
    }),
  )
}
