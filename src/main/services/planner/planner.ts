import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { resourcePath } from '../../resources.ts'
import { sheetRepository } from '../../store/sheets.ts'
import { planning } from './answer.ts'
import type { Answer, Asked, PlannerQuestion, PlannerReply, TaskName } from './tasks.ts'

/**
 * Plans beside everything else: what takes longer than a moment in a thread that reads the same book. Answers are about the book as it is when they are
 * asked for.
 */
export interface Planner {
  /** @throws AppError as the task does; CANCELLED when it is closed meanwhile */
  ask<Name extends TaskName>(name: Name, asked: Asked<Name>): Promise<Answer<Name>>
  /** The book has changed otherwise than in its draft: nothing that was read or answered before holds. */
  forget(): void
  close(): Promise<void>
}

interface Waiting {
  question: PlannerQuestion
  resolve(answer: unknown): void
  reject(error: unknown): void
}

/** @param start the thread; default: the one that ships. Where it cannot start, plans are made in this one */
export function openPlanner(project: Project, start: (project: Project) => Worker = startWorker): Planner {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let hasFailed = false
  let isClosed = false
  let version = 0
  let count = 0
  const here = planning(project)

  function thread(): Worker | null {
    if (hasFailed || worker !== null) return worker
    try {
      const started = start(project)
      started.on('message', settle)
      started.on('error', () => planHere())
      started.on('exit', () => planHere())
      // A plan nobody waits for any more keeps nothing alive.
      started.unref()
      worker = started
    } catch {
      hasFailed = true
    }
    return worker
  }

  function settle(reply: PlannerReply): void {
    const asked = waiting.get(reply.id)
    if (!asked) return
    waiting.delete(reply.id)
    if (waiting.size === 0) worker?.unref()
    if (reply.ok) asked.resolve(reply.answer)
    else asked.reject(errorOf(reply))
  }

  /** A thread that is gone takes no answer with it: what was asked of it is answered here. */
  function planHere(): void {
    worker = null
    if (isClosed) return
    hasFailed = true
    const open = [...waiting.values()]
    waiting.clear()
    for (const { question, resolve, reject } of open) {
      try {
        resolve(here.answer(question.name, question.asked as never, question.version))
      } catch (error) {
        reject(error)
      }
    }
  }

  return {
    ask<Name extends TaskName>(name: Name, asked: Asked<Name>): Promise<Answer<Name>> {
      if (isClosed) return Promise.reject(closed())
      const question = { id: ++count, version, name, asked }
      const port = worker !== null || !isSoonDone(project, name, asked) ? thread() : null
      if (port === null) return new Promise((resolve) => resolve(here.answer(name, asked, version)))
      port.ref()
      return new Promise<unknown>((resolve, reject) => {
        waiting.set(question.id, { question, resolve, reject })
        port.postMessage(question)
      }) as Promise<Answer<Name>>
    },
    forget: () => void version++,
    async close() {
      isClosed = true
      for (const { reject } of waiting.values()) reject(closed())
      waiting.clear()
      const running = worker
      worker = null
      if (running === null) return
      const over = new Promise<void>((resolve) => running.once('exit', () => resolve()))
      running.postMessage(null)
      // It may be in the midst of a plan nobody wants.
      void running.terminate()
      await over
    },
  }
}

/** Pictures that are planned within a frame or two. */
const SOON_DONE = 150
/** Characters of a draft with about as many boxes. */
const SMALL_DRAFT = 20_000

/** A thread takes longer to start than a plan of a few pages. */
function isSoonDone(project: Project, name: TaskName, asked: unknown): boolean {
  const { panels } = project.script.counts()
  if (name === 'quote' || name === 'plan') {
    const { styles, languages, images = 1 } = asked as Asked<'quote'>
    return panels * styles.length * Math.max(1, languages?.length ?? 1) * images <= SOON_DONE
  }
  return panels <= SOON_DONE && sheetRepository(project.store).size() <= SMALL_DRAFT
}

const closed = () => new AppError('CANCELLED', said`The book was closed.`)

function errorOf({ code, message, remedy, place }: Extract<PlannerReply, { ok: false }>): Error {
  if (code === null) return new Error(message)
  return new AppError(code, message, { ...(remedy === undefined ? {} : { remedy }), ...(place ? { place } : {}) })
}

/** @throws Error where the program has no such file */
function startWorker({ folder, env }: Project): Worker {
  const built = resourcePath('out', 'main', 'planning-worker.js')
  const isBuilt = !import.meta.url.endsWith('.ts')
  const file = isBuilt ? built : resourcePath('src', 'main', 'planning-worker.ts')
  if (!existsSync(file)) throw new Error(`${file} is not there`)
  return new Worker(file, { workerData: { folder, env: { ...env } }, stdout: false, stderr: false })
}
