import { createHash } from 'node:crypto'
import type { Stage } from '../../../shared/domain/generation.ts'
import type { Project } from '../../open-project.ts'
import { canonicalJson } from '../../prompts/job-key.ts'
import { roughs } from '../../providers/roughs/roughs-provider.ts'
import type { PlanBook } from '../plan/plan-book.ts'
import type { PlannedJob } from '../plan/planned-job.ts'
import { planBatch } from '../planning.ts'

/** What a rough is drawn from. */
export interface RoughOrder {
  /** Hash over all of it. */
  id: string
  stage: Stage
  seed: number
  /** Width divided by height. */
  aspect: number
}

/** What a picture's rough is drawn from; null where nothing is composed. @param shape of the picture it stands for */
export function roughOrder(
  job: Pick<PlannedJob, 'request'> | undefined,
  { width, height }: { width: number; height: number },
): RoughOrder | null {
  if (!job?.request.stage) return null
  const { stage, seed } = job.request
  const aspect = width / height
  const id = createHash('sha256')
    .update(canonicalJson([stage, seed, aspect]))
    .digest('hex')
    .slice(0, 32)
  return { id, stage, seed, aspect }
}

/** Panels whose roughs are looked at, and in which edition. */
export interface RoughsAsked {
  panelIds: readonly string[]
  style: string
  lang?: string | undefined
}

/**
 * What the roughs of panels are drawn from, by panel id; those that are gone are left out.
 *
 * @throws AppError WRONG_USE for a style that does not exist
 */
export function roughsOfPanels(
  project: Project,
  { panelIds, style, lang }: RoughsAsked,
  book: PlanBook,
): [panelId: string, order: RoughOrder][] {
  const wanted = new Set(panelIds)
  const known = book.panels.flatMap(({ id }) => (wanted.has(id) ? [id] : []))
  if (known.length === 0) return []
  const { jobs } = planBatch(
    project,
    { panelIds: known, styles: [style], languages: lang ? [lang] : undefined, images: 1, provider: roughs },
    book,
  )
  return jobs.flatMap((job) => {
    const order = roughOrder(job, job)
    return order === null ? [] : [[job.panelId, order] satisfies [string, RoughOrder]]
  })
}
