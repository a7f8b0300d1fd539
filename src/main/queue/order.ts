import type { GenerationRequest } from '../../shared/domain/generation.ts'
import type { Priority } from '../../shared/domain/job.ts'

/** A batch to enqueue: one gesture of the author, all or nothing. */
export interface BatchOrder {
  title: string
  /** The settings as given, frozen, for the report. */
  settings: Record<string, unknown>
  priority: Priority
  /** Hard cap; null = none. */
  budgetUsd: number | null
  jobs: JobOrder[]
}

export interface JobOrder {
  panelId: string
  /** `ch01/sc02`: folder under `takes/` the picture goes to. */
  folder: string
  /** SHA-256 hex over everything that decides the image: see prompts/job-key.ts. */
  key: string
  /** Provider account: the unit of pacing and circuit. The provider's id while there is one account each. */
  lane: string
  request: GenerationRequest
  /** Null = price unknown. */
  estimateUsd: number | null
}
