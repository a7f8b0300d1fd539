import { z } from 'zod'
import { diagnostic, edition, id, nothing, problem } from './common.ts'
import { route } from './route.ts'

const format = z.enum(['pdf', 'cbz'])

export const exportTask = z.object({
  id: z.string(),
  edition,
  formats: z.array(format),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** What is done at the moment, and of how many pages. */
  at: z.object({ format, step: z.enum(['compose', 'write']), done: z.number(), total: z.number() }).nullable(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  pages: z.number().nullable(),
  files: z.array(z.object({ id: z.string(), format, name: z.string(), bytes: z.number() })),
  /** What an author should know before printing. */
  diagnostics: z.array(diagnostic),
  problem: problem.nullable(),
})
export type ExportTask = z.infer<typeof exportTask>

export const exporting = {
  'export.formats': route(nothing, z.object({ formats: z.array(format) })),
  /** Writes books into the project's folder of exports. Returns at once; progress comes as events. */
  'export.start': route(z.strictObject({ formats: z.array(format).min(1).max(8), edition }), exportTask, ['exports']),
  'export.cancel': route(z.strictObject({ id }), nothing, ['exports']),
  /** Exports of this session, newest first. */
  'export.tasks': route(nothing, z.object({ tasks: z.array(exportTask) })),
  /** Finished books on disk, newest first; to be had at `/asset/export/<id>`. */
  'export.files': route(
    nothing,
    z.object({
      files: z.array(z.object({ id: z.string(), name: z.string(), bytes: z.number(), at: z.number() })),
    }),
  ),
  /** Shows a finished book in the system's file manager. */
  'export.reveal': route(z.strictObject({ id }), nothing),
}
