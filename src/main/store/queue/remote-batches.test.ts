import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestBook, orderOf, type TestBook } from '../../../../e2e/harness/test-book.ts'
import { ALL } from './jobs.ts'
import { OUT_STATES } from './remote-batches.ts'

let book: TestBook
beforeEach(() => {
  book = openTestBook(3)
})
afterEach(() => book.remove())

test('a batch is written down at every step of its way', () => {
  const { remoteBatches } = book.queue.store
  remoteBatches.insert({ id: 'b', provider: 'openai', model: 'gpt-image-2', jobs: 3, createdAt: 1 })
  expect(remoteBatches.inStates(OUT_STATES)).toEqual([])
  remoteBatches.uploaded('b', 'file-1')
  remoteBatches.submitting('b', 2)
  expect(remoteBatches.inStates(OUT_STATES)).toMatchObject([{ state: 'submitting', inputId: 'file-1', submittedAt: 2 }])
  remoteBatches.submitted('b', 'batch-1')
  remoteBatches.looked('b', { word: 'in_progress', done: 1, failed: 1 }, 3)
  remoteBatches.askCancel('b', 4)
  remoteBatches.askCancel('b', 9)
  expect(remoteBatches.get('b')).toMatchObject({
    ...{ state: 'submitted', remoteId: 'batch-1', word: 'in_progress', done: 1, failed: 1 },
    ...{ lookedAt: 3, cancelAskedAt: 4, endedAt: null },
  })
  remoteBatches.collecting('b')
  remoteBatches.end('b', 'collected', null, 5)
  expect(remoteBatches.get('b')).toMatchObject({ state: 'collected', endedAt: 5 })
  expect(remoteBatches.inStates(OUT_STATES)).toEqual([])
})

test('a batch of the author has the remote batches its running jobs are in', () => {
  const { batchId } = book.queue.enqueue(orderOf(3))
  const { remoteBatches, jobs } = book.queue.store
  const [first, second] = jobs.list({}, ALL)
  for (const id of ['b', 'c']) remoteBatches.insert({ id, provider: 'plain', model: null, jobs: 1, createdAt: 1 })
  for (const [job, id] of [
    [first, 'b'],
    [second, 'c'],
  ] as const) {
    jobs.claim(job!.id, 1)
    jobs.handOver(job!.id, id)
  }
  expect(remoteBatches.ofBatch(batchId!).sort()).toEqual(['b', 'c'])
  expect(jobs.list({ remoteBatchId: 'b' }, ALL)).toMatchObject([{ id: first!.id, state: 'running' }])
})

test('a job that is claimed anew is with nobody', () => {
  book.queue.enqueue(orderOf(1))
  const { remoteBatches, jobs } = book.queue.store
  const [job] = jobs.list({}, ALL)
  remoteBatches.insert({ id: 'b', provider: 'plain', model: null, jobs: 1, createdAt: 1 })
  jobs.handOver(job!.id, 'b')
  jobs.claim(job!.id, 1)
  expect(jobs.get(job!.id)).toMatchObject({ state: 'running', remoteBatchId: null })
})

test('an uploaded reference is used as long as the vendor keeps it, and until it is known to be lost', () => {
  const { remoteFiles } = book.queue.store
  const row = { provider: 'openai', sha256: 'a', remoteId: 'file-1', uploadedAt: 0 }
  remoteFiles.put({ ...row, expiresAt: 100 })
  expect(remoteFiles.find('openai', 'a', 99)).toBe('file-1')
  expect(remoteFiles.find('openai', 'a', 100)).toBeNull()
  expect(remoteFiles.find('google', 'a', 1)).toBeNull()
  remoteFiles.put({ ...row, remoteId: 'file-2', expiresAt: null })
  expect(remoteFiles.find('openai', 'a', 1e15)).toBe('file-2')
  remoteFiles.forget('openai', 'a')
  expect(remoteFiles.find('openai', 'a', 1)).toBeNull()
})
