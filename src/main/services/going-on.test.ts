import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FailureKind } from '../../shared/domain/job.ts'
import { sharp } from '../images/sharp.ts'
import type { Project } from '../open-project.ts'
import { type ImageProvider, ProviderError } from '../providers/provider.ts'
import { generate } from './generating.ts'
import { goOn } from './going-on.ts'
import { importScript } from './importing.ts'
import { newBook } from './new-book.ts'
import { cancelWork, pauseBatches, resumeWork } from './queue-control.ts'
import { bookStatus } from './status.ts'

const SCRIPT = `# Chapter 1: The Quay
## Scene 1: The quay
### Strip 001
A woman waits on a stone quay.
---
A boat comes round the breakwater.
---
A gull takes off.
`

let folder: string
let project: Project
/** What the provider answers, call by call; afterwards it draws. */
let answers: (FailureKind | 'draw')[]

/** A paid provider in this process. */
const provider: ImageProvider = {
  id: 'test',
  name: 'Test',
  models: ['test-1'],
  capabilities: {
    sizes: { kind: 'list', sizes: [{ width: 512, height: 512 }] },
    qualities: [],
    seed: true,
    negativePrompt: false,
    references: 0,
    staged: false,
    free: false,
  },
  concurrency: 1,
  async generate({ seed }) {
    const answer = answers.shift() ?? 'draw'
    if (answer !== 'draw') throw new ProviderError(answer, 'as the test says', { maybeBilled: answer === 'timeout' })
    const background = { r: seed % 256, g: (seed >> 8) % 256, b: (seed >> 16) % 256 }
    const bytes = await sharp({ create: { width: 512, height: 512, channels: 3, background } })
      .png()
      .toBuffer()
    return { bytes, costUsd: 0.04, requestId: null, sent: {}, regions: null, pace: null }
  },
}

const make = (gate?: number) => generate(project, { styles: ['noir'], provider, gate }, {}, [provider])
const jobs = () => bookStatus(project).jobs

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-test-'))
  writeFileSync(join(folder, 'strips.txt'), SCRIPT)
  project = newBook(join(folder, 'Quay.panelwright'), {}, { what: 'a test' })
  await importScript(project, [join(folder, 'strips.txt')])
  answers = []
})
afterEach(() => {
  project.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('goOn', () => {
  it('works off what waits, without a new plan', async () => {
    await make(1)
    expect(jobs()).toMatchObject({ done: 1, queued: 2 })
    const report = await goOn(project, {}, {}, [provider])
    expect(report.brought).toMatchObject({ done: 2 })
    expect(jobs()).toMatchObject({ done: 3, queued: 0 })
  })

  it('tries again what was refused, and only what the author means', async () => {
    answers = ['refused', 'invalid', 'draw']
    await make()
    expect(jobs()).toMatchObject({ done: 1, refused: 1, failed: 1 })
    const report = await goOn(project, { retry: { failure: 'refused' } }, {}, [provider])
    expect(report.retried).toBe(1)
    expect(jobs()).toMatchObject({ done: 2, failed: 1 })
  })

  it('leaves alone what may have been paid, until the author accepts that it may be paid twice', async () => {
    answers = ['timeout']
    await make()
    expect(jobs()).toMatchObject({ done: 2, unknown: 1 })
    await goOn(project, { retry: {} }, {}, [provider])
    expect(jobs()).toMatchObject({ done: 2, unknown: 1 })
    await goOn(project, { retry: {}, retryInterrupted: true }, {}, [provider])
    expect(jobs()).toMatchObject({ done: 3, unknown: 0 })
  })

  it('lets a halted lane try again, for going on is the author’s word', async () => {
    answers = ['billing']
    const { end } = await make()
    expect(end.openLanes).toHaveLength(1)
    expect(jobs()).toMatchObject({ queued: 3 })
    await goOn(project, {}, {}, [provider])
    expect(jobs()).toMatchObject({ done: 3 })
  })

  it('names a batch that does not exist', async () => {
    await expect(goOn(project, { batchId: 'x' }, {}, [provider])).rejects.toThrow('There is no batch x.')
  })
})

describe('pause, resume and cancel', () => {
  it('holds a batch back until it is resumed', async () => {
    await make(1)
    expect(pauseBatches(project, {})).toBe(1)
    await goOn(project, {}, {}, [provider])
    expect(jobs()).toMatchObject({ queued: 2 })
    expect(resumeWork(project, {})).toEqual({ batches: 1, lanes: 0 })
    await goOn(project, {}, {}, [provider])
    expect(jobs()).toMatchObject({ done: 3 })
  })

  it('resumes one provider and says when another is meant', async () => {
    answers = ['unauthorized']
    await make()
    expect(() => resumeWork(project, { provider: 'tset' })).toThrow('no halted provider "tset"')
    expect(resumeWork(project, { provider: 'test' })).toEqual({ batches: 0, lanes: 1 })
    expect(bookStatus(project).lanes).toMatchObject([{ lane: 'test', state: 'clear' }])
  })

  it('cancels what waits and keeps what is there', async () => {
    await make(1)
    expect(cancelWork(project, {})).toBe(2)
    expect(jobs()).toMatchObject({ done: 1, cancelled: 2, queued: 0 })
    expect(bookStatus(project).takes).toBe(1)
  })
})
