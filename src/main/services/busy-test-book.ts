import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import type { FailureKind, JobState } from '../../shared/domain/job.ts'
import type { Project } from '../open-project.ts'
import { addTestPanels } from '../store/open-test-store.ts'
import type { AttemptOutcome } from '../store/queue/attempts.ts'
import { queueStore } from '../store/queue/index.ts'
import { newBook } from './new-book.ts'

/** Noon of a day; every moment in the book is reckoned from it. */
export const NOON = Date.UTC(2026, 10, 20, 12)
const MINUTE = 60_000
const PICTURES = 'takes/ch01/sc01'

/** How a job of the fixture went: its attempts in order, and where it ended. */
interface Story {
  state: JobState
  failure: FailureKind | null
  attempts: {
    outcome: AttemptOutcome
    failure: FailureKind | null
    ms: number
    usd?: number | null
    certainty?: 'charged' | 'unknown'
  }[]
}

const STORIES = {
  done: { state: 'done', failure: null, attempts: [{ outcome: 'done', failure: null, ms: 12_000, usd: 0.04 }] },
  secondTry: {
    state: 'done',
    failure: null,
    attempts: [
      { outcome: 'failed', failure: 'overloaded', ms: 2_000 },
      { outcome: 'done', failure: null, ms: 18_000, usd: 0.04 },
    ],
  },
  refused: { state: 'refused', failure: 'refused', attempts: [{ outcome: 'refused', failure: 'refused', ms: 3_000 }] },
  failed: {
    state: 'failed',
    failure: 'no-image',
    attempts: [{ outcome: 'failed', failure: 'no-image', ms: 9_000, usd: 0.04 }],
  },
  unknown: {
    state: 'unknown',
    failure: 'timeout',
    attempts: [{ outcome: 'unknown', failure: 'timeout', ms: 300_000, usd: null, certainty: 'unknown' }],
  },
  waited: {
    state: 'queued',
    failure: 'rate-limited',
    attempts: [{ outcome: 'waited', failure: 'rate-limited', ms: 500 }],
  },
  queued: { state: 'queued', failure: null, attempts: [] },
} as const satisfies Record<string, Story>

export type StoryName = keyof typeof STORIES

/** A book in a temporary folder whose queue has been through things, for tests. Its clock stands still at `now`. */
export interface BusyTestBook {
  project: Project
  /** Queues jobs, one for each story, ten seconds apart; returns the batch's id. */
  addBatch(title: string, style: string, at: number, panelIds: readonly string[], stories: readonly StoryName[]): string
  addChapter(number: string, panels: number): string[]
  close(): void
}

export function openBusyTestBook(title = 'Test book', now = NOON): BusyTestBook {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-test-'))
  const project = newBook(join(folder, 'Book.panelwright'), { title }, { what: 'a test', now: () => now })
  const store = queueStore(project.store.sqlite)
  mkdirSync(join(project.folder, PICTURES), { recursive: true })
  return {
    project,
    addChapter: (number, panels) => addTestPanels(project.store, panels, number),
    addBatch(title, style, at, panelIds, stories) {
      const batchId = uuid()
      store.batches.insert({ id: batchId, title, settings: {}, priority: 'normal', budgetUsd: null, createdAt: at })
      for (const [position, name] of stories.entries()) {
        const panelId = panelIds[position % panelIds.length]!
        addJob({ batchId, position, panelId, style, story: STORIES[name], at: at + position * 10_000 })
      }
      return batchId
    },
    close() {
      project.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  function addJob(job: {
    batchId: string
    position: number
    panelId: string
    style: string
    story: Story
    at: number
  }) {
    const { batchId, position, panelId, style, story, at } = job
    const id = uuid()
    const lane = 'openai'
    const key = id.replaceAll('-', '').padEnd(64, '0')
    store.jobs.insert({
      id,
      batchId,
      position,
      panelId,
      artStyleId: style,
      language: 'en',
      imageIndex: 0,
      key,
      folder: 'ch01/sc01',
      lane,
      rank: 1,
      estimateUsd: 0.05,
    })
    let moment = at
    for (const { outcome, failure, ms, usd, certainty } of story.attempts) {
      const attemptId = uuid()
      store.attempts.start(attemptId, id, moment)
      moment += ms
      const end = { detail: null, sent: null, requestId: `req_${position}`, httpStatus: null }
      store.attempts.end({ id: attemptId, finishedAt: moment, outcome, failure, ...end })
      if (usd === undefined) continue
      store.ledger.write({
        id: uuid(),
        at: moment,
        batchId,
        jobId: id,
        attemptId,
        lane,
        providerModel: 'gpt-image-1',
        usd,
        estimateUsd: 0.05,
        certainty: certainty ?? 'charged',
      })
    }
    const over = story.state !== 'queued'
    store.jobs.change({
      id,
      state: story.state,
      notBefore: 0,
      attempts: story.attempts.length,
      failure: story.failure,
      message: null,
      finishedAt: over ? moment : null,
    })
    if (story.state === 'done') {
      const path = `${PICTURES}/${id}.png`
      writeFileSync(join(project.folder, path), '.')
      store.takes.insert({
        id: uuid(),
        panelId,
        jobId: id,
        key,
        artStyleId: style,
        language: 'en',
        imageIndex: 0,
        path,
        sha256: key,
        bytes: 1,
        width: 64,
        height: 64,
        format: 'png',
        regions: null,
        sameAsTakeId: null,
        createdAt: moment,
      })
    }
  }
}

/** Minutes before noon, as a moment. */
export function minutesBeforeNoon(minutes: number): number {
  return NOON - minutes * MINUTE
}
