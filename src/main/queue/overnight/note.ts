import { z } from 'zod'
import { PRIORITIES } from '../../../shared/domain/job.ts'
import type { QueueContext } from '../context.ts'
import { batchFolder } from './folders.ts'
import { jobsOut, requestOf } from './jobs-out.ts'

/** Beside what was handed over. */
const NAME = 'batch.json'

const id = z.string().min(1)
const moment = z.number().int()
const usd = z.number().nullable()

const noteSchema = z.object({
  provider: id,
  model: z.string().nullable(),
  /** The vendor's id of the input file. */
  inputId: id,
  /** The vendor's id of the batch, once it is known. */
  remoteId: id.nullable(),
  createdAt: moment,
  /** When handing it over began. */
  submittedAt: moment,
  /** The author's batches its jobs belong to. */
  batches: z.array(
    z.object({
      id,
      title: z.string(),
      settings: z.unknown(),
      priority: z.enum(PRIORITIES),
      budgetUsd: usd,
      createdAt: moment,
    }),
  ),
  jobs: z.array(
    z.object({
      id,
      batchId: id,
      position: z.number().int(),
      panelId: id,
      artStyleId: id,
      language: id,
      imageIndex: z.number().int(),
      key: id,
      folder: id,
      lane: id,
      rank: z.number().int(),
      estimateUsd: usd,
      /** A GenerationRequest, as it is frozen. */
      request: z.unknown(),
    }),
  ),
})

/**
 * What the book knows of a batch, kept outside the book: a book that comes from an older backup has forgotten what was
 * handed over since, and would hand it over, and pay for it, once more.
 */
export type BatchNote = z.infer<typeof noteSchema>
export type NotedJob = BatchNote['jobs'][number]

/** Writes down, whole and durably, what a batch stands for now. @throws ProviderError */
export async function writeNote(context: QueueContext, batchId: string): Promise<void> {
  const { store, clock } = context
  const { provider, model, inputId, remoteId, createdAt, submittedAt } = store.remoteBatches.get(batchId)!
  const jobs = jobsOut(context, batchId)
  const note = {
    ...{ provider, model, inputId, remoteId, createdAt, submittedAt: submittedAt ?? clock.now() },
    batches: [...new Set(jobs.map((job) => job.batchId))].map((each) => store.batches.get(each)),
    jobs: jobs.map((job) => ({ ...job, request: requestOf(context, job) })),
  }
  // Checked against the shape it is read by, which also leaves out what changes later.
  const text = JSON.stringify(noteSchema.parse(note))
  await batchFolder(context.folder, batchId).write(NAME, [Buffer.from(text)])
}

/** @returns null where there is none, or none that can be read */
export async function readNote({ folder }: Pick<QueueContext, 'folder'>, batchId: string): Promise<BatchNote | null> {
  const text = await batchFolder(folder, batchId).read(NAME)
  if (text === null) return null
  try {
    return noteSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** How many pictures of a batch the book has no place for: their jobs are not in it. */
export function homelessJobs({ store }: Pick<QueueContext, 'store'>, note: BatchNote | null): number {
  return note?.jobs.filter((job) => store.jobs.get(job.id) === null).length ?? 0
}

/** Removes the files of a batch that is over, unless there are pictures among them that the book has no place for. */
export async function clearFolder(context: QueueContext, batchId: string): Promise<void> {
  if (homelessJobs(context, await readNote(context, batchId)) === 0) await batchFolder(context.folder, batchId).remove()
}
