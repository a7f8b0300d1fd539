import { describe, expect, test } from 'vitest'
import type { GenerationRequest } from '../../shared/domain/generation.ts'
import type { FailureKind } from '../../shared/domain/job.ts'
import { type ImageProvider, ProviderError, type ProviderIo, type ProviderReply } from './provider.ts'

export interface ProviderCase {
  make: () => ImageProvider | Promise<ImageProvider>
  /** A request that fits the provider's capabilities. */
  request: GenerationRequest
  /** `checkPicture` of images/. */
  check: (bytes: Uint8Array) => Promise<{ ok: true; width: number; height: number } | { ok: false; message: string }>
  /** Replies that are no picture, each with the kind it must end in. `prepare` makes the next call meet it. */
  failures?: { name: string; prepare: () => void; kind: FailureKind; retryAfterMs?: number }[]
  /** Values that must turn up in no error and in no `sent`. */
  secrets?: string[]
  /** Where the paths of the request's references start. */
  folder?: string
  /** The same request makes the same bytes. */
  repeatable?: boolean
}

/** What every provider keeps to. One call to this is the test of a new one. */
export function describeProvider(name: string, provider: ProviderCase): void {
  const { request, secrets = [] } = provider
  const generate = async (io: Partial<ProviderIo> = {}) =>
    (await provider.make()).generate(request, {
      signal: new AbortController().signal,
      folder: provider.folder ?? '',
      remember: async () => {},
      ...io,
    })
  const expectNoSecrets = (text: string) => {
    for (const secret of secrets) expect(text).not.toContain(secret)
  }

  describe(name, () => {
    test('has a stable id, at least one model and room for at least one call', async () => {
      const { id, models, pace } = await provider.make()
      expect(id).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(models.length).toBeGreaterThan(0)
      expect(pace(request.providerModel).concurrency).toBeGreaterThanOrEqual(1)
    })

    test('makes a whole picture of the size it was asked for', async () => {
      const reply = await generate()
      expect(await provider.check(reply.bytes)).toMatchObject({
        ok: true,
        width: request.width,
        height: request.height,
      })
    })

    test('tells what it sent without secrets and without the picture', async () => {
      const reply = await generate()
      const sent = JSON.stringify(reply.sent)
      expectNoSecrets(sent)
      expect(sent.length).toBeLessThan(10_000)
    })

    test.runIf(provider.repeatable)('makes the same bytes for the same request', async () => {
      const [one, two] = await Promise.all([generate(), generate()])
      expect(Buffer.compare(one.bytes, two.bytes)).toBe(0)
    })

    test('costs nothing when it says that it is free', async () => {
      const { free } = await provider.make()
      const { costUsd } = await generate()
      if (free) expect(costUsd).toBe(0)
    })

    test('stops at once when it is told to before it begins', async () => {
      await expectFailure(generate({ signal: AbortSignal.abort() }), 'cancelled')
    })

    test('stops when it is told to in the middle', async () => {
      const stop = new AbortController()
      const made = generate({ signal: stop.signal })
      stop.abort()
      await expectFailure(made, 'cancelled')
    })

    for (const { name: failure, prepare, kind, retryAfterMs } of provider.failures ?? [])
      test(`${failure} ends as ${kind}, without secrets`, async () => {
        prepare()
        const error = await expectFailure(generate(), kind)
        if (retryAfterMs !== undefined) expect(error.retryAfterMs).toBe(retryAfterMs)
        expectNoSecrets(`${error.message} ${error.detail} ${error.stack}`)
      })
  })
}

async function expectFailure(made: Promise<ProviderReply>, kind: FailureKind): Promise<ProviderError> {
  const error = await made.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ProviderError)
  expect((error as ProviderError).kind).toBe(kind)
  return error as ProviderError
}
