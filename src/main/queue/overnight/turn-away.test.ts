import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connected, overnightJob, overnightJobs } from '../../../../e2e/harness/overnight-book.ts'
import { batchOrder, hurriedClock, openTestBook, type TestBook } from '../../../../e2e/harness/test-book.ts'
import { OpenAiServer } from '../../../../e2e/harness/vendors/openai/openai-server.ts'
import type { FailureKind } from '../../../shared/domain/job.ts'
import { type ImageProvider, ProviderError } from '../../providers/provider.ts'
import { ALL } from '../../store/queue/jobs.ts'
import type { JobOrder } from '../order.ts'

let server: OpenAiServer
let book: TestBook
beforeEach(async () => {
  server = await OpenAiServer.start()
  book = openTestBook(4, { clock: hurriedClock(100) })
})
afterEach(async () => {
  book.remove()
  await server.close()
})

const openai = () => connected('openai', { OPENAI_API_KEY: server.key, OPENAI_BASE_URL: `${server.url}/v1` })

function night(jobs: JobOrder[]) {
  book.queue.enqueue(batchOrder(jobs))
  const ids = book.queue.jobs({}, ALL).map(({ id }) => id)
  return book.queue.runOvernight({ jobs: ids, pollMs: 1_000, onRound: () => void server.batches.runAll() })
}

describe('requests the service cannot be asked for', () => {
  /** The adapter that ships, which cannot put panel 1 into words: never, or not once its references are uploaded. */
  function withoutWords(kind: FailureKind, says: string, from: 'first' | 'second'): ImageProvider {
    const provider = openai()
    const overnight = provider.overnight!
    let asked = 0
    const line: typeof overnight.line = (id, request, uploaded) => {
      if (request.prompt === 'panel 1' && ++asked > (from === 'first' ? 0 : 1))
        throw new ProviderError(kind, 'no such size', { says })
      return overnight.line(id, request, uploaded)
    }
    return { ...provider, overnight: { ...overnight, line } }
  }

  test.each([
    ['invalid', 'first'],
    ['invalid', 'second'],
    // A kind that would be tried again live: nobody was asked, so it would be the same for ever.
    ['unexpected', 'first'],
    ['overloaded', 'second'],
  ] as const)('end alone (%s, at the %s try); the others are made', async (kind, from) => {
    const says = 'The model has no size of 30x30.'
    book.reopen({ providers: [withoutWords(kind, says, from)] })
    const end = await night(overnightJobs(4))
    expect(end).toMatchObject({ ended: 'drained', openLanes: [] })
    expect(book.queue.counts()).toMatchObject({ done: 3, failed: 1, queued: 0, running: 0 })
    const [failed] = book.queue.jobs({ states: ['failed'] }, ALL)
    expect(failed).toMatchObject({ panelId: 'panel-1', failure: kind, message: says })
    expect(book.queue.store.attempts.ofJob(failed!.id)).toMatchObject([{ outcome: 'failed' }])
    expect(server.batches.all).toHaveLength(1)
    expect(book.queue.spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
  })

  test.each(['first', 'second'] as const)(
    'leave nothing to hand over when there are no others (%s try)',
    async (from) => {
      book.reopen({ providers: [withoutWords('invalid', 'No.', from)] })
      expect(await night([overnightJob(1)])).toMatchObject({ ended: 'drained' })
      expect(book.queue.counts()).toMatchObject({ failed: 1 })
      expect(server.batches.all).toEqual([])
      expect(existsSync(join(book.folder, 'overnight')) ? readdirSync(join(book.folder, 'overnight')) : []).toEqual([])
    },
  )
})
