import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { v7 as uuid } from 'uuid'
import type { ExportTask } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import { problemOf } from './book-info.ts'
import { EXPORT_FORMATS, type ExportFormat, exportBook } from './exporting.ts'

/** Exports of one open book: one after another, beside everything else that goes on in it. */
export interface ExportTasks {
  /** Newest first. */
  list(): ExportTask[]
  start(formats: readonly ExportFormat[], edition: { style: string; lang: string }): ExportTask
  /** @throws AppError NOT_FOUND */
  cancel(id: string): void
  /** When nothing is written any more. */
  idle(): Promise<void>
  /** Cuts what runs and resolves when nothing is written any more. */
  close(): Promise<void>
}

export { EXPORT_FORMATS }

/** Between two tellings of one task, ms. */
const TELL_APART_MS = 200

export function exportTasks(project: Project, onChange: (task: ExportTask) => void): ExportTasks {
  const tasks: ExportTask[] = []
  const stops = new Map<string, AbortController>()
  let last: Promise<void> = Promise.resolve()

  const change = (task: ExportTask, change: Partial<ExportTask>) => onChange(Object.assign(task, change))

  async function work(task: ExportTask, stop: AbortSignal): Promise<void> {
    let toldAt = Number.NEGATIVE_INFINITY
    try {
      stop.throwIfAborted()
      const report = await exportBook(project, {
        formats: task.formats,
        artStyle: task.edition.style,
        language: task.edition.lang,
        signal: stop,
        onProgress(at) {
          task.at = at
          if (Date.now() - toldAt < TELL_APART_MS) return
          toldAt = Date.now()
          onChange(task)
        },
      })
      change(task, {
        state: 'done',
        at: null,
        finishedAt: project.now(),
        pages: report.pages,
        files: report.files.map(({ format, path }) => {
          const name = basename(path)
          return { id: name, format, name, bytes: statSync(path).size }
        }),
        diagnostics: report.diagnostics,
      })
    } catch (error) {
      const problem = stop.aborted ? null : asProblem(error)
      change(task, { state: stop.aborted ? 'cancelled' : 'failed', at: null, finishedAt: project.now(), problem })
    } finally {
      stops.delete(task.id)
    }
  }

  return {
    list: () => [...tasks].reverse(),
    start(formats, edition) {
      const task: ExportTask = {
        id: uuid(),
        edition,
        formats: [...new Set(formats)],
        state: 'running',
        at: null,
        startedAt: project.now(),
        finishedAt: null,
        pages: null,
        files: [],
        diagnostics: [],
        problem: null,
      }
      const stop = new AbortController()
      tasks.push(task)
      stops.set(task.id, stop)
      // Composing holds pages in memory: two exports at once would hold twice as many and end no sooner.
      last = last.then(() => work(task, stop.signal))
      return task
    },
    cancel(id) {
      if (!tasks.some((task) => task.id === id)) throw new AppError('NOT_FOUND', said`There is no such export.`)
      stops.get(id)?.abort()
    },
    idle: () => last,
    close() {
      for (const stop of stops.values()) stop.abort()
      return last
    },
  }
}

function asProblem(error: unknown): ExportTask['problem'] {
  if (error instanceof AppError) return problemOf(error)
  return {
    code: 'UNEXPECTED',
    message: said`The export ended by a fault of the program; no file is left half written.`,
  }
}
