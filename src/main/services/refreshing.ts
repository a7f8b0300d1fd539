import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import { type PlanOptions, planBatch } from './planning.ts'

/** What one new picture for each of some panels comes to, US dollars. */
export interface RefreshingPrice {
  pictures: number
  fromUsd: number
  untilUsd: number
}

/**
 * What it costs to make panels anew, those left out that have such a picture already. Reads only.
 *
 * @returns null where nobody knows a price
 */
export function priceOfRefreshing(
  project: Project,
  panelIds: readonly string[],
  options: Omit<PlanOptions, 'chapters' | 'images'>,
): RefreshingPrice | null {
  const wanted = new Set(panelIds)
  const chapters = [...new Set(project.script.panels(panelIds).map(({ chapter }) => chapter))]
  try {
    const jobs = planBatch(project, { ...options, chapters }).jobs.filter(
      (job) => wanted.has(job.panelId) && job.wanted,
    )
    const price: RefreshingPrice = { pictures: jobs.length, fromUsd: 0, untilUsd: 0 }
    for (const job of jobs) {
      if (job.price === null) return null
      price.fromUsd += job.price.fromUsd
      price.untilUsd += job.price.untilUsd
    }
    return price
  } catch (error) {
    // A style that is gone, a model nobody knows: the comparison is worth having without its price.
    if (error instanceof AppError) return null
    throw error
  }
}
